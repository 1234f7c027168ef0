using System.Collections.Immutable;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Orders;

public static partial class Order
{
    /// <summary>How the durable names map to the events.</summary>
    public static EventCodec<Event> Codec { get; } = new();

    /// <summary>Folds one event.</summary>
    public static State Evolve(State state, Event happened)
    {
        var next = state with { Version = state.Version + 1 };
        return happened switch
        {
            Event.Placed e => Begin(next, e),
            Event.AllocationPlanned e => Planned(next, e),
            Event.AllocationAnswered e => Change(next, e.AllocationId, allocation => allocation with { Granted = e.Granted }),
            Event.Allocated e => Note(
                next with
                {
                    Phase = Phase.Open,
                    Parcels = [.. e.Fulfillments.Select(content => new Parcel(content, FulfillmentStatus.Allocated, Departure.Held))],
                },
                next.Terms!.Operation),
            Event.ShortageFound e => next with { Phase = Phase.Rejecting, Shortage = new Shortage(e.Sku, e.Requested, e.Available) },
            Event.AllocationReleased e => Change(next, e.AllocationId, allocation => allocation with { Released = true }),
            Event.Rejected e => Note(
                next with { Phase = Phase.Rejected, Shortage = new Shortage(e.Sku, e.Requested, e.Available) }, next.Terms!.Operation),
            Event.PaymentStarted e => Note(
                next with
                {
                    ActedAt = e.At,
                    Payments = next.Payments.Add(new Payment(e.Operation, e.PaymentKey, e.Amount, e.Token, e.At, Transfer.Started)),
                    Edit = next.Edit is { } edit && edit.Operation == e.Operation ? edit with { PaymentKey = e.PaymentKey } : next.Edit,
                },
                e.Operation),
            Event.PaymentPending e => MovePayment(next, e.PaymentKey, Transfer.Pending),
            Event.Paid e => WantReceipt(
                Change(
                    MovePayment(next, e.PaymentKey, Transfer.Done), e.PaymentKey, (Payment payment) => payment with { IsCaptured = true }),
                next.ActedAt),
            Event.PaymentDeclined e => MovePayment(next, e.PaymentKey, Transfer.Declined, e.Code),
            Event.CancellationStarted e => Note(
                next with { Phase = Phase.Cancelling, Cancellation = e.Operation, CancelTillId = e.TillId, ActedAt = e.At }, e.Operation),
            Event.Cancelled => WantReceipt(Note(CancelParcels(next with { Phase = Phase.Cancelled }), next.Cancellation), next.ActedAt),
            Event.RefundStarted e => next with
            {
                Refunds = next.Refunds.Add(new Refund(e.RefundKey, e.PaymentKey, e.Amount, e.ReturnId, e.At, Transfer.Started)
                {
                    AuthorizationKey = e.AuthorizationKey ?? e.PaymentKey,
                    CreditId = e.CreditId,
                }),
            },
            Event.RefundPending e => MoveRefund(next, e.RefundKey, Transfer.Pending),
            Event.Refunded e => Refunded(next, e),
            Event.RefundDeclined e => MoveRefund(next, e.RefundKey, Transfer.Declined, e.Code),
            Event.RefundRedirected e => Redirected(next, e),
            Event.FulfillmentAdvanced e => WantReceipt(Advance(next, e), e.At),
            Event.FulfillmentDispatched e => Dispatched(next, e),
            Event.SoldAtTill e => WantReceipt(Sold(next, e), e.BookedAt ?? e.SoldAt),
            Event.TillLineTaken e => Note(next with { UntakenLines = next.UntakenLines.Remove(e.OrderLineId) }, next.Terms!.Operation),
            Event.Returned e => WantReceipt(TakeBack(next, e), e.At, e.LocationId),
            Event.ReturnRestocked e => Restocked(next, e),
            Event.PromiseLost e => Lost(next, e),
            Event.PromiseTrimmed e => Trimmed(next, e),
            Event.UnitsCancelled e => WantReceipt(TakenOut(next, e), next.ActedAt),
            Event.ReplacementPlanned e => ReplacementPlanned(next, e),
            Event.Replaced e => WantReceipt(Replaced(next, e), next.ActedAt),
            Event.ReceiptIssued e => Receipted(next, e),
            Event.Claimed e => Claimed(next, e),
            Event.DeliveryChanged e => Readdressed(next, e),
            Event.PaidAtTill e => PaidAtTill(next, e),
            Event.TillTold e => TillTold(next, e),
            Event.CashPaidOut e => PaidOut(next, e),
            Event.ParcelSplit e => Split(next, e),
            Event.PromiseParted e => Parted(next, e),
            _ => EvolveMoney(next, happened) ?? EvolveWaiting(next, happened) ?? EvolveLabel(next, happened) ?? EvolveEdit(next, happened) ?? EvolveMove(next, happened) ?? EvolveTracking(next, happened) ?? EvolveReturnRequest(next, happened) ?? throw new InvalidOperationException($"No rule folds {happened.GetType().Name}."),
        };
    }

