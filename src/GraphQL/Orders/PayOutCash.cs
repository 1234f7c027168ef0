using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>Cash that an order's customer is owed, and that a till hands out.</summary>
public sealed record PayOutCashInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which order.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OrderId { get; init; }

    /// <summary>The shop.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string LocationId { get; init; }

    /// <summary>The till whose session counts it.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string TillId { get; init; }

    /// <summary>What is handed out: all that `cashOwed` says.</summary>
    public required MoneyInput Amount { get; init; }
}

/// <summary>The order after it.</summary>
public sealed record PayOutCashPayload
{
    /// <summary>The order after it; null when the mutation failed.</summary>
    public Order? Order { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IPayOrderError>? Errors { get; init; }

    internal static PayOutCashPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<IPayOrderError>(failure) };
}
