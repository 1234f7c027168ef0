using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>Units to hold for a while.</summary>
public sealed record ReserveStockInput
{
    /// <summary>The caller's own id of the reservation, 1 to 100 characters; also its idempotency key.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string ReservationId { get; init; }

    /// <summary>Which SKU.</summary>
    public required string Sku { get; init; }

    /// <summary>Where.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string LocationId { get; init; }

    /// <summary>Units, 1 to 1,000,000.</summary>
    public required int Quantity { get; init; }

    /// <summary>10 to 86400; 900 when left out.</summary>
    public int? ExpiresInSeconds { get; init; }

    /// <summary>Where the request comes from.</summary>
    public required Channel Channel { get; init; }
}

/// <summary>The reservation, and the stock after it.</summary>
public sealed record ReserveStockPayload
{
    /// <summary>The reservation after it; null when the mutation failed.</summary>
    public Reservation? Reservation { get; init; }

    /// <summary>The stock after it; null when the mutation failed.</summary>
    public StockItem? StockItem { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IReserveStockError>? Errors { get; init; }

    internal static ReserveStockPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<IReserveStockError>(failure) };
}

/// <summary>Why units could not be held.</summary>
[UnionType("ReserveStockError")]
public interface IReserveStockError;
