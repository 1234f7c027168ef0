using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Lockers;

namespace OrleansCommerce.GraphQL;

/// <summary>A compartment is to be kept for a parcel that is on its way.</summary>
public sealed record AssignCompartmentInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which locker bank.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string LockerBankId { get; init; }

    /// <summary>Which parcel.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string FulfillmentId { get; init; }

    /// <summary>S when left out: the smallest free compartment at least this big is kept.</summary>
    [System.ComponentModel.DefaultValue(CompartmentSize.S)]
    public CompartmentSize? Size { get; init; }
}

/// <summary>The compartment that is kept.</summary>
public sealed record AssignCompartmentPayload
{
    /// <summary>Which, and how long; null when the mutation failed.</summary>
    public CompartmentAssignment? Assignment { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<ILockerError>? Errors { get; init; }

    internal static AssignCompartmentPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<ILockerError>(failure) };
}
