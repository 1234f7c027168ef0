using HotChocolate;
using HotChocolate.Language;
using HotChocolate.Types;
using HotChocolate.Validation;

namespace OrleansCommerce.Silo;

/// <summary>
/// Values of correct type, as far as HotChocolate's rule leaves it to the execution: whether a literal of the right kind has a value,
/// such as a number within the 32 bits of <c>Int</c>.
/// </summary>
internal sealed class LiteralValues : IDocumentValidatorRule
{
    /// <inheritdoc/>
    public ushort Priority => ushort.MaxValue;

    /// <inheritdoc/>
    public bool IsCacheable => true;

    /// <inheritdoc/>
    public void Validate(DocumentValidatorContext context, DocumentNode document)
    {
        foreach (var definition in document.Definitions)
        {
            switch (definition)
            {
                case OperationDefinitionNode operation when context.Schema.TryGetOperationType(operation.Operation, out var root):
                    foreach (var variable in operation.VariableDefinitions)
                    {
                        // The rule on variables speaks of types that there are not.
                        if (variable.DefaultValue is { } value && context.Schema.Types.TryGetType(variable.Type.NamedType().Name.Value, out var type))
                        {
                            Value(context, value, type);
                        }
                    }

                    Selections(context, operation.SelectionSet, root);
                    break;
                case FragmentDefinitionNode fragment:
                    Selections(context, fragment.SelectionSet, TypeOf(context, fragment.TypeCondition));
                    break;
            }
        }
    }

    // What is unknown to the schema is another rule's business.
    private static void Selections(DocumentValidatorContext context, SelectionSetNode set, ITypeDefinition? owner)
    {
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case FieldNode field when owner is IComplexTypeDefinition type && type.Fields.TryGetField(field.Name.Value, out var known):
                    Arguments(context, field.Arguments, known.Arguments);
                    if (field.SelectionSet is { } below)
                    {
                        Selections(context, below, known.Type.NamedType());
                    }

                    break;
                case InlineFragmentNode inline:
                    Selections(context, inline.SelectionSet, inline.TypeCondition is null ? owner : TypeOf(context, inline.TypeCondition));
                    break;
            }
        }
    }

    private static ITypeDefinition? TypeOf(DocumentValidatorContext context, NamedTypeNode condition) =>
        context.Schema.Types.TryGetType(condition.Name.Value, out var type) ? type : null;

    private static void Arguments(
        DocumentValidatorContext context, IReadOnlyList<ArgumentNode> given, IReadOnlyFieldDefinitionCollection<IInputValueDefinition> known)
    {
        foreach (var argument in given)
        {
            if (known.TryGetField(argument.Name.Value, out var definition))
            {
                Value(context, argument.Value, definition.Type.NamedType());
            }
        }
    }

    private static void Value(DocumentValidatorContext context, IValueNode value, ITypeDefinition type)
    {
        switch (value)
        {
            case ListValueNode list:
                foreach (var item in list.Items)
                {
                    Value(context, item, type);
                }

                break;
            case ObjectValueNode fields when type is IInputObjectTypeDefinition input:
                foreach (var field in fields.Fields)
                {
                    if (input.Fields.TryGetField(field.Name.Value, out var definition))
                    {
                        Value(context, field.Value, definition.Type.NamedType());
                    }
                }

                break;
            case not (VariableNode or NullValueNode) when type is ScalarType scalar && scalar.IsValueCompatible(value):
                Literal(context, value, scalar);
                break;
        }
    }

    private static void Literal(DocumentValidatorContext context, IValueNode literal, ScalarType scalar)
    {
        try
        {
            scalar.CoerceInputLiteral(literal);
        }
        catch (LeafCoercionException)
        {
            context.ReportError(ErrorBuilder.New().SetMessage($"{scalar.Name} cannot represent the value {literal}.").AddLocation(literal).Build());
        }
    }
}
