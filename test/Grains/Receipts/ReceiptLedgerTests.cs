using System.Text.Json;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Receipts;
using OrleansCommerce.Receipts;
using static OrleansCommerce.Grains.Tests.Receipts.Ledger;

namespace OrleansCommerce.Grains.Tests.Receipts;

public sealed class ReceiptLedgerTests
{
    [Fact]
    public void Numbers_have_no_gap_and_a_source_gets_one()
    {
        var ledger = Opened().Issue("a", Line(10)).Issue("b", Line(20));
        Assert.Equal("2", ledger.Story);
        Assert.Empty(ledger.Issue("a", Line(10)).Happened);
        Assert.Equal("3", ledger.Issue("c", Line(10)).Story);
        Assert.Equal("shop-2026-000003", ReceiptLedger.Details(ledger.State, ledger.Receipt).Id);
    }

    [Fact]
    public void Vat_is_in_the_price_rounded_half_away_from_zero_by_line_and_adds_up()
    {
        // 0.33 at 10 % has 0.03 in it; 0.15 at 20 % has 0.025, which is 0.03; 21.10 at 5.5 % has 1.10.
        var receipt = Opened().Issue("a", Line(0.33m, "intermediate"), Line(0.15m), Line(21.10m, "reduced"), Line(0.15m)).Receipt;
        Assert.Equal([0.03m, 0.03m, 1.10m, 0.03m], receipt.Lines.Select(line => line.Tax));
        Assert.Equal(
            [new TaxDetails(20, 0.24m, 0.06m, 0.30m), new TaxDetails(10, 0.30m, 0.03m, 0.33m), new TaxDetails(5.5m, 20m, 1.10m, 21.10m)],
            receipt.Taxes.AsEnumerable());
        Assert.Equal((21.73m, 21.73m), (receipt.Total, receipt.Taxes.Sum(rate => rate.Net + rate.Tax)));
    }

    [Fact]
    public void What_goes_back_in_portions_takes_exactly_the_vat_back_that_was_charged()
    {
        var ledger = Opened().Issue("a", Line(0.29m));
        var charged = ledger.Receipt.Lines[0].Tax;
        var first = ledger.Issue("b", Line(0.15m, before: 0.29m, quantity: -1, rate: 20)).Receipt;
        var second = ledger.Issue("c", Line(0m, before: 0.15m, quantity: -1, rate: 20)).Receipt;
        Assert.Equal((ReceiptKind.CreditNote, -0.14m, -0.15m), (first.Kind, first.Total, second.Total));
        Assert.Equal(-charged, first.Lines[0].Tax + second.Lines[0].Tax);
    }

    [Fact]
    public void An_unknown_category_has_the_standard_rate_and_a_country_its_own()
    {
        Assert.Equal(20m, Opened().Issue("a", Line(10, "exotic")).Receipt.Lines[0].TaxRate);
        Assert.Equal(7m, Opened("DE").Issue("a", Line(10, "reduced")).Receipt.Lines[0].TaxRate);
        Assert.Equal(0m, Opened("GB").Issue("a", Line(10, "zero")).Receipt.Lines[0].Tax);
    }

    [Fact]
    public void A_closed_day_takes_no_more_receipts_and_closing_it_again_is_no_change()
    {
        var ledger = Opened().Issue("a", Line(10));
        Assert.Equal("Day:11-22", ledger.Close(new DateOnly(2026, 11, 22)).Story);
        Assert.Empty(ledger.Close(new DateOnly(2026, 11, 22)).Happened);
        var late = ledger.Issue("b", Line(5)).Receipt;
        Assert.Equal((new DateOnly(2026, 11, 23), Noon), (late.Date, late.SoldAt));
    }

    [Fact]
    public void A_day_that_has_not_begun_or_is_of_another_year_is_not_closed()
    {
        Assert.Equal("date", Assert.IsType<InvalidInput>(Opened().Close(new DateOnly(2026, 11, 23)).Refused).Field);
        Assert.Equal("date", Assert.IsType<InvalidInput>(Opened().Close(new DateOnly(2025, 11, 23)).Refused).Field);
    }

