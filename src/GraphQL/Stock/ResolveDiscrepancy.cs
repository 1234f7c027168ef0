using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>A discrepancy that somebody looked into.</summary>
public sealed record ResolveDiscrepancyInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which one.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string DiscrepancyId { get; init; }

    /// <summary>What was found and done, 1 to 200 characters, no personal data.</summary>
    public required string Resolution { get; init; }
}

/// <summary>The stock after it.</summary>
public sealed record ResolveDiscrepancyPayload
{
    /// <summary>The stock after it; null when the mutation failed.</summary>
    public StockItem? StockItem { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IResolveDiscrepancyError>? Errors { get; init; }

    internal static ResolveDiscrepancyPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<IResolveDiscrepancyError>(failure) };
}

/// <summary>Why the discrepancy could not be resolved.</summary>
[UnionType("ResolveDiscrepancyError")]
public interface IResolveDiscrepancyError;