    private static State Note(State state, Operation? operation) =>
        operation is null ? state : state with { Operations = state.Operations.Note(operation, state.Version) };

    private static State Begin(State state, Event.Placed e) => Note(
        state with
        {
            Phase = Phase.Allocating,
            ActedAt = e.PlacedAt,
            Terms = new Terms(
                e.Operation,
                e.Number,
                e.CartId,
                e.CustomerId,
                e.OwnerSubject,
                e.Channel,
                e.Currency,
                e.Delivery,
                e.Lines,
                e.Lines.Sum(line => line.Total),
                e.PlacedAt,
                e.PaymentDueAt)
            {
                IsPaidAtPickup = e.PayAtPickup == true,
            },
        },
        e.Operation);

    private static State Planned(State state, Event.AllocationPlanned e) =>
        WithRequests(state, e.Steps) with { Plans = state.Plans + 1 };

    private static State WithRequests(State state, ImmutableArray<PlannedAllocation> steps)
    {
        var allocations = state.Allocations.ToBuilder();
        foreach (var step in steps)
        {
            allocations.Add(step.AllocationId, new Allocation(allocations.Count + 1, step));
        }

        return state with { Allocations = allocations.ToImmutable() };
    }

    private static State Change(State state, string allocationId, Func<Allocation, Allocation> change) =>
        state with { Allocations = state.Allocations.SetItem(allocationId, change(state.Allocations[allocationId])) };

    /// <summary>An attempt whose first answer was "pending" keeps that answer; otherwise the provider's decision is the answer.</summary>
    private static State MovePayment(State state, string key, Transfer status, string? code = null)
    {
        var payment = state.Payments.Single(payment => payment.Key == key);
        var moved = state with { Payments = state.Payments.Replace(payment, payment with { Status = status, Code = code }) };
        return payment.Status == Transfer.Started ? Note(moved, payment.Operation) : moved;
    }

    private static State MoveRefund(State state, string key, Transfer status, string? code = null)
    {
        var refund = state.Refunds.Single(refund => refund.Key == key);
        var moved = state with { Refunds = state.Refunds.Replace(refund, refund with { Status = status, Code = code }) };
        return Note(moved, state.Returns.FirstOrDefault(goods => goods.Id == refund.ReturnId)?.Operation);
    }

    private static State Redirected(State state, Event.RefundRedirected e)
    {
        var refund = state.Refunds.Single(refund => refund.Key == e.RefundKey);
        return state with { Refunds = state.Refunds.Replace(refund, refund with { Status = Transfer.Started, CreditId = e.CreditId }) };
    }

    private static State Refunded(State state, Event.Refunded e)
    {
        if (state.Refunds.Any(refund => refund.Key == e.RefundKey))
        {
            return MoveRefund(state, e.RefundKey, Transfer.Done);
        }

        var cash = new Refund(e.RefundKey, null, e.Amount, e.ReturnId, state.ActedAt, Transfer.Done) { IsOwed = e.IsOwed };
        return Note(
            GivenBackAtTill(state with { Refunds = state.Refunds.Add(cash) }, e),
            state.Returns.FirstOrDefault(goods => goods.Id == e.ReturnId)?.Operation);
    }

    private static State CancelParcels(State state) =>
        state with { Parcels = state.Parcels.ConvertAll(parcel => parcel with { Status = FulfillmentStatus.Cancelled }) };

