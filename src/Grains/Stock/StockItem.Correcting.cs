using System.Collections.Frozen;
using System.Collections.Immutable;
using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Grains.Stock;

/// <summary>Counting the shelf, and moving units between the states of the ledger.</summary>
public static partial class StockItem
{
    /// <summary>The longest reference to a document, in characters.</summary>
    public const int ReferenceLengthMax = 100;

    /// <summary>How far the clock of who counts may run ahead of ours.</summary>
    public static TimeSpan ClockDifferenceMax { get; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The movements that a person may book. What is promised moves by reservations and orders, what is in transit by transfers, and a
    /// correction by a count.
    /// </summary>
    private static readonly FrozenSet<(StockState From, StockState To)> Bookable = new[]
    {
        (StockState.Supplier, StockState.Incoming),
        (StockState.Incoming, StockState.Supplier),
        (StockState.Incoming, StockState.Available),
        (StockState.Incoming, StockState.Damaged),
        (StockState.Incoming, StockState.QualityControl),
        (StockState.Available, StockState.Damaged),
        (StockState.Available, StockState.QualityControl),
        (StockState.Available, StockState.AtLocker),
        (StockState.Available, StockState.OnTrial),
        (StockState.Available, StockState.WrittenOff),
        (StockState.Damaged, StockState.Available),
        (StockState.Damaged, StockState.QualityControl),
        (StockState.Damaged, StockState.Supplier),
        (StockState.Damaged, StockState.WrittenOff),
        (StockState.QualityControl, StockState.Available),
        (StockState.QualityControl, StockState.Damaged),
        (StockState.QualityControl, StockState.Supplier),
        (StockState.QualityControl, StockState.WrittenOff),
        (StockState.AtLocker, StockState.Available),
        (StockState.AtLocker, StockState.Damaged),
        (StockState.AtLocker, StockState.Customer),
        (StockState.AtLocker, StockState.WrittenOff),
        (StockState.OnTrial, StockState.Available),
        (StockState.OnTrial, StockState.Damaged),
        (StockState.OnTrial, StockState.QualityControl),
        (StockState.OnTrial, StockState.Customer),
        (StockState.OnTrial, StockState.WrittenOff),
        (StockState.Customer, StockState.Damaged),
        (StockState.Customer, StockState.QualityControl),
        (StockState.Customer, StockState.WrittenOff),
        (StockState.WrittenOff, StockState.Available),
        (StockState.WrittenOff, StockState.Damaged),
        (StockState.WrittenOff, StockState.QualityControl),
    }.ToFrozenSet();

    /// <summary>Somebody counted the sellable units.</summary>
    public static Decision<Event> Decide(State state, CountStock command, DateTimeOffset now)
    {
        var invalid = Limits.Quantity(command.Quantity, min: 0)
            ?? OptionalText(command.Reason, "reason", ReasonLengthMax)
            ?? OptionalText(command.Reference, "reference", ReferenceLengthMax)
            ?? (command is { ExpectedOnHand: null, ExpectedVersion: null }
                ? new InvalidInput("expectedOnHand", "a count says what the books had: expectedOnHand, expectedVersion or both.")
                : null)
            ?? (command.CountedAt > now + ClockDifferenceMax ? new InvalidInput("countedAt", "must not be in the future.") : null);
        return Book(state, now, command.OperationId, command, invalid, (current, operation) =>
        {
            if ((command.ExpectedOnHand ?? current.OnHand) != current.OnHand || (command.ExpectedVersion ?? current.Version) != current.Version)
            {
                return new StockChanged(current.OnHand, current.Version);
            }

            var counted = new Event.Counted(
                command.Quantity, command.Quantity - current.OnHand, command.Reason, command.Reference, command.CountedAt ?? now, operation);
            return new Decision<Event>(
                Uncovering(current, [counted], DiscrepancyCause.Count, command.Reference ?? command.OperationId, now));
        });
    }

    /// <summary>
    /// Units change their state. That some turned out not to be sellable is true whatever is promised; to lend or to store some is a
    /// choice, and takes none that are promised.
    /// </summary>
    public static Decision<Event> Decide(State state, string sku, MoveStock command, DateTimeOffset now)
    {
        var invalid = Limits.Quantity(command.Quantity)
            ?? Limits.Text(command.Reason, "reason", ReasonLengthMax)
            ?? OptionalText(command.Reference, "reference", ReferenceLengthMax)
            ?? (Bookable.Contains((command.From, command.To)) ? null : new InvalidInput("to", $"units do not go from {command.From} to {command.To}."));
        return Book(state, now, command.OperationId, command, invalid, (current, operation) =>
        {
            var there = command switch
            {
                { From: StockState.Supplier or StockState.Customer or StockState.WrittenOff } => int.MaxValue,
                { From: StockState.Available, To: StockState.AtLocker or StockState.OnTrial } => Math.Max(0, current.AvailableAt(now)),
                { From: StockState.Available } => current.OnHand,
                _ => current.Ledger.Levels.In(command.From),
            };
            if (command.Quantity > there)
            {
                return new OutOfStock(sku, command.Quantity, there, "can be moved");
            }

            var levels = current.Ledger.Levels;
            if ((command.To == StockState.Available ? current.OnHand : levels.In(command.To)) > int.MaxValue / 2 - command.Quantity)
            {
                return new InvalidInput("quantity", $"would bring a state above {int.MaxValue / 2} units.");
            }

            var moved = new Event.Moved(
                command.From,
                command.To,
                command.Quantity,
                command.Reason,
                command.Reference,
                operation,
                levels.Plus(command.From, -command.Quantity).Plus(command.To, command.Quantity));
            return new Decision<Event>(
                Uncovering(current, [moved], DiscrepancyCause.Movement, command.Reference ?? command.OperationId, now));
        });
    }

    /// <summary>
    /// Units of an allocation are not on the shelf. In one commit: were they free for a moment, somebody else would be promised them.
    /// </summary>
    public static Decision<Event> Decide(State state, LoseAllocated command, DateTimeOffset now)
    {
        var invalid = Limits.Quantity(command.Quantity) ?? Limits.Text(command.Reason, "reason", ReasonLengthMax);
        return Book(state, now, command.OperationId, command, invalid, (current, operation) =>
        {
            var events = ImmutableArray.CreateBuilder<Event>();
            events.AddRange(Trim(current, command.AllocationId, command.Keep, now).Events);
            var gone = Math.Clamp(current.OnHand, 0, command.Quantity);
            if (gone > 0)
            {
                events.Add(new Event.Moved(
                    StockState.Available,
                    StockState.WrittenOff,
                    gone,
                    command.Reason,
                    command.AllocationId,
                    operation,
                    current.Ledger.Levels.Plus(StockState.Available, -gone).Plus(StockState.WrittenOff, gone)));
            }

            return new Decision<Event>(Uncovering(current, events.ToImmutable(), DiscrepancyCause.Movement, command.AllocationId, now));
        });
    }

    private static InvalidInput? OptionalText(string? text, string field, int lengthMax) =>
        text is null ? null : Limits.Text(text, field, lengthMax);

    private static State Moved(State state, Event.Moved e) => state with
    {
        OnHand = state.OnHand + (e.To == StockState.Available ? e.Quantity : 0) - (e.From == StockState.Available ? e.Quantity : 0),
        Ledger = state.Ledger with { Levels = e.After },
    };

    public abstract partial record Event
    {
        /// <summary>The sellable units were counted; <paramref name="Difference"/> is what the books were wrong by, 0 when they were right.</summary>
        [Alias("stock.counted")]
        public sealed record Counted(
            int Quantity, int Difference, string? Reason, string? Reference, DateTimeOffset CountedAt, Operation Operation) : Event;

        /// <summary>Units changed their state; <paramref name="After"/> is what is not sellable since.</summary>
        [Alias("stock.moved")]
        public sealed record Moved(
            StockState From, StockState To, int Quantity, string Reason, string? Reference, Operation Operation, LedgerLevels After) : Event;
    }
}
