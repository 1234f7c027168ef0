using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>The receipt of an anonymous sale, whose holder wants it in an account.</summary>
public sealed record ClaimReceiptInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>What the receipt's code holds: the last part of its address. Good for 90 days from the receipt's issue.</summary>
    public required string Token { get; init; }

    /// <summary>Whose account; the caller's own when left out, which staff must not.</summary>
    [GraphQLType<IdType>]
    public string? CustomerId { get; init; }
}

/// <summary>The receipt, and the order that is the customer's now.</summary>
public sealed record ClaimReceiptPayload
{
    /// <summary>The receipt, as it was issued; null when the mutation failed.</summary>
    public Receipt? Receipt { get; init; }

    /// <summary>The order after it; null when the mutation failed.</summary>
    public Order? Order { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IClaimReceiptError>? Errors { get; init; }

    internal static ClaimReceiptPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<IClaimReceiptError>(failure) };
}

/// <summary>Why it was not added to the account.</summary>
[UnionType("ClaimReceiptError")]
public interface IClaimReceiptError;
