using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Receipts;
using OrleansCommerce.Journal;
using OrleansCommerce.Receipts;

namespace OrleansCommerce.Grains.Tests.Receipts;

/// <summary>One ledger as a test tells it, with its rows as the journal would hold them.</summary>
internal sealed class Ledger(string key = "shop/2026", string country = "FR")
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly CountryTax _tax = TaxTable.Default.Of(country);

    public ReceiptLedger.State State { get; private set; } = ReceiptLedger.Nothing(key);

    public DateTimeOffset Now { get; set; } = Noon;

    public List<RecordedEvent> Rows { get; } = [];

    public Failure? Refused { get; private set; }

    public IReadOnlyList<ReceiptLedger.Event> Happened { get; private set; } = [];

    public DateTimeOffset? NextWake => ReceiptLedger.NextWake(State, _tax);

    public static Ledger Opened(string country = "FR") => new Ledger(country: country).Do((state, now) => ReceiptLedger.DecideOpen(state, null, now));

    public static ReceiptLineInput Line(
        decimal amount, string? category = null, int quantity = 1, decimal before = 0, decimal? rate = null, string id = "1") =>
        new(id, "mug", "Mug", quantity, before, amount, category, rate);

    public static IssueReceipt Sale(string source, params ReceiptLineInput[] lines) =>
        new(source, "o1", "2611-000042-7", null, "EUR", [.. lines], Noon, Noon, null);

    public Ledger Do(Func<ReceiptLedger.State, DateTimeOffset, Decision<ReceiptLedger.Event>> decide)
    {
        var decision = decide(State, Now);
        Refused = decision.Failure;
        Happened = decision.Events.IsDefault ? [] : decision.Events;
        foreach (var happened in Happened)
        {
            var written = ReceiptLedger.Codec.Write(happened);
            State = ReceiptLedger.Evolve(State, happened);
            Rows.Add(new RecordedEvent(
                ReceiptLedger.StreamOf(State), State.Version, FeedPosition.Start, written.Type, written.Payload, EventMetadata.None, Now));
        }

        return this;
    }

    public Ledger Issue(string source, params ReceiptLineInput[] lines) => Issue(Sale(source, lines));

    public Ledger Issue(IssueReceipt command) => Do((state, now) => ReceiptLedger.DecideIssue(state, command, _tax, now));

    public Ledger Close(DateOnly date) => Do((state, now) => ReceiptLedger.DecideClose(state, date, _tax, now));

    public Ledger Due() => Do((state, now) => ReceiptLedger.DecideDue(state, _tax, now));

    /// <summary>The receipt of the last step.</summary>
    public ReceiptLedger.Event.Issued Receipt => Assert.Single(Happened.OfType<ReceiptLedger.Event.Issued>());

    /// <summary>Day, Month, Year, or a number.</summary>
    public string Story => string.Join(" ", Happened.Select(happened => happened switch
    {
        ReceiptLedger.Event.Issued e => $"{e.Number}",
        ReceiptLedger.Event.Closed e => $"{e.Period}:{e.LastDate:MM-dd}",
        _ => "Opened",
    }));

    public ReceiptVerifier Verify(IEnumerable<RecordedEvent>? rows = null)
    {
        var verifier = new ReceiptVerifier(key);
        foreach (var row in rows ?? Rows)
        {
            verifier.Tell(row);
        }

        return verifier;
    }
}
