using OrleansCommerce.Receipts;

namespace OrleansCommerce.Grains.Receipts;

public static partial class ReceiptLedger
{
    /// <summary>What is to be closed, up to and with <paramref name="through"/>: the open day, its month, the year.</summary>
    /// <param name="state">Of the ledger.</param>
    /// <param name="through">A day of the year.</param>
    /// <param name="now">UTC.</param>
    /// <param name="evenEmpty">Whether a day without receipts is closed too: somebody asked for it.</param>
    private static List<Func<State, Event>> Closings(State state, DateOnly through, DateTimeOffset now, bool evenEmpty)
    {
        var closings = new List<Func<State, Event>>();
        if (state.OpenDate is { } open && open <= through)
        {
            closings.Add(current => Close(current, ClosingPeriod.Day, open, current.Day, now));
        }

        if (evenEmpty && state.OpenDate != through)
        {
            closings.Add(current => Close(current, ClosingPeriod.Day, through, current.Day, now));
        }

        if (state.OpenMonth is { } month && month <= through)
        {
            closings.Add(current => Close(current, ClosingPeriod.Month, month, current.Month, now));
        }

        if (through == LastDateOf(state) && !state.IsClosed)
        {
            closings.Add(current => Close(current, ClosingPeriod.Year, through, current.WholeYear, now));
        }

        return closings;
    }

    private static Event.Closed Close(State state, ClosingPeriod period, DateOnly lastDate, Running sums, DateTimeOffset now) =>
        new(period, lastDate, sums.Receipts, state.LastNumber, sums.Totals, state.Grand.Totals, now);

    private static Running Add(Running sums, Event.Issued receipt)
    {
        var before = sums.Totals.FirstOrDefault(totals => totals.Currency == receipt.Currency)
            ?? new CurrencyTotals(receipt.Currency, Sales: 0, Credits: 0, Taxes: []);
        var after = before with
        {
            Sales = before.Sales + (receipt.Total > 0 ? receipt.Total : 0),
            Credits = before.Credits + (receipt.Total < 0 ? -receipt.Total : 0),
            Taxes = ByRate([.. before.Taxes, .. receipt.Taxes]),
        };
        return new Running(
            sums.Receipts + 1,
            [.. sums.Totals.Remove(before).Add(after).OrderBy(totals => totals.Currency, StringComparer.Ordinal)]);
    }
}
