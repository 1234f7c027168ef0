using System.Text;
using System.Text.Json;
using OrleansCommerce.Grains.Receipts;
using OrleansCommerce.Journal;
using static OrleansCommerce.Grains.Tests.Receipts.Ledger;

namespace OrleansCommerce.Grains.Tests.Receipts;

public sealed class ReceiptVerifierTests
{
    [Fact]
    public void The_example_of_the_documentation_holds()
    {
        // docs/receipts.md: worked out there with sha256sum.
        using var entry = JsonDocument.Parse(
            """{ "at": "2026-01-02T09:00:00+00:00", "hash": "is left out", "grand": [], "previous": "0000000000000000000000000000000000000000000000000000000000000000", "note": "caf\u00e9 \"x\"", "total": 12.50 }""");
        Assert.Equal(
            """{"at":"2026-01-02T09:00:00+00:00","grand":[],"note":"café \"x\"","previous":"0000000000000000000000000000000000000000000000000000000000000000","total":12.50}""",
            ReceiptChain.Canonical(entry.RootElement));
        Assert.Equal(
            "85f2e9d5e6b7935c3e001b757381dba53363cdd53b2b49a705afa3bd61d432b2",
            ReceiptChain.HashOf(ReceiptChain.Genesis, "receipts/shop/2026", 1, "receipts.opened", entry.RootElement));
    }

    [Fact]
    public void A_ledger_as_it_was_written_is_proved()
    {
        var verifier = Written().Verify();
        Assert.Empty(verifier.Faults);
        Assert.Equal((8L, 5L), (verifier.Entries, verifier.LastNumber));
    }

    [Fact]
    public void A_changed_row_is_named()
    {
        var rows = Written().Rows;
        rows[2] = rows[2] with { Payload = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(rows[2].Payload.Span).Replace("\"amount\":20", "\"amount\":19", StringComparison.Ordinal)) };
        Assert.Equal(3, Assert.Single(new Ledger().Verify(rows).Faults).Version);
    }

    [Fact]
    public void A_row_whose_hash_was_worked_out_anew_betrays_itself_in_the_next()
    {
        var rows = Written().Rows;
        var forged = Opened().Issue("a", Line(10)).Issue("b", Line(19)).Rows[2];
        rows[2] = forged;
        var fault = Assert.Single(new Ledger().Verify(rows).Faults);
        Assert.Equal(4, fault.Version);
        Assert.Contains("version 3", fault.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_single_changed_byte_is_found()
    {
        var rows = Written().Rows;
        var length = rows[3].Payload.Length;
        for (var i = 0; i < length; i++)
        {
            var payload = rows[3].Payload.ToArray();
            payload[i] ^= 1;
            var changed = new List<RecordedEvent>(rows) { [3] = rows[3] with { Payload = payload } };
            Assert.NotEmpty(new Ledger().Verify(changed).Faults);
        }
    }

    [Fact]
    public void A_removed_row_is_named()
    {
        var rows = Written().Rows;
        rows.RemoveAt(3);
        var fault = new Ledger().Verify(rows).Faults[0];
        Assert.Equal((5L, "the row of version 4 before it is missing"), (fault.Version, fault.What));
    }

    [Fact]
    public void A_row_of_another_place_or_type_is_found()
    {
        var rows = Written().Rows;
        Assert.NotEmpty(new Ledger().Verify([.. rows[..3], rows[4] with { Version = 4 }, .. rows[4..]]).Faults);
        Assert.NotEmpty(new Ledger().Verify([.. rows[..2], rows[2] with { Type = "receipts.closed" }, .. rows[3..]]).Faults);
        Assert.NotEmpty(new Ledger().Verify(rows.Select(row => row with { Stream = "receipts/other/2026" })).Faults);
    }

    [Fact]
    public void The_newest_rows_are_missed_by_the_orders_that_know_them_and_strangers_are_known_by_none()
    {
        var ledger = Written();
        var hash = ReceiptLedger.Codec.Read(ledger.Rows[1]).Hash!;
        var verifier = ledger.Verify(ledger.Rows.Take(3));
        Assert.Null(verifier.TellOrder(1, hash));
        Assert.NotNull(verifier.TellOrder(1, hash));
        Assert.NotNull(verifier.TellOrder(5, hash));
        Assert.Equal([2L], verifier.Unclaimed());
    }

    private static Ledger Written()
    {
        var ledger = Opened().Issue("a", Line(10)).Issue("b", Line(20)).Issue("c", Line(30, "reduced"));
        ledger.Now = Noon.AddDays(12);
        return ledger.Issue("d", Line(40)).Issue("e", Line(50));
    }
}
