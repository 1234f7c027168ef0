using OrleansCommerce.Grains.EventSourcing;

namespace OrleansCommerce.Grains.Stock;

public static partial class StockItem
{
    /// <summary>Folds one event.</summary>
    public static State Evolve(State state, Event happened)
    {
        var next = state with { Version = state.Version + 1 };
        return happened switch
        {
            Event.Received e => Answer(next with { OnHand = next.OnHand + e.Quantity }, e.Operation),
            Event.SafetySet e => Answer(next with { Safety = e.Quantity }, e.Operation),
            Event.Reserved e => next.Held(e.ReservationId, new Hold(e.Quantity, e.ExpiresInSeconds, e.ExpiresAt, e.Channel)),
            Event.Released e => Unhold(next, e.ReservationId, Ending.Released),
            Event.Expired e => Unhold(next, e.ReservationId, Ending.Expired),
            Event.Confirmed e => Unhold(next with { OnHand = next.OnHand - e.Quantity }, e.ReservationId, Ending.Confirmed),
            Event.Allocated e => next with
            {
                Allocated = next.Allocated + e.Granted,
                Allocations = next.Allocations.Add(e.AllocationId, new Allocation(e.OrderId, e.Requested, e.Granted, e.At)),
            },
            Event.AllocationTrimmed e => Trimmed(next, e),
            Event.AllocationSplit e => Split(next, e),
            Event.Deallocated e => Unallocate(next, e.AllocationId, Ending.Deallocated, e.Quantity),
            Event.Dispatched e => Unallocate(next with { OnHand = next.OnHand - e.Quantity }, e.AllocationId, Ending.Dispatched, e.Quantity),
            Event.Found e => next with { OnHand = next.OnHand + e.Quantity },
            Event.Sold e => End(next with { OnHand = next.OnHand - e.Quantity }, Ended.SaleKey(e.SaleId), new Ended(Ending.Sold, e.Quantity)),
            Event.Restocked e => End(
                next with { OnHand = next.OnHand + e.Quantity }, Ended.RestockKey(e.ReturnId), new Ended(Ending.Restocked, e.Quantity)),
            Event.Counted e => Answer(
                next with { OnHand = e.Quantity, Ledger = next.Ledger with { CountedAt = e.CountedAt } }, e.Operation),
            Event.Moved e => Answer(Moved(next, e), e.Operation),
            Event.Sent e => Transferred(next, -e.Quantity, Ended.SendKey(e.TransferId), new Ended(Ending.Sent, e.Quantity)),
            Event.TakenBack e => Transferred(next, e.Quantity, Ended.SendKey(e.TransferId), new Ended(Ending.TakenBack, e.Quantity)),
            Event.Expected e => Transferred(next, 0, Ended.ExpectKey(e.TransferId), new Ended(Ending.Expected, e.Quantity), e.After),
            Event.Arrived e => Transferred(next, e.Sellable, Ended.ArriveKey(e.TransferId), new Ended(Ending.Arrived, e.Sellable), e.After),
            Event.PolicySet e => Answer(next with { Ledger = next.Ledger with { Policy = e.Policy } }, e.Operation),
            Event.DiscrepancyRaised e => next with { Ledger = Raised(next.Ledger, e) },
            Event.OrderTold e => next with { Ledger = Told(next.Ledger, e) },
            Event.DiscrepancyResolved e => Answer(
                next with { Ledger = next.Ledger with { Discrepancies = next.Ledger.Discrepancies.RemoveAll(known => known.Number == e.Number) } },
                e.Operation),
            _ => throw new InvalidOperationException($"No rule folds {happened.GetType().Name}."),
        };
    }

    private static State Unhold(State state, string reservationId, Ending how)
    {
        var hold = state.Holds[reservationId];
        return End(state.Unheld(reservationId, hold), Ended.ReservationKey(reservationId), new Ended(how, hold.Quantity, hold));
    }

    private static State Trimmed(State state, Event.AllocationTrimmed e)
    {
        var allocation = state.Allocations[e.AllocationId];
        return state with
        {
            Allocated = state.Allocated - e.Quantity,
            Allocations = state.Allocations.SetItem(e.AllocationId, allocation with { Granted = allocation.Granted - e.Quantity }),
            Ledger = GivenUp(state.Ledger, e.AllocationId),
        };
    }

    private static State Unallocate(State state, string allocationId, Ending how, int quantity) => End(
        state with { Allocated = state.Allocated - quantity, Allocations = state.Allocations.Remove(allocationId) },
        Ended.AllocationKey(allocationId),
        new Ended(how, quantity));

    private static State End(State state, string key, Ended ended) =>
        state with { Ended = state.Ended.Note(key, ended, Ended.CountMin) };

    private static State Answer(State state, Operation? operation) => operation is null ? state : state with
    {
        Operations = state.Operations.Note(
            operation.Id,
            new Answered(
                operation.Fingerprint,
                state.Version,
                state.OnHand,
                state.Reserved,
                state.Allocated,
                state.Safety,
                state.Ledger.Shown,
                state.Ledger.Policy),
            OperationLog.CountMin),
    };
}
