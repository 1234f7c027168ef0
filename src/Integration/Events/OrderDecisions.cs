using System.Collections.Frozen;
using System.Collections.Immutable;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Grains.Returns;
using OrleansCommerce.Grains.StoreCredits;
using OrleansCommerce.Orders;
using static OrleansCommerce.Integration.Events.EventDecision;

namespace OrleansCommerce.Integration.Events;

/// <summary>
/// What others are told of orders and returns. No customer, address, reason in somebody's words, payment token, or reference of a provider:
/// whoever may see those asks the API for the order.
/// </summary>
internal static class OrderDecisions
{
    private const string Step = "A step of the order's own process; what it leads to is public.";

    private const string Both = "The two orders tell it: return.received and order.sold_at_till.";
    private const string Allowance = "How often somebody is given back is the shop's own; the returns are public.";
    private const string Credit = "Whoever knows the id of a store credit can spend it.";

    private static readonly FrozenDictionary<FulfillmentStatus, string> ParcelTypes = new Dictionary<FulfillmentStatus, string>
    {
        [FulfillmentStatus.Picked] = "order.parcel_picked",
        [FulfillmentStatus.Packed] = "order.parcel_packed",
        [FulfillmentStatus.Shipped] = "order.parcel_shipped",
        [FulfillmentStatus.ReadyForPickup] = "order.parcel_ready_for_pickup",
        [FulfillmentStatus.Collected] = "order.parcel_collected",
        [FulfillmentStatus.Delivered] = "order.parcel_delivered",
        [FulfillmentStatus.Lost] = "order.parcel_lost",
        [FulfillmentStatus.ReturnedToSender] = "order.parcel_returned_to_sender",
    }.ToFrozenDictionary();

    /// <summary>One for each kind of event of orders and of returns without a receipt.</summary>
    public static IReadOnlyList<EventDecision> All { get; } =
    [
        .. Life(),
        .. Parcels(),
        .. OnTheWay(),
        .. Payments(),
        Public<Order.Event.Returned, ReturnReceived>("return.received", static (e, of) => new(
            e.ReturnId,
            of.Key,
            of.Order!.Number,
            e.LocationId,
            of.Money(e.Refund),
            [.. e.Lines.Select(static line => new ReturnedLine(line.OrderLineId, line.Sku, line.Quantity, line.Disposition, line.Reason, line.Condition))],
            e.At,
            e.RequestId)),
        .. ReturnDecisions.All,
        NotPublic<Order.Event.RefundRedirected>(Step),
        NotPublic<Exchange.Event.Started>(Both),
        NotPublic<Exchange.Event.Refused>(Both),
        NotPublic<Exchange.Event.CreditTaken>(Both),
        NotPublic<Exchange.Event.CreditGivenBack>(Both),
        NotPublic<Exchange.Event.Returned>(Both),
        NotPublic<Exchange.Event.Redeemed>(Both),
        NotPublic<Exchange.Event.Sold>(Both),
        NotPublic<ReturnAllowances.Event.Counted>(Allowance),
        NotPublic<ReturnAllowances.Event.Forgotten>(Allowance),
        NotPublic<StoreCredit.Event.Issued>(Credit),
        NotPublic<StoreCredit.Event.Redeemed>(Credit),
        NotPublic<StoreCredit.Event.RedemptionReversed>(Credit),
        NotPublic<StoreCredit.Event.RedemptionUsed>(Credit),
        NotPublic<Order.Event.ReturnRestocked>("The stock tells it: stock.level_changed."),
        NotPublic<Order.Event.ReceiptIssued>("The ledger tells it: receipt.issued."),
        NotPublic<Order.Event.EditStarted>(Step),
        NotPublic<Order.Event.EditPlanned>(Step),
        NotPublic<Order.Event.EditFailed>("The order stays what it was."),
        Public<Order.Event.Edited, OrderLinesAdded>("order.lines_added", static (e, of) => new(
            of.Key, of.Order!.Number, LinesOf(e.Lines, of), ParcelsOf(e.Fulfillments))),
        NotPublic<Order.Event.DeliveryChanged>("Where an order goes, is told to nobody."),
        NotPublic<Order.Event.Claimed>("Whose an order is, is told to nobody."),
        Public<UnreceiptedReturn.Event.Accepted, ReturnReceived>("return.received", static (e, of) => new(
            of.Key,
            null,
            null,
            e.LocationId,
            new Money(e.Refund, e.Currency),
            [.. e.Lines.Select(static line => new ReturnedLine(null, line.Sku, line.Quantity, line.Disposition, line.Reason, line.Condition))],
            e.At)),
        NotPublic<UnreceiptedReturn.Event.Restocked>("The stock tells it: stock.level_changed."),
        NotPublic<UnreceiptedReturn.Event.CreditIssued>(Credit),
        NotPublic<UnreceiptedReturn.Event.TillTold>(Step),
        NotPublic<UnreceiptedReturn.Event.ReceiptIssued>("The ledger tells it: receipt.issued."),
        NotPublic<UnreceiptedReturn.Event.RestockRefused>("A task of the shop's own staff."),
    ];

