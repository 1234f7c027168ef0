namespace OrleansCommerce.Replay;

/// <summary>What the file says of an invoice's order: its units, its money, and what of both came back.</summary>
/// <param name="Invoice">Which sells something.</param>
/// <param name="Path">Its way.</param>
/// <param name="Returned">Units that later invoices give back, by article.</param>
internal sealed record ExpectedOrder(Invoice Invoice, SalesPath Path, IReadOnlyDictionary<Article, int> Returned)
{
    /// <summary>Units that it sells.</summary>
    public long Units => Invoice.SoldArticles.Sum(sold => (long)sold.Quantity);

    /// <summary>What they cost.</summary>
    public decimal Money => Invoice.SoldArticles.Sum(sold => sold.Total);

    /// <summary>Units that came back.</summary>
    public long ReturnedUnits => Returned.Values.Sum(units => (long)units);

    /// <summary>What was paid back for them: their shares of what their articles cost.</summary>
    public decimal Refund => Invoice.SoldArticles.Sum(sold =>
        decimal.Round(sold.Total * Returned.GetValueOrDefault(sold.Article) / sold.Quantity, 2, MidpointRounding.AwayFromZero));

    /// <summary>Of a file.</summary>
    /// <param name="invoices">In the order of time.</param>
    /// <param name="paths">The way of each.</param>
    /// <param name="returns">What each gives back.</param>
    public static IReadOnlyList<ExpectedOrder> Of(
        IReadOnlyList<Invoice> invoices, IReadOnlyList<SalesPath> paths, IReadOnlyList<PlannedReturn> returns)
    {
        var returned = returns.SelectMany(planned => planned.AgainstPurchases)
            .SelectMany(purchase => purchase.Articles.Select(article => (purchase.Purchase.Index, article)))
            .ToLookup(item => item.Index, item => item.article);
        return
        [
            .. from invoice in invoices
               where invoice.Sales.Any()
               select new ExpectedOrder(
                   invoice,
                   paths[invoice.Index],
                   returned[invoice.Index].GroupBy(article => article.Article, article => article.Quantity)
                       .ToDictionary(units => units.Key, units => units.Sum())),
        ];
    }
}
