using System.Collections.Immutable;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Receipts;

namespace OrleansCommerce.Grains.Receipts;

/// <summary>
/// The rules of a store's receipts of one year. Pure. Numbers have no gap, an entry follows its predecessor by hash, and a closed day
/// takes no more receipts.
/// </summary>
public static partial class ReceiptLedger
{
    /// <summary>The first part of the stream's name.</summary>
    public const string Category = "receipts";

    /// <summary>The most lines of a receipt: those of the biggest order.</summary>
    public const int LineCountMax = 2_000;

    private const string ClosedState = "CLOSED";

    /// <summary>A day's clocks: in the twelve hours before a year, some store may have it already.</summary>
    private static readonly TimeSpan CalendarDifferenceMax = TimeSpan.FromHours(12);

    /// <summary>How the durable names map to the events.</summary>
    public static EventCodec<Event> Codec { get; } = new();

    /// <summary>Nothing written yet.</summary>
    /// <param name="key">See <see cref="ReceiptId.KeyOf"/>.</param>
    public static State Nothing(string key)
    {
        var (storeId, year) = ReceiptId.ParseKey(key);
        return new State(storeId, year);
    }

    /// <summary>The ledgers of a store that may take a receipt, in the order in which they are asked: one that is closed refuses.</summary>
    /// <param name="storeId">Whose.</param>
    /// <param name="since">When the receipt became due, UTC.</param>
    public static IEnumerable<string> KeysFrom(string storeId, DateTimeOffset since) =>
        Enumerable.Range((since - CalendarDifferenceMax).UtcDateTime.Year, 3).Select(year => ReceiptId.KeyOf(storeId, year));

    /// <summary>The year begins.</summary>
    /// <param name="state">Of the ledger.</param>
    /// <param name="predecessor">The store's ledger before, closed; null for its first.</param>
    /// <param name="now">UTC.</param>
    public static Decision<Event> DecideOpen(State state, LedgerDetails? predecessor, DateTimeOffset now)
    {
        if (state.Version > 0)
        {
            return Decision<Event>.Nothing;
        }

        var begun = predecessor is null ? state : state with { Head = predecessor.Hash };
        return Entries(
            begun,
            [_ => new Event.Opened(
                predecessor is null ? null : ReceiptId.KeyOf(predecessor.StoreId, predecessor.Year), predecessor?.GrandTotals ?? [], now)]);
    }

    /// <summary>What happened gets the next number, once.</summary>
    /// <param name="state">Of the ledger.</param>
    /// <param name="command">What happened.</param>
    /// <param name="tax">The rules of the store's country.</param>
    /// <param name="now">UTC.</param>
    public static Decision<Event> DecideIssue(State state, IssueReceipt command, CountryTax tax, DateTimeOffset now)
    {
        if (state.Sources.Find(command.SourceId) is not null)
        {
            return Decision<Event>.Nothing;
        }

        if (Refusal(command) is { } invalid)
        {
            return invalid;
        }

        if (state.IsClosed)
        {
            return Closed(state);
        }

        var date = tax.DateAt(now);
        if (date.Year > state.Year)
        {
            // The last sales of the year may be told after its end: they count in the next one, with their own time.
            return Decision<Event>.Refuse(Closed(state), Entries(state, Closings(state, LastDateOf(state), now, evenEmpty: false)).Events);
        }

        date = Later(date, new DateOnly(state.Year, 1, 1));
        if (state.ClosedThrough is { } closed)
        {
            date = Later(date, closed.AddDays(1));
        }

        return date.Year > state.Year
            ? Closed(state)
            : Entries(state, [.. Closings(state, date.AddDays(-1), now, evenEmpty: false), current => Receipt(current, command, tax, date, now)]);
    }

    /// <summary>A day, and everything before it, takes no more receipts.</summary>
    public static Decision<Event> DecideClose(State state, DateOnly date, CountryTax tax, DateTimeOffset now)
    {
        if (date.Year != state.Year)
        {
            return new InvalidInput("date", $"is not in {state.Year}.");
        }

        if (date > tax.DateAt(now))
        {
            return new InvalidInput("date", "has not begun.");
        }

        return state.ClosedThrough >= date ? Decision<Event>.Nothing : Entries(state, Closings(state, date, now, evenEmpty: true));
    }

    /// <summary>The periods that are over take no more receipts.</summary>
    public static Decision<Event> DecideDue(State state, CountryTax tax, DateTimeOffset now)
    {
        var yesterday = tax.DateAt(now).AddDays(-1);
        return state.Version == 0 || state.IsClosed
            ? Decision<Event>.Nothing
            : Entries(state, Closings(state, yesterday < LastDateOf(state) ? yesterday : LastDateOf(state), now, evenEmpty: false));
    }

