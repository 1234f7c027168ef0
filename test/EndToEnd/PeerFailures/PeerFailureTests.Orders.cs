namespace OrleansCommerce.EndToEnd.Tests.PeerFailures;

/// <summary>Checks and promises of orders, alone and many at once.</summary>
public abstract partial class PeerFailureTests
{
    [Fact]
    public async Task Vendure_1738_and_Saleor_543_what_is_checked_is_what_is_taken_by_many_orders_at_once()
    {
        var sku = await Shop.StockedProductAsync(Api, units: 7);
        var carts = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Shop.CartAsync(Api, sku, 1)));

        var answers = await Task.WhenAll(carts.Select(cart => PlaceAsync(cart)));

        Assert.Equal(7, answers.Count(Shop.Succeeded));
        Assert.Equal((7, 7, 0), await PromisedAsync(sku));
    }

    [Fact]
    public async Task Saleor_5334_no_order_stands_without_its_goods()
    {
        var sku = await Shop.StockedProductAsync(Api, units: 10);
        var carts = await Task.WhenAll(Enumerable.Range(1, 12).Select(i => Shop.CartAsync(Api, sku, 1 + (i % 3))));

        var answers = await Task.WhenAll(carts.Select(cart => PlaceAsync(cart)));

        var promised = 0;
        foreach (var placed in answers.Where(Shop.Succeeded))
        {
            var order = (await Api.GetAsync($"order(id: \"{IdOf(placed)}\")", "lines { quantity } fulfillments { lines { quantity } }"))!;
            var ordered = order["lines"]!.AsArray().Sum(line => line!["quantity"]!.GetValue<int>());
            Assert.Equal(ordered, order["fulfillments"]!.AsArray().Sum(Units));
            promised += ordered;
        }

        var levels = await PromisedAsync(sku);
        Assert.Equal((promised, 10 - promised), (levels.Allocated, levels.Available));
    }

    [Fact]
    public async Task Vendure_1355_paying_promises_no_more_than_was_ordered_and_is_there()
    {
        var sku = await Shop.StockedProductAsync(Api, units: 4);
        var order = await PlacedAsync(await Shop.CartAsync(Api, sku, 3));
        var refused = await PlaceAsync(await Shop.CartAsync(Api, sku, 3));

        await PayAsync(order);

        Assert.False(Shop.Succeeded(refused), refused.ToJsonString());
        Assert.Equal((4, 3, 1), await PromisedAsync(sku));
    }

    [Fact]
    public async Task Saleor_14885_checkouts_and_payments_of_one_item_at_once_all_end()
    {
        var sku = await Shop.StockedProductAsync(Api, units: 30);
        var carts = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Shop.CartAsync(Api, sku, 1)));

        var statuses = await Task.WhenAll(carts.Select(async cart =>
        {
            var order = await PlacedAsync(cart);
            var paid = await Task.WhenAll(
                Api.MutateAsync("payOrder", new { operationId = Shop.NewId("pay"), orderId = IdOf(order), paymentToken = "tok_approve" }, "order { status }"),
                Api.MutateAsync("payOrder", new { operationId = Shop.NewId("pay"), orderId = IdOf(order), paymentToken = "tok_approve" }, "order { status }"));
            Assert.Single(paid, Shop.Succeeded);
            return (await Api.GetAsync($"order(id: \"{IdOf(order)}\")", "status"))!["status"]!.GetValue<string>();
        }));

        Assert.All(statuses, status => Assert.Equal("CONFIRMED", status));
        Assert.Equal((30, 10, 20), await PromisedAsync(sku));
    }

    [Fact]
    public async Task Saleor_14893_checkouts_in_opposite_orders_and_the_providers_webhooks_at_once_all_end()
    {
        var skus = new[] { await Shop.StockedProductAsync(Api, units: 20), await Shop.StockedProductAsync(Api, units: 20) };
        var carts = await Task.WhenAll(Enumerable.Range(0, 12).Select(async i =>
        {
            var cart = await Shop.CartAsync(Api, skus[i % 2], 1);
            await AddAsync(cart, skus[1 - (i % 2)], 1);
            return cart;
        }));

        // The provider tells each of its decisions by a webhook too, about when it answers.
        var orders = await Task.WhenAll(carts.Select(async cart =>
        {
            var order = await PlacedAsync(cart);
            await PayAsync(order);
            return (await Api.GetAsync($"order(id: \"{IdOf(order)}\")", "status paymentPending authorized { amount }"))!;
        }));

        Assert.All(orders, order => Assert.Equal(
            ("CONFIRMED", false, 20m),
            (order["status"]!.GetValue<string>(), order["paymentPending"]!.GetValue<bool>(), order["authorized"]!["amount"]!.GetValue<decimal>())));
        Assert.Equal((20, 12, 8), await PromisedAsync(skus[0]));
        Assert.Equal((20, 12, 8), await PromisedAsync(skus[1]));
    }

    [Fact]
    public async Task Saleor_6897_what_is_available_is_never_below_nothing_while_many_want_it()
    {
        var sku = await Shop.StockedProductAsync(Api, units: 5);
        var carts = await Task.WhenAll(Enumerable.Range(0, 15).Select(_ => Shop.CartAsync(Api, sku, 1)));

        using var decided = new CancellationTokenSource();
        var watched = WatchAsync();
        var orders = carts.Select(cart => PlaceAsync(cart));
        var answers = await Task.WhenAll(orders.Concat(Enumerable.Range(0, 15).Select(i => ReserveAsync(sku, $"{sku}-{i}"))));
        await decided.CancelAsync();

        Assert.Equal(5, answers.Count(Shop.Succeeded));
        Assert.All(await watched, levels => Assert.True(levels.Available >= 0 && levels.Reserved + levels.Allocated + levels.Available == levels.OnHand, $"{levels}"));
        var last = await Shop.LevelsAsync(Api, sku);
        Assert.Equal((5, 0), (last.OnHand, last.Available));

        async Task<List<Levels>> WatchAsync()
        {
            var seen = new List<Levels>();
            do
            {
                seen.Add(await Shop.LevelsAsync(Api, sku));
            }
            while (!decided.IsCancellationRequested);

            return seen;
        }
    }

    /// <summary>Their answer to it is an event; here the order itself looks elsewhere, and gives back the price of what nobody has.</summary>
    [Fact]
    public async Task Vendure_4930_a_paid_order_that_is_short_of_stock_is_filled_from_elsewhere_or_refunded()
    {
        var sku = await Shop.StockedProductAsync(Api, units: 3, London);
        var order = await PlacedAsync(await Shop.CartAsync(Api, sku, 3));
        await PayAsync(order);
        await ReceiveAsync(sku, Manchester, 1);

        // What lies on the counter is sold, whatever was promised: one unit is left in London, and one is in Manchester.
        await SellAtTillAsync(sku, 2);

        var now = order;
        await Eventually.TrueAsync(
            async () =>
            {
                now = (await Api.GetAsync(
                    $"order(id: \"{IdOf(order)}\")",
                    "status total { amount } refunded { amount } fulfillments { status location { id } lines { quantity } } lines { quantity cancelledQuantity }"))!;
                return now["lines"]![0]!["cancelledQuantity"]!.GetValue<int>() == 1;
            },
            () => now.ToJsonString());

        Assert.Equal(
            [(London, 1), (Manchester, 1)],
            now["fulfillments"]!.AsArray()
                .Where(static parcel => parcel!["status"]!.GetValue<string>() == "ALLOCATED")
                .Select(static parcel => (parcel!["location"]!["id"]!.GetValue<string>(), Units(parcel))).Order());
        Assert.Equal(
            ("CONFIRMED", 20m, 10m),
            (now["status"]!.GetValue<string>(), now["total"]!["amount"]!.GetValue<decimal>(), now["refunded"]!["amount"]!.GetValue<decimal>()));
        var (london, manchester) = (await Shop.LevelsAsync(Api, sku, London), await Shop.LevelsAsync(Api, sku, Manchester));
        Assert.Equal((1, 1, 1, 1), (london.OnHand, london.Allocated, manchester.OnHand, manchester.Allocated));
    }

    [Fact]
    public async Task Saleor_allocate_stocks_what_is_reserved_and_what_is_ordered_both_count()
    {
        var sku = await Shop.StockedProductAsync(Api, units: 5);
        await ReserveAsync(sku, $"{sku}-1");
        await ReserveAsync(sku, $"{sku}-2");
        await PlacedAsync(await Shop.CartAsync(Api, sku, 2));

        Assert.False(Shop.Succeeded(await PlaceAsync(await Shop.CartAsync(Api, sku, 2))));
        Assert.True(Shop.Succeeded(await PlaceAsync(await Shop.CartAsync(Api, sku, 1))));

        var levels = await Shop.LevelsAsync(Api, sku);
        Assert.Equal((5, 2, 3, 0), (levels.OnHand, levels.Reserved, levels.Allocated, levels.Available));
    }

    [Fact]
    public async Task Medusa_14804_what_one_step_of_a_sale_holds_its_next_step_takes()
    {
        var sku = await Shop.StockedProductAsync(Api, units: 1, London);
        await Api.DoAsync(
            "reserveStock", new { reservationId = $"{sku}-mine", sku, locationId = London, quantity = 1, channel = "POS" }, "reservation { status }");

        await Api.DoAsync(
            "sellAtTill",
            new
            {
                operationId = Shop.NewId("sale"),
                locationId = London,
                currency = "GBP",
                lines = new[] { new { sku, quantity = 1, unitPrice = Shop.Pounds(10m), reservationId = $"{sku}-mine" } },
            },
            "order { status }");

        var levels = await Shop.LevelsAsync(Api, sku, London);
        Assert.Equal((0, 0, 0, 0), (levels.OnHand, levels.Reserved, levels.Allocated, levels.Available));
    }

    [Fact]
    public async Task Saleor_apps_1175_units_of_an_order_that_ended_are_sold_again()
    {
        var sku = await Shop.StockedProductAsync(Api, units: 1);
        var order = await PlacedAsync(await Shop.CartAsync(Api, sku, 1));
        await PayAsync(order);
        await Api.DoAsync("cancelOrder", new { operationId = Shop.NewId("cancel"), orderId = IdOf(order) }, "order { status }");

        var placed = await PlaceAsync(await Shop.CartAsync(Api, sku, 1));

        Assert.True(Shop.Succeeded(placed), placed.ToJsonString());
        Assert.Equal((1, 1, 0), await PromisedAsync(sku));
    }
}
