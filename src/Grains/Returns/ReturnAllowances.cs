using System.Collections.Immutable;
using System.Globalization;
using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Returns;

namespace OrleansCommerce.Grains.Returns;

/// <summary>
/// How much one customer, or one card, is given back within a rolling time: what was counted leaves the count when it is older than that.
/// Pure.
/// </summary>
public static class ReturnAllowances
{
    /// <summary>How many returns are remembered: a limit of more would be none.</summary>
    public const int EntriesMax = 1_000;

    /// <summary>How the durable names map to the events.</summary>
    public static EventCodec<Event> Codec { get; } = new();

    /// <summary>A return is about to take place.</summary>
    public static Decision<Event> Decide(State state, CountReturn command, DateTimeOffset now)
    {
        if (state.Entries.Find(entry => entry.ReturnId == command.ReturnId) is { } known && known.Amount == command.Amount.Amount && !command.IsOverridden)
        {
            return Decision<Event>.Nothing;
        }

        var (count, amount) = With(state, command, now);
        if (!command.IsOverridden && (count > command.CountMax || amount > command.AmountMax))
        {
            var limit = count > command.CountMax
                ? $"{command.CountMax} returns"
                : string.Create(CultureInfo.InvariantCulture, $"{command.AmountMax} {command.Amount.Currency}");
            return new ReturnRefused(
                command.IsWithoutReceipt ? ReturnRefusal.UnreceiptedLimit : ReturnRefusal.RefundLimit,
                "lines",
                $"the limit is {limit} within {command.Days} days{(command.IsWithoutReceipt ? " without a receipt" : string.Empty)}.");
        }

        return new Event.Counted(
            command.ReturnId, command.IsWithoutReceipt, command.Amount.Amount, command.Amount.Currency, now, Since(command, now));
    }

    /// <summary>A return did not take place.</summary>
    public static Decision<Event> DecideForget(State state, string returnId) =>
        state.Entries.Exists(entry => entry.ReturnId == returnId) ? new Event.Forgotten(returnId) : Decision<Event>.Nothing;

    /// <summary>The returns of the same kind and currency within the time, the command's with them.</summary>
    public static (int Count, decimal Amount) With(State state, CountReturn command, DateTimeOffset now)
    {
        var others = state.Entries.FindAll(entry =>
            entry.ReturnId != command.ReturnId && entry.IsWithoutReceipt == command.IsWithoutReceipt && entry.At > Since(command, now));
        return (
            others.Count + 1,
            others.Where(entry => entry.Currency == command.Amount.Currency).Sum(entry => entry.Amount) + command.Amount.Amount);
    }

    /// <summary>Folds one event.</summary>
    public static State Evolve(State state, Event happened)
    {
        var next = state with { Version = state.Version + 1 };
        return happened switch
        {
            Event.Counted e => next with { Entries = Kept(next.Entries, e).Add(new Entry(e.ReturnId, e.IsWithoutReceipt, e.Amount, e.Currency, e.At)) },
            Event.Forgotten e => next with { Entries = next.Entries.RemoveAll(entry => entry.ReturnId == e.ReturnId) },
            _ => throw new InvalidOperationException($"No rule folds {happened.GetType().Name}."),
        };
    }

    private static ImmutableList<Entry> Kept(ImmutableList<Entry> entries, Event.Counted e)
    {
        var kept = entries.RemoveAll(entry => entry.ReturnId == e.ReturnId || entry.At <= e.Since);
        return kept.Count < EntriesMax ? kept : kept.RemoveRange(0, kept.Count - EntriesMax + 1);
    }

    private static DateTimeOffset Since(CountReturn command, DateTimeOffset now) => now.AddDays(-command.Days);

    /// <summary>A return that was counted.</summary>
    public sealed record Entry(string ReturnId, bool IsWithoutReceipt, decimal Amount, string Currency, DateTimeOffset At);

    /// <summary>What happened to a count.</summary>
    public abstract record Event
    {
        private Event()
        {
        }

        /// <summary>A return was counted; what is of <paramref name="Since"/> or older is not any more.</summary>
        [Alias("return-allowance.counted")]
        public sealed record Counted(
            string ReturnId, bool IsWithoutReceipt, decimal Amount, string Currency, DateTimeOffset At, DateTimeOffset Since) : Event;

        /// <summary>A return that was counted did not take place.</summary>
        [Alias("return-allowance.forgotten")]
        public sealed record Forgotten(string ReturnId) : Event;
    }

    /// <summary>One count.</summary>
    public sealed record State : IAggregateState
    {
        /// <summary>Nothing was counted yet.</summary>
        public static State Initial { get; } = new();

        /// <inheritdoc/>
        public long Version { get; init; }

        /// <summary>The returns within the time, oldest first.</summary>
        public ImmutableList<Entry> Entries { get; init; } = [];
    }
}
