using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>Units that are kept back from every channel but the till.</summary>
public sealed record SetSafetyStockInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which SKU.</summary>
    public required string Sku { get; init; }

    /// <summary>Where.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string LocationId { get; init; }

    /// <summary>Units, 0 to 1,000,000.</summary>
    public required int Quantity { get; init; }
}

/// <summary>The stock after it.</summary>
public sealed record SetSafetyStockPayload
{
    /// <summary>The stock after it; null when the mutation failed.</summary>
    public StockItem? StockItem { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<ISetSafetyStockError>? Errors { get; init; }

    internal static SetSafetyStockPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<ISetSafetyStockError>(failure) };
}

/// <summary>Why the safety stock could not be set.</summary>
[UnionType("SetSafetyStockError")]
public interface ISetSafetyStockError;
