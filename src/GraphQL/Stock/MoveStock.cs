using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Stock;

namespace OrleansCommerce.GraphQL;

/// <summary>Units that change their state.</summary>
public sealed record MoveStockInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which SKU.</summary>
    public required string Sku { get; init; }

    /// <summary>Where.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string LocationId { get; init; }

    /// <summary>Where they are.</summary>
    public required StockState From { get; init; }

    /// <summary>Where they go.</summary>
    public required StockState To { get; init; }

    /// <summary>Units, 1 to 1,000,000.</summary>
    public required int Quantity { get; init; }

    /// <summary>Why, 1 to 200 characters, no personal data.</summary>
    public required string Reason { get; init; }

    /// <summary>Such as a delivery note, up to 100 characters; none when left out.</summary>
    public string? Reference { get; init; }
}

/// <summary>The stock after it.</summary>
public sealed record MoveStockPayload
{
    /// <summary>The stock after it; null when the mutation failed.</summary>
    public StockItem? StockItem { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IMoveStockError>? Errors { get; init; }

    internal static MoveStockPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<IMoveStockError>(failure) };
}

/// <summary>Why the units were not moved.</summary>
[UnionType("MoveStockError")]
public interface IMoveStockError;
