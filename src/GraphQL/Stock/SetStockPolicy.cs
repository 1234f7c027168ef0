using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Stock;

namespace OrleansCommerce.GraphQL;

/// <summary>Whether more may be promised than is on hand.</summary>
public sealed record SetStockPolicyInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which SKU.</summary>
    public required string Sku { get; init; }

    /// <summary>Where.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string LocationId { get; init; }

    /// <summary>The rule.</summary>
    public required OversellRule Rule { get; init; }

    /// <summary>Units beyond those on hand, 1 to 1,000,000: for back-orders and pre-orders, left out for other rules.</summary>
    public int? Limit { get; init; }

    /// <summary>Until when pre-orders are taken: for pre-orders, left out for other rules.</summary>
    public DateTimeOffset? ReleaseAt { get; init; }
}

/// <summary>The stock after it.</summary>
public sealed record SetStockPolicyPayload
{
    /// <summary>The stock after it; null when the mutation failed.</summary>
    public StockItem? StockItem { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<ISetStockPolicyError>? Errors { get; init; }

    internal static SetStockPolicyPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<ISetStockPolicyError>(failure) };
}

/// <summary>Why the policy was not set.</summary>
[UnionType("SetStockPolicyError")]
public interface ISetStockPolicyError;
