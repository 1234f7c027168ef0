using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>The hardware saw the door open and close, and the compartment is empty.</summary>
public sealed record ConfirmPickupInput
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

    /// <summary>When, by a device that was offline, at most 30 days ago; now when left out.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>The parcel that was fetched, and its order.</summary>
public sealed record ConfirmPickupPayload
{
    /// <summary>The parcel; null when the mutation failed.</summary>
    public LockerParcel? Parcel { get; init; }

    /// <summary>The order after it; null when the mutation failed.</summary>
    public Order? Order { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IConfirmPickupError>? Errors { get; init; }

    internal static ConfirmPickupPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<IConfirmPickupError>(failure) };
}

/// <summary>Why the pickup was not booked.</summary>
[UnionType("ConfirmPickupError")]
public interface IConfirmPickupError;
