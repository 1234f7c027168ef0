using OrleansCommerce.Grains.Tills;
using OrleansCommerce.Journal;

namespace OrleansCommerce.Simulation.Invariants;

/// <summary>A till: what changed hands there is counted once.</summary>
internal sealed class TillBook : IBook
{
    private readonly Dictionary<string, decimal> _cash = new(StringComparer.Ordinal);

    /// <summary>The newest state.</summary>
    public TillSession.State State { get; private set; } = TillSession.State.Initial;

    /// <summary>The cash of an entry; null when the till does not have it.</summary>
    public decimal? CashOf(string entryId) => _cash.TryGetValue(entryId, out var cash) ? cash : null;

    public void Apply(IReadOnlyList<RecordedEvent> append)
    {
        foreach (var recorded in append)
        {
            var happened = TillSession.Codec.Read(recorded);
            State = TillSession.Evolve(State, happened);
            if (happened is TillSession.Event.MoneyRecorded money && !_cash.TryAdd(money.EntryId, money.Cash))
            {
                throw new InvariantViolatedException($"'{money.EntryId}' is counted twice");
            }
        }
    }
}
