using OrleansCommerce.Local.GraphQLServer.Language;

namespace OrleansCommerce.Local.GraphQLServer.Validation.Rules;

/// <summary>An operation defines the variables that it and its fragments use. Specification 5.8.3.</summary>
internal sealed class NoUndefinedVariables : ValidationRule
{
    public override void Finish(ValidationContext context)
    {
        foreach (var operation in context.Document.Definitions.OfType<OperationNode>())
        {
            var defined = operation.Variables.Select(v => v.Name).ToHashSet(StringComparer.Ordinal);
            var by = operation.Name is null ? "" : $" by operation \"{operation.Name}\"";
            foreach (var use in context.Reached(operation).SelectMany(d => context.UsesIn(d).Variables))
            {
                if (!defined.Contains(use.Node.Name))
                {
                    Report(context, $"Variable \"${use.Node.Name}\" is not defined{by}.", use.Node, operation);
                }
            }
        }
    }
}
