using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>The customer types the code; the answer tells the hardware which door to open.</summary>
public sealed record OpenForPickupInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which locker bank.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string LockerBankId { get; init; }

    /// <summary>As typed, or what the QR code holds.</summary>
    public required string Code { get; init; }

    /// <summary>
    /// The compartment at whose own keypad it was typed; the bank's panel when left out. Of goods that were put in at a device that was offline: the one
    /// that it opened.
    /// </summary>
    [GraphQLType<IdType>]
    public string? CompartmentId { get; init; }

    /// <summary>
    /// When it was typed at a device that was offline and opened by itself, at most 30 days ago: the parcel's time is judged by it, and no
    /// lock-out of now refuses it. Now when left out.
    /// </summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>The parcel, whose compartment is to be opened.</summary>
public sealed record OpenForPickupPayload
{
    /// <summary>The parcel; null when the mutation failed.</summary>
    public LockerParcel? Parcel { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IOpenForPickupError>? Errors { get; init; }

    internal static OpenForPickupPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<IOpenForPickupError>(failure) };
}

/// <summary>Why no door opens.</summary>
[UnionType("OpenForPickupError")]
public interface IOpenForPickupError;
