using Orleans;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Lockers;

/// <summary>Whether a door is open.</summary>
public enum DoorState
{
    /// <summary>It is open.</summary>
    Opened,

    /// <summary>It fell shut.</summary>
    Closed,
}

/// <summary>What the sensor behind a closed door sees.</summary>
public enum CompartmentContent
{
    /// <summary>Nothing.</summary>
    Empty,

    /// <summary>Something.</summary>
    NotEmpty,
}

/// <summary>A compartment is to be kept for a parcel.</summary>
[GenerateSerializer, Immutable, Alias("oc.AssignCompartment")]
public sealed record AssignCompartment(
    [property: Id(0)] string OperationId,
    [property: Id(1)] string FulfillmentId,
    [property: Id(2)] CompartmentSize Size);

/// <summary>A compartment that is kept for a parcel.</summary>
/// <param name="ParcelId">Its fulfilment's id.</param>
/// <param name="OrderId">Whose goods.</param>
/// <param name="CompartmentId">Which compartment.</param>
/// <param name="Until">How long it is kept, UTC.</param>
[GenerateSerializer, Immutable, Alias("oc.AssignmentDetails")]
public sealed record AssignmentDetails(
    [property: Id(0)] string ParcelId,
    [property: Id(1)] string OrderId,
    [property: Id(2)] string CompartmentId,
    [property: Id(3)] DateTimeOffset Until);

/// <summary>The hardware saw a door move.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="CompartmentId">Whose door.</param>
/// <param name="Door">What it did.</param>
/// <param name="Content">What the sensor sees behind the closed door; null when there is no sensor, or the door is open.</param>
/// <param name="At">When, by a device that was offline, UTC; null for now.</param>
[GenerateSerializer, Immutable, Alias("oc.ReportDoor")]
public sealed record ReportDoor(
    [property: Id(0)] string OperationId,
    [property: Id(1)] string CompartmentId,
    [property: Id(2)] DoorState Door,
    [property: Id(3)] CompartmentContent? Content = null,
    [property: Id(4)] DateTimeOffset? At = null);

/// <summary>What a door's movement meant.</summary>
/// <param name="Compartment">After it.</param>
/// <param name="Parcel">The parcel that was fetched with it, or that still lies there; null when there is none.</param>
/// <param name="Order">Of a parcel that was fetched with it; null when none was.</param>
[GenerateSerializer, Immutable, Alias("oc.DoorAnswer")]
public sealed record DoorAnswer(
    [property: Id(0)] CompartmentDetails Compartment,
    [property: Id(1)] LockerParcelDetails? Parcel,
    [property: Id(2)] OrderDetails? Order);

/// <summary>A compartment broke, or works again.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="CompartmentId">Which one.</param>
/// <param name="OutOfOrder">Whether it is broken.</param>
/// <param name="ParcelInside">False when the parcel that was to be put in is still in the courier's hands, because the door did not open.</param>
/// <param name="Reason">Up to 200 characters, no personal data.</param>
[GenerateSerializer, Immutable, Alias("oc.ReportCompartment")]
public sealed record ReportCompartment(
    [property: Id(0)] string OperationId,
    [property: Id(1)] string CompartmentId,
    [property: Id(2)] bool OutOfOrder,
    [property: Id(3)] bool ParcelInside,
    [property: Id(4)] string? Reason = null);

/// <summary>A courier comes for a parcel.</summary>
[GenerateSerializer, Immutable, Alias("oc.OpenForRetrieval")]
public sealed record OpenForRetrieval([property: Id(0)] string OperationId, [property: Id(1)] string CompartmentId);

/// <summary>The courier has the parcel.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="CompartmentId">Which compartment is empty.</param>
/// <param name="At">When, by a device that was offline, UTC; null for now.</param>
[GenerateSerializer, Immutable, Alias("oc.ConfirmRetrieval")]
public sealed record ConfirmRetrieval(
    [property: Id(0)] string OperationId, [property: Id(1)] string CompartmentId, [property: Id(2)] DateTimeOffset? At = null);

/// <summary>Codes are to be taken again.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="CompartmentId">Whose keypad; null for the whole bank and all its keypads.</param>
[GenerateSerializer, Immutable, Alias("oc.ResetLockout")]
public sealed record ResetLockout([property: Id(0)] string OperationId, [property: Id(1)] string? CompartmentId);