    [Fact]
    public void The_next_receipt_closes_the_periods_that_are_over()
    {
        var ledger = Opened().Issue("a", Line(10));
        ledger.Now = Noon.AddDays(1);
        Assert.Equal("Day:11-22 2", ledger.Issue("b", Line(20)).Story);
        ledger.Now = Noon.AddDays(12);
        Assert.Equal("Day:11-23 Month:11-30 3", ledger.Issue("c", Line(30)).Story);
        var month = Assert.Single(ledger.Happened.OfType<ReceiptLedger.Event.Closed>(), closed => closed.Period == ClosingPeriod.Month);
        Assert.Equal((2L, 30m), (month.Receipts, month.Totals[0].Sales));
        ledger.Now = Noon.AddDays(60);
        Assert.Equal("Day:12-04 Month:12-31 Year:12-31", ledger.Issue("d", Line(40)).Story);
        Assert.Equal("CLOSED", Assert.IsType<InvalidState>(ledger.Refused).State);
        Assert.Empty(ledger.Issue("e", Line(40)).Happened);
    }

    [Fact]
    public void Nobody_needs_to_come_for_the_periods_to_be_closed()
    {
        var ledger = Opened().Issue("a", Line(10));
        var stories = new List<string>();
        while (ledger.NextWake is { } wake)
        {
            ledger.Now = wake;
            stories.Add(ledger.Due().Story);
        }

        // Midnight in Paris, an hour before Greenwich.
        Assert.Equal(["Day:11-22", "Month:11-30", "Year:12-31"], stories);
        Assert.Equal(new DateTimeOffset(2026, 12, 31, 23, 0, 0, TimeSpan.Zero), ledger.Now);
    }

    [Fact]
    public void Grand_totals_only_grow_and_go_on_into_the_next_year()
    {
        var ledger = Opened().Issue("a", Line(10)).Issue("b", Line(0, before: 10, quantity: -1, rate: 20));
        Assert.Equal((10m, 10m), (ledger.State.Grand.Totals[0].Sales, ledger.State.Grand.Totals[0].Credits));
        ledger.Do(ReceiptLedger.DecideConclude);
        var next = new Ledger("shop/2027").Do((state, now) => ReceiptLedger.DecideOpen(state, ledger.State.Details(), now));
        Assert.Equal("shop/2026", Assert.IsType<ReceiptLedger.Event.Opened>(next.Happened[0]).Predecessor);
        Assert.Equal(ledger.State.Head, next.Happened[0].Previous);
        next.Now = new DateTimeOffset(2027, 1, 1, 8, 0, 0, TimeSpan.Zero);
        next.Issue("c", Line(5));
        Assert.Equal((15m, 10m, 1L), (next.State.Grand.Totals[0].Sales, next.State.Grand.Totals[0].Credits, next.Receipt.Number));
    }

    [Fact]
    public void A_receipts_place_in_the_stream_follows_from_its_number()
    {
        var ledger = Opened().Issue("a", Line(1)).Issue("b", Line(2));
        ledger.Now = Noon.AddDays(12);
        ledger.Issue("c", Line(3)).Issue("d", Line(4));
        Assert.Equal([2L, 3L, 6L, 7L], Enumerable.Range(1, 4).Select(number => ledger.State.VersionOf(number)!.Value));
        Assert.Null(ledger.State.VersionOf(5));
        Assert.Null(ledger.State.VersionOf(0));
    }

    [Fact]
    public void A_snapshot_gives_the_same_state_back()
    {
        var ledger = Opened().Issue("a", Line(1)).Close(new DateOnly(2026, 11, 22)).Issue("b", Line(2));
        var json = JsonSerializer.Serialize(ledger.State, EventJson.Options);
        var read = JsonSerializer.Deserialize<ReceiptLedger.State>(json, EventJson.Options)!;
        Assert.Equal(json, JsonSerializer.Serialize(read, EventJson.Options));
        Assert.Equal(2, read.Sources.Find("b")!.Value.Number);
    }

    [Fact]
    public void Durable_names_only_ever_grow_in_number() => Assert.Equal(
        ["receipts.closed", "receipts.issued", "receipts.opened"], ReceiptLedger.Codec.Names.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("shop-2026-000042", true)]
    [InlineData("store-london-2026-1000042", true)]
    [InlineData("shop-2026-42", false)]
    [InlineData("shop-2026-0000042", false)]
    [InlineData("shop-26-000042", false)]
    [InlineData("2026-000042", false)]
    [InlineData("shop-2026-000000", false)]
    public void A_receipts_id_is_read_strictly(string text, bool isOne) => Assert.Equal(isOne, ReceiptId.TryParse(text, out _));
}
