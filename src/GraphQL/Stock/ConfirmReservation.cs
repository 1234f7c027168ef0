using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>The reservation whose units leave the location now: a till sale or a hand-over.</summary>
public sealed record ConfirmReservationInput
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
public sealed record ConfirmReservationPayload
{
    /// <summary>The reservation after it; null when the mutation failed.</summary>
    public Reservation? Reservation { get; init; }

    /// <summary>The stock after it; null when the mutation failed.</summary>
    public StockItem? StockItem { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IConfirmReservationError>? Errors { get; init; }

    internal static ConfirmReservationPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<IConfirmReservationError>(failure) };
}

/// <summary>Why the units could not leave.</summary>
[UnionType("ConfirmReservationError")]
public interface IConfirmReservationError;
