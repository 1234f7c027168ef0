using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>A compartment broke, or works again.</summary>
public sealed record ReportCompartmentInput
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

    /// <summary>Whether it is broken.</summary>
    public required bool OutOfOrder { get; init; }

    /// <summary>False when the parcel that was to be put in is still in the courier's hands, because the door did not open: it gets another compartment.</summary>
    [System.ComponentModel.DefaultValue(true)]
    public bool? ParcelInside { get; init; }

    /// <summary>Up to 200 characters, no personal data; none is noted when left out.</summary>
    public string? Reason { get; init; }
}

/// <summary>The bank after it: a parcel that was planned anew is found by its id.</summary>
public sealed record ReportCompartmentPayload
{
    /// <summary>The bank; null when the mutation failed.</summary>
    public LockerBank? LockerBank { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<ILockerError>? Errors { get; init; }

    internal static ReportCompartmentPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<ILockerError>(failure) };
}
