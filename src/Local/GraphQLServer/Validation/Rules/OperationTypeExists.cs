using OrleansCommerce.Local.GraphQLServer.Language;

namespace OrleansCommerce.Local.GraphQLServer.Validation.Rules;

/// <summary>The schema has the root that an operation starts at. Specification 5.2.1.1.</summary>
internal sealed class OperationTypeExists : ValidationRule
{
    public override void Operation(ValidationContext context, OperationNode operation)
    {
        var missing = operation.Type switch
        {
            OperationType.Mutation => context.Schema.Mutation is null,
            OperationType.Subscription => context.Schema.Subscription is null,
            _ => false,
        };
        if (missing)
        {
            Report(context, $"The schema has no {operation.Type.ToString().ToLowerInvariant()} operations.", operation);
        }
    }
}
