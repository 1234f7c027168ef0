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

    /// <summary>Keeps the smallest free compartment that fits for a parcel that is on its way. Asked again for the same parcel, it is the same
    /// one. Fails with NoFreeCompartment, InvalidInput, InvalidState, NotFound, OperationIdReused.</summary>
    [Alias("Assign")]
    Task<Result<AssignmentDetails>> AssignAsync(AssignCompartment command);

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

    /// <summary>A door was opened or closed. Closed on an empty compartment, it is the pickup or the retrieval that it was opened for.
    /// Fails with InvalidInput, NotFound, OperationIdReused.</summary>
    [Alias("ReportDoor")]
    Task<Result<DoorAnswer>> ReportDoorAsync(ReportDoor command);

    /// <summary>Keeps the smallest free compartment that fits for goods of an announced return, and tells a code that opens it, until the goods are
    /// in or its time is over. Fails with NoFreeCompartment, InvalidInput, InvalidState, NotFound, OperationIdReused.</summary>
    [Alias("ReserveDropOff")]
    Task<Result<DropOffAnswer>> ReserveDropOffAsync(ReserveDropOff command);

    /// <summary>Goods were put in, where no sensor tells it. Fails with InvalidInput, InvalidState, NotFound, OperationIdReused.</summary>
    [Alias("ConfirmDropOff")]
    Task<Result<LockerParcelDetails>> ConfirmDropOffAsync(ConfirmDropOff command);

    /// <summary>A compartment broke, or works again. What is meant for a broken one is planned anew.
    /// Fails with InvalidInput, InvalidState, NotFound, OperationIdReused.</summary>
    [Alias("ReportCompartment")]
    Task<Result<LockerBankDetails>> ReportCompartmentAsync(ReportCompartment command);

    /// <summary>Opens a compartment for a courier: its parcel was not fetched in time, or is not wanted, or the compartment is out of order.
    /// Fails with InvalidState, NotFound, OperationIdReused.</summary>
    [Alias("OpenForRetrieval")]
    Task<Result<LockerParcelDetails>> OpenForRetrievalAsync(OpenForRetrieval command);

    /// <summary>The courier has the parcel; the compartment is free. Fails with InvalidInput, InvalidState, NotFound, OperationIdReused.</summary>
    [Alias("ConfirmRetrieval")]
    Task<Result<LockerParcelDetails>> ConfirmRetrievalAsync(ConfirmRetrieval command);

    /// <summary>Codes are taken again at once. Fails with NotFound, OperationIdReused.</summary>
    [Alias("ResetLockout")]
    Task<Result<LockerBankDetails>> ResetLockoutAsync(ResetLockout command);

    /// <summary>Makes a new secret for the hardware. Asked again with the same operation id, it tells it again. Fails with InvalidInput, NotFound, OperationIdReused.</summary>
    [Alias("RotateSecret")]
    Task<Result<LockerSecret>> RotateSecretAsync(RotateLockerSecret command);

    /// <summary>Takes a request that the hardware signed, once. Fails with InvalidInput, which names what is wrong, and NotFound.</summary>
    [Alias("Admit")]
    Task<Result<Admission>> AdmitAsync(SignedCall call);

    /// <summary>The codes that a device may take while it is offline; null when it has no secret.</summary>
    [Alias("GetOfflineGrants")]
    Task<OfflineGrants?> GetOfflineGrantsAsync();

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
/// <param name="Id">Of its location.</param>
/// <param name="Compartments">In the order in which they were configured.</param>
/// <param name="Version">Counts its events.</param>
/// <param name="LockedOutUntil">When its newest lock-out for wrong codes ends or ended, UTC; null when there is none.</param>
/// <param name="SecretGeneration">The number of the secret that its hardware signs with; 0 when it has none.</param>
/// <param name="HardwareHeardAt">When its hardware's last signed call came, UTC; null when none did.</param>
[GenerateSerializer, Immutable, Alias("oc.LockerBankDetails")]
public sealed record LockerBankDetails(
    [property: Id(0)] string Id,
    [property: Id(1)] ImmutableArray<CompartmentDetails> Compartments,
    [property: Id(2)] long Version,
    [property: Id(3)] DateTimeOffset? LockedOutUntil = null,
    [property: Id(4)] int SecretGeneration = 0,
    [property: Id(5)] DateTimeOffset? HardwareHeardAt = null);

