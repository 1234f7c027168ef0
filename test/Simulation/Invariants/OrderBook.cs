using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Journal;
using OrleansCommerce.Orders;
using OrleansCommerce.Stock;
using Event = OrleansCommerce.Grains.Orders.Order.Event;

namespace OrleansCommerce.Simulation.Invariants;

/// <summary>One order, held against the books of the stock and of the provider: what it says others did, they did before.</summary>
internal sealed class OrderBook(string id, Truth truth) : IBook
{
    private readonly List<Order.State> _states = [Order.Nothing(id)];

    public string Id => id;

    /// <summary>The newest state.</summary>
    public Order.State State => _states[^1];

    /// <summary>The state at a version; null when the journal has no such version.</summary>
    public Order.State? StateAt(long version) => version < _states.Count ? _states[(int)version] : null;

    public void Apply(IReadOnlyList<RecordedEvent> append)
    {
        foreach (var recorded in append)
        {
            var happened = Order.Codec.Read(recorded);
            _states.Add(Order.Evolve(State, happened));
            Check(happened);
        }
    }

    /// <summary>Units that left some location for this order.</summary>
    public int UnitsLeft()
    {
        var allocated = State.Allocations.Values.Sum(allocation => StockOf(allocation.Plan).Left.GetValueOrDefault(allocation.Plan.AllocationId));
        var sold = State.Allocations.IsEmpty && State.Terms is { Delivery.LocationId: { } locationId } terms
            ? terms.Lines.Sum(line => truth.Stock(new StockItemKey(locationId, line.Sku)).Left.GetValueOrDefault($"{id}/{line.Id}"))
            : 0;
        return allocated + sold;
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new InvariantViolatedException(message);
        }
    }

    private void Check(Event happened)
    {
        switch (happened)
        {
            case Event.AllocationAnswered e:
                var granted = StockOf(State.Allocations[e.AllocationId].Plan).GrantedTo(e.AllocationId);
                Require(e.Granted == 0 || granted == e.Granted, $"'{e.AllocationId}' was granted {e.Granted} units; the stock's journal says {granted}");
                break;
            case Event.AllocationReleased e:
                Require(!IsPromised(State.Allocations[e.AllocationId].Plan), $"'{e.AllocationId}' was given back; the stock still holds it");
                break;
            case Event.Allocated:
                var wanted = State.Terms!.Lines.Where(line => line.StockTracked).Sum(line => line.Quantity);
                var held = State.Allocations.Values.Sum(allocation => truth.Stock(KeyOf(allocation.Plan)).Allocated.GetValueOrDefault(allocation.Plan.AllocationId));
                Require(wanted == held, $"it has its goods, {wanted} units; the stock holds {held} for it");
                break;
            case Event.Rejected or Event.Cancelled:
                foreach (var allocation in State.Allocations.Values.OrderBy(allocation => allocation.Number))
                {
                    Require(!IsPromised(allocation.Plan), $"it ended, and the stock still holds '{allocation.Plan.AllocationId}' for it");
                }

                break;
            case Event.Authorized e:
                Require(truth.Money.IsSetAside(e.PaymentKey, e.Amount), $"{e.Amount} are authorised by '{e.PaymentKey}', which the provider did not set aside");
                break;
            case Event.Captured e:
                Require(truth.Money.WasTaken(e.CaptureKey, e.Amount), $"{e.Amount} were captured with '{e.CaptureKey}', which the provider did not take");
                break;
            case Event.Refunded e when State.Refunds.Find(refund => refund.Key == e.RefundKey)?.CreditId is { } creditId:
                Require(truth.Credit(creditId).WasIssued(e.RefundKey, e.Amount), $"{e.Amount} became the store credit '{creditId}', which did not get them");
                break;
            case Event.Refunded e when State.Refunds.Find(refund => refund.Key == e.RefundKey)?.PaymentKey is not null:
                Require(truth.Money.WasReturned(e.RefundKey, e.Amount), $"{e.Amount} were refunded with '{e.RefundKey}', which the provider did not give back");
                break;
            case Event.FulfillmentDispatched e:
                var parcel = State.Parcels.Single(candidate => candidate.Content.Id == e.FulfillmentId).Content;
                Require(
                    parcel.AllocationIds.Select(allocationId => State.Allocations[allocationId])
                        .Where(allocation => allocation.Granted > allocation.Lost)
                        .All(allocation => StockOf(allocation.Plan).Left.ContainsKey(allocation.Plan.AllocationId)),
                    $"the parcel '{parcel.Id}' left; the stock does not know");
                break;
            case Event.LabelBought e:
                Require(truth.Labels.IsSold(e.LabelKey), $"'{e.LabelKey}' was bought; the carrier did not sell it");
                break;
            case Event.ReturnLabelAnswered { Answer: Order.Transfer.Done } e:
                var returnLabel = State.ReturnRequests.Single(request => request.Id == e.RequestId).Label!.Key;
                Require(
                    e.IsGivenBack ? truth.Labels.IsTakenBack(returnLabel) : truth.Labels.IsSold(returnLabel),
                    $"'{returnLabel}' was {(e.IsGivenBack ? "given back; the carrier did not take" : "bought; the carrier did not sell")} it");
                break;
            case Event.LabelVoided e:
                Require(truth.Labels.IsTakenBack(e.LabelKey), $"'{e.LabelKey}' was given back; the carrier did not take it");
                break;
            case Event.PromiseParted e:
                Require(StockOf(State.Allocations[e.NewAllocationId].Plan).GrantedTo(e.NewAllocationId) > 0, $"'{e.NewAllocationId}' was parted; the stock does not know");
                break;
            case Event.Moved or Event.ParcelSplit or Event.Edited:
                var packed = State.Parcels.Where(candidate => candidate.Status != FulfillmentStatus.Cancelled)
                    .SelectMany(candidate => candidate.Content.Lines)
                    .Sum(line => line.Quantity);
                var due = State.Terms!.Lines.Where(line => line.StockTracked).Sum(line => line.Quantity) - State.CancelledUnits.Values.Sum()
                    + State.Parcels.Where(candidate => candidate.IsReplaced).SelectMany(candidate => candidate.Content.Lines).Sum(line => line.Quantity);
                Require(packed == due, $"its parcels have {packed} units; {due} are due");
                break;
            case Event.TillLineTaken e:
                var line = State.Terms!.Lines.Single(candidate => candidate.Id == e.OrderLineId);
                Require(
                    !line.StockTracked || truth.Stock(new StockItemKey(State.Terms.Delivery.LocationId!, line.Sku)).Left.ContainsKey($"{id}/{line.Id}"),
                    $"line {line.Id} was taken at the till; the stock does not know");
                break;
            case Event.TillTold e:
                var told = _states[^2].UntoldTills.Single(entry => entry.Id == e.EntryId);
                Require(truth.Till(told.TillId).CashOf(told.Id) == told.Cash, $"'{told.Id}' was told to its till; the till has not {told.Cash} of it");
                break;
            case Event.ReturnLost { ReturnId: { } refundedId } e:
                Require(State.ReturnRequests.Single(request => request.Id == e.RequestId).ReturnId == refundedId, $"the lost '{e.RequestId}' is refunded by none");
                break;
            case Event.ReturnFound e:
                Require(State.ReturnRequests.Single(request => request.Id == e.RequestId) is { LostAt: not null, ReturnId: not null }, $"'{e.RequestId}' was found, which nobody refunded as lost");
                break;
            case Event.ReturnFoundBooked e:
                var found = State.ReturnRequests.Single(request => request.Id == e.RequestId);
                Require(
                    found.Found.Select((line, i) => (line, i)).Where(entry => entry.line is { StockTracked: true, Disposition: not Disposition.WriteOff })
                        .All(entry => truth.Stock(new StockItemKey(found.LocationId, entry.line.Sku)).Restocked.ContainsKey($"{found.Id}/found/{entry.i}")),
                    $"what was found of '{found.Id}' is booked; the stock does not know");
                break;
            case Event.ReturnRestocked e:
                var goods = State.Returns.Single(candidate => candidate.Id == e.ReturnId);
                Require(
                    truth.Stock(new StockItemKey(goods.LocationId, goods.Lines[e.LineIndex].Sku)).Restocked.ContainsKey($"{e.ReturnId}/{e.LineIndex}"),
                    $"line {e.LineIndex} of '{e.ReturnId}' was restocked; the stock does not know");
                break;
            default:
                break;
        }

        foreach (var payment in State.Payments)
        {
            var captured = Order.CapturedOf(State, payment);
            Require(captured + Order.ReleasedOf(State, payment) + payment.Lapsed <= payment.Amount, $"more of '{payment.Key}' is captured and let go than was authorised");
            Require(Order.RefundedOf(State, payment) <= captured, $"more of '{payment.Key}' is refunded than was captured");
        }

        foreach (var line in State.Terms?.Lines ?? [])
        {
            var announced = State.ReturnRequests.Where(request => request.IsOpen).SelectMany(request => request.Lines).Where(units => units.OrderLineId == line.Id);
            Require(
                announced.Sum(units => units.Quantity) + State.ReturnedUnits.GetValueOrDefault(line.Id) <= line.Quantity,
                $"more of line {line.Id} is announced and back than was bought");
        }

        var agreed = State.Total + State.CancelledAmount + (State.Edit?.Total ?? 0);
        Require(State.Paid <= agreed, $"{State.Paid} were paid for {agreed}");
        Require(State.Refunds.Sum(refund => refund.Amount) <= State.Paid, $"more is refunded than the {State.Paid} that were paid");
        Require(State.Payments.Count(payment => payment.IsUndecided) <= 1, "two payments are under way at once");
    }

    private static StockItemKey KeyOf(Order.PlannedAllocation plan) => new(plan.LocationId, plan.Sku);

    private StockBook StockOf(Order.PlannedAllocation plan) => truth.Stock(KeyOf(plan));

    private bool IsPromised(Order.PlannedAllocation plan) => StockOf(plan).Allocated.ContainsKey(plan.AllocationId);
}
