using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>Goods of an announced return were put in, where no sensor tells it.</summary>
public sealed record ConfirmDropOffInput
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

/// <summary>The goods in their locker.</summary>
public sealed record ConfirmDropOffPayload
{
    /// <summary>The goods; null when the mutation failed.</summary>
    public LockerParcel? Parcel { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<ILockerError>? Errors { get; init; }

    internal static ConfirmDropOffPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<ILockerError>(failure) };
}
