using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>Goods that arrive.</summary>
public sealed record ReceiveStockInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which SKU.</summary>
    public required string Sku { get; init; }

    /// <summary>Where.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string LocationId { get; init; }

    /// <summary>Units, 1 to 1,000,000.</summary>
    public required int Quantity { get; init; }

    /// <summary>Why, up to 200 characters, no personal data: the history shows it; none when left out.</summary>
    public string? Reason { get; init; }

    /// <summary>Such as a delivery note, up to 100 characters; none when left out.</summary>
    public string? Reference { get; init; }
}

/// <summary>The stock after it.</summary>
public sealed record ReceiveStockPayload
{
    /// <summary>The stock after it; null when the mutation failed.</summary>
    public StockItem? StockItem { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IReceiveStockError>? Errors { get; init; }

    internal static ReceiveStockPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<IReceiveStockError>(failure) };
}

/// <summary>Why goods could not be received.</summary>
[UnionType("ReceiveStockError")]
public interface IReceiveStockError;
