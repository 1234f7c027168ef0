using System.Collections.Immutable;
using OrleansCommerce.Tills;

namespace OrleansCommerce.Grains.Tills;

public static partial class TillSession
{
    /// <summary>Folds one event.</summary>
    public static State Evolve(State state, Event happened)
    {
        var next = state with { Version = state.Version + 1 };
        return happened switch
        {
            Event.Opened e => next with
            {
                Sessions = Newest(next.Sessions.Add(new Session(e.Number, e.LocationId, e.Currency, e.Float, e.Denominations, e.By, e.At))),
                Operations = next.Operations.Note(e.Operation, next.Version),
            },
            Event.CashMoved e => next with
            {
                Sessions = Change(next, session => session with
                {
                    Movements = session.Movements.Add(new TillCashMovement(e.Kind, e.Amount, e.Reason, e.By, e.At)),
                }),
                Operations = next.Operations.Note(e.Operation, next.Version),
            },
            Event.MoneyRecorded e => Recorded(next, e),
            Event.Closed e => next with
            {
                Sessions = Change(next, session => session with
                {
                    Closing = new TillClosing(e.Counted, e.Denominations, e.Expected, e.Variance, e.Reason, e.By, e.At),
                }),
                Operations = next.Operations.Note(e.Operation, next.Version),
            },
            _ => throw new InvalidOperationException($"No rule folds {happened.GetType().Name}."),
        };
    }

    private static State Recorded(State state, Event.MoneyRecorded e)
    {
        var noted = state with
        {
            Entries = state.Entries.Note(e.EntryId, new Place(e.Session, e.IsLate), RememberedMin),
            EntriesEver = state.EntriesEver + 1,
            Marks = state.EntriesEver % MarkEvery == 0 ? [.. state.Marks.TakeLast((RememberedMin / MarkEvery) - 1), e.BookedAt] : state.Marks,
        };
        if (noted.Find(e.Session) is not { } session || e.Session == 0)
        {
            return noted with { Outside = Add(noted.Outside, e) };
        }

        return noted with
        {
            Sessions = noted.Sessions.Replace(
                session,
                e.IsLate ? session with { LateTotals = Add(session.LateTotals, e) } : session with { Totals = Add(session.Totals, e) }),
        };
    }

    private static ImmutableArray<TillTotals> Add(ImmutableArray<TillTotals> totals, Event.MoneyRecorded e)
    {
        var before = totals.FirstOrDefault(sums => sums.Currency == e.Currency) ?? new TillTotals(e.Currency, 0, 0, 0, 0, 0, 0);
        var after = e.Kind == TillMoneyKind.Refund
            ? before with { Refunds = before.Refunds + 1, CashRefunds = before.CashRefunds + e.Cash }
            : before with
            {
                Sales = before.Sales + 1,
                Cash = before.Cash + e.Cash,
                Card = before.Card + e.Card,
                GiftCard = before.GiftCard + e.GiftCard,
            };
        return [.. totals.Where(sums => sums.Currency != e.Currency).Append(after).OrderBy(sums => sums.Currency, StringComparer.Ordinal)];
    }

    private static ImmutableList<Session> Newest(ImmutableList<Session> sessions) =>
        sessions.Count > SessionsMax ? sessions.RemoveRange(0, sessions.Count - SessionsMax) : sessions;

    private static ImmutableList<Session> Change(State state, Func<Session, Session> change) =>
        state.Sessions.SetItem(state.Sessions.Count - 1, change(state.Sessions[^1]));
}
