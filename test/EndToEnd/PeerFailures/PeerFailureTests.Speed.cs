using System.Diagnostics;
using System.Text.Json.Nodes;

namespace OrleansCommerce.EndToEnd.Tests.PeerFailures;

/// <summary>What took seconds elsewhere. The best of three tries counts, since other tests run beside it; and what failed when many came at once.</summary>
public abstract partial class PeerFailureTests
{
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(1);

    /// <summary>They took 5 s for a change in 200 lines, and 10 s to show an order.</summary>
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

        Assert.True(change < Quick, $"A change in a cart of 200 lines took {change}.");
        Assert.True(show < Quick, $"An order of 200 lines took {show} to be shown.");
    }

    /// <summary>They took 7 to 10 s for each step of a cart, and 20 to 25 s for the last.</summary>
    [Fact]
    public async Task Medusa_5913_and_7244_and_its_storefront_462_no_step_of_a_purchase_takes_seconds()
    {
        var skus = await Task.WhenAll(Enumerable.Range(0, 7).Select(_ => Shop.StockedProductAsync(Api, units: 10)));
        var took = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);
        for (var i = 0; i < 3; i++)
        {
            var created = await TimedAsync("create", () => Api.DoAsync("createCart", new { operationId = Shop.NewId("cart"), channel = "WEB", currency = "GBP" }, "cart { id }"));
            var cart = created["cart"]!["id"]!.GetValue<string>();
            foreach (var sku in skus)
            {
                await TimedAsync("add", () => AddAsync(cart, sku, 1));
            }

            await TimedAsync("show", async () => (JsonNode)(await Api.GetAsync($"cart(id: \"{cart}\")", "total { amount } lines { sku name quantity total { amount } }"))!);
            await TimedAsync("quote", () => Api.QueryAsync($$"""{ quoteDelivery(cartId: "{{cart}}", channel: WEB, country: "GB", locationIds: ["{{London}}"]) { method promisedAt } }"""));
            var order = await TimedAsync("place", () => PlacedAsync(cart));
            await TimedAsync("pay", async () =>
            {
                await PayAsync(order);
                return order;
            });
        }

        Assert.Equal(["add", "create", "pay", "place", "quote", "show"], took.Keys.Order(StringComparer.Ordinal));
        Assert.All(took, step => Assert.True(step.Value < Quick, $"{step.Key} took {step.Value}."));

        async Task<JsonNode> TimedAsync(string step, Func<Task<JsonNode>> request)
        {
            var began = Stopwatch.GetTimestamp();
            var answer = await request();
            var now = Stopwatch.GetElapsedTime(began);
            took[step] = took.TryGetValue(step, out var best) && best < now ? best : now;
            return answer;
        }
    }

    /// <summary>Theirs took 4.5 s to show 20 lines and 60 surcharges, since each table that it joined multiplied the rows of the others.</summary>
    [Fact]
    public async Task Vendure_3225_and_3652_an_order_of_30_lines_and_60_surcharges_takes_no_seconds_to_be_shown()
    {
        var goods = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Shop.StockedProductAsync(Api, units: 1)));
        var surcharges = await Task.WhenAll(Enumerable.Range(0, 60).Select(async _ =>
        {
            var sku = Shop.NewId("SUR");
            await Api.DoAsync("upsertProduct", new { sku, name = "A surcharge", price = Shop.Pounds(1m), stockTracked = false }, "product { sku }");
            return sku;
        }));
        var cart = await Shop.CartAsync(Api, goods[0], 1);
        foreach (var sku in goods.Skip(1).Concat(surcharges))
        {
            await AddAsync(cart, sku, 1);
        }

        var order = await PlacedAsync(cart);
        await PayAsync(order);
        JsonNode shown = order;
        var show = await BestOfThreeAsync(async _ => shown = (await Api.GetAsync(
            $"order(id: \"{IdOf(order)}\")",
            "total { amount } lines { sku name quantity total { amount } } fulfillments { status lines { sku quantity } } payments { state tender authorized { amount } }"))!);

        Assert.Equal((90, 30 * 10m + 60 * 1m), (shown["lines"]!.AsArray().Count, shown["total"]!["amount"]!.GetValue<decimal>()));
        Assert.Equal(30, shown["fulfillments"]!.AsArray().Sum(Units));
        Assert.True(show < Quick, $"It took {show}.");
    }

    /// <summary>Of 50 who came to theirs at once, 20 were not answered.</summary>
    [Fact]
    public async Task Vendure_1895_of_50_shoppers_who_come_at_once_each_one_leaves_with_an_order()
    {
        var skus = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Shop.StockedProductAsync(Api, units: 10)));

        var statuses = await Task.WhenAll(Enumerable.Range(0, 50).Select(async i =>
        {
            var order = await PlacedAsync(await Shop.CartAsync(Api, skus[i % 5], 1));
            await PayAsync(order);
            return (await Api.GetAsync($"order(id: \"{IdOf(order)}\")", "status"))!["status"]!.GetValue<string>();
        }));

        Assert.All(statuses, status => Assert.Equal("CONFIRMED", status));
        Assert.All(await Task.WhenAll(skus.Select(PromisedAsync)), levels => Assert.Equal((10, 10, 0), levels));
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
