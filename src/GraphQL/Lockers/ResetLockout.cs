using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>Codes are to be taken again.</summary>
public sealed record ResetLockoutInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which locker bank.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string LockerBankId { get; init; }

    /// <summary>Whose keypad; the whole bank and all its keypads when left out.</summary>
    [GraphQLType<IdType>]
    public string? CompartmentId { get; init; }
}

/// <summary>The bank after it.</summary>
public sealed record ResetLockoutPayload
{
    /// <summary>The bank; null when the mutation failed.</summary>
    public LockerBank? LockerBank { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<ILockerError>? Errors { get; init; }

    internal static ResetLockoutPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<ILockerError>(failure) };
}
