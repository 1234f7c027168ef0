using System.Collections.Immutable;
using Orleans;

namespace OrleansCommerce.Orders;

/// <summary>Goods come back against their order.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="LocationId">Where they came back.</param>
/// <param name="Lines">1 to 2,000.</param>
/// <param name="Reason">Up to 200 characters, no personal data.</param>
/// <param name="RefundTo">Where the refund goes; to the original tenders when left out.</param>
/// <param name="Override">Who answers for it when the policy refuses it; nobody when left out.</param>
/// <param name="Exchanged">What of the refund pays for other goods, at most: it becomes store credit. No exchange when left out.</param>
/// <param name="ExpectedRefund">What the refund must be; whatever it is when left out.</param>
/// <param name="TillId">The till that gives cash back, if cash was paid; its session counts it. None when left out.</param>
[GenerateSerializer, Immutable, Alias("oc.ReturnItems")]
public sealed record ReturnItems(
    [property: Id(0)] string OperationId,
    [property: Id(1)] string LocationId,
    [property: Id(2)] ImmutableArray<ReturnLine> Lines,
    [property: Id(3)] string? Reason,
    [property: Id(4)] RefundTarget? RefundTo = null,
    [property: Id(5)] ReturnOverride? Override = null,
    [property: Id(6)] decimal? Exchanged = null,
    [property: Id(7)] decimal? ExpectedRefund = null,
    [property: Id(20)] string? TillId = null);

/// <summary>What a return would give back, and nothing happens.</summary>
/// <param name="CustomerId">The order's; null when it has none.</param>
/// <param name="Refund">Of all lines.</param>
/// <param name="Lines">Of each, in the order of the request.</param>
[GenerateSerializer, Immutable, Alias("oc.ReturnQuote")]
public sealed record ReturnQuote(
    [property: Id(0)] string? CustomerId, [property: Id(1)] Money Refund, [property: Id(2)] ImmutableArray<OrderReturnLine> Lines);

/// <summary>Units of an order line that come back. One line may come in several entries, one for each condition.</summary>
/// <param name="OrderLineId">Which line.</param>
/// <param name="Quantity">1 to 1,000,000.</param>
/// <param name="Disposition">What becomes of them.</param>
/// <param name="Reason">Why they come back, when it was asked.</param>
/// <param name="Note">Up to 150 characters, no personal data.</param>
/// <param name="Condition">How they are, when they were graded.</param>
[GenerateSerializer, Immutable, Alias("oc.ReturnLine")]
public sealed record ReturnLine(
    [property: Id(0)] string OrderLineId,
    [property: Id(1)] int Quantity,
    [property: Id(2)] Disposition Disposition,
    [property: Id(3)] ReturnReason? Reason = null,
    [property: Id(4)] string? Note = null,
    [property: Id(5)] ReturnCondition? Condition = null);

/// <summary>A return, and the order after it.</summary>
/// <param name="ReturnId">Opaque.</param>
/// <param name="Refund">What this return gave back.</param>
/// <param name="Order">After it.</param>
/// <param name="StoreCreditId">The store credit that it gave; null when it gave none.</param>
[GenerateSerializer, Immutable, Alias("oc.OrderReturnAnswer")]
public sealed record OrderReturnAnswer(
    [property: Id(0)] string ReturnId,
    [property: Id(1)] Money Refund,
    [property: Id(2)] OrderDetails Order,
    [property: Id(3)] string? StoreCreditId = null);

/// <summary>A return of an order, as callers see it.</summary>
/// <param name="Id">Opaque.</param>
/// <param name="LocationId">Where the goods came back.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Refund">What it gives back.</param>
/// <param name="Lines">What came back.</param>
/// <param name="RefundTo">Where the refund goes.</param>
/// <param name="StoreCreditId">The store credit that it gave; null when it gave none.</param>
/// <param name="Override">Who answered for it; null when the policy allowed it.</param>
[GenerateSerializer, Immutable, Alias("oc.OrderReturnDetails")]
public sealed record OrderReturnDetails(
    [property: Id(0)] string Id,
    [property: Id(1)] string LocationId,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] Money Refund,
    [property: Id(4)] ImmutableArray<OrderReturnLine> Lines,
    [property: Id(5)] RefundTarget RefundTo,
    [property: Id(6)] string? StoreCreditId,
    [property: Id(7)] ReturnOverride? Override);

/// <summary>Units of an order line that came back.</summary>
[GenerateSerializer, Immutable, Alias("oc.OrderReturnLine")]
public sealed record OrderReturnLine(
    [property: Id(0)] string OrderLineId,
    [property: Id(1)] string Sku,
    [property: Id(2)] int Quantity,
    [property: Id(3)] Disposition Disposition,
    [property: Id(4)] ReturnReason? Reason,
    [property: Id(5)] string? Note,
    [property: Id(6)] ReturnCondition? Condition,
    [property: Id(7)] Money Refund);
