using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>The reservation whose units are given back.</summary>
public sealed record ReleaseReservationInput
{
    /// <summary>The caller's own id of the reservation.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string ReservationId { get; init; }

    /// <summary>Which SKU.</summary>
    public required string Sku { get; init; }

    /// <summary>Where.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string LocationId { get; init; }
}

/// <summary>The reservation, and the stock after it.</summary>
public sealed record ReleaseReservationPayload
{
    /// <summary>The reservation after it; null when the mutation failed.</summary>
    public Reservation? Reservation { get; init; }

    /// <summary>The stock after it; null when the mutation failed.</summary>
    public StockItem? StockItem { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IReleaseReservationError>? Errors { get; init; }

    internal static ReleaseReservationPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<IReleaseReservationError>(failure) };
}

/// <summary>Why the units could not be given back.</summary>
[UnionType("ReleaseReservationError")]
public interface IReleaseReservationError;
