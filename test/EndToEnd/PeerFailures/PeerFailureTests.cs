using System.Diagnostics;
using System.Text.Json.Nodes;
using OrleansCommerce.EndToEnd.Tests.Http;
using OrleansCommerce.EndToEnd.Tests.Servers;

namespace OrleansCommerce.EndToEnd.Tests.PeerFailures;

/// <summary>What users of other shops reported as lost, sold twice or stuck, tried here. Each test is named after the report's number in its project.</summary>
public abstract partial class PeerFailureTests(ServerFixture server)
{
    private const string London = "store-london";
    private const string Manchester = "store-manchester";

    private Api Api => server.Api;

    [Fact]
    public async Task Vendure_3508_of_two_carts_with_the_last_unit_one_becomes_an_order()
    {
        var sku = await Shop.StockedProductAsync(Api, units: 1);
        var carts = new[] { await Shop.CartAsync(Api, sku, 1), await Shop.CartAsync(Api, sku, 1) };

        var answers = await Task.WhenAll(carts.Select(cart => PlaceAsync(cart)));

        Assert.Single(answers, Shop.Succeeded);
        Assert.Equal((1, 1, 0), await PromisedAsync(sku));
    }

    [Fact]
    public async Task Virto_23_and_132_of_two_carts_of_5_for_5_units_one_becomes_an_order()
    {
        var sku = await Shop.StockedProductAsync(Api, units: 5);
        var carts = new[] { await Shop.CartAsync(Api, sku, 5), await Shop.CartAsync(Api, sku, 5) };

        var answers = await Task.WhenAll(carts.Select(cart => PlaceAsync(cart)));

        Assert.Single(answers, Shop.Succeeded);
        Assert.Equal((5, 5, 0), await PromisedAsync(sku));
    }

    [Theory]
    [InlineData(3, 3, false)]
    [InlineData(2, 3, true)]
    public async Task Vendure_1028_and_Medusa_16502_two_lines_of_one_sku_are_checked_together(int first, int second, bool fits)
    {
        var sku = await Shop.StockedProductAsync(Api, units: 5);
        var cart = await Shop.CartAsync(Api, sku, first);
        await AddAsync(cart, sku, second, price: 9m);

        var placed = await PlaceAsync(cart);

        Assert.Equal(fits, Shop.Succeeded(placed));
        Assert.Equal((5, fits ? 5 : 0, fits ? 0 : 5), await PromisedAsync(sku));
    }

    [Theory]
    [InlineData(13)]
    [InlineData(20)]
    [InlineData(25)]
    public async Task Vendure_4030_units_over_locations_of_10_and_15_are_taken_once(int quantity)
    {
        var sku = await Shop.StockedProductAsync(Api, units: 10, London);
        await ReceiveAsync(sku, Manchester, 15);

        var order = await PlacedAsync(await Shop.CartAsync(Api, sku, quantity));

        var (london, manchester) = (await Shop.LevelsAsync(Api, sku, London), await Shop.LevelsAsync(Api, sku, Manchester));
        Assert.Equal(quantity, london.Allocated + manchester.Allocated);
        Assert.InRange(london.Allocated, 0, 10);
        Assert.InRange(manchester.Allocated, 0, 15);
        Assert.Equal(quantity, order["fulfillments"]!.AsArray().Sum(Units));
    }

    [Fact]
    public async Task Medusa_14987_and_7250_what_is_promised_by_the_sum_of_locations_is_taken_from_all_of_them()
    {
        var sku = await Shop.StockedProductAsync(Api, units: 1, London);
        await ReceiveAsync(sku, Manchester, 2);

        var order = await PlacedAsync(await Shop.CartAsync(Api, sku, 3));

        Assert.Equal(
            [(London, 1), (Manchester, 2)],
            order["fulfillments"]!.AsArray().Select(parcel => (parcel!["location"]!["id"]!.GetValue<string>(), Units(parcel))).Order());
    }

    [Fact]
    public async Task Medusa_16338_a_parcel_leaves_from_its_own_location_and_no_other_notices()
    {
        var sku = await Shop.StockedProductAsync(Api, units: 1, London);
        await ReceiveAsync(sku, Manchester, 2);
        var order = await PlacedAsync(await Shop.CartAsync(Api, sku, 3));
        await PayAsync(order);
        var parcel = order["fulfillments"]!.AsArray().Single(parcel => parcel!["location"]!["id"]!.GetValue<string>() == Manchester)!;

        await Api.DoAsync(
            "shipFulfillment", new { operationId = Shop.NewId("ship"), fulfillmentId = parcel["id"]!.GetValue<string>() }, "order { id }");

        var (london, manchester) = (await Shop.LevelsAsync(Api, sku, London), await Shop.LevelsAsync(Api, sku, Manchester));
        Assert.Equal((1, 1), (london.OnHand, london.Allocated));
        Assert.Equal((0, 0), (manchester.OnHand, manchester.Allocated));
    }

