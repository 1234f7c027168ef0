using System.Collections.Immutable;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Orders;
using OrleansCommerce.Payments;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Grains.Orders;

public static partial class Order
{
    /// <summary>Something to ask of others. Asking twice is harmless: every request has an id of its own.</summary>
    public abstract record Step
    {
        private Step()
        {
        }

        /// <summary>Look where the missing units are, and plan again: <see cref="DecidePlan"/>.</summary>
        public sealed record Plan(ImmutableArray<Demand> Missing) : Step;

        /// <summary>Ask the locations for units: <see cref="DecideAllocated"/>.</summary>
        public sealed record Allocate(ImmutableArray<PlannedAllocation> Requests) : Step;

        /// <summary>
        /// Keep only so many units of a promise: <see cref="DecideTrimmed"/>. When it was their location that could not find them, they
        /// are also written off its books.
        /// </summary>
        public sealed record Trim(PlannedAllocation Promise, int Keep, LoseAllocated? NotFound = null) : Step;

        /// <summary>Tell the location's stock that units of a promise are a promise of their own: <see cref="DecidePromiseSplit"/>.</summary>
        public sealed record PartPromise(PlannedAllocation Promise, SplitAllocation Command) : Step;

        /// <summary>Look whether another plan is better now: <see cref="DecidePlanMove"/>.</summary>
        public sealed record PlanMove(ImmutableArray<Demand> Held) : Step;

        /// <summary>Look where lost units could come from instead: <see cref="DecideReplace"/>.</summary>
        public sealed record Replace(string Sku) : Step;

        /// <summary>Look where units of lines that are to be added are: <see cref="DecidePlanEdit"/>.</summary>
        public sealed record PlanEdit(ImmutableArray<Demand> Missing) : Step;

        /// <summary>Give promises back: <see cref="DecideReleased"/>.</summary>
        public sealed record Release(ImmutableArray<PlannedAllocation> Promises) : Step;

        /// <summary>Tell the shop's stock what was sold: <see cref="DecideTaken"/>.</summary>
        public sealed record TakeSold(string LocationId, ImmutableArray<Line> Lines) : Step;

        /// <summary>Tell the location's stock that a parcel left: <see cref="DecideDispatched"/>.</summary>
        public sealed record Dispatch(ParcelContent Parcel, ImmutableArray<PlannedAllocation> Promises) : Step;

        /// <summary>Tell the location's stock of returned units, each in the state of its disposition: <see cref="DecideRestocked"/>.</summary>
        public sealed record Restock(Return Goods) : Step;

        /// <summary>Tell the location's stock that a parcel is lost: <see cref="DecideWrittenOff"/>.</summary>
        public sealed record WriteOffLost(ParcelContent Parcel) : Step;

        /// <summary>Ask the carrier for a label: <see cref="DecideLabelAsked"/>.</summary>
        public sealed record Buy(ParcelContent Parcel, Label Label) : Step;

        /// <summary>Ask the carrier to take a label back: <see cref="DecideVoidAsked"/>.</summary>
        public sealed record GiveLabelBack(string FulfillmentId, Label Label) : Step;

        /// <summary>Ask the carrier for the label of an announced return: <see cref="DecideReturnLabelAsked"/>.</summary>
        public sealed record BuyReturnLabel(ReturnRequest Request) : Step;

        /// <summary>Ask the carrier to take the label of an announced return back: <see cref="DecideReturnLabelAsked"/>.</summary>
        public sealed record GiveReturnLabelBack(ReturnRequest Request) : Step;

        /// <summary>Tell the location's stock of units of a lost return that came after all: <see cref="DecideFoundBooked"/>.</summary>
        public sealed record BookFound(ReturnRequest Request) : Step;

        /// <summary>Take an announced return that came to nothing off its customer's count: <see cref="DecideForgotten"/>.</summary>
        public sealed record ForgetCount(string RequestId, ImmutableArray<string> Keys) : Step;

        /// <summary>Tell the till's session what changed hands there: <see cref="DecideTold"/>.</summary>
        public sealed record TellTill(TillEntry Entry) : Step;

        /// <summary>Ask the ledger for a receipt: <see cref="DecideReceipted"/>.</summary>
        public sealed record AskReceipt : Step;

        /// <summary>Ask the provider to set money aside: <see cref="DecideAsked(State, Payment, PaymentOutcome, DateTimeOffset)"/>.</summary>
        public sealed record Pay(Payment Payment) : Step;

        /// <summary>Ask the provider to take money that was set aside: <see cref="DecideAsked(State, Capture, PaymentOutcome, DateTimeOffset)"/>.</summary>
        public sealed record TakeMoney(Capture Capture) : Step;

        /// <summary>Ask the provider for a new authorisation: <see cref="DecideRenewed"/>.</summary>
        public sealed record Renew(Payment Payment) : Step;

