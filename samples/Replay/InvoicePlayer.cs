using System.Text.Json;

namespace OrleansCommerce.Replay;

/// <summary>Plays one invoice: what it sells, then what it gives back.</summary>
internal sealed class InvoicePlayer(GraphQLClient client, OperationIds ids, Tally tally, OrderBook orders)
{
    private const string Web = "WEB";

    /// <summary>Cart lines that go in one request.</summary>
    private const int LinesPerRequest = 25;

    /// <summary>Another order may hold units that it gives back a moment later.</summary>
    private const int PlaceAttemptsMax = 4;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan SettlesWithin = TimeSpan.FromMinutes(3);

    /// <summary>Plays it. A refusal ends the step that met it, and is counted.</summary>
    public async Task PlayAsync(Invoice invoice, PlannedReturn returned, CancellationToken cancellationToken)
    {
        if (invoice.Sales.Any())
        {
            var order = invoice.Customer is { } customer
                ? await OrderAsync(invoice, customer, cancellationToken)
                : await SellAtTillAsync(invoice, cancellationToken);
            if (order is not null)
            {
                orders.Add(invoice, order);
                tally.Sold(order, atTill: invoice.Customer is null);
            }
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

    private async Task<OrderAnswer?> OrderAsync(Invoice invoice, string customer, CancellationToken cancellationToken)
    {
        var created = await SendAsync<CartPayload>(
            invoice, Mutation.CreateCart,
            [new { operationId = ids.Step(invoice, "cart"), customerId = customer, channel = Web, currency = InvoiceFile.Currency }],
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
                channel = Web,
                unitPrice = Price(line),
            });
            if (await SendAsync<Payload>(invoice, Mutation.AddCartLine, [.. inputs], cancellationToken) is null)
            {
                return null;
            }
        }

        var order = await PlaceAsync(invoice, cartId, customer, cancellationToken);
        if (order is { Status: "PLACED" })
        {
            order = await SettledAsync(invoice, order, cancellationToken);
        }

        if (order is { Status: "AWAITING_PAYMENT" })
        {
            order = await PayAsync(invoice, order, cancellationToken);
        }

        return order is not null && await ShipAsync(invoice, order, cancellationToken) ? order : null;
    }

    private async Task<OrderAnswer?> PlaceAsync(Invoice invoice, string cartId, string customer, CancellationToken cancellationToken)
    {
        var country = Countries.AddressOf(invoice.Country);
        var address = new
        {
            name = $"Customer {customer}",
            street = "1 Main Street",
            postcode = country.Postcode,
            city = "Springfield",
            country = country.IsoCode,
        };
        for (var attempt = 1; ; attempt++)
        {
            var input = new
            {
                operationId = ids.Step(invoice, attempt == 1 ? "place" : $"place{attempt}"),
                cartId,
                channel = Web,
                delivery = new { method = "SHIP", address },
            };
            var payload = await Mutation.PlaceOrder.SendAsync<OrderPayload>(client, input, cancellationToken);
            tally.Answered(1);
            switch (payload.Error)
            {
                case null:
                    return payload.Order!;
                case { Type: "OutOfStockError" } when attempt < PlaceAttemptsMax:
                    await Task.Delay(BetweenLooks * attempt, cancellationToken);
                    break;
                case var error:
                    Refuse(invoice, Mutation.PlaceOrder, error);
                    return null;
            }
        }
    }

    private async Task<OrderAnswer?> PayAsync(Invoice invoice, OrderAnswer order, CancellationToken cancellationToken)
    {
        var input = new { operationId = ids.Step(invoice, "pay"), orderId = order.Id, paymentToken = "tok_approve" };
        var paid = await SendAsync<OrderPayload>(invoice, Mutation.PayOrder, [input], cancellationToken);
        return paid is [{ Order: { } answer }]
            ? answer.Status == "AWAITING_PAYMENT" ? await SettledAsync(invoice, answer, cancellationToken) : answer
            : null;
    }

    private async Task<bool> ShipAsync(Invoice invoice, OrderAnswer order, CancellationToken cancellationToken)
    {
        var inputs = order.Fulfillments
            .Select((fulfillment, index) => (object)new { operationId = ids.Step(invoice, $"ship{index + 1}"), fulfillmentId = fulfillment.Id })
            .ToList();
        return inputs.Count == 0 || await SendAsync<Payload>(invoice, Mutation.ShipFulfillment, inputs, cancellationToken) is not null;
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
                var data = await client.SendAsync(Mutation.OrderQuery, new { id = order.Id }, patience.Token);
                order = data.GetProperty("order").Deserialize<OrderAnswer>(GraphQLClient.Json)!;
            }