/// <summary>A compartment as callers see it.</summary>
/// <param name="Id">Printed on its door.</param>
/// <param name="Size">How big.</param>
/// <param name="Status">What it is doing.</param>
/// <param name="OrderId">Whose parcel it holds, or is meant for.</param>
/// <param name="ParcelId">Which parcel that is.</param>
/// <param name="DoorOpenSince">UTC, by the hardware's clock; null when the door is closed, or nobody reports it.</param>
/// <param name="LockedOutUntil">When the newest lock-out of its own keypad ends or ended, UTC; null when there is none.</param>
/// <param name="ParcelStatus">What may be done with the parcel that it holds; null when it holds none.</param>
/// <param name="PickupDeadline">Until when its customer may fetch the parcel that it holds, UTC; null when it holds none.</param>
/// <param name="OutOfOrder">Whether it broke, also when a parcel still lies in it.</param>
/// <param name="OpenForRetrieval">Whether its door was opened for a courier, who has not told yet that the parcel is out.</param>
[GenerateSerializer, Immutable, Alias("oc.CompartmentDetails")]
public sealed record CompartmentDetails(
    [property: Id(0)] string Id,
    [property: Id(1)] CompartmentSize Size,
    [property: Id(2)] CompartmentStatus Status,
    [property: Id(3)] string? OrderId,
    [property: Id(4)] string? ParcelId = null,
    [property: Id(5)] DateTimeOffset? DoorOpenSince = null,
    [property: Id(6)] DateTimeOffset? LockedOutUntil = null,
    [property: Id(7)] FulfillmentStatus? ParcelStatus = null,
    [property: Id(8)] DateTimeOffset? PickupDeadline = null,
    [property: Id(9)] bool OutOfOrder = false,
    [property: Id(10)] bool OpenForRetrieval = false);

/// <summary>A parcel in a locker.</summary>
/// <param name="Id">Its fulfilment's id; of goods that come back, their announced return's.</param>
/// <param name="OrderId">Of which order.</param>
/// <param name="CompartmentId">Where.</param>
/// <param name="Status">Where it is in its life; goods that come back are allocated until they are in, and then returned to their sender.</param>
/// <param name="PickupDeadline">Until when its customer may open the door, UTC; null when not at all.</param>
/// <param name="IsReturn">Whether its customer puts it in, or did.</param>
[GenerateSerializer, Immutable, Alias("oc.LockerParcelDetails")]
public sealed record LockerParcelDetails(
    [property: Id(0)] string Id,
    [property: Id(1)] string OrderId,
    [property: Id(2)] string CompartmentId,
    [property: Id(3)] FulfillmentStatus Status,
    [property: Id(4)] DateTimeOffset? PickupDeadline,
    [property: Id(5)] bool IsReturn = false);

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

/// <summary>The parcel, and its code: six digits, told once, and the same as the text of a QR code.</summary>
[GenerateSerializer, Immutable, Alias("oc.DepositAnswer")]
public sealed record DepositAnswer(
    [property: Id(0)] LockerParcelDetails Parcel, [property: Id(1)] string PickupCode, [property: Id(2)] string PickupQr)
{
    /// <summary>Without the codes: an answer may be logged.</summary>
    public override string ToString() => $"{nameof(DepositAnswer)} {{ Parcel = {Parcel} }}";
}

/// <summary>A code is typed, or shown as a picture.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="Code">Six digits, or what the QR code holds.</param>
/// <param name="CompartmentId">
/// The compartment at whose own keypad it was typed; null at the bank's panel. Of goods that were put in at a device that was offline: the one that it opened.
/// </param>
/// <param name="At">When it was typed at a device that was offline, UTC; null for now.</param>
[GenerateSerializer, Immutable, Alias("oc.OpenForPickup")]
public sealed record OpenForPickup(
    [property: Id(0)] string OperationId,
    [property: Id(1)] string Code,
    [property: Id(2)] string? CompartmentId = null,
    [property: Id(3)] DateTimeOffset? At = null)
{
    /// <summary>Without the code: a call that fails is logged with its arguments.</summary>
    public override string ToString() => $"{nameof(OpenForPickup)} {{ OperationId = {OperationId} }}";
}

/// <summary>A compartment was emptied.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="CompartmentId">Which one.</param>
/// <param name="At">When, by a device that was offline, UTC; null for now.</param>
[GenerateSerializer, Immutable, Alias("oc.ConfirmPickup")]
public sealed record ConfirmPickup(
    [property: Id(0)] string OperationId, [property: Id(1)] string CompartmentId, [property: Id(2)] DateTimeOffset? At = null);

/// <summary>The parcel that was fetched, and its order after it.</summary>
[GenerateSerializer, Immutable, Alias("oc.PickupAnswer")]
public sealed record PickupAnswer([property: Id(0)] LockerParcelDetails Parcel, [property: Id(1)] OrderDetails Order);
