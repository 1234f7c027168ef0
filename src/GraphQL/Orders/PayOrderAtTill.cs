using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>A payment of the whole total at a till.</summary>
public sealed record PayOrderAtTillInput
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

    /// <summary>The till whose session counts the money; no session does when left out.</summary>
    [GraphQLType<IdType>]
    public string? TillId { get; init; }

    /// <summary>How it was paid: 1 to 10, which add up to the total.</summary>
    public required IReadOnlyList<TenderInput> Tenders { get; init; }
}

/// <summary>The order after it.</summary>
public sealed record PayOrderAtTillPayload
{
    /// <summary>The order after it; null when the mutation failed.</summary>
    public Order? Order { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IPayOrderError>? Errors { get; init; }

    internal static PayOrderAtTillPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<IPayOrderError>(failure) };
}