            return order;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            tally.Refused($"Invoice {invoice.Number}: its order is still {unsettled} after {SettlesWithin.TotalSeconds:0} s.");
            return null;
        }
    }

    private async Task<OrderAnswer?> SellAtTillAsync(Invoice invoice, CancellationToken cancellationToken)
    {
        var input = new
        {
            operationId = ids.Step(invoice, "till"),
            locationId = Countries.StoreOf(invoice.Country),
            currency = InvoiceFile.Currency,
            lines = invoice.Sales.Select(line => new
            {
                sku = line.Sku,
                quantity = line.Quantity,
                unitPrice = Price(line),
                reservationId = StockPlan.IsTracked(line.Sku) ? ids.Line(invoice, line) : null,
            }),
        };
        return await SendAsync<OrderPayload>(invoice, Mutation.SellAtTill, [input], cancellationToken) is [{ Order: { } order }] ? order : null;
    }

    private async Task ReturnAsync(Invoice invoice, PurchaseReturn returned, CancellationToken cancellationToken)
    {
        if (orders.Find(returned.Purchase) is not { } purchase)
        {
            tally.Refused($"Invoice {invoice.Number}: what it returns was bought with {returned.Purchase.Number}, which was refused.");
            return;
        }

        var input = new
        {
            operationId = ids.Step(invoice, $"return-{returned.Purchase.Lines[0].Number}"),
            orderId = purchase.OrderId,
            locationId = Countries.StoreOf(invoice.Country),
            lines = purchase.Pick(returned.Articles)
                .Select(line => new { orderLineId = line.LineId, quantity = line.Quantity, disposition = "RESTOCK" }),
            reason = $"Invoice {invoice.Number}",
        };
        if (await SendAsync<OrderPayload>(invoice, Mutation.ReturnItems, [input], cancellationToken) is not [{ Order: { } order } payload])
        {
            return;
        }

        tally.Refund(payload.Refund?.Amount ?? 0);
        foreach (var (sku, units) in purchase.Update(order))
        {
            tally.Returned(sku, units);
        }
    }

    private async Task ReturnWithoutReceiptAsync(Invoice invoice, IReadOnlyList<InvoiceLine> lines, CancellationToken cancellationToken)
    {
        var input = new
        {
            operationId = ids.Step(invoice, "unmatched"),
            locationId = Countries.StoreOf(invoice.Country),
            customerId = invoice.Customer,
            currency = InvoiceFile.Currency,
            lines = lines.Select(line => new { sku = line.Sku, quantity = -line.Quantity, unitPrice = Price(line), disposition = "RESTOCK" }),
            reason = $"Invoice {invoice.Number}",
        };
        var payloads = await SendAsync<UnreceiptedReturnPayload>(invoice, Mutation.ReturnWithoutReceipt, [input], cancellationToken);
        if (payloads is not [{ UnreceiptedReturn: { } accepted }])
        {
            return;
        }

        tally.Unmatched(lines.Count);
        tally.Refund(accepted.Refund.Amount);
        foreach (var line in accepted.Lines)
        {
            tally.Returned(line.Sku, line.Quantity);
        }
    }

    // Answers with the payloads; with null when one was refused, which is counted.
    private async Task<IReadOnlyList<TPayload>?> SendAsync<TPayload>(
        Invoice invoice, Mutation mutation, List<object> inputs, CancellationToken cancellationToken)
        where TPayload : Payload
    {
        var payloads = await mutation.SendAsync<TPayload>(client, inputs, cancellationToken);
        tally.Answered(inputs.Count);
        foreach (var payload in payloads)
        {
            if (payload.Error is { } error)
            {
                Refuse(invoice, mutation, error);
            }
        }

        return payloads.Any(payload => payload.Error is not null) ? null : payloads;
    }

    private void Refuse(Invoice invoice, Mutation mutation, ErrorAnswer error) =>
        tally.Refused($"Invoice {invoice.Number}: {mutation}: {error.Type}: {error.Message}");

    private static object Price(InvoiceLine line) => new { amount = line.UnitPrice, currency = InvoiceFile.Currency };
}