    private static IEnumerable<EventDecision> Life() =>
    [
        Public<Order.Event.Placed, OrderPlaced>("order.placed", static (e, of) => new(
            of.Key,
            e.Number,
            e.Channel,
            e.Delivery.Method,
            e.Delivery.LocationId,
            of.Money(e.Lines.Sum(static line => line.Total)),
            LinesOf(e.Lines, of),
            e.PlacedAt,
            e.PaymentDueAt)),
        Public<Order.Event.SoldAtTill, OrderSoldAtTill>("order.sold_at_till", static (e, of) => new(
            of.Key, e.Number, e.LocationId, of.Money(e.Lines.Sum(static line => line.Total)), LinesOf(e.Lines, of), e.SoldAt)),
        NotPublic<Order.Event.TillLineTaken>(Step),
        NotPublic<Order.Event.TillTold>(Step),
        NotPublic<Order.Event.CashPaidOut>("The refund was told: order.refunded."),
        NotPublic<Order.Event.AllocationPlanned>(Step),
        NotPublic<Order.Event.AllocationAnswered>(Step),
        NotPublic<Order.Event.ShortageFound>(Step),
        NotPublic<Order.Event.AllocationReleased>(Step),
        Public<Order.Event.Rejected, OrderRejected>(
            "order.rejected", static (e, of) => new(of.Key, of.Order!.Number, e.Sku, e.Requested, e.Available)),
        Public<Order.Event.UnitsCancelled, OrderLinesCancelled>("order.lines_cancelled", static (e, of) => new(
            of.Key, of.Order!.Number, CauseOf(e.Operation is null), CancelledOf(e.Lines, of), e.At)),
        Public<Order.Event.CancellationStarted, OrderCancellationStarted>("order.cancellation_started", static (e, of) => new(
            of.Key, of.Order!.Number, CauseOf(e.Operation is null), e.At)),
        Public<Order.Event.Cancelled, OrderReference>("order.cancelled", static (_, of) => new(of.Key, of.Order!.Number)),
    ];

    private static IEnumerable<EventDecision> Parcels() =>
    [
        Public<Order.Event.Allocated, OrderParcels>("order.allocated", static (e, of) => new(
            of.Key, of.Order!.Number, ParcelsOf(e.Fulfillments), [])),
        NotPublic<Order.Event.PromiseLost>(Step),
        NotPublic<Order.Event.PromiseTrimmed>(Step),
        NotPublic<Order.Event.ReplacementPlanned>(Step),
        NotPublic<Order.Event.PromiseParted>(Step),
        NotPublic<Order.Event.MovePlanned>(Step),
        NotPublic<Order.Event.MoveEnded>(Step),
        Public<Order.Event.Moved, OrderParcels>("order.reallocated", static (e, of) => new(
            of.Key, of.Order!.Number, ParcelsOf([.. e.Fulfillments, .. e.Added]), [])),
        Public<Order.Event.ParcelSplit, OrderParcels>("order.reallocated", static (e, of) => new(
            of.Key, of.Order!.Number, ParcelsOf([e.Fulfillment]), [])),
        Public<Order.Event.Replaced, OrderParcels>("order.reallocated", static (e, of) => new(
            of.Key, of.Order!.Number, ParcelsOf(e.Fulfillments), CancelledOf(e.Missing, of))),
        PublicAs<Order.Event.FulfillmentAdvanced, OrderParcelAdvanced>(
            [.. ParcelTypes.Values.Order(StringComparer.Ordinal)],
            static e => ParcelTypes.GetValueOrDefault(e.Status),
            static (e, of) => new(of.Key, of.Order!.Number, e.FulfillmentId, e.LocationId, e.At)),
        NotPublic<Order.Event.FulfillmentDispatched>("The stock tells it: stock.level_changed."),
        Public<Order.Event.PickupReminded, OrderPickupReminder>("order.pickup_reminder_due", static (e, of) => new(
            of.Key, of.Order!.Number, e.FulfillmentId, e.Until, e.At)),
        Public<Order.Event.PickupExpired, OrderParcelAdvanced>("order.pickup_expired", static (e, of) => new(
            of.Key, of.Order!.Number, e.FulfillmentId, null, e.At)),
        NotPublic<Order.Event.ParcelRetrieved>("The locker bank tells it: locker.parcel_retrieved."),
        Public<Order.Event.ParcelTakenBack, OrderParcelAdvanced>("order.parcel_taken_back", static (e, of) => new(
            of.Key, of.Order!.Number, e.FulfillmentId, e.LocationId, e.At)),
    ];

