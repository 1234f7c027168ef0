using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Lockers;

namespace OrleansCommerce.GraphQL;

/// <summary>A compartment that is kept for a parcel.</summary>
public sealed class CompartmentAssignment(AssignmentDetails assignment)
{
    /// <summary>The parcel: the id of its fulfilment.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string FulfillmentId => assignment.ParcelId;

    /// <summary>Of which order.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string OrderId => assignment.OrderId;

    /// <summary>Which compartment; another one when it breaks.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string CompartmentId => assignment.CompartmentId;

    /// <summary>How long it is kept.</summary>
    public DateTimeOffset Until => assignment.Until;
}

/// <summary>Why a locker bank refused.</summary>
[UnionType("LockerError")]
public interface ILockerError;
