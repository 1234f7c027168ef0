using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>A kit's reservation whose parts leave the location now.</summary>
public sealed record ConfirmKitReservationInput
{
    /// <summary>The caller's own id of the reservation.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string ReservationId { get; init; }

    /// <summary>The kit's SKU.</summary>
    public required string Sku { get; init; }

    /// <summary>Where.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string LocationId { get; init; }
}

/// <summary>The reservation after it.</summary>
public sealed record ConfirmKitReservationPayload
{
    /// <summary>The reservation; null when the mutation failed.</summary>
    public KitReservation? Reservation { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IEndKitReservationError>? Errors { get; init; }

    internal static ConfirmKitReservationPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<IEndKitReservationError>(failure) };
}
