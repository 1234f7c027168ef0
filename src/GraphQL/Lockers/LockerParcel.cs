using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Lockers;
using OrleansCommerce.Orders;

namespace OrleansCommerce.GraphQL;

/// <summary>A parcel in a locker.</summary>
public sealed class LockerParcel(LockerParcelDetails parcel)
{
    /// <summary>The id of its fulfilment.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string Id => parcel.Id;

    /// <summary>Of which order.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string OrderId => parcel.OrderId;

    /// <summary>In which compartment.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string CompartmentId => parcel.CompartmentId;

    /// <summary>Where it is in its life.</summary>
    public FulfillmentStatus Status => parcel.Status;

    /// <summary>Until when its customer may fetch it; null when it does not wait for one.</summary>
    public DateTimeOffset? PickupDeadline => parcel.PickupDeadline;
}
