using OrleansCommerce.Local.GraphQLServer.Language;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Validation.Rules;

/// <summary>A subscription selects one field, always, and not an introspection field. Specification 5.2.4.1.</summary>
internal sealed class SingleFieldSubscriptions : ValidationRule
{
    public override void Finish(ValidationContext context)
    {
        foreach (var operation in context.Document.Definitions.OfType<OperationNode>())
        {
            if (operation.Type == OperationType.Subscription && context.Schema.Subscription is { } root)
            {
                Check(context, operation, root);
            }
        }
    }

    private void Check(ValidationContext context, OperationNode operation, ObjectType root)
    {
        var fields = new List<FieldNode>();
        Collect(context, root, operation.SelectionSet, fields, []);
        var name = operation.Name is null ? "Anonymous Subscription" : $"Subscription \"{operation.Name}\"";
        if (fields.Select(f => f.ResponseName).Distinct(StringComparer.Ordinal).Count() != 1)
        {
            Report(context, $"{name} must select one top level field, and only one.", fields.Count == 0 ? [operation] : [.. fields]);
        }

        foreach (var field in fields.Where(f => f.Name.StartsWith("__", StringComparison.Ordinal)))
        {
            Report(context, $"{name} must not select an introspection top level field.", field);
        }
    }

    private void Collect(
        ValidationContext context,
        ObjectType root,
        SelectionSetNode set,
        List<FieldNode> fields,
        HashSet<string> visited)
    {
        foreach (var selection in set.Selections)
        {
            foreach (var directive in selection.Directives.Where(d => d.Name is "skip" or "include"))
            {
                Report(context, $"The top level field of a subscription cannot have @{directive.Name}.", directive);
            }

            switch (selection)
            {
                case FieldNode field:
                    fields.Add(field);
                    break;
                case InlineFragmentNode inline when inline.TypeCondition is null || Applies(context, inline.TypeCondition, root):
                    Collect(context, root, inline.SelectionSet, fields, visited);
                    break;
                case FragmentSpreadNode spread when visited.Add(spread.Name)
                    && context.Fragments.TryGetValue(spread.Name, out var fragment)
                    && Applies(context, fragment.TypeCondition, root):
                    Collect(context, root, fragment.SelectionSet, fields, visited);
                    break;
            }
        }
    }

    private static bool Applies(ValidationContext context, NamedTypeNode condition, ObjectType root) =>
        context.Schema.Type(condition.Name) is CompositeType type && context.Schema.PossibleTypes(type).Contains(root);
}
