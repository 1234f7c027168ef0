using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Orders;

namespace OrleansCommerce.GraphQL;

/// <summary>Goods that come back against their order.</summary>
public sealed record ReturnItemsInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which order.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OrderId { get; init; }

    /// <summary>Where the goods come back.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string LocationId { get; init; }

    /// <summary>What comes back: 1 to 2,000 lines.</summary>
    public required IReadOnlyList<ReturnLineInput> Lines { get; init; }

    /// <summary>The till that gives cash back, if cash was paid: its session counts it. No session does when left out.</summary>
    [GraphQLType<IdType>]
    public string? TillId { get; init; }

    /// <summary>Up to 200 characters, no personal data; none when left out.</summary>
    public string? Reason { get; init; }
}

/// <summary>Units of an order line that come back.</summary>
public sealed record ReturnLineInput
{
    /// <summary>Which line of the order.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OrderLineId { get; init; }

    /// <summary>Units, 1 to 1,000,000.</summary>
    public required int Quantity { get; init; }

    /// <summary>What becomes of the units.</summary>
    [System.ComponentModel.DefaultValue(Orders.Disposition.Restock)]
    public Disposition? Disposition { get; init; }
}

/// <summary>The return, and the order after it.</summary>
public sealed record ReturnItemsPayload
{
    /// <summary>The order after it; null when the mutation failed.</summary>
    public Order? Order { get; init; }

    /// <summary>What this return gave back; null when the mutation failed.</summary>
    public MoneyAmount? Refund { get; init; }

    /// <summary>The id of the return; null when the mutation failed.</summary>
    [GraphQLType<IdType>]
    public string? ReturnId { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IReturnItemsError>? Errors { get; init; }

    internal static ReturnItemsPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<IReturnItemsError>(failure) };
}

/// <summary>Why the goods were not taken back.</summary>
[UnionType("ReturnItemsError")]
public interface IReturnItemsError;
