using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>Sellable units that somebody counted. At least one of expectedOnHand and expectedVersion is given.</summary>
public sealed record CountStockInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which SKU.</summary>
    public required string Sku { get; init; }

    /// <summary>Where.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string LocationId { get; init; }

    /// <summary>Units counted, 0 to 1,000,000.</summary>
    public required int Quantity { get; init; }

    /// <summary>What the books had on hand when the counting began: if they have another number now, the count is refused. Not looked at when left out.</summary>
    public int? ExpectedOnHand { get; init; }

    /// <summary>The stock item's version when the counting began: if it is another now, the count is refused. Not looked at when left out.</summary>
    public int? ExpectedVersion { get; init; }

    /// <summary>Why it was counted, up to 200 characters; none when left out.</summary>
    public string? Reason { get; init; }

    /// <summary>Such as the number of the stocktaking, up to 100 characters; none when left out.</summary>
    public string? Reference { get; init; }

    /// <summary>When; now when left out. A sale of before that is told later does not take its units again.</summary>
    public DateTimeOffset? CountedAt { get; init; }
}

/// <summary>The stock after it.</summary>
public sealed record CountStockPayload
{
    /// <summary>The stock after it; null when the mutation failed.</summary>
    public StockItem? StockItem { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<ICountStockError>? Errors { get; init; }

    internal static CountStockPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<ICountStockError>(failure) };
}

/// <summary>Why the count was not booked.</summary>
[UnionType("CountStockError")]
public interface ICountStockError;