    private static State Advance(State state, Event.FulfillmentAdvanced e)
    {
        var parcel = state.Parcels.Single(parcel => parcel.Content.Id == e.FulfillmentId);
        var advanced = parcel with
        {
            Status = e.Status,
            Departure = e.Leaves ? Departure.Leaving : parcel.Departure,
            Operation = e.Operation,
            Pickup = e.PickupUntil is { } until ? new Pickup(e.At, until) : parcel.Pickup,
            Tracked = e.Status == FulfillmentStatus.Delivered && parcel.Tracked.LastOrDefault()?.Status != TrackingStatus.Delivered
                ? parcel.Tracked.Add(new Tracking(TrackingStatus.Delivered, e.At))
                : parcel.Tracked,
        };
        advanced = advanced with { FulfilledAt = advanced.IsFulfilled ? e.At : null };
        return Note(state with { ActedAt = e.At, Parcels = state.Parcels.Replace(parcel, advanced) }, e.Operation);
    }

    private static State Dispatched(State state, Event.FulfillmentDispatched e)
    {
        var parcel = state.Parcels.Single(parcel => parcel.Content.Id == e.FulfillmentId);
        return Note(
            state with { Parcels = state.Parcels.Replace(parcel, parcel with { Departure = Departure.Left }) }, parcel.Operation);
    }

    private static State Sold(State state, Event.SoldAtTill e)
    {
        var total = e.Lines.Sum(line => line.Total);
        var tracked = e.Lines.Where(line => line.StockTracked).ToImmutableArray();
        var content = new ParcelContent(
            FulfillmentId.Of(state.Id, 1),
            e.LocationId,
            DeliveryMethod.TakenAtTill,
            [.. tracked.Select(line => new ParcelLine(line.Id, line.Sku, line.Quantity))],
            []);
        return Note(
            state with
            {
                Phase = Phase.Open,
                UntoldTills = SoldAtTill(state, e, total),
                ActedAt = e.SoldAt,
                Terms = new Terms(
                    e.Operation,
                    e.Number,
                    e.CartId,
                    e.CustomerId,
                    e.OwnerSubject,
                    Channel.Pos,
                    e.Currency,
                    new Delivery(DeliveryMethod.TakenAtTill, e.LocationId, AddressId: null),
                    e.Lines,
                    total,
                    e.SoldAt,
                    e.SoldAt),
                Payments = TenderPayments(e.Operation, e.Tenders, total, e.SoldAt),
                Parcels = tracked.IsEmpty ? [] : [new Parcel(content, FulfillmentStatus.Collected, Departure.Left) { FulfilledAt = e.SoldAt }],
                UntakenLines = state.UntakenLines.Union(tracked.Select(line => line.Id)),
            },
            e.Operation);
    }

    private static State TakeBack(State state, Event.Returned e)
    {
        var units = state.ReturnedUnits.ToBuilder();
        foreach (var line in e.Lines)
        {
            units[line.OrderLineId] = units.GetValueOrDefault(line.OrderLineId) + line.Quantity;
        }

        var toRestock = Enumerable.Range(0, e.Lines.Length)
            .Where(index => e.Lines[index].StockTracked && (e.KeepsLedger || e.Lines[index].Disposition == Disposition.Restock));
        return Note(
            state with
            {
                ActedAt = e.At,
                ReturnedUnits = units.ToImmutable(),
                Returns = state.Returns.Add(new Return(e.ReturnId, e.Operation, e.LocationId, e.Lines, e.Refund, [.. toRestock])
                {
                    At = e.At,
                    Reason = e.Reason,
                    RefundTo = e.RefundTo,
                    Override = e.Override,
                    Exchanged = e.Exchanged,
                    TillId = e.TillId,
                    OwesCash = e.OwesCash,
                }),
            },
            e.Operation);
    }

    private static State Restocked(State state, Event.ReturnRestocked e)
    {
        var goods = state.Returns.Single(goods => goods.Id == e.ReturnId);
        return Note(
            state with { Returns = state.Returns.Replace(goods, goods with { ToRestock = goods.ToRestock.Remove(e.LineIndex) }) },
            goods.Operation);
    }
}
