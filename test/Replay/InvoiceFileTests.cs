using static OrleansCommerce.Replay.Tests.InvoiceCsv;

namespace OrleansCommerce.Replay.Tests;

public class InvoiceFileTests
{
    [Fact]
    public void Lines_of_one_invoice_belong_together_and_invoices_stand_in_the_order_of_time()
    {
        var file = Parse(Row("2", "A", 1, 1m, day: 9), Row("1", "A", 2, 1m, day: 3), Row("2", "B C", 3, 1.5m, day: 9));

        Assert.Equal(["1", "2"], file.Invoices.Select(invoice => invoice.Number));
        Assert.Equal(["A", "B C"], file.Invoices[1].Lines.Select(line => line.Sku));
        Assert.Equal([2, 4], file.Invoices[1].Lines.Select(line => line.Number));
        Assert.Equal([0, 1], file.Invoices.Select(invoice => invoice.Index));
    }

    [Fact]
    public void An_invoice_without_customer_is_a_till_sale_and_all_tills_of_a_country_are_one_chain()
    {
        var file = Parse(Row("1", "A", 1, 1m, customer: ""), Row("2", "A", 1, 1m, customer: ""), Row("3", "A", 1, 1m));

        Assert.Equal([null, null, "12583"], file.Invoices.Select(invoice => invoice.Customer));
        Assert.Equal(2, file.Invoices.Select(invoice => invoice.Chain).Distinct().Count());
    }

    [Fact]
    public void Prices_may_have_four_decimals_and_what_cannot_be_booked_is_left_out_and_named()
    {
        var file = Parse(
            Row("1", "A", 1, 1.2345m), Row("1", "B", 1, -0.01m), Row("1", "C", 1, 1.23456m), Row("1", "D", 1_000_001, 1m), Row("1", "E", 1_000_000, 1m));

        Assert.Equal(["A", "E"], file.Invoices.Single().Lines.Select(line => line.Sku));
        Assert.Equal([3, 4, 5], file.Refused.Select(line => line.Line));
    }

    [Fact]
    public void Every_mistake_is_named_with_its_line_before_anything_is_sent()
    {
        var mistake = Assert.Throws<InvoiceFileException>(() => Parse(
            Row("1", "A", 1, 1m), Row("1", "A", 0, 1m), "1,A,Thing,1,soon,1,12583,France", "", "1,A,Thing", ",A,Thing,1,2011-01-01T10:00:00Z,1,,"));

        Assert.Equal(
            [
                "Line 3: quantity '0' is no whole number other than 0.",
                "Line 4: invoiced_at 'soon' is no time.",
                "Line 5: it is blank, and more lines follow.",
                "Line 6: it has 3 fields, the header has 8.",
                "Line 7: invoice is empty.",
            ],
            mistake.Message.Split(Environment.NewLine));
    }

    [Fact]
    public void A_blank_line_at_the_end_is_no_mistake() => Assert.Single(Parse(Row("1", "A", 1, 1m), "", "").Invoices);

    [Fact]
    public void Quoted_fields_may_hold_commas_and_quotes() =>
        Assert.Equal("RED \"HEART\", SMALL", Parse("1,A,\"RED \"\"HEART\"\", SMALL\",1,2011-01-01T10:00:00Z,1,,France").Invoices[0].Lines[0].Description);

    [Fact]
    public void A_missing_column_and_an_empty_file_are_told()
    {
        Assert.Contains("lacks customer, country", Assert.Throws<InvoiceFileException>(() =>
            InvoiceFile.Parse("invoice,sku,description,quantity,invoiced_at,unit_price\n"u8.ToArray())).Message, StringComparison.Ordinal);
        Assert.Throws<InvoiceFileException>(() => InvoiceFile.Parse([]));
        Assert.Throws<InvoiceFileException>(() => Parse());
    }

    [Fact]
    public void The_same_content_has_the_same_hash_and_another_content_has_another()
    {
        Assert.Equal(Parse(Row("1", "A", 1, 1m)).ContentHash, Parse(Row("1", "A", 1, 1m)).ContentHash);
        Assert.NotEqual(Parse(Row("1", "A", 1, 1m)).ContentHash, Parse(Row("1", "A", 2, 1m)).ContentHash);
    }

    [Fact]
    public void The_excerpt_holds_what_its_README_says()
    {
        var file = Excerpt();

        Assert.Equal(60, file.Invoices.Count);
        Assert.Equal(26, file.Invoices.Count(invoice => invoice.Number.StartsWith('C')));
        Assert.Equal(3, file.Invoices.Count(invoice => invoice.Customer is null));
        Assert.Equal(3828, file.Invoices.SelectMany(invoice => invoice.Sales).Sum(line => line.Quantity));
        Assert.Empty(file.Refused);
    }
}
