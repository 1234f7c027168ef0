using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Grains.Stock;

/// <summary>The two sides of a transfer: units leave one location's books, and are in transit in the other's until they are there.</summary>
public static partial class StockItem
{
    /// <summary>Units leave for another location; what is promised stays.</summary>
    public static Decision<Event> Decide(State state, string sku, SendStock command, DateTimeOffset now)
    {
        if (Limits.Quantity(command.Quantity) is { } invalid)
        {
            return invalid;
        }

        var (current, due) = Due(state, now);
        if (current.Ended.Find(Ended.SendKey(command.TransferId)) is { } ended)
        {
            return ended.How == Ending.Sent
                ? new Decision<Event>(due)
                : Decision<Event>.Refuse(new InvalidState("TAKEN_BACK", $"The transfer '{command.TransferId}' was taken back."), due);
        }

        var available = current.AvailableAt(now);
        return command.Quantity > available
            ? Decision<Event>.Refuse(new OutOfStock(sku, command.Quantity, Math.Max(0, available)), due)
            : new Decision<Event>(due.Add(new Event.Sent(command.TransferId, command.Quantity)));
    }

    /// <summary>Units that were to leave stay. Those that never left are remembered, so that they do not leave late.</summary>
    public static Decision<Event> TakeBack(State state, string transferId, DateTimeOffset now)
    {
        var (current, due) = Due(state, now);
        return current.Ended.Find(Ended.SendKey(transferId)) switch
        {
            { How: Ending.TakenBack } => new Decision<Event>(due),
            { } sent => new Decision<Event>(due.Add(new Event.TakenBack(transferId, sent.Quantity))),
            null => new Decision<Event>(due.Add(new Event.TakenBack(transferId, 0))),
        };
    }

    /// <summary>Units are on their way here.</summary>
    public static Decision<Event> Decide(State state, ExpectStock command, DateTimeOffset now)
    {
        if (Limits.Quantity(command.Quantity) is { } invalid)
        {
            return invalid;
        }

        var (current, due) = Due(state, now);
        if (current.Ended.Find(Ended.ExpectKey(command.TransferId)) is not null)
        {
            return new Decision<Event>(due);
        }

        var levels = current.Ledger.Levels;
        return levels.InTransit > int.MaxValue / 2 - command.Quantity
            ? Decision<Event>.Refuse(new InvalidInput("quantity", $"would bring more than {int.MaxValue / 2} units into transit."), due)
            : new Decision<Event>(due.Add(
                new Event.Expected(command.TransferId, command.Quantity, levels.Plus(StockState.InTransit, command.Quantity))));
    }

    /// <summary>Units that were on their way are here, or are not. What came is what was expected, in three parts.</summary>
    public static Decision<Event> Decide(State state, ArriveStock command, DateTimeOffset now)
    {
        var (current, due) = Due(state, now);
        if (current.Ended.Find(Ended.ArriveKey(command.TransferId)) is not null)
        {
            return new Decision<Event>(due);
        }

        var levels = current.Ledger.Levels;
        var expected = (long)command.Received + command.Damaged + command.Missing;
        if (command is not { Received: >= 0, Damaged: >= 0, Missing: >= 0 } || expected > levels.InTransit)
        {
            return Decision<Event>.Refuse(new InvalidInput("received", $"at most {levels.InTransit} units are in transit, was {expected}."), due);
        }

        return Overflows(current, command.Received) is { } tooMany
            ? Decision<Event>.Refuse(tooMany, due)
            : new Decision<Event>(due.Add(new Event.Arrived(
                command.TransferId,
                command.Received,
                command.Damaged,
                command.Missing,
                levels.Plus(StockState.InTransit, -(int)expected).Plus(StockState.Damaged, command.Damaged))));
    }

    private static State Transferred(State state, int onHand, string key, Ended ended, LedgerLevels? levels = null) => End(
        state with { OnHand = state.OnHand + onHand, Ledger = levels is null ? state.Ledger : state.Ledger with { Levels = levels } }, key, ended);

    public abstract partial record Event
    {
        /// <summary>Units left for another location.</summary>
        [Alias("stock.sent")]
        public sealed record Sent(string TransferId, int Quantity) : Event;

        /// <summary>Units stay after all; 0 when they never left, so that they do not leave late.</summary>
        [Alias("stock.taken-back")]
        public sealed record TakenBack(string TransferId, int Quantity) : Event;

        /// <summary>Units are on their way here; <paramref name="After"/> is what is not sellable since.</summary>
        [Alias("stock.expected")]
        public sealed record Expected(string TransferId, int Quantity, LedgerLevels After) : Event;

        /// <summary>Units that were on their way are here, or are not; <paramref name="After"/> is what is not sellable since.</summary>
        [Alias("stock.arrived")]
        public sealed record Arrived(string TransferId, int Sellable, int Damaged, int Missing, LedgerLevels After) : Event;
    }
}
