using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Receipts;

namespace OrleansCommerce.Grains.Receipts;

public static partial class ReceiptLedger
{
    /// <summary>The stream of a ledger.</summary>
    public static string StreamOf(State state) => $"{Category}/{ReceiptId.KeyOf(state.StoreId, state.Year)}";

    /// <summary>Folds one event.</summary>
    public static State Evolve(State state, Event happened)
    {
        var next = state with { Version = state.Version + 1, Head = happened.Hash! };
        return happened switch
        {
            Event.Opened e => next with { Grand = Running.Nothing with { Totals = e.Grand } },
            Event.Issued e => next with
            {
                LastNumber = e.Number,
                OpenDate = e.Date,
                OpenMonth = new DateOnly(e.Date.Year, e.Date.Month, DateTime.DaysInMonth(e.Date.Year, e.Date.Month)),
                Day = Add(next.Day, e),
                Month = Add(next.Month, e),
                WholeYear = Add(next.WholeYear, e),
                Grand = Add(next.Grand, e),
                Sources = next.Sources.Note(e.SourceId, new Place(e.Number), RememberedMin),
                Marks = e.Number % MarkEvery == 1 ? [.. next.Marks.TakeLast((RememberedMin / MarkEvery) - 1), e.At] : next.Marks,
            },
            Event.Closed e => Close(next, e),
            _ => throw new InvalidOperationException($"No rule folds {happened.GetType().Name}."),
        };
    }

    private static State Close(State state, Event.Closed e)
    {
        var closed = state with { ClosedThrough = e.LastDate, Closings = state.Closings.Add(e.LastNumber) };
        return e.Period switch
        {
            ClosingPeriod.Day => closed with { Day = Running.Nothing, OpenDate = null },
            ClosingPeriod.Month => closed with { Month = Running.Nothing, OpenMonth = null },
            _ => closed with { WholeYear = Running.Nothing, IsClosed = true },
        };
    }

    /// <summary>Chains entries: each follows from the state after the one before it.</summary>
    private static Decision<Event> Entries(State state, List<Func<State, Event>> makers)
    {
        var entries = ImmutableArray.CreateBuilder<Event>(makers.Count);
        foreach (var make in makers)
        {
            var entry = make(state) with { Previous = state.Head };
            entry = entry with { Hash = HashOf(state, entry) };
            entries.Add(entry);
            state = Evolve(state, entry);
        }

        return new Decision<Event>(entries.MoveToImmutable());
    }

    private static string HashOf(State state, Event entry)
    {
        var type = entry.GetType();
        return ReceiptChain.HashOf(
            entry.Previous,
            StreamOf(state),
            state.Version + 1,
            type.GetCustomAttribute<AliasAttribute>()!.Alias,
            JsonSerializer.SerializeToElement(entry, type, EventJson.Options));
    }
}
