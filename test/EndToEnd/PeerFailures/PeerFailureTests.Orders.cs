using System.Diagnostics;
using System.Text.Json.Nodes;

namespace OrleansCommerce.EndToEnd.Tests.PeerFailures;

/// <summary>Checks and promises of orders, alone and many at once; large carts.</summary>
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

    /// <summary>They took 5 s for a change in 200 lines, and 10 s to show an order. The best of three tries, since other tests run beside it.</summary>
    [Fact]
    public async Task Vendure_226_and_2968_and_Medusa_10751_a_cart_and_an_order_of_200_lines_take_no_seconds()
    {
        var skus = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Shop.StockedProductAsync(Api, units: 2)));
        var cart = await Shop.CartAsync(Api, skus[0], 1);
        foreach (var sku in skus.Skip(1))
        {
            await AddAsync(cart, sku, 1);
        }

        var line = (await Api.GetAsync($"cart(id: \"{cart}\")", "lines { id }"))!["lines"]![100]!["id"]!.GetValue<string>();
        var change = await BestOfThreeAsync(i => Api.DoAsync(
            "updateCartLine", new { operationId = Shop.NewId("change"), cartId = cart, lineId = line, quantity = 1 + (i % 2), channel = "WEB" }, "cart { lines { id quantity } total { amount } }"));
        var order = await PlacedAsync(cart);
        var show = await BestOfThreeAsync(async _ => (JsonNode)(await Api.GetAsync(
            $"order(id: \"{IdOf(order)}\")", "lines { sku quantity } fulfillments { lines { sku quantity } } total { amount }"))!);

        Assert.True(change < TimeSpan.FromSeconds(1), $"A change in a cart of 200 lines took {change}.");
        Assert.True(show < TimeSpan.FromSeconds(1), $"An order of 200 lines took {show} to be shown.");
    }

    private static async Task<TimeSpan> BestOfThreeAsync(Func<int, Task<JsonNode>> request)
    {
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < 3; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await request(i);
            var took = Stopwatch.GetElapsedTime(began);
            best = took < best ? took : best;
        }

        return best;
    }
}