        /// <summary>Tell the provider that the rest is let go: <see cref="DecideVoided"/>.</summary>
        public sealed record Void(Payment Payment) : Step;

        /// <summary>Ask the provider to give money back: <see cref="DecideAsked(State, Refund, PaymentOutcome, DateTimeOffset)"/>.</summary>
        public sealed record GiveBack(Refund Refund) : Step;
    }

    /// <summary>What is to be done now; null when the order waits for a command, for time, or for a provider that was asked.</summary>
    public static Step? NextStep(State state)
    {
        // Whatever becomes of a parted promise, its stock must know it by then.
        if (state.PartedPromises is [var parted, ..])
        {
            return new Step.PartPromise(
                state.Allocations[parted.AllocationId].Plan, new SplitAllocation(parted.AllocationId, parted.NewAllocationId, parted.Quantity));
        }

        var promises = ToRelease(state);
        if (!promises.IsEmpty)
        {
            return new Step.Release(promises);
        }

        if (state.Phase == Phase.Allocating)
        {
            var unanswered = Ordered(state).Where(allocation => allocation.Granted is null).Select(allocation => allocation.Plan).ToImmutableArray();
            return unanswered.IsEmpty ? new Step.Plan(Missing(state)) : new Step.Allocate(unanswered);
        }

        if ((ReplacingStep(state) ?? EditStep(state) ?? MoveStep(state)) is { } seeking)
        {
            return seeking;
        }

        if (!state.UntakenLines.IsEmpty)
        {
            var sold = state.Terms!.Lines.Where(line => state.UntakenLines.Contains(line.Id));
            return new Step.TakeSold(state.Terms.Delivery.LocationId!, [.. sold]);
        }

        if (state.Parcels.Find(parcel => parcel.Departure == Departure.Leaving)?.Content is { } parcel)
        {
            var kept = parcel.AllocationIds.Select(id => state.Allocations[id]).Where(allocation => allocation.Granted > allocation.Lost);
            return new Step.Dispatch(parcel, [.. kept.Select(allocation => allocation.Plan)]);
        }

        if (state.Returns.Find(goods => !goods.ToRestock.IsEmpty) is { } goods)
        {
            return new Step.Restock(goods);
        }

        if (state.Parcels.Find(parcel => parcel is { Resolution: not null, IsWrittenOff: false }) is { } lost)
        {
            return new Step.WriteOffLost(lost.Content);
        }

        if ((MoneyStep(state) ?? LabelSteps(state, Transfer.Started).FirstOrDefault()) is { } asking)
        {
            return asking;
        }

        if (ReturnRequestStep(state) is { } returning)
        {
            return returning;
        }

        if (!state.UntoldTills.IsEmpty)
        {
            return new Step.TellTill(state.UntoldTills[0]);
        }

        if (IsReceiptDue(state) && IsReceiptAwaited(state))
        {
            return new Step.AskReceipt();
        }

        return state.Payments.Find(payment => payment.Status == Transfer.Started) is { } payment ? new Step.Pay(payment) : null;
    }

    private static Step? ReplacingStep(State state)
    {
        // The location's shelf is put right first: until then it counts units as promised that the order has given up.
        if (Ordered(state).FirstOrDefault(allocation => allocation.Lost > allocation.Trimmed && !allocation.Released) is { } lost)
        {
            var keep = lost.Granted!.Value - lost.Lost;
            return new Step.Trim(lost.Plan, keep, state.Loss is { Operation: not null } rejected
                ? new LoseAllocated($"{lost.Plan.AllocationId}/lost/{lost.Lost}", lost.Plan.AllocationId, keep, lost.Lost - lost.Trimmed, rejected.Reason!)
                : null);
        }

        if (state.Loss is not { } loss)
        {
            return null;
        }

        var unanswered = loss.Requests.Select(id => state.Allocations[id]).Where(allocation => allocation.Granted is null)
            .Select(allocation => allocation.Plan).ToImmutableArray();
        return unanswered.IsEmpty ? new Step.Replace(loss.Sku) : new Step.Allocate(unanswered);
    }

    /// <summary>What a provider was asked before and did not decide, and a receipt that nobody waits for: for when the order is woken.</summary>
    public static ImmutableArray<Step> Pending(State state) =>
    [
        .. state.Payments.Where(payment => payment.Status == Transfer.Pending).Select(payment => new Step.Pay(payment)),
        .. state.Payments.Where(payment => payment.Renewal?.Status == Transfer.Pending).Select(payment => new Step.Renew(payment)),
        .. state.Payments.Where(payment => payment.Void == Transfer.Pending).Select(payment => new Step.Void(payment)),
        .. state.Captures.Where(capture => capture.Status == Transfer.Pending).Select(capture => new Step.TakeMoney(capture)),
        .. state.Refunds.Where(refund => refund.Status == Transfer.Pending).Select(refund => new Step.GiveBack(refund)),
        .. LabelSteps(state, Transfer.Pending),
        .. ReturnLabelSteps(state, Transfer.Pending),
        .. HasLateReceipt(state) ? new Step[] { new Step.AskReceipt() } : [],
    ];

