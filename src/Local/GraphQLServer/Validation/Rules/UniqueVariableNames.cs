using OrleansCommerce.Local.GraphQLServer.Language;

namespace OrleansCommerce.Local.GraphQLServer.Validation.Rules;

/// <summary>Each variable of an operation has a name of its own. Specification 5.8.1.</summary>
internal sealed class UniqueVariableNames : ValidationRule
{
    public override void Operation(ValidationContext context, OperationNode operation)
    {
        foreach (var same in operation.Variables.GroupBy(v => v.Name).Where(g => g.Count() > 1))
        {
            Report(context, $"There can be only one variable named \"${same.Key}\".", [.. same]);
        }
    }
}
