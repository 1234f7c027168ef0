using OrleansCommerce.Grains.Tills;
using OrleansCommerce.Journal;
using OrleansCommerce.Tills;
using Event = OrleansCommerce.Grains.Tills.TillSession.Event;

namespace OrleansCommerce.Simulation.Invariants;

/// <summary>A till: what changed hands there is counted once, and its drawer, counted by hand from what each event says, has what its session expects.</summary>
internal sealed class TillBook : IBook
{
    private readonly Dictionary<string, decimal> _cash = new(StringComparer.Ordinal);
    private int? _session;
    private decimal _drawer;

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
            Count(happened);
            Require(State.Open?.Number == _session, $"session {_session} is open; the state has {State.Open?.Number}");
            Require(State.Open is not { } open || open.ExpectedCash == _drawer, $"{_drawer} lie in the drawer; {State.Open?.ExpectedCash} are expected");
        }
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new InvariantViolatedException(message);
        }
    }

    private void Count(Event happened)
    {
        switch (happened)
        {
            case Event.Opened e:
                Require(_session is null, "a session began before the last one ended");
                (_session, _drawer) = (e.Number, e.Float);
                break;
            case Event.CashMoved e:
                _drawer += e.Kind == CashMovementKind.PayIn ? e.Amount : -e.Amount;
                break;
            case Event.MoneyRecorded e:
                Require(_cash.TryAdd(e.EntryId, e.Cash), $"'{e.EntryId}' is counted twice");
                Require(e.Session == 0 || e.IsLate == (e.Session != _session), $"'{e.EntryId}' is counted into session {e.Session}, late or not");
                _drawer += e.Session == 0 || e.IsLate ? 0 : e.Kind == TillMoneyKind.Refund ? -e.Cash : e.Cash;
                break;
            case Event.Closed e:
                Require(e.Expected == _drawer && e.Variance == e.Counted - _drawer, $"{_drawer} lay in the drawer; the closing expected {e.Expected}");
                _session = null;
                break;
            default:
                throw new InvariantViolatedException($"no rule counts {happened.GetType().Name}");
        }
    }
}
