using System.Text.Json;

namespace OrleansCommerce.Replay;

/// <summary>Sells over the counter, in cash, what was put aside for it.</summary>
internal sealed class TillSelling(Sender sender, OperationIds ids, Ordering ordering)
{
    /// <summary>Sells what an invoice sells: goods, or the cart that a known customer filled on the web.</summary>
    /// <returns>The order; null when it was refused.</returns>
    public Task<OrderAnswer?> SellAsync(Invoice invoice, CancellationToken cancellationToken) => invoice.Customer is { } customer
        ? SellCartAsync(invoice, customer, cancellationToken)
        : SellGoodsAsync(invoice, cancellationToken);

    private async Task<OrderAnswer?> SellGoodsAsync(Invoice invoice, CancellationToken cancellationToken)
    {
        var input = new
        {
            operationId = ids.Step(invoice, "till"),
            locationId = Countries.StoreOf(invoice.Country),
            tillId = Countries.TillOf(invoice.Country),
            currency = InvoiceFile.Currency,
            lines = invoice.SoldArticles.Select(sold => new
            {
                sku = sold.Article.Sku,
                quantity = sold.Quantity,
                unitPrice = sold.Article.Price,
                reservationId = StockPlan.IsTracked(sold.Article.Sku) ? ids.Line(invoice, sold.First) : null,
            }),
        };
        return await sender.SendAsync<OrderPayload>(invoice.Name, Mutation.SellAtTill, [input], cancellationToken) is [{ Order: { } order }] ? order : null;
    }

    private async Task<OrderAnswer?> SellCartAsync(Invoice invoice, string customer, CancellationToken cancellationToken)
    {
        if (await ordering.FillCartAsync(invoice, customer, Ordering.Web, cancellationToken) is not { } cartId)
        {
            return null;
        }

        var data = await sender.Client.SendAsync(Mutation.CartQuery, new { id = cartId }, cancellationToken);
        var cart = data.GetProperty("cart").Deserialize<CartLinesAnswer>(GraphQLClient.Json)!;
        var lineIds = cart.Lines.ToDictionary(line => new Article(line.Sku, line.UnitPrice.Amount), line => line.Id);
        var input = new
        {
            operationId = ids.Step(invoice, "till"),
            cartId,
            locationId = Countries.StoreOf(invoice.Country),
            tillId = Countries.TillOf(invoice.Country),
            reservations = invoice.SoldArticles.Where(sold => StockPlan.IsTracked(sold.Article.Sku))
                .Select(sold => new { lineId = lineIds[sold.Article], reservationId = ids.Line(invoice, sold.First) }),
        };
        return await sender.SendAsync<OrderPayload>(invoice.Name, Mutation.SellCartAtTill, [input], cancellationToken) is [{ Order: { } order }] ? order : null;
    }
}
