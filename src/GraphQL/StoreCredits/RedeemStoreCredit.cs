using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>An amount that is taken off a store credit, before a sale names it among its tenders.</summary>
public sealed record RedeemStoreCreditInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which credit.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string StoreCreditId { get; init; }

    /// <summary>The shop.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string LocationId { get; init; }

    /// <summary>More than 0, at most the balance.</summary>
    public required MoneyInput Amount { get; init; }
}

/// <summary>The redemption, and the credit after it.</summary>
public sealed record RedeemStoreCreditPayload
{
    /// <summary>What a tender of the kind STORE_CREDIT has as its reference; null when the mutation failed.</summary>
    [GraphQLType<IdType>]
    public string? RedemptionId { get; init; }

    /// <summary>The credit after it; null when the mutation failed.</summary>
    public StoreCredit? StoreCredit { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IStoreCreditError>? Errors { get; init; }

    internal static RedeemStoreCreditPayload Of(Result<StoreCredits.StoreCreditRedemption> answer) => answer.Succeeded
        ? new() { RedemptionId = answer.Value.RedemptionId, StoreCredit = new StoreCredit(answer.Value.Credit) }
        : new() { Errors = PayloadErrors.Of<IStoreCreditError>(answer.Failure) };
}

/// <summary>Why nothing was taken off a store credit, or given back to it.</summary>
[UnionType("StoreCreditError")]
public interface IStoreCreditError;
