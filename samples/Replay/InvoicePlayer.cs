namespace OrleansCommerce.Replay;

/// <summary>Plays one invoice: what it sells, then what it gives back.</summary>
internal sealed class InvoicePlayer(
    Sender sender, OperationIds ids, Tally tally, OrderBook orders, IReadOnlyList<SalesPath> paths, Ordering ordering, HandingOver handingOver)
{
    private readonly TillSelling _till = new(sender, ids, ordering);

    /// <summary>Plays it. A refusal ends the step that met it, and is counted.</summary>
    public async Task PlayAsync(Invoice invoice, PlannedReturn returned, CancellationToken cancellationToken)
    {
        if (invoice.Sales.Any())
        {
            await SellAsync(invoice, paths[invoice.Index], cancellationToken);
        }

        foreach (var purchase in returned.AgainstPurchases)
        {
            await ReturnAsync(invoice, purchase, cancellationToken);
        }

        if (returned.WithoutReceipt.Count > 0)
        {
            await ReturnWithoutReceiptAsync(invoice, returned.WithoutReceipt, cancellationToken);
        }
    }

    private async Task SellAsync(Invoice invoice, SalesPath path, CancellationToken cancellationToken)
    {
        if (path == SalesPath.Till)
        {
            if (await _till.SellAsync(invoice, cancellationToken) is { } sale)
            {
                orders.Add(invoice, sale);
                tally.SoldAtTill(sale, Countries.StoreOf(invoice.Country), Countries.TillOf(invoice.Country));
            }

            return;
        }

        if (await ordering.OrderAsync(invoice, invoice.Customer!, path, cancellationToken) is { } order
            && await handingOver.HandOverAsync(invoice, order, path, cancellationToken))
        {
            orders.Add(invoice, order);
            tally.Sold(order);
        }
    }

    private async Task ReturnAsync(Invoice invoice, PurchaseReturn returned, CancellationToken cancellationToken)
    {
        if (orders.Find(returned.Purchase) is not { } purchase)
        {
            tally.Refused($"{invoice.Name}: what it returns was bought with {returned.Purchase.Number}, which was refused.");
            return;
        }

        // What was paid in cash comes out of a drawer.
        var store = Countries.StoreOf(invoice.Country);
        var till = paths[returned.Purchase.Index] == SalesPath.Till ? Countries.TillOf(invoice.Country) : null;
        var input = new
        {
            operationId = ids.Step(invoice, $"return-{returned.Purchase.Lines[0].Number}"),
            orderId = purchase.OrderId,
            locationId = store,
            tillId = till,
            lines = purchase.Pick(returned.Articles)
                .Select(line => new { orderLineId = line.LineId, quantity = line.Quantity, disposition = "RESTOCK" }),
            reason = invoice.Name,
        };
        if (await sender.SendAsync<OrderPayload>(invoice.Name, Mutation.ReturnItems, [input], cancellationToken) is not [{ Order: { } order } payload])
        {
            return;
        }

        tally.Refund(payload.Refund?.Amount ?? 0, till);
        foreach (var (sku, units) in purchase.Update(order))
        {
            tally.Returned(sku, store, units);
        }
    }

    private async Task ReturnWithoutReceiptAsync(Invoice invoice, IReadOnlyList<InvoiceLine> lines, CancellationToken cancellationToken)
    {
        var store = Countries.StoreOf(invoice.Country);
        var input = new
        {
            operationId = ids.Step(invoice, "unmatched"),
            locationId = store,
            customerId = invoice.Customer,
            currency = InvoiceFile.Currency,
            lines = lines.Select(line => new { sku = line.Sku, quantity = -line.Quantity, unitPrice = line.Article.Price, disposition = "RESTOCK" }),
            reason = invoice.Name,
        };
        var payloads = await sender.SendAsync<UnreceiptedReturnPayload>(invoice.Name, Mutation.ReturnWithoutReceipt, [input], cancellationToken);
        if (payloads is not [{ UnreceiptedReturn: { } accepted }])
        {
            return;
        }

        tally.Unmatched(lines.Count, accepted.Lines.Sum(line => (long)line.Quantity), accepted.Refund.Amount);
        tally.Refund(accepted.Refund.Amount, till: null);
        foreach (var line in accepted.Lines)
        {
            tally.Returned(line.Sku, store, line.Quantity);
        }
    }
}
