using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Lockers;

namespace OrleansCommerce.GraphQL;

/// <summary>The hardware saw a door move.</summary>
public sealed record ReportDoorInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which locker bank.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string LockerBankId { get; init; }

    /// <summary>Which compartment.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string CompartmentId { get; init; }

    /// <summary>What it did.</summary>
    public required DoorState Door { get; init; }

    /// <summary>What the sensor sees behind the closed door; left out when there is none, or the door is open.</summary>
    public CompartmentContent? Content { get; init; }

    /// <summary>When, by a device that was offline, at most 30 days ago; now when left out.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>What the movement meant.</summary>
public sealed record ReportDoorPayload
{
    /// <summary>The compartment after it; null when the mutation failed.</summary>
    public Compartment? Compartment { get; init; }

    /// <summary>The parcel that was fetched with it, or that still lies there; null when there is none.</summary>
    public LockerParcel? Parcel { get; init; }

    /// <summary>The order of a parcel that was fetched with it; null when none was.</summary>
    public Order? Order { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<ILockerError>? Errors { get; init; }

    internal static ReportDoorPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<ILockerError>(failure) };
}
