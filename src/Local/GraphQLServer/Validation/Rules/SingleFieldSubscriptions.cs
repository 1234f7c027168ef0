using OrleansCommerce.Local.GraphQLServer.Language;

namespace OrleansCommerce.Local.GraphQLServer.Validation.Rules;

/// <summary>A subscription selects one field, always, and not an introspection field. Specification 5.2.4.1.</summary>
internal sealed class SingleFieldSubscriptions : ValidationRule
{
    public override void Finish(ValidationContext context)
    {
        foreach (var operation in context.Document.Definitions.OfType<OperationNode>())
        {
            if (operation.Type == OperationType.Subscription)
            {
                Check(context, operation);
            }
        }
    }

    private void Check(ValidationContext context, OperationNode operation)
    {
        var fields = new List<FieldNode>();
        Collect(context, operation.SelectionSet, fields, []);
        var name = operation.Name is null ? "Anonymous Subscription" : $"Subscription \"{operation.Name}\"";
        if (fields.Select(f => f.ResponseName).Distinct(StringComparer.Ordinal).Count() > 1)
        {
            Report(context, $"{name} must select only one top level field.", [.. fields]);
        }

        foreach (var field in fields.Where(f => f.Name.StartsWith("__", StringComparison.Ordinal)))
        {
            Report(context, $"{name} must not select an introspection top level field.", field);
        }
    }

    private void Collect(ValidationContext context, SelectionSetNode set, List<FieldNode> fields, HashSet<string> visited)
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
                case InlineFragmentNode inline:
                    Collect(context, inline.SelectionSet, fields, visited);
                    break;
                case FragmentSpreadNode spread when visited.Add(spread.Name)
                    && context.Fragments.TryGetValue(spread.Name, out var fragment):
                    Collect(context, fragment.SelectionSet, fields, visited);
                    break;
            }
        }
    }
}
