using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Lockers;

namespace OrleansCommerce.GraphQL;

/// <summary>A courier or an associate puts the parcel in; the customer's pickup code is made now and told once, here and in the notification.</summary>
public sealed record DepositParcelInput
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

    /// <summary>S when left out: the smallest free compartment at least this big is taken.</summary>
    [System.ComponentModel.DefaultValue(CompartmentSize.S)]
    public CompartmentSize? Size { get; init; }
}

/// <summary>The parcel, and its code.</summary>
public sealed record DepositParcelPayload
{
    /// <summary>The parcel; null when the mutation failed.</summary>
    public LockerParcel? Parcel { get; init; }

    /// <summary>Six digits, told once; null when the mutation failed.</summary>
    public string? PickupCode { get; init; }

    /// <summary>What a QR code for the customer's phone holds: it opens like the code. Told once; null when the mutation failed.</summary>
    public string? PickupQr { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IDepositParcelError>? Errors { get; init; }

    internal static DepositParcelPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<IDepositParcelError>(failure) };
}

/// <summary>Why the parcel was not put in.</summary>
[UnionType("DepositParcelError")]
public interface IDepositParcelError;
