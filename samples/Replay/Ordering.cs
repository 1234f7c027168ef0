using System.Text.Json;

namespace OrleansCommerce.Replay;

/// <summary>From a cart to an order that is paid.</summary>
internal sealed class Ordering(Sender sender, OperationIds ids, Tally tally)
{
    /// <summary>Where carts are filled, unless the app does it.</summary>
    public const string Web = "WEB";

    /// <summary>Cart lines that go in one request.</summary>
    private const int LinesPerRequest = 25;

    /// <summary>Another order may hold units that it gives back a moment later.</summary>
    private const int PlaceAttemptsMax = 4;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan SettlesWithin = TimeSpan.FromMinutes(3);

    /// <summary>The channel that an order of a path comes from.</summary>
    public static string ChannelOf(SalesPath path) => path switch
    {
        SalesPath.TwoParcels => Depots.Channel,
        SalesPath.Till => "POS",
        _ => Web,
    };

    /// <summary>Fills a cart.</summary>
    /// <returns>Its id; null when it was refused.</returns>
    public async Task<string?> FillCartAsync(Invoice invoice, string customer, string channel, CancellationToken cancellationToken)
    {
        var created = await sender.SendAsync<CartPayload>(
            invoice.Name,
            Mutation.CreateCart,
            [new { operationId = ids.Step(invoice, "cart"), customerId = customer, channel, currency = InvoiceFile.Currency }],
            cancellationToken);
        if (created is not [{ Cart.Id: var cartId }])
        {
            return null;
        }

        foreach (var lines in invoice.Sales.Chunk(LinesPerRequest))
        {
            var inputs = lines.Select(line => (object)new
            {
                operationId = ids.Line(invoice, line),
                cartId,
                sku = line.Sku,
                quantity = line.Quantity,
                channel,
                unitPrice = line.Article.Price,
            });
            if (await sender.SendAsync<Payload>(invoice.Name, Mutation.AddCartLine, [.. inputs], cancellationToken) is null)
            {
                return null;
            }
        }

        return cartId;
    }

    /// <summary>Orders what an invoice sells.</summary>
    /// <returns>The order, paid and with its parcels; null when it was refused.</returns>
    public async Task<OrderAnswer?> OrderAsync(Invoice invoice, string customer, SalesPath path, CancellationToken cancellationToken)
    {
        var channel = ChannelOf(path);
        if (await FillCartAsync(invoice, customer, channel, cancellationToken) is not { } cartId)
        {
            return null;
        }

        var order = await PlaceAsync(invoice, cartId, customer, path, cancellationToken);
        if (order is { Status: "PLACED" })
        {
            order = await SettledAsync(invoice, order, cancellationToken);
        }

        return order is { Status: "AWAITING_PAYMENT" } ? await PayAsync(invoice, order, cancellationToken) : order;
    }

    private async Task<OrderAnswer?> PlaceAsync(
        Invoice invoice, string cartId, string customer, SalesPath path, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var input = new
            {
                operationId = ids.Step(invoice, attempt == 1 ? "place" : $"place{attempt}"),
                cartId,
                channel = ChannelOf(path),
                delivery = DeliveryOf(invoice, customer, path),
            };
            var payload = await sender.TryAsync<OrderPayload>(Mutation.PlaceOrder, input, cancellationToken);
            switch (payload.Error)
            {
                case null:
                    return payload.Order!;
                case { Type: "OutOfStockError" } when attempt < PlaceAttemptsMax:
                    await Task.Delay(BetweenLooks * attempt, cancellationToken);
                    break;
                case var error:
                    sender.Refuse(invoice.Name, Mutation.PlaceOrder, error);
                    return null;
            }
        }
    }

    private static object DeliveryOf(Invoice invoice, string customer, SalesPath path)
    {
        switch (path)
        {
            case SalesPath.Collected:
                return new { method = "STORE_PICKUP", locationId = Countries.StoreOf(invoice.Country) };
            case SalesPath.Locker:
                return new { method = "LOCKER_PICKUP", locationId = Countries.LockerBankOf(invoice.Country) };
            default:
                var country = Countries.AddressOf(invoice.Country);
                var address = new
                {
                    name = $"Customer {customer}",
                    street = "1 Main Street",
                    postcode = country.Postcode,
                    city = "Springfield",
                    country = country.IsoCode,
                };
                return new { method = "SHIP", address };
        }
    }

    private async Task<OrderAnswer?> PayAsync(Invoice invoice, OrderAnswer order, CancellationToken cancellationToken)
    {
        var input = new { operationId = ids.Step(invoice, "pay"), orderId = order.Id, paymentToken = "tok_approve" };
        var paid = await sender.SendAsync<PaidPayload>(invoice.Name, Mutation.PayOrder, [input], cancellationToken);
        return paid is not [{ Order: { } answer }] ? null
            : answer.Status == order.Status ? await SettledAsync(invoice, order, cancellationToken)
            : order;
    }

    // The server goes on by itself with what a crash cut off, and with a payment that the provider has not decided.
    private async Task<OrderAnswer?> SettledAsync(Invoice invoice, OrderAnswer order, CancellationToken cancellationToken)
    {
        var unsettled = order.Status;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(SettlesWithin);
        try
        {
            while (order.Status == unsettled)
            {
                await Task.Delay(BetweenLooks, patience.Token);
                var data = await sender.Client.SendAsync(Mutation.OrderQuery, new { id = order.Id }, patience.Token);
                order = data.GetProperty("order").Deserialize<OrderAnswer>(GraphQLClient.Json)!;
            }

            return order;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            tally.Refused($"{invoice.Name}: its order is still {unsettled} after {SettlesWithin.TotalSeconds:0} s.");
            return null;
        }
    }
}