    private static IEnumerable<EventDecision> OnTheWay() =>
    [
        NotPublic<Order.Event.LabelStarted>(Step),
        NotPublic<Order.Event.LabelPending>(Step),
        NotPublic<Order.Event.LabelBought>("Whoever has the tracking number sees where its customer lives; who may asks the API for it."),
        NotPublic<Order.Event.LabelRefused>("A task of the shop's own staff."),
        NotPublic<Order.Event.LabelVoidStarted>(Step),
        NotPublic<Order.Event.LabelVoidPending>(Step),
        NotPublic<Order.Event.LabelVoided>(Step),
        NotPublic<Order.Event.LabelVoidRefused>("A task of the shop's own staff."),
        Public<Order.Event.ParcelTracked, OrderParcelTracked>("order.parcel_tracked", static (e, of) => new(
            of.Key, of.Order!.Number, e.FulfillmentId, e.Status, e.OccurredAt, e.At)),
        Public<Order.Event.ParcelLossResolved, OrderParcelLossResolved>("order.parcel_loss_resolved", static (e, of) => new(
            of.Key, of.Order!.Number, e.FulfillmentId, e.Resolution, e.At)),
        NotPublic<Order.Event.LossWrittenOff>("The stock tells it: stock.level_changed."),
    ];

    private static IEnumerable<EventDecision> Payments() =>
    [
        NotPublic<Order.Event.PaymentStarted>(Step),
        NotPublic<Order.Event.PaymentPending>(Step),
        Public<Order.Event.Paid, OrderMoney>("order.paid", static (e, of) => new(of.Key, of.Order!.Number, of.Money(e.Amount))),
        Public<Order.Event.PaidAtTill, OrderMoney>("order.paid", static (e, of) => new(
            of.Key, of.Order!.Number, of.Money(e.Tenders.Sum(static tender => tender.Amount)))),
        Public<Order.Event.Authorized, OrderMoney>(
            "order.payment_authorized", static (e, of) => new(of.Key, of.Order!.Number, of.Money(e.Amount))),
        Public<Order.Event.PaymentDeclined, OrderReference>(
            "order.payment_declined", static (_, of) => new(of.Key, of.Order!.Number)),
        NotPublic<Order.Event.CaptureStarted>(Step),
        NotPublic<Order.Event.CapturePending>(Step),
        Public<Order.Event.Captured, OrderMoney>("order.paid", static (e, of) => new(of.Key, of.Order!.Number, of.Money(e.Amount))),
        Public<Order.Event.CaptureDeclined, OrderReference>(
            "order.capture_declined", static (_, of) => new(of.Key, of.Order!.Number)),
        Public<Order.Event.Released, OrderMoneyBack>("order.payment_released", static (e, of) => new(
            of.Key, of.Order!.Number, of.Money(e.Amount), e.ReturnId)),
        NotPublic<Order.Event.VoidPending>(Step),
        NotPublic<Order.Event.AuthorizationVoided>(Step),
        NotPublic<Order.Event.RenewalStarted>(Step),
        NotPublic<Order.Event.RenewalPending>(Step),
        NotPublic<Order.Event.AuthorizationRenewed>("Nothing changed for the order: the money is still set aside."),
        Public<Order.Event.AuthorizationLapsed, OrderMoney>("order.authorization_lapsed", static (e, of) => new(
            of.Key, of.Order!.Number, of.Money(e.Amount))),
        NotPublic<Order.Event.RefundStarted>(Step),
        NotPublic<Order.Event.RefundPending>(Step),
        Public<Order.Event.Refunded, OrderMoneyBack>("order.refunded", static (e, of) => new(
            of.Key, of.Order!.Number, of.Money(e.Amount), e.ReturnId)),
        Public<Order.Event.RefundDeclined, OrderReference>(
            "order.refund_declined", static (_, of) => new(of.Key, of.Order!.Number)),
    ];

    private static string CauseOf(bool byItself) => byItself ? "paymentOverdue" : "requested";

    private static ImmutableArray<OrderedLine> LinesOf(ImmutableArray<Order.Line> lines, EventOrigin of) =>
        [.. lines.Select(line => new OrderedLine(line.Id, line.Sku, line.Quantity, of.Money(line.UnitPrice), of.Money(line.Total), line.KitSku))];

    private static ImmutableArray<CancelledLine> CancelledOf(ImmutableArray<Order.CancelledUnits> units, EventOrigin of) =>
        [.. units.Select(unit => new CancelledLine(unit.OrderLineId, unit.Quantity, of.Money(unit.Amount)))];

    private static ImmutableArray<Parcel> ParcelsOf(ImmutableArray<Order.ParcelContent> parcels) =>
    [
        .. parcels.Select(static parcel => new Parcel(
            parcel.Id,
            parcel.LocationId,
            parcel.Method,
            parcel.PromisedAt,
            [.. parcel.Lines.Select(static line => new ParcelLine(line.OrderLineId, line.Sku, line.Quantity))])),
    ];
}
