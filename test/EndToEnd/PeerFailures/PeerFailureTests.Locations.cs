namespace OrleansCommerce.EndToEnd.Tests.PeerFailures;

/// <summary>Stock of several locations, and what other systems say of it.</summary>
public abstract partial class PeerFailureTests
{
    [Fact]
    public async Task Vendure_3588_units_of_one_line_leave_from_several_locations_one_after_the_other()
    {
        var sku = await Shop.StockedProductAsync(Api, units: 1, London);
        await ReceiveAsync(sku, Manchester, 2);
        var order = await PlacedAsync(await Shop.CartAsync(Api, sku, 3));
        await PayAsync(order);

        var statuses = new List<string>();
        foreach (var parcel in order["fulfillments"]!.AsArray())
        {
            var shipped = await Api.DoAsync(
                "shipFulfillment", new { operationId = Shop.NewId("ship"), fulfillmentId = parcel!["id"]!.GetValue<string>() }, "order { status }");
            statuses.Add(shipped["order"]!["status"]!.GetValue<string>());
        }

        Assert.Equal(["PARTIALLY_FULFILLED", "FULFILLED"], statuses);
        Assert.Equal((0, 0), ((await Shop.LevelsAsync(Api, sku, London)).OnHand, (await Shop.LevelsAsync(Api, sku, Manchester)).OnHand));
    }

    [Fact]
    public async Task Virto_98_units_are_taken_out_of_the_location_that_nobody_named_too()
    {
        var sku = await Shop.StockedProductAsync(Api, units: 3);
        var order = await PlacedAsync(await Shop.CartAsync(Api, sku, 2));
        await PayAsync(order);
        await Api.DoAsync(
            "shipFulfillment", new { operationId = Shop.NewId("ship"), fulfillmentId = order["fulfillments"]![0]!["id"]!.GetValue<string>() }, "order { id }");

        Assert.Equal((1, 0, 1), await PromisedAsync(sku));
    }

    [Fact]
    public async Task Saleor_9970_what_a_shop_keeps_from_the_web_no_web_order_takes_from_it()
    {
        var sku = await Shop.StockedProductAsync(Api, units: 5, London);
        await Api.DoAsync(
            "setChannelBuffer", new { operationId = Shop.NewId("buffer"), sku, locationId = London, channel = "WEB", quantity = 1_000_000 }, "stockItem { onHand }");

        Assert.False(Shop.Succeeded(await PlaceAsync(await Shop.CartAsync(Api, sku, 1))));
        await ReceiveAsync(sku, Manchester, 1);
        var order = await PlacedAsync(await Shop.CartAsync(Api, sku, 1));

        Assert.Equal(Manchester, order["fulfillments"]![0]!["location"]!["id"]!.GetValue<string>());
        Assert.Equal(0, (await Shop.LevelsAsync(Api, sku, London)).Allocated);
    }

    [Fact]
    public async Task Saleor_16653_each_place_of_pickup_says_whether_and_when()
    {
        var sku = await Shop.StockedProductAsync(Api, units: 1, London);
        var cart = await Shop.CartAsync(Api, sku, 1);

        var choices = (await Api.QueryAsync(
            $$"""{ quoteDelivery(cartId: "{{cart}}", channel: WEB, locationIds: ["{{London}}", "{{Manchester}}"]) { method location { id } isAvailable promisedAt } }"""))
            ["quoteDelivery"]!.AsArray().Where(choice => choice!["method"]!.GetValue<string>() == "STORE_PICKUP").ToList();

        Assert.Equal([London, Manchester], choices.Select(choice => choice!["location"]!["id"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.All(choices, choice => Assert.True(choice!["isAvailable"]!.GetValue<bool>()));
        Assert.True(PromisedAt(London) < PromisedAt(Manchester), "What is there is ready before what is brought.");

        DateTimeOffset PromisedAt(string place) => choices.Single(choice => choice!["location"]!["id"]!.GetValue<string>() == place)!["promisedAt"]!.GetValue<DateTimeOffset>();
    }

    [Fact]
    public async Task Medusa_12132_deliveries_and_reservations_at_once_lose_no_unit()
    {
        var sku = await Shop.StockedProductAsync(Api, units: 10);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(async i => i % 2 == 0
            ? await ReceiveAsync(sku, Shop.Warehouse, 1)
            : await ReserveAsync(sku, $"{sku}-{i}")));

        var levels = await Shop.LevelsAsync(Api, sku);
        Assert.Equal((30, 20, 10), (levels.OnHand, levels.Reserved, levels.Available));
    }

    [Fact]
    public async Task Pinelab_408_a_count_by_another_system_takes_no_promised_unit_twice()
    {
        var sku = await Shop.StockedProductAsync(Api, units: 10);
        await PlacedAsync(await Shop.CartAsync(Api, sku, 3));

        // What is promised still lies there when the other system counts.
        await Api.DoAsync(
            "countStock",
            new { operationId = Shop.NewId("count"), sku, locationId = Shop.Warehouse, quantity = 10, expectedOnHand = 10, reference = "their export" },
            "stockItem { onHand }");

        Assert.Equal((10, 3, 7), await PromisedAsync(sku));
    }
}
