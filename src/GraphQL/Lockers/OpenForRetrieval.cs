using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>A courier comes for a parcel.</summary>
public sealed record OpenForRetrievalInput
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
}

/// <summary>The parcel, whose compartment is to be opened.</summary>
public sealed record OpenForRetrievalPayload
{
    /// <summary>The parcel; null when the mutation failed.</summary>
    public LockerParcel? Parcel { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<ILockerError>? Errors { get; init; }

    internal static OpenForRetrievalPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<ILockerError>(failure) };
}
