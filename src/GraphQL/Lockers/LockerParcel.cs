using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Lockers;
using OrleansCommerce.Orders;

namespace OrleansCommerce.GraphQL;

/// <summary>A parcel in a locker.</summary>
public sealed class LockerParcel(LockerParcelDetails parcel)
{
    /// <summary>The id of its fulfilment; of goods that come back, that of their announced return.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string Id => parcel.Id;

    /// <summary>Of which order.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string OrderId => parcel.OrderId;

    /// <summary>In which compartment.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string CompartmentId => parcel.CompartmentId;

    /// <summary>Whether its customer puts it in, or did: goods that come back.</summary>
    public bool IsReturn => parcel.IsReturn;

    /// <summary>Where it is in its life; goods that come back are `ALLOCATED` until they are in, and then `RETURNED_TO_SENDER`.</summary>
    public FulfillmentStatus Status => parcel.Status;

    /// <summary>Until when its customer may fetch it, or put it in; null when it does not wait for one.</summary>
    public DateTimeOffset? PickupDeadline => parcel.PickupDeadline;
}
