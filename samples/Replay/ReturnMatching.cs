namespace OrleansCommerce.Replay;

/// <summary>What an invoice gives back.</summary>
/// <param name="AgainstPurchases">One for each earlier invoice that the goods were bought with, oldest first.</param>
/// <param name="WithoutReceipt">Lines for which no purchase can be shown.</param>
internal sealed record PlannedReturn(IReadOnlyList<PurchaseReturn> AgainstPurchases, IReadOnlyList<InvoiceLine> WithoutReceipt)
{
    /// <summary>An invoice that gives nothing back.</summary>
    public static PlannedReturn Nothing { get; } = new([], []);
}

/// <summary>Units that come back against one earlier invoice.</summary>
internal sealed record PurchaseReturn(Invoice Purchase, IReadOnlyList<ReturnedArticle> Articles);

/// <summary>Units of a SKU at a price.</summary>
internal readonly record struct ReturnedArticle(Article Article, int Quantity);

/// <summary>
/// Finds the purchases that a cancellation gives back: the same customer's earlier lines of the same SKU and unit price, oldest
/// first. A line whose units they do not cover as a whole is a return without a receipt.
/// </summary>
internal static class ReturnMatching
{
    /// <summary>For each invoice, in their order, what it gives back.</summary>
    public static IReadOnlyList<PlannedReturn> Of(IReadOnlyList<Invoice> invoices)
    {
        var bought = new Dictionary<(string Customer, Article Article), List<Balance>>();
        var returns = new List<PlannedReturn>(invoices.Count);
        foreach (var invoice in invoices)
        {
            if (invoice.Customer is { } customer)
            {
                foreach (var line in invoice.Sales)
                {
                    BalancesOf(customer, line.Article).Add(new Balance(invoice, line.Quantity));
                }
            }

            returns.Add(Match(invoice));
        }

        return returns;

        PlannedReturn Match(Invoice invoice)
        {
            var matched = new SortedDictionary<int, (Invoice Purchase, Dictionary<Article, int> Articles)>();
            var withoutReceipt = new List<InvoiceLine>();
            foreach (var line in invoice.Returns)
            {
                var wanted = -line.Quantity;
                var balances = invoice.Customer is { } customer ? BalancesOf(customer, line.Article) : [];
                if (balances.Sum(balance => (long)balance.Units) < wanted)
                {
                    withoutReceipt.Add(line);
                    continue;
                }

                foreach (var balance in balances.Where(balance => balance.Units > 0))
                {
                    var taken = Math.Min(wanted, balance.Units);
                    if (taken == 0)
                    {
                        break;
                    }

                    balance.Units -= taken;
                    wanted -= taken;
                    if (!matched.TryGetValue(balance.Purchase.Index, out var purchase))
                    {
                        matched.Add(balance.Purchase.Index, purchase = (balance.Purchase, []));
                    }

                    purchase.Articles[line.Article] = purchase.Articles.GetValueOrDefault(line.Article) + taken;
                }
            }

            return matched.Count == 0 && withoutReceipt.Count == 0
                ? PlannedReturn.Nothing
                : new PlannedReturn(
                    [.. matched.Values.Select(purchase => new PurchaseReturn(
                        purchase.Purchase, [.. purchase.Articles.Select(article => new ReturnedArticle(article.Key, article.Value))]))],
                    withoutReceipt);
        }

        List<Balance> BalancesOf(string customer, Article article)
        {
            if (!bought.TryGetValue((customer, article), out var balances))
            {
                bought.Add((customer, article), balances = []);
            }

            return balances;
        }
    }

    private sealed class Balance(Invoice purchase, int units)
    {
        public Invoice Purchase { get; } = purchase;

        public int Units { get; set; } = units;
    }
}
