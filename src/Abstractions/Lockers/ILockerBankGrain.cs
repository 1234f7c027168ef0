using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Lockers;

/// <summary>One locker bank: its compartments, parcels and codes. Key: the id of its location.</summary>
[Alias("oc.ILockerBankGrain")]
public interface ILockerBankGrain : IGrainWithStringKey
{
    /// <summary>The bank; null when no locker bank is registered under this id.</summary>
    [Alias("Get")]
    [AlwaysInterleave]
    Task<LockerBankDetails?> GetAsync();

    /// <summary>Sets the compartments. One that holds a parcel cannot be taken away. Fails with InvalidInput, InvalidState, NotFound.</summary>
    [Alias("Configure")]
    Task<Result<LockerBankDetails>> ConfigureAsync(ConfigureLockerBank command);

    /// <summary>A parcel is put in; its code is made now and told here only.
    /// Fails with NoFreeCompartment, InvalidState, NotFound, OperationIdReused.</summary>
    [Alias("Deposit")]
    Task<Result<DepositAnswer>> DepositAsync(DepositParcel command);

    /// <summary>A code is typed. A repeat is answered as the first time, and a wrong code of it counts once.
    /// Fails with WrongCode, LockedOut, InvalidInput, InvalidState, NotFound, OperationIdReused.</summary>
    [Alias("OpenForPickup")]
    Task<Result<LockerParcelDetails>> OpenForPickupAsync(OpenForPickup command);

    /// <summary>The hardware saw the compartment emptied. Fails with InvalidState, NotFound, OperationIdReused.</summary>
    [Alias("ConfirmPickup")]
    Task<Result<PickupAnswer>> ConfirmPickupAsync(ConfirmPickup command);

    /// <summary>Goes on with what was cut off. Answers when it wants to be woken next.</summary>
    [Alias("Wake")]
    Task<DateTimeOffset?> WakeAsync();
}

/// <summary>Sizes of compartments, smallest first.</summary>
public enum CompartmentSize
{
    /// <summary>About 10 cm high.</summary>
    S,

    /// <summary>About 20 cm high.</summary>
    M,

    /// <summary>About 40 cm high.</summary>
    L,
}

/// <summary>What a compartment is doing.</summary>
public enum CompartmentStatus
{
    /// <summary>Empty and usable.</summary>
    Free,

    /// <summary>Meant for a parcel that is not in yet.</summary>
    Assigned,

    /// <summary>A parcel is in.</summary>
    Loaded,

    /// <summary>Not usable.</summary>
    OutOfOrder,
}

/// <summary>A locker bank as callers see it.</summary>
[GenerateSerializer, Immutable, Alias("oc.LockerBankDetails")]
public sealed record LockerBankDetails(
    [property: Id(0)] string Id,
    [property: Id(1)] ImmutableArray<CompartmentDetails> Compartments,
    [property: Id(2)] long Version);

/// <summary>A compartment as callers see it.</summary>
[GenerateSerializer, Immutable, Alias("oc.CompartmentDetails")]
public sealed record CompartmentDetails(
    [property: Id(0)] string Id,
    [property: Id(1)] CompartmentSize Size,
    [property: Id(2)] CompartmentStatus Status,
    [property: Id(3)] string? OrderId);

/// <summary>A parcel in a locker. <paramref name="Id"/> is its fulfilment's id.</summary>
[GenerateSerializer, Immutable, Alias("oc.LockerParcelDetails")]
public sealed record LockerParcelDetails(
    [property: Id(0)] string Id,
    [property: Id(1)] string OrderId,
    [property: Id(2)] string CompartmentId,
    [property: Id(3)] FulfillmentStatus Status,
    [property: Id(4)] DateTimeOffset? PickupDeadline);

/// <summary>The compartments of a bank, 1 to 500, ids unique.</summary>
[GenerateSerializer, Immutable, Alias("oc.ConfigureLockerBank")]
public sealed record ConfigureLockerBank([property: Id(0)] ImmutableArray<CompartmentLayout> Compartments);

/// <summary>One compartment of a bank.</summary>
[GenerateSerializer, Immutable, Alias("oc.CompartmentLayout")]
public sealed record CompartmentLayout(
    [property: Id(0)] string Id,
    [property: Id(1)] CompartmentSize Size,
    [property: Id(2)] bool OutOfOrder = false);

/// <summary>A parcel is put in.</summary>
[GenerateSerializer, Immutable, Alias("oc.DepositParcel")]
public sealed record DepositParcel(
    [property: Id(0)] string OperationId,
    [property: Id(1)] string FulfillmentId,
    [property: Id(2)] CompartmentSize Size);

/// <summary>The parcel, and its code: six digits, told once.</summary>
[GenerateSerializer, Immutable, Alias("oc.DepositAnswer")]
public sealed record DepositAnswer([property: Id(0)] LockerParcelDetails Parcel, [property: Id(1)] string PickupCode);

/// <summary>A code is typed.</summary>
[GenerateSerializer, Immutable, Alias("oc.OpenForPickup")]
public sealed record OpenForPickup([property: Id(0)] string OperationId, [property: Id(1)] string Code)
{
    /// <summary>Without the code: a call that fails is logged with its arguments.</summary>
    public override string ToString() => $"{nameof(OpenForPickup)} {{ OperationId = {OperationId} }}";
}

/// <summary>A compartment was emptied.</summary>
[GenerateSerializer, Immutable, Alias("oc.ConfirmPickup")]
public sealed record ConfirmPickup([property: Id(0)] string OperationId, [property: Id(1)] string CompartmentId);

/// <summary>The parcel that was fetched, and its order after it.</summary>
[GenerateSerializer, Immutable, Alias("oc.PickupAnswer")]
public sealed record PickupAnswer([property: Id(0)] LockerParcelDetails Parcel, [property: Id(1)] OrderDetails Order);
