using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Stock;

namespace OrleansCommerce.GraphQL;

/// <summary>Units that are held for a while.</summary>
public sealed class Reservation(ReservationAnswer answer)
{
    /// <summary>The caller's own id.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string Id => answer.Reservation.Id;

    /// <summary>Which SKU.</summary>
    public string Sku => answer.Levels.Sku;

    /// <summary>Where.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string LocationId => answer.Levels.LocationId;

    /// <summary>Units.</summary>
    public int Quantity => answer.Reservation.Quantity;

    /// <summary>Where it is in its life.</summary>
    public ReservationStatus Status => answer.Reservation.Status;

    /// <summary>When its time ends, or ended; null would mean never.</summary>
    public DateTimeOffset? ExpiresAt => answer.Reservation.ExpiresAt;
}
