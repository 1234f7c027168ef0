using System.Collections.Immutable;
using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Grains.Transfers;

public static partial class Transfer
{
    /// <summary>How the durable names map to the events.</summary>
    public static EventCodec<Event> Codec { get; } = new();

    /// <summary>What a transfer is busy with.</summary>
    public enum Phase
    {
        /// <summary>There is no transfer.</summary>
        None,

        /// <summary>The units leave the first location's books.</summary>
        Sending,

        /// <summary>Some units were not there: what left comes back.</summary>
        TakingBack,

        /// <summary>Never came about.</summary>
        Rejected,

        /// <summary>The second location learns of the units.</summary>
        Announcing,

        /// <summary>On the way.</summary>
        InTransit,

        /// <summary>The units get into the second location's books.</summary>
        Receiving,

        /// <summary>Over.</summary>
        Received,
    }

    /// <summary>Folds one event.</summary>
    public static State Evolve(State state, Event happened)
    {
        var next = state with { Version = state.Version + 1 };
        return Note(happened switch
        {
            Event.DispatchStarted e => next with
            {
                Terms = new Terms(e.Operation, e.FromLocationId, e.ToLocationId, e.Lines, e.Reference, e.At),
                ActedAt = e.At,
                Phase = Phase.Sending,
                Open = AllLines(e.Lines.Length),
            },
            Event.ShortageFound e => next with
            {
                Phase = Phase.TakingBack,
                Open = AllLines(next.Terms!.Lines.Length),
                ShortLine = e.Line,
                ShortAvailable = e.Available,
            },
            Event.ReceiptStarted e => next with
            {
                Phase = Phase.Receiving,
                Open = AllLines(e.Receipts.Length),
                Receipt = e.Operation,
                Receipts = e.Receipts,
                ActedAt = e.At,
            },
            Event.LineDone e => Done(next with { Open = next.Open.Remove(e.Line) }),
            _ => throw new InvalidOperationException($"No rule folds {happened.GetType().Name}."),
        });
    }

    /// <summary>Where a transfer is in its life.</summary>
    public static TransferStatus StatusOf(State state) => state.Phase switch
    {
        Phase.InTransit => TransferStatus.InTransit,
        Phase.Receiving => TransferStatus.Receiving,
        Phase.Received => TransferStatus.Received,
        Phase.Rejected => TransferStatus.Rejected,
        _ => TransferStatus.Dispatching,
    };

    /// <summary>The transfer as callers see it; null when there is none.</summary>
    public static TransferDetails? Details(State state) => state.Terms is not { } terms
        ? null
        : new TransferDetails(
            state.Id,
            terms.FromLocationId,
            terms.ToLocationId,
            StatusOf(state),
            [
                .. terms.Lines.Select((line, i) => state.Receipts.IsEmpty
                    ? new TransferLineDetails(line.Sku, line.Quantity, 0, 0, 0)
                    : new TransferLineDetails(
                        line.Sku, line.Quantity, state.Receipts[i].Received, state.Receipts[i].Damaged, MissingOf(state, i))),
            ],
            terms.Reference,
            terms.At,
            state.Receipts.IsEmpty ? null : state.ActedAt,
            state.Version);

    /// <summary>Why the transfer never came about; null when it did.</summary>
    public static Failure? DispatchFailure(State shown) => shown.Phase is Phase.TakingBack or Phase.Rejected
        ? new OutOfStock(shown.Terms!.Lines[shown.ShortLine].Sku, shown.Terms.Lines[shown.ShortLine].Quantity, shown.ShortAvailable)
        : null;

    /// <summary>Units of a line that did not come.</summary>
    public static int MissingOf(State state, int line) =>
        state.Terms!.Lines[line].Quantity - state.Receipts[line].Received - state.Receipts[line].Damaged;

    private static State Done(State state)
    {
        if (!state.Open.IsEmpty)
        {
            return state;
        }

        return state.Phase switch
        {
            Phase.Sending => state with { Phase = Phase.Announcing, Open = AllLines(state.Terms!.Lines.Length) },
            Phase.TakingBack => state with { Phase = Phase.Rejected },
            Phase.Announcing => state with { Phase = Phase.InTransit },
            Phase.Receiving => state with { Phase = Phase.Received },
            _ => state,
        };
    }

    /// <summary>The newest operation's answer shows the state when all that follows from it is done.</summary>
    private static State Note(State state) =>
        state with { Operations = state.Operations.Note(state.Receipt ?? state.Terms!.Operation, state.Version) };

    private static ImmutableSortedSet<int> AllLines(int count) => [.. Enumerable.Range(0, count)];

    /// <summary>What happened to a transfer.</summary>
    public abstract record Event
    {
        private Event()
        {
        }

        /// <summary>Goods are going to leave.</summary>
        [Alias("transfer.dispatch-started")]
        public sealed record DispatchStarted(
            Operation Operation,
            string FromLocationId,
            string ToLocationId,
            ImmutableArray<TransferUnits> Lines,
            string? Reference,
            DateTimeOffset At) : Event;

        /// <summary>The first location has only <paramref name="Available"/> units of a line; the transfer is given up.</summary>
        [Alias("transfer.shortage-found")]
        public sealed record ShortageFound(int Line, int Available) : Event;

        /// <summary>A line is done with a step.</summary>
        [Alias("transfer.line-done")]
        public sealed record LineDone(Phase Phase, int Line) : Event;

        /// <summary>Goods are there; one receipt for each line.</summary>
        [Alias("transfer.receipt-started")]
        public sealed record ReceiptStarted(Operation Operation, ImmutableArray<TransferReceipt> Receipts, DateTimeOffset At) : Event;
    }

    /// <summary>Everything that is known of a transfer.</summary>
    /// <param name="Id">The grain's key.</param>
    public sealed record State(string Id) : IAggregateState
    {
        /// <inheritdoc/>
        public long Version { get; init; }

        /// <summary>What it is busy with.</summary>
        public Phase Phase { get; init; }

        /// <summary>What was agreed at the beginning; null when there is no transfer.</summary>
        public Terms? Terms { get; init; }

        /// <summary>Lines that the running step is not done with.</summary>
        public ImmutableSortedSet<int> Open { get; init; } = [];

        /// <summary>The line that was short, when one was.</summary>
        public int ShortLine { get; init; }

        /// <summary>Units of it that there were.</summary>
        public int ShortAvailable { get; init; }

        /// <summary>The operation that received it; null until then.</summary>
        public Operation? Receipt { get; init; }

        /// <summary>What came, one for each line; empty until then.</summary>
        public ImmutableArray<TransferReceipt> Receipts { get; init; } = [];

        /// <summary>When the newest command was accepted.</summary>
        public DateTimeOffset ActedAt { get; init; }

        /// <summary>Its operations.</summary>
        public OperationLog Operations { get; init; } = OperationLog.Empty;
    }

    /// <summary>What was agreed at the beginning.</summary>
    public sealed record Terms(
        Operation Operation,
        string FromLocationId,
        string ToLocationId,
        ImmutableArray<TransferUnits> Lines,
        string? Reference,
        DateTimeOffset At);

    /// <summary>No transfer yet.</summary>
    public static State Nothing(string transferId) => new(transferId);
}