    [Fact]
    public async Task Saleor_17170_a_shelf_that_owes_units_hides_none_of_another()
    {
        var sku = await Shop.StockedProductAsync(Api, units: 2, London);
        await PlacedAsync(await Shop.CartAsync(Api, sku, 2));
        await SellAtTillAsync(sku, 2);
        await ReceiveAsync(sku, Manchester, 3);

        var placed = await PlaceAsync(await Shop.CartAsync(Api, sku, 1));

        Assert.True(Shop.Succeeded(placed), placed.ToJsonString());
    }

    [Fact]
    public async Task Magento_36417_a_double_click_places_one_order()
    {
        var sku = await Shop.StockedProductAsync(Api, units: 10);
        var cart = await Shop.CartAsync(Api, sku, 1);
        var operation = Shop.NewId("place");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PlaceAsync(cart, operation)));

        Assert.All(answers, answer => Assert.True(Shop.Succeeded(answer), answer.ToJsonString()));
        Assert.Single(answers.Select(IdOf).Distinct());
        Assert.Equal((10, 1, 9), await PromisedAsync(sku));
    }

    [Fact]
    public async Task Medusa_14757_and_14758_one_cart_completed_by_many_at_once_is_one_order_and_every_one_is_answered()
    {
        var sku = await Shop.StockedProductAsync(Api, units: 10);
        var cart = await Shop.CartAsync(Api, sku, 1);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PlaceAsync(cart)));

        Assert.Single(answers, Shop.Succeeded);
        Assert.All(
            answers.Where(answer => !Shop.Succeeded(answer)),
            answer => Assert.Equal("InvalidStateError", answer["errors"]![0]!["__typename"]!.GetValue<string>()));
        Assert.Equal((10, 1, 9), await PromisedAsync(sku));
    }

    [Fact]
    public async Task Vendure_2187_lines_that_are_added_at_once_are_all_there()
    {
        var skus = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Shop.StockedProductAsync(Api, units: 1)));
        var cart = await Shop.CartAsync(Api, skus[0], 1);

        await Task.WhenAll(skus.Skip(1).Select(sku => AddAsync(cart, sku, 1)));

        var lines = (await Api.GetAsync($"cart(id: \"{cart}\")", "lines { sku quantity }"))!["lines"]!.AsArray();
        Assert.Equal(skus.Order(StringComparer.Ordinal), lines.Select(line => line!["sku"]!.GetValue<string>()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Medusa_16569_reservations_that_are_made_at_once_hold_what_there_is()
    {
        var sku = await Shop.StockedProductAsync(Api, units: 10);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(wish => ReserveAsync(sku, $"{sku}-{wish}")));

        Assert.Equal(10, answers.Count(Shop.Succeeded));
        var levels = await Shop.LevelsAsync(Api, sku);
        Assert.Equal((10, 10, 0), (levels.OnHand, levels.Reserved, levels.Available));
    }

    [Fact]
    public async Task Medusa_12401_what_is_given_back_twice_is_counted_once()
    {
        var sku = await Shop.StockedProductAsync(Api, units: 3);
        await ReserveAsync(sku, $"{sku}-1");
        await ReserveAsync(sku, $"{sku}-2");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Api.MutateAsync(
            "releaseReservation", new { reservationId = $"{sku}-1", sku, locationId = Shop.Warehouse }, "reservation { status }")));
        await Api.MutateAsync("confirmReservation", new { reservationId = $"{sku}-1", sku, locationId = Shop.Warehouse }, "reservation { status }");

        var levels = await Shop.LevelsAsync(Api, sku);
        Assert.Equal((3, 1, 2), (levels.OnHand, levels.Reserved, levels.Available));
    }

    [Fact]
    public async Task Saleor_11069_the_stock_waits_for_nobodys_payment()
    {
        var sku = await Shop.StockedProductAsync(Api, units: 2);
        var order = await PlacedAsync(await Shop.CartAsync(Api, sku, 1));
        var began = Stopwatch.GetTimestamp();
        var payment = Api.MutateAsync(
            "payOrder", new { operationId = Shop.NewId("pay"), orderId = IdOf(order), paymentToken = "tok_timeout" }, "order { status }");

        var reserved = await ReserveAsync(sku, $"{sku}-other");

        Assert.True(Shop.Succeeded(reserved), reserved.ToJsonString());
        Assert.False(payment.IsCompleted, $"The provider should take 3 s for its answer, and the reservation took {Stopwatch.GetElapsedTime(began)}.");
        await payment;
    }

    [Fact]
    public async Task Saleor_13626_goods_that_are_gone_at_the_checkout_are_an_answer_and_no_fault()
    {
        var sku = await Shop.StockedProductAsync(Api, units: 1);
        var cart = await Shop.CartAsync(Api, sku, 1);
        await ReserveAsync(sku, $"{sku}-faster");

        var error = await Api.FailAsync("placeOrder", Shop.Shipping(Shop.NewId("place"), cart), "OutOfStockError", "requested available");

        Assert.Equal((1, 0), (error["requested"]!.GetValue<int>(), error["available"]!.GetValue<int>()));
        var again = await Api.GetAsync($"cart(id: \"{cart}\")", "status lines { sku }");
        Assert.Equal("OPEN", again!["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Saleor_17619_what_a_shop_has_can_be_bought_there_whatever_countries_it_ships_to()
    {
        var sku = await Shop.StockedProductAsync(Api, units: 1, London);

        var available = await Api.GetAsync($"stockItem(sku: \"{sku}\", locationId: \"{London}\")", "available");
        await SellAtTillAsync(sku, 1);

        Assert.Equal(1, available!["available"]!.GetValue<int>());
        Assert.Equal(0, (await Shop.LevelsAsync(Api, sku, London)).OnHand);
    }

    [Fact]
    public async Task Saleor_10367_what_only_a_shop_has_can_be_put_in_the_cart_and_fetched_there()
    {
        var sku = await Shop.StockedProductAsync(Api, units: 1, London);
        var cart = await Shop.CartAsync(Api, sku, 1);

        var order = await PickUpAsync(cart, London);

        Assert.Equal(London, Assert.Single(order["fulfillments"]!.AsArray())!["location"]!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Vendure_2356_what_is_kept_for_the_shelf_is_not_sold_on_the_web()
    {
        var sku = await Shop.StockedProductAsync(Api, units: 2, London);
        await Api.DoAsync(
            "setChannelBuffer", new { operationId = Shop.NewId("buffer"), sku, locationId = London, channel = "WEB", quantity = 1 }, "stockItem { onHand }");

        Assert.False(Shop.Succeeded(await PlaceAsync(await Shop.CartAsync(Api, sku, 2))));
        Assert.True(Shop.Succeeded(await PlaceAsync(await Shop.CartAsync(Api, sku, 1))));
        await SellAtTillAsync(sku, 1);

        var levels = await Shop.LevelsAsync(Api, sku, London);
        Assert.Equal((1, 1), (levels.OnHand, levels.Allocated));
    }

    private static string IdOf(JsonNode payload) => (payload["order"] ?? payload)["id"]!.GetValue<string>();

    private static int Units(JsonNode? parcel) => parcel!["lines"]!.AsArray().Sum(line => line!["quantity"]!.GetValue<int>());

    private async Task<(int OnHand, int Allocated, int Available)> PromisedAsync(string sku)
    {
        var levels = await Shop.LevelsAsync(Api, sku);
        return (levels.OnHand, levels.Allocated, levels.Available);
    }

    private Task<JsonNode> AddAsync(string cartId, string sku, int quantity, decimal? price = null) => Api.DoAsync(
        "addCartLine",
        new { operationId = Shop.NewId("add"), cartId, sku, quantity, channel = "WEB", unitPrice = price is { } given ? Shop.Pounds(given) : null },
        "cart { version }");

    private Task<JsonNode> ReceiveAsync(string sku, string location, int units) => Api.DoAsync(
        "receiveStock", new { operationId = Shop.NewId("receive"), sku, locationId = location, quantity = units }, "stockItem { onHand }");

    private Task<JsonNode> ReserveAsync(string sku, string reservationId) => Api.MutateAsync(
        "reserveStock", new { reservationId, sku, locationId = Shop.Warehouse, quantity = 1, channel = "WEB" }, "reservation { status }");

    private Task<JsonNode> PlaceAsync(string cart, string? operationId = null) => Api.MutateAsync(
        "placeOrder", Shop.Shipping(operationId ?? Shop.NewId("place"), cart), "order { id fulfillments { id location { id } lines { quantity } } }");

    private async Task<JsonNode> PlacedAsync(string cart)
    {
        var placed = await PlaceAsync(cart);
        Assert.True(Shop.Succeeded(placed), placed.ToJsonString());
        return placed["order"]!;
    }

    private async Task PayAsync(JsonNode order) => await Api.DoAsync(
        "payOrder", new { operationId = Shop.NewId("pay"), orderId = IdOf(order), paymentToken = "tok_approve" }, "order { status }");

    private Task<JsonNode> SellAtTillAsync(string sku, int quantity, string location = London) => Api.DoAsync(
        "sellAtTill",
        new { operationId = Shop.NewId("sale"), locationId = location, currency = "GBP", lines = new[] { new { sku, quantity, unitPrice = Shop.Pounds(10m) } } },
        "order { status }");
}

[Collection(OnSqlite.Name)]
public sealed class PeerFailuresOnSqlite(SiloOnSqlite server) : PeerFailureTests(server);

[Collection(OnPostgres.Name)]
public sealed class PeerFailuresOnPostgres(SiloOnPostgres server) : PeerFailureTests(server);
