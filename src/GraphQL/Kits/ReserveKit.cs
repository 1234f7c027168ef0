using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>Kits to hold for a while.</summary>
public sealed record ReserveKitInput
{
    /// <summary>The caller's own id of the reservation, 1 to 100 characters; also its idempotency key. A refusal is its answer ever after.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string ReservationId { get; init; }

    /// <summary>The kit's SKU.</summary>
    public required string Sku { get; init; }

    /// <summary>Where all parts are.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string LocationId { get; init; }

    /// <summary>Kits, 1 to 1,000.</summary>
    public required int Quantity { get; init; }

    /// <summary>10 to 86300; 900 when left out.</summary>
    public int? ExpiresInSeconds { get; init; }

    /// <summary>Where the request comes from.</summary>
    public required Channel Channel { get; init; }
}

/// <summary>The reservation.</summary>
public sealed record ReserveKitPayload
{
    /// <summary>The reservation; null when the mutation failed.</summary>
    public KitReservation? Reservation { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IReserveKitError>? Errors { get; init; }

    internal static ReserveKitPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<IReserveKitError>(failure) };
}

/// <summary>Why the kits could not be held.</summary>
[UnionType("ReserveKitError")]
public interface IReserveKitError;
