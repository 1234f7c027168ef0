using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
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

    /// <summary>Where the refund goes.</summary>
    [System.ComponentModel.DefaultValue(RefundTarget.OriginalTenders)]
    public RefundTarget? RefundTo { get; init; }

    /// <summary>Takes back what the policy refuses; the caller is recorded as answering for it. Needs the role Admin. None when left out.</summary>
    public ReturnOverrideInput? Override { get; init; }
}

/// <summary>Somebody answers for a return that the policy refuses.</summary>
public sealed record ReturnOverrideInput
{
    /// <summary>Why, 1 to 200 characters, no personal data.</summary>
    public required string Reason { get; init; }

    /// <summary>The override of a caller who may answer for it.</summary>
    internal ReturnOverride By(Caller caller)
    {
        Access.Demand(Permission.OverrideReturns);
        return new ReturnOverride(caller.Subject, Reason);
    }
}

/// <summary>Units of an order line that come back.</summary>
public sealed record ReturnLineInput
{
    /// <summary>Which line of the order.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OrderLineId { get; init; }

    /// <summary>Units, 1 to 1,000,000.</summary>
    public required int Quantity { get; init; }

    /// <summary>
    /// What becomes of the units; when left out, it follows from their condition: RESTOCK when new or not graded, DAMAGED when damaged,
    /// QUARANTINE otherwise.
    /// </summary>
    public Disposition? Disposition { get; init; }

    /// <summary>Why they come back; not asked when left out.</summary>
    public ReturnReason? Reason { get; init; }

    /// <summary>More about it, up to 150 characters, no personal data; none when left out.</summary>
    public string? Note { get; init; }

    /// <summary>How they are; not graded when left out. Units of one line in several conditions are several entries.</summary>
    public ReturnCondition? Condition { get; init; }

    internal ReturnLine ToLine() => new(OrderLineId, Quantity, Disposition ?? ReturnGrading.DispositionOf(Condition), Reason, Note, Condition);
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

    /// <summary>The store credit that the refund became; null when none of it did, and when the mutation failed.</summary>
    [GraphQLType<IdType>]
    public string? StoreCreditId { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IReturnItemsError>? Errors { get; init; }

    internal static ReturnItemsPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<IReturnItemsError>(failure) };
}

/// <summary>Why the goods were not taken back.</summary>
[UnionType("ReturnItemsError")]
public interface IReturnItemsError;
