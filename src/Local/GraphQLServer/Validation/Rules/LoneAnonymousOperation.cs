using OrleansCommerce.Local.GraphQLServer.Language;

namespace OrleansCommerce.Local.GraphQLServer.Validation.Rules;

/// <summary>An operation without a name is alone in its document. Specification 5.2.3.1.</summary>
internal sealed class LoneAnonymousOperation : ValidationRule
{
    public override void Operation(ValidationContext context, OperationNode operation)
    {
        if (operation.Name is null && context.Document.Definitions.OfType<OperationNode>().Skip(1).Any())
        {
            Report(context, "This anonymous operation must be the only defined operation.", operation);
        }
    }
}
