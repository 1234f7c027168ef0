using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>The hardware is to get a secret, or another one.</summary>
public sealed record RotateLockerSecretInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which locker bank.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string LockerBankId { get; init; }

    /// <summary>Whether the secret of before ends at once, because somebody else may have it; otherwise it holds for another day.</summary>
    [System.ComponentModel.DefaultValue(false)]
    public bool? Immediately { get; init; }
}

/// <summary>The new secret.</summary>
public sealed record RotateLockerSecretPayload
{
    /// <summary>32 bytes in base64url; told by this operation alone. Null when the mutation failed.</summary>
    public string? Secret { get; init; }

    /// <summary>Its number, from 1; null when the mutation failed.</summary>
    public int? SecretGeneration { get; init; }

    /// <summary>Until when the secret of before is taken too; null when there is none, or it ended.</summary>
    public DateTimeOffset? PreviousUntil { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<ILockerError>? Errors { get; init; }

    internal static RotateLockerSecretPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<ILockerError>(failure) };
}