    /// <summary>The promises of the stock were taken back.</summary>
    public static Decision<Event> DecideReleased(State state, IEnumerable<string> allocationIds, DateTimeOffset now) =>
        Happen(state, now, allocationIds
            .Where(id => !state.Allocations[id].Released)
            .Select(id => new Event.AllocationReleased(id)));

    /// <summary>The shop's stock knows what was sold.</summary>
    public static Decision<Event> DecideTaken(State state, IEnumerable<string> orderLineIds, DateTimeOffset now) =>
        Happen(state, now, orderLineIds.Where(state.UntakenLines.Contains).Select(id => new Event.TillLineTaken(id)));

    /// <summary>The location's stock knows that the parcel left.</summary>
    public static Decision<Event> DecideDispatched(State state, string fulfillmentId, DateTimeOffset now) =>
        Happen(state, now, state.Parcels
            .Where(parcel => parcel.Content.Id == fulfillmentId && parcel.Departure == Departure.Leaving)
            .Select(_ => new Event.FulfillmentDispatched(fulfillmentId)));

    /// <summary>The location's stock has what came back.</summary>
    public static Decision<Event> DecideRestocked(State state, string returnId, IEnumerable<int> lineIndexes, DateTimeOffset now)
    {
        var goods = state.Returns.Single(goods => goods.Id == returnId);
        return Happen(state, now, lineIndexes.Where(goods.ToRestock.Contains).Select(index => new Event.ReturnRestocked(returnId, index)));
    }

    /// <summary>Adds what follows by itself, so that it is durable together with its cause.</summary>
    private static Decision<Event> Happen(State state, DateTimeOffset now, IEnumerable<Event> events)
    {
        var happened = ImmutableArray.CreateBuilder<Event>();
        foreach (var cause in events)
        {
            happened.Add(cause);
            state = Evolve(state, cause);
        }

        while (happened.Count > 0 && Consequence(state, now) is { } consequence)
        {
            happened.Add(consequence);
            state = Evolve(state, consequence);
        }

        return new Decision<Event>(happened.ToImmutable());
    }

    private static Event? Consequence(State state, DateTimeOffset now) => GoodsConsequence(state, now) ?? EditConsequence(state, now) ?? MoveConsequence(state, now) ?? MoneyConsequence(state, now) ?? LabelConsequence(state, now);

    private static Event? GoodsConsequence(State state, DateTimeOffset now) => state.Phase switch
    {
        Phase.Allocating when state.Allocations.Values.All(allocation => allocation.Granted is not null) && Missing(state).IsEmpty =>
            new Event.Allocated(MakeParcels(state), state.Total == 0 || state.Terms!.IsPaidAtPickup),
        Phase.Open when state.Loss is { } loss => IsReplaced(state, loss) ? Replace(state, loss) : null,
        Phase.Open when IsForWantOfGoods(state) => new Event.CancellationStarted(Operation: null, GoodsMissing, now),
        Phase.Rejecting when ToRelease(state).IsEmpty =>
            new Event.Rejected(state.Shortage!.Sku, state.Shortage.Requested, state.Shortage.Available),
        Phase.Cancelling when !ToRelease(state).IsEmpty => null,
        Phase.Cancelling when Unclaimed(state) == 0 && !state.Refunds.Exists(refund => refund.IsUndecided) => new Event.Cancelled(),
        _ => null,
    };

    /// <summary>Whether no goods are left to deliver: who ordered goods does not want their postage alone.</summary>
    private static bool IsForWantOfGoods(State state) =>
        !state.CancelledUnits.IsEmpty && !state.Parcels.IsEmpty && state.Parcels.TrueForAll(parcel => parcel.Status == FulfillmentStatus.Cancelled);

    /// <summary>Everything when the order ends; while it lives, promises of nothing, so that no stock item keeps them.</summary>
    private static ImmutableArray<PlannedAllocation> ToRelease(State state) => state.Phase switch
    {
        Phase.Rejecting or Phase.Cancelling => [.. Ordered(state).Where(allocation => !allocation.Released).Select(allocation => allocation.Plan)],
        Phase.Open => [.. Ordered(state).Where(allocation => allocation is { Granted: 0, Released: false }).Select(allocation => allocation.Plan)],
        _ => [],
    };

    private static IOrderedEnumerable<Allocation> Ordered(State state) =>
        state.Allocations.Values.OrderBy(allocation => allocation.Number);
}
