using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>A redemption that no sale used, and that is given back.</summary>
public sealed record ReverseStoreCreditRedemptionInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which redemption.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string RedemptionId { get; init; }
}

/// <summary>The redemption that was given back, and the credit after it.</summary>
public sealed record ReverseStoreCreditRedemptionPayload
{
    /// <summary>What a tender of the kind STORE_CREDIT has as its reference; null when the mutation failed.</summary>
    [GraphQLType<IdType>]
    public string? RedemptionId { get; init; }

    /// <summary>The credit after it; null when the mutation failed.</summary>
    public StoreCredit? StoreCredit { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IStoreCreditError>? Errors { get; init; }

    internal static ReverseStoreCreditRedemptionPayload Of(Result<StoreCredits.StoreCreditRedemption> answer) => answer.Succeeded
        ? new() { RedemptionId = answer.Value.RedemptionId, StoreCredit = new StoreCredit(answer.Value.Credit) }
        : new() { Errors = PayloadErrors.Of<IStoreCreditError>(answer.Failure) };
}
