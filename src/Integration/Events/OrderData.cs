using System.Collections.Immutable;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Integration.Events;

/// <summary>An order was placed.</summary>
/// <remarks><c>LocationId</c>: the store or locker bank of a pickup.</remarks>
internal sealed record OrderPlaced(
    string OrderId,
    string OrderNumber,
    Channel Channel,
    DeliveryMethod DeliveryMethod,
    string? LocationId,
    Money Total,
    ImmutableArray<OrderedLine> Lines,
    DateTimeOffset PlacedAt,
    DateTimeOffset PaymentDueAt);

/// <summary>Goods and money changed hands at a till.</summary>
internal sealed record OrderSoldAtTill(
    string OrderId, string OrderNumber, string LocationId, Money Total, ImmutableArray<OrderedLine> Lines, DateTimeOffset SoldAt);

/// <summary>A line of an order.</summary>
/// <remarks><c>KitSku</c>: the kit that it is a part of; absent when it is none.</remarks>
internal sealed record OrderedLine(string OrderLineId, string Sku, int Quantity, Money UnitPrice, Money Total, string? KitSku);

/// <summary>Parcels of an order were made up.</summary>
/// <remarks><c>Cancelled</c>: units that nobody has: cancelled, and not to be paid.</remarks>
internal sealed record OrderParcels(
    string OrderId, string OrderNumber, ImmutableArray<Parcel> Parcels, ImmutableArray<CancelledLine> Cancelled);

/// <summary>A parcel.</summary>
/// <remarks><c>PromisedAt</c>: when the customer is to have it.</remarks>
internal sealed record Parcel(
    string ParcelId, string LocationId, DeliveryMethod Method, DateTimeOffset? PromisedAt, ImmutableArray<ParcelLine> Lines);

/// <summary>Units in a parcel.</summary>
internal sealed record ParcelLine(string OrderLineId, string Sku, int Quantity);

/// <summary>Units that are not wanted any more, or that nobody has.</summary>
/// <remarks><c>Amount</c>: what is not to be paid for them.</remarks>
internal sealed record CancelledLine(string OrderLineId, int Quantity, Money Amount);

/// <summary>Lines were added to an order, in parcels of their own.</summary>
internal sealed record OrderLinesAdded(
    string OrderId, string OrderNumber, ImmutableArray<OrderedLine> Lines, ImmutableArray<Parcel> Parcels);

/// <summary>Units were taken out of an order.</summary>
/// <remarks><c>Cause</c>: <c>requested</c> or <c>paymentOverdue</c>.</remarks>
internal sealed record OrderLinesCancelled(string OrderId, string OrderNumber, string Cause, ImmutableArray<CancelledLine> Lines, DateTimeOffset At);

/// <summary>The order came to nothing: a SKU is short.</summary>
internal sealed record OrderRejected(string OrderId, string OrderNumber, string Sku, int Requested, int Available);

/// <summary>Nothing will leave any more.</summary>
/// <remarks><c>Cause</c>: <c>requested</c> or <c>paymentOverdue</c>.</remarks>
internal sealed record OrderCancellationStarted(string OrderId, string OrderNumber, string Cause, DateTimeOffset At);

/// <summary>Something about the whole order.</summary>
internal sealed record OrderReference(string OrderId, string OrderNumber);

/// <summary>A parcel went a step on.</summary>
/// <remarks><c>LocationId</c>: where; absent at the customer's door, and where the parcel stays where it was.</remarks>
internal sealed record OrderParcelAdvanced(string OrderId, string OrderNumber, string ParcelId, string? LocationId, DateTimeOffset At);

/// <summary>Something happened to a parcel on its way.</summary>
/// <remarks><c>OccurredAt</c>: when it happened; <c>At</c>: when it was told.</remarks>
internal sealed record OrderParcelTracked(
    string OrderId, string OrderNumber, string ParcelId, TrackingStatus Status, DateTimeOffset OccurredAt, DateTimeOffset At);

/// <summary>It was decided what is done about a lost parcel.</summary>
internal sealed record OrderParcelLossResolved(string OrderId, string OrderNumber, string ParcelId, LossResolution Resolution, DateTimeOffset At);

