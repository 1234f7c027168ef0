using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Lockers;

namespace OrleansCommerce.GraphQL;

/// <summary>A customer is to put goods of an announced return into a locker.</summary>
public sealed record ReserveDropOffInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which locker bank.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string LockerBankId { get; init; }

    /// <summary>Which announced return; its method is `LOCKER`.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string ReturnRequestId { get; init; }

    /// <summary>S when left out: the smallest free compartment at least this big is kept.</summary>
    [System.ComponentModel.DefaultValue(CompartmentSize.S)]
    public CompartmentSize? Size { get; init; }
}

/// <summary>The compartment that is kept, and its code.</summary>
public sealed record ReserveDropOffPayload
{
    /// <summary>The id of the compartment, another one when it breaks: the door that opens is the right one. Null when the mutation failed.</summary>
    [GraphQLType<IdType>]
    public string? CompartmentId { get; init; }

    /// <summary>How long it is kept: a day, and not beyond the return's deadline. Null when the mutation failed.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Six digits that open it, at the panel or its own keypad; null when the mutation failed.</summary>
    public string? DropOffCode { get; init; }

    /// <summary>What a QR code holds that opens like the digits; null when the mutation failed.</summary>
    public string? DropOffQr { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<ILockerError>? Errors { get; init; }

    internal static ReserveDropOffPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<ILockerError>(failure) };
}
