using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>A payment of the whole total.</summary>
public sealed record PayOrderInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which order.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OrderId { get; init; }

    /// <summary>Of the payment provider; the built-in test provider knows tok_approve, tok_decline, tok_pending, tok_timeout.</summary>
    public required string PaymentToken { get; init; }
}

/// <summary>The order after it.</summary>
public sealed record PayOrderPayload
{
    /// <summary>The order after it; null when the mutation failed.</summary>
    public Order? Order { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IPayOrderError>? Errors { get; init; }

    internal static PayOrderPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<IPayOrderError>(failure) };
}

/// <summary>Why it was not paid.</summary>
[UnionType("PayOrderError")]
public interface IPayOrderError;
