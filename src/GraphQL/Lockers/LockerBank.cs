using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.Lockers;
using OrleansCommerce.Orders;

namespace OrleansCommerce.GraphQL;

/// <summary>A bank of lockers: its compartments.</summary>
public sealed class LockerBank(LockerBankDetails bank) : INode
{
    /// <summary>Unique among all things of the API; opaque; what `node` takes.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string NodeId => new GlobalId(nameof(LockerBank), bank.Id).ToString();

    /// <summary>The id of its location.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string Id => bank.Id;

    /// <summary>In the order in which they were set; at most 500.</summary>
    public IReadOnlyList<Compartment> Compartments { get; } = [.. bank.Compartments.Select(item => new Compartment(item))];

    /// <summary>When its newest lock-out for wrong codes ends or ended; null when there is none.</summary>
    public DateTimeOffset? LockedOutUntil => bank.LockedOutUntil;

    /// <summary>The number of the secret that its hardware signs with; 0 when it has none, and sends tokens.</summary>
    public int SecretGeneration => bank.SecretGeneration;

    /// <summary>When its hardware's last signed request came; null when none did. Hardware asks for `offlineGrants` every few minutes.</summary>
    public DateTimeOffset? HardwareHeardAt => bank.HardwareHeardAt;

    /// <summary>
    /// The codes that a device may take while it is offline: a device keeps the newest list, and tells later what it opened. Null when its
    /// hardware has no secret. Needs the role Device or Admin.
    /// </summary>
    public async Task<LockerGrants?> GetOfflineGrantsAsync([Service] GrainCalls grains)
    {
        await LockerCalls.DemandOwnAsync(grains, Access.Demand(Permission.TakeOfflineGrants), bank.Id);
        return await grains.CallAsync((ILockerBankGrain grain) => grain.GetOfflineGrantsAsync(), bank.Id) is { } issued
            ? new LockerGrants(issued)
            : null;
    }

    /// <summary>Where it stands.</summary>
    public Task<Location> GetLocationAsync(LocationLoader locations, CancellationToken cancellationToken) =>
        locations.LoadLocationAsync(bank.Id, cancellationToken);
}

/// <summary>One compartment of a bank.</summary>
public sealed class Compartment(CompartmentDetails compartment)
{
    /// <summary>Unique in the bank.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string Id => compartment.Id;

    /// <summary>S, M or L.</summary>
    public string Size => compartment.Size.ToString();

    /// <summary>What it is doing.</summary>
    public CompartmentStatus Status => compartment.Status;

    /// <summary>The order whose parcel it holds, or is meant for; null when there is none.</summary>
    [GraphQLType<IdType>]
    public string? OrderId => compartment.OrderId;

    /// <summary>The parcel that it holds, or is meant for; null when there is none.</summary>
    [GraphQLType<IdType>]
    public string? ParcelId => compartment.ParcelId;

    /// <summary>Since when its door is open, by the hardware's clock; null when it is closed, or nobody reports it.</summary>
    public DateTimeOffset? DoorOpenSince => compartment.DoorOpenSince;

    /// <summary>When the newest lock-out of its own keypad ends or ended; null when there is none.</summary>
    public DateTimeOffset? LockedOutUntil => compartment.LockedOutUntil;

    /// <summary>What may be done with the parcel that it holds: `READY_FOR_PICKUP`, `EXPIRED` or `CANCELLED`; null when it holds none.</summary>
    public FulfillmentStatus? ParcelStatus => compartment.ParcelStatus;

    /// <summary>Until when its customer may fetch the parcel that it holds; null when it holds none.</summary>
    public DateTimeOffset? PickupDeadline => compartment.PickupDeadline;

    /// <summary>Whether it broke: so it can be while a parcel still lies in it.</summary>
    public bool OutOfOrder => compartment.OutOfOrder;

    /// <summary>Whether its door was opened for a courier, and `confirmRetrieval` has not come yet.</summary>
    public bool OpenForRetrieval => compartment.OpenForRetrieval;
}
