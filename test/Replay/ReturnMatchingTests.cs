using static OrleansCommerce.Replay.Tests.InvoiceCsv;

namespace OrleansCommerce.Replay.Tests;

public class ReturnMatchingTests
{
    [Fact]
    public void A_return_goes_against_the_oldest_purchases_of_the_same_article()
    {
        var returns = Match(Row("1", "A", 2, 1m, day: 1), Row("2", "A", 5, 1m, day: 2), Row("C3", "A", -4, 1m, day: 3));

        Assert.Equal([("1", 2), ("2", 2)], Against(returns[2]));
        Assert.Empty(returns[2].WithoutReceipt);
    }

    [Fact]
    public void What_came_back_once_cannot_come_back_again()
    {
        var returns = Match(
            Row("1", "A", 2, 1m, day: 1), Row("2", "A", 5, 1m, day: 2), Row("C3", "A", -3, 1m, day: 3), Row("C4", "A", -4, 1m, day: 4), Row("C5", "A", -1, 1m, day: 5));

        Assert.Equal([("2", 4)], Against(returns[3]));
        Assert.Single(returns[4].WithoutReceipt);
    }

    [Fact]
    public void A_line_that_the_purchases_do_not_cover_as_a_whole_has_no_receipt_and_leaves_them_alone()
    {
        var returns = Match(Row("1", "A", 2, 1m, day: 1), Row("C2", "A", -3, 1m, day: 2), Row("C3", "A", -2, 1m, day: 3));

        Assert.Equal(-3, Assert.Single(returns[1].WithoutReceipt).Quantity);
        Assert.Equal([("1", 2)], Against(returns[2]));
    }

    [Fact]
    public void Another_price_another_SKU_and_another_customer_do_not_match()
    {
        var returns = Match(
            Row("1", "A", 9, 1m, day: 1),
            Row("C2", "A", -1, 1.01m, day: 2), Row("C2", "a", -1, 1m, day: 2),
            Row("C3", "A", -1, 1m, day: 3, customer: "99"), Row("C4", "A", -1, 1m, day: 4, customer: ""));

        Assert.Equal([0, 2, 1, 1], returns.Select(planned => planned.WithoutReceipt.Count));
    }

    [Fact]
    public void A_purchase_that_comes_later_does_not_match() =>
        Assert.Single(Match(Row("C1", "A", -1, 1m, day: 1), Row("2", "A", 1, 1m, day: 2))[0].WithoutReceipt);

    [Fact]
    public void Negative_lines_of_any_invoice_are_returns_and_lines_of_one_purchase_come_back_together()
    {
        var returns = Match(Row("1", "A", 2, 1.50m, day: 1), Row("1", "B", 2, 1m, day: 1), Row("2", "A", -1, 1.5m, day: 2), Row("2", "B", -2, 1m, day: 2), Row("2", "A", -1, 1.5m, day: 2));

        var purchase = Assert.Single(returns[1].AgainstPurchases);
        Assert.Equal([new ReturnedArticle(new Article("A", 1.5m), 2), new ReturnedArticle(new Article("B", 1m), 2)], purchase.Articles);
    }

    [Fact]
    public void The_excerpt_has_seven_lines_without_receipt()
    {
        var returns = ReturnMatching.Of(Excerpt().Invoices);

        Assert.Equal(535, returns.Sum(planned =>
            planned.WithoutReceipt.Sum(line => -line.Quantity) + planned.AgainstPurchases.Sum(purchase => purchase.Articles.Sum(article => article.Quantity))));
        Assert.Equal(7, returns.Sum(planned => planned.WithoutReceipt.Count));
    }

    private static IReadOnlyList<PlannedReturn> Match(params string[] rows) => ReturnMatching.Of(Parse(rows).Invoices);

    private static IEnumerable<(string Invoice, int Quantity)> Against(PlannedReturn planned) =>
        planned.AgainstPurchases.Select(purchase => (purchase.Purchase.Number, purchase.Articles.Sum(article => article.Quantity)));
}