/// <summary>A parcel still waits for its customer, who is to be reminded of it.</summary>
/// <remarks><c>Until</c>: how long it waits.</remarks>
internal sealed record OrderPickupReminder(string OrderId, string OrderNumber, string ParcelId, DateTimeOffset Until, DateTimeOffset At);

/// <summary>Money of an order moved, or did not.</summary>
internal sealed record OrderMoney(string OrderId, string OrderNumber, Money Amount);

/// <summary>Money of an order goes back, or is let go.</summary>
/// <remarks><c>ReturnId</c>: the return that it pays for; absent when there is none.</remarks>
internal sealed record OrderMoneyBack(string OrderId, string OrderNumber, Money Amount, string? ReturnId);

/// <summary>Goods came back.</summary>
/// <remarks><c>OrderId</c>: absent when no purchase could be shown. <c>RequestId</c>: the announced return that it was; absent when it was none.</remarks>
internal sealed record ReturnReceived(
    string ReturnId,
    string? OrderId,
    string? OrderNumber,
    string LocationId,
    Money Refund,
    ImmutableArray<ReturnedLine> Lines,
    DateTimeOffset At,
    string? RequestId = null);

/// <summary>Units that came back.</summary>
/// <remarks><c>OrderLineId</c>: absent when no purchase could be shown. <c>Reason</c> and <c>Condition</c>: absent when nobody asked, or graded them.</remarks>
internal sealed record ReturnedLine(
    string? OrderLineId, string Sku, int Quantity, Disposition Disposition, ReturnReason? Reason, ReturnCondition? Condition);

/// <summary>Goods are to come back.</summary>
/// <remarks><c>Number</c>: the RMA number. <c>LocationId</c>: where to.</remarks>
internal sealed record ReturnRequested(
    string RequestId,
    string Number,
    string OrderId,
    string OrderNumber,
    ReturnMethod Method,
    string LocationId,
    ImmutableArray<AnnouncedLine> Lines,
    DateTimeOffset At);

/// <summary>Units that are to come back.</summary>
/// <remarks><c>Reason</c>: absent when nobody asked.</remarks>
internal sealed record AnnouncedLine(string OrderLineId, int Quantity, ReturnReason? Reason);

/// <summary>An announced return went a step on.</summary>
/// <remarks><c>LocationId</c>: where; absent for steps that have no place.</remarks>
internal sealed record ReturnRequestStep(string RequestId, string OrderId, string OrderNumber, string? LocationId, DateTimeOffset At);

/// <summary>The shop agreed to an announced return.</summary>
/// <remarks><c>Deadline</c>: until when the goods are to be sent.</remarks>
internal sealed record ReturnAuthorized(string RequestId, string OrderId, string OrderNumber, DateTimeOffset Deadline, DateTimeOffset At);

/// <summary>Something happened to announced goods on their way.</summary>
/// <remarks><c>OccurredAt</c>: when it happened; <c>At</c>: when it was told.</remarks>
internal sealed record ReturnTracked(
    string RequestId, string OrderId, string OrderNumber, TrackingStatus Status, DateTimeOffset OccurredAt, DateTimeOffset At);

/// <summary>Announced goods are lost on their way.</summary>
/// <remarks><c>ReturnId</c>: of the <c>return.received</c> that follows and refunds them; absent when they are not refunded.</remarks>
internal sealed record ReturnLost(string RequestId, string OrderId, string OrderNumber, string? ReturnId, DateTimeOffset At);

/// <summary>Goods that were lost and refunded are there after all.</summary>
internal sealed record ReturnFound(
    string RequestId, string OrderId, string OrderNumber, string LocationId, ImmutableArray<ReturnedLine> Lines, ImmutableArray<LineUnits> Missing, DateTimeOffset At);

/// <summary>Announced goods were graded.</summary>
/// <remarks><c>ReturnId</c>: of the <c>return.received</c> that follows; absent when nothing came.</remarks>
internal sealed record ReturnInspected(
    string RequestId,
    string OrderId,
    string OrderNumber,
    string LocationId,
    string? ReturnId,
    ImmutableArray<LineUnits> Missing,
    ImmutableArray<LineUnits> Unannounced,
    DateTimeOffset At);

/// <summary>Units of an order line.</summary>
internal sealed record LineUnits(string OrderLineId, int Quantity);
