using OrleansCommerce.Local.GraphQLServer.Language;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Validation;

/// <summary>Walks a document once, for all rules together, and knows the type at each place.</summary>
internal sealed partial class DocumentWalker(ValidationContext context, IReadOnlyList<ValidationRule> rules)
{
    private DefinitionUses _uses = new();

    public void Walk()
    {
        foreach (var definition in context.Document.Definitions)
        {
            _uses = context.UsesIn(definition);
            switch (definition)
            {
                case OperationNode operation:
                    Operation(operation);
                    break;
                case FragmentNode fragment:
                    Each(rule => rule.Fragment(context, fragment));
                    Directives(fragment.Directives, "FRAGMENT_DEFINITION");
                    SelectionSet(fragment.SelectionSet, Composite(fragment.TypeCondition));
                    break;
            }
        }

        foreach (var definition in context.Document.TypeSystem)
        {
            TypeSystem(definition);
        }

        Each(rule => rule.Finish(context));
    }

    private void Each(Action<ValidationRule> visit)
    {
        foreach (var rule in rules)
        {
            visit(rule);
        }
    }

    private CompositeType? Composite(NamedTypeNode condition) => context.Schema.Type(condition.Name) as CompositeType;

    private void Operation(OperationNode operation)
    {
        Each(rule => rule.Operation(context, operation));
        foreach (var variable in operation.Variables)
        {
            Each(rule => rule.VariableDefinition(context, variable));
            Directives(variable.Directives, "VARIABLE_DEFINITION");
            if (variable.DefaultValue is not null)
            {
                Value(variable.DefaultValue, TypeReferences.Resolve(context.Schema, variable.Type), false, null);
            }
        }

        var (root, location) = operation.Type switch
        {
            OperationType.Mutation => (context.Schema.Mutation, "MUTATION"),
            OperationType.Subscription => (context.Schema.Subscription, "SUBSCRIPTION"),
            _ => (context.Schema.Query, "QUERY"),
        };
        Directives(operation.Directives, location);
        SelectionSet(operation.SelectionSet, root);
    }

    private void SelectionSet(SelectionSetNode set, CompositeType? parent)
    {
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case FieldNode field:
                    Field(field, parent);
                    break;
                case InlineFragmentNode inline:
                    Each(rule => rule.InlineFragment(context, inline, parent));
                    Directives(inline.Directives, "INLINE_FRAGMENT");
                    SelectionSet(inline.SelectionSet, inline.TypeCondition is null ? parent : Composite(inline.TypeCondition));
                    break;
                case FragmentSpreadNode spread:
                    _uses.Spreads.Add(spread);
                    Each(rule => rule.Spread(context, spread, parent));
                    Directives(spread.Directives, "FRAGMENT_SPREAD");
                    break;
            }
        }
    }

    private void Field(FieldNode field, CompositeType? parent)
    {
        var definition = parent is null ? null : context.Schema.Field(parent, field.Name);
        Each(rule => rule.Field(context, field, parent, definition));
        Arguments(new ArgumentsOwner(field, $"Field \"{field.Name}\"", field.Arguments, definition?.Arguments));
        Directives(field.Directives, "FIELD");
        if (field.SelectionSet is not null)
        {
            SelectionSet(field.SelectionSet, definition?.Type.Named as CompositeType);
        }
    }

    private void Directives(IReadOnlyList<DirectiveNode> directives, string location)
    {
        if (directives.Count == 0)
        {
            return;
        }

        Each(rule => rule.Directives(context, directives, location));
        foreach (var directive in directives)
        {
            var definition = context.Schema.Directive(directive.Name);
            Arguments(new ArgumentsOwner(directive, $"Directive \"@{directive.Name}\"", directive.Arguments, definition?.Arguments));
        }
    }

    private void Arguments(ArgumentsOwner owner)
    {
        Each(rule => rule.Arguments(context, owner));
        foreach (var argument in owner.Arguments)
        {
            var definition = owner.Definitions?.FirstOrDefault(d => d.Name == argument.Name);
            Value(argument.Value, definition?.Type, HasDefault(definition), null);
        }
    }

    private void Value(ValueNode value, GraphType? type, bool hasDefault, InputObjectType? oneOf)
    {
        if (value is VariableNode variable)
        {
            _uses.Variables.Add(new VariableUse(variable, type, hasDefault, oneOf));
            return;
        }

        Each(rule => rule.Value(context, value, type));
        switch (value)
        {
            case ListValueNode list:
                foreach (var item in list.Items)
                {
                    Value(item, (type?.Nullable as ListType)?.Item, false, null);
                }

                break;
            case ObjectValueNode given:
                var input = ItemOf(type) as InputObjectType;
                foreach (var field in given.Fields)
                {
                    var definition = input?.Fields.GetValueOrDefault(field.Name);
                    Value(field.Value, definition?.Type, HasDefault(definition), input is { IsOneOf: true } ? input : null);
                }

                break;
        }
    }

    // A single value stands for a list of one.
    private static GraphType? ItemOf(GraphType? type)
    {
        while (type?.Nullable is ListType list)
        {
            type = list.Item;
        }

        return type?.Nullable;
    }

    private static bool HasDefault(InputValueDefinition? definition) => definition?.DefaultValue is not (null or NullValueNode);
}
