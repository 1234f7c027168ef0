using OrleansCommerce.Local.GraphQLServer.Language;

namespace OrleansCommerce.Local.GraphQLServer.Validation.Rules;

/// <summary>An operation uses every variable that it defines. Specification 5.8.4.</summary>
internal sealed class NoUnusedVariables : ValidationRule
{
    public override void Finish(ValidationContext context)
    {
        foreach (var operation in context.Document.Definitions.OfType<OperationNode>())
        {
            var used = context.Reached(operation)
                .SelectMany(d => context.UsesIn(d).Variables)
                .Select(u => u.Node.Name)
                .ToHashSet(StringComparer.Ordinal);
            var by = operation.Name is null ? "" : $" in operation \"{operation.Name}\"";
            foreach (var variable in operation.Variables.Where(v => !used.Contains(v.Name)))
            {
                Report(context, $"Variable \"${variable.Name}\" is never used{by}.", variable);
            }
        }
    }
}