    /// <summary>The year is over, because the next one begins.</summary>
    public static Decision<Event> DecideConclude(State state, DateTimeOffset now) =>
        state.Version == 0 || state.IsClosed
            ? Decision<Event>.Nothing
            : Entries(state, Closings(state, LastDateOf(state), now, evenEmpty: false));

    /// <summary>When a period is over that has receipts; null when none is open.</summary>
    public static DateTimeOffset? NextWake(State state, CountryTax tax)
    {
        if (state.IsClosed || state.WholeYear.Receipts == 0)
        {
            return null;
        }

        return tax.EndOf(state.OpenDate ?? state.OpenMonth ?? LastDateOf(state));
    }

    /// <summary>The receipt that an entry gave a number.</summary>
    public static ReceiptDetails Details(State state, Event.Issued issued) => Details(state.StoreId, state.Year, issued);

    /// <summary>The receipt that an entry gave a number.</summary>
    public static ReceiptDetails Details(string storeId, int year, Event.Issued issued) => new(
        new ReceiptId(storeId, year, issued.Number).ToString(),
        issued.Kind,
        issued.OrderId,
        issued.OrderNumber,
        issued.CustomerId,
        issued.Currency,
        issued.Lines,
        issued.Taxes,
        issued.Total,
        issued.SoldAt,
        issued.At,
        issued.Date,
        issued.OriginalId,
        issued.Hash!);

    /// <summary>The closing that an entry is.</summary>
    public static ClosingDetails Details(string storeId, Event.Closed closed) => new(
        storeId, closed.Period, closed.LastDate, closed.Receipts, closed.LastNumber, closed.Totals, closed.Grand, closed.At, closed.Hash!);

    private static Event.Issued Receipt(State state, IssueReceipt command, CountryTax tax, DateOnly date, DateTimeOffset now)
    {
        var lines = command.Lines.Select(line => LineOf(line, command.Currency, tax)).ToImmutableArray();
        var total = lines.Sum(line => line.Amount);
        return new Event.Issued(
            state.LastNumber + 1,
            command.SourceId,
            total < 0 || (total == 0 && lines.All(line => line.Quantity < 0)) ? ReceiptKind.CreditNote : ReceiptKind.Sale,
            command.OrderId,
            command.OrderNumber,
            command.CustomerId,
            command.Currency,
            lines,
            ByRate(lines.Select(line => new TaxDetails(line.TaxRate, line.Amount - line.Tax, line.Tax, line.Amount))),
            total,
            command.SoldAt,
            date,
            command.OriginalId,
            now);
    }

    private static ReceiptLineDetails LineOf(ReceiptLineInput line, string currency, CountryTax tax)
    {
        var rate = line.TaxRate ?? tax.RateOf(line.TaxCategory);
        return new ReceiptLineDetails(
            line.OrderLineId,
            line.Sku,
            line.Name,
            line.Quantity,
            line.AmountAfter - line.AmountBefore,
            rate,
            In(line.AmountAfter) - In(line.AmountBefore));

        decimal In(decimal gross) => new Money(gross * rate / (100 + rate), currency).Rounded().Amount;
    }

    private static ImmutableArray<TaxDetails> ByRate(IEnumerable<TaxDetails> sums) =>
    [
        .. sums.GroupBy(sum => sum.Rate)
            .OrderByDescending(rate => rate.Key)
            .Select(rate => new TaxDetails(rate.Key, rate.Sum(sum => sum.Net), rate.Sum(sum => sum.Tax), rate.Sum(sum => sum.Gross))),
    ];

    private static InvalidInput? Refusal(IssueReceipt command)
    {
        if (Limits.Text(command.SourceId, "sourceId", 200) is { } wrong)
        {
            return wrong;
        }

        if (command.Lines.Length is < 1 or > LineCountMax)
        {
            return new InvalidInput("lines", $"must be from 1 to {LineCountMax} lines, was {command.Lines.Length}.");
        }

        return Currencies.IsKnown(command.Currency) ? null : new InvalidInput("currency", $"'{command.Currency}' is no ISO 4217 currency.");
    }

    private static InvalidState Closed(State state) =>
        new(ClosedState, $"The receipts of {state.StoreId} of {state.Year} are closed.");

    private static DateOnly LastDateOf(State state) => new(state.Year, 12, 31);

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
