using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>An order that is not to go on.</summary>
public sealed record CancelOrderInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which order.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OrderId { get; init; }

    /// <summary>The till that gives cash back, if cash was paid, for staff alone: its session counts it. No session does when left out.</summary>
    [GraphQLType<IdType>]
    public string? TillId { get; init; }

    /// <summary>Up to 200 characters, no personal data; none when left out.</summary>
    public string? Reason { get; init; }
}

/// <summary>The order after it.</summary>
public sealed record CancelOrderPayload
{
    /// <summary>The order after it; null when the mutation failed.</summary>
    public Order? Order { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<ICancelOrderError>? Errors { get; init; }

    internal static CancelOrderPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<ICancelOrderError>(failure) };
}

/// <summary>Why it was not cancelled.</summary>
[UnionType("CancelOrderError")]
public interface ICancelOrderError;
