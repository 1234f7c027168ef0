using OrleansCommerce.Local.GraphQLServer.Language;

namespace OrleansCommerce.Local.GraphQLServer.Validation.Rules;

/// <summary>Each named operation has a name of its own. Specification 5.2.2.1.</summary>
internal sealed class UniqueOperationNames : ValidationRule
{
    private readonly Dictionary<string, OperationNode> _known = new(StringComparer.Ordinal);

    public override void Operation(ValidationContext context, OperationNode operation)
    {
        if (operation.Name is not null && !_known.TryAdd(operation.Name, operation))
        {
            Report(context, $"There can be only one operation named \"{operation.Name}\".", _known[operation.Name], operation);
        }
    }
}
