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

    /// <summary>As typed.</summary>
    public required string Code { get; init; }
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
