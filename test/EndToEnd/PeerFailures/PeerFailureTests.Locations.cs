using System.Text.Json.Nodes;

namespace OrleansCommerce.EndToEnd.Tests.PeerFailures;

/// <summary>Stock of several locations, and what other systems say of it.</summary>
public abstract partial class PeerFailureTests
{
    [Fact]
    public async Task Vendure_3588_and_1545_units_of_one_line_leave_from_several_locations_one_after_the_other()
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

    [Fact]
    public async Task Medusa_10561_and_15132_a_cart_of_goods_that_no_one_place_has_all_of_becomes_an_order()
    {
        var (first, second) = (await Shop.StockedProductAsync(Api, units: 1, London), await Shop.StockedProductAsync(Api, units: 2, Manchester));
        var cart = await Shop.CartAsync(Api, first, 1);
        await AddAsync(cart, second, 2);

        var order = await PlacedAsync(cart);

        Assert.Equal(
            [(London, 1), (Manchester, 2)],
            order["fulfillments"]!.AsArray().Select(parcel => (parcel!["location"]!["id"]!.GetValue<string>(), Units(parcel))).Order());
        Assert.Equal((1, 2), ((await Shop.LevelsAsync(Api, first, London)).Allocated, (await Shop.LevelsAsync(Api, second, Manchester)).Allocated));
    }

    /// <summary>Theirs took every channel's sales out of the first location of its list.</summary>
    [Fact]
    public async Task Medusa_10658_each_channel_takes_its_units_out_of_its_own_place()
    {
        var sku = await Shop.StockedProductAsync(Api, units: 5, London);
        await ReceiveAsync(sku, Manchester, 5);
        await ReceiveAsync(sku, Shop.Warehouse, 5);

        await SellAtTillAsync(sku, 1, Manchester);
        var fetched = await PickUpAsync(await Shop.CartAsync(Api, sku, 2), London);
        var shipped = await PlacedAsync(await Shop.CartAsync(Api, sku, 3));

        Assert.Equal(London, Assert.Single(fetched["fulfillments"]!.AsArray())!["location"]!["id"]!.GetValue<string>());
        var from = Assert.Single(shipped["fulfillments"]!.AsArray())!["location"]!["id"]!.GetValue<string>();
        foreach (var (place, sold, promised) in new[] { (London, 0, 2), (Manchester, 1, 0), (Shop.Warehouse, 0, 0) })
        {
            var levels = await Shop.LevelsAsync(Api, sku, place);
            Assert.Equal((place, 5 - sold, promised + (from == place ? 3 : 0)), (place, levels.OnHand, levels.Allocated));
        }
    }

    /// <summary>Their customers came with the confirmation of the order, before the goods were there.</summary>
    [Fact]
    public async Task Saleor_3530_and_7673_what_is_to_be_fetched_is_announced_when_it_is_ready_and_not_with_the_order()
    {
        var sku = await Shop.StockedProductAsync(Api, units: 1, London);
        var order = await PickUpAsync(await Shop.CartAsync(Api, sku, 1), London);
        await PayAsync(order);
        var parcel = Assert.Single(order["fulfillments"]!.AsArray())!["id"]!.GetValue<string>();

        var before = await Api.GetAsync($"order(id: \"{IdOf(order)}\")", "fulfillments { status pickupDeadline }");
        var ready = await Api.DoAsync(
            "markReadyForPickup", new { operationId = Shop.NewId("ready"), fulfillmentId = parcel }, "order { fulfillments { status pickupDeadline } }");

        Assert.Equal(("ALLOCATED", true), StateOf(before!));
        Assert.Equal(("READY_FOR_PICKUP", false), StateOf(ready["order"]!));
        IEnumerable<string> told = [];
        await Eventually.TrueAsync(
            async () => (told = await ToldAsync(IdOf(order), "order.allocated,order.payment_authorized,order.parcel_ready_for_pickup")).Count() == 3, () => string.Join(", ", told));
        Assert.Equal(["order.allocated", "order.payment_authorized", "order.parcel_ready_for_pickup"], told);

        static (string Status, bool HasNoDeadline) StateOf(JsonNode order)
        {
            var parcel = Assert.Single(order["fulfillments"]!.AsArray())!;
            return (parcel["status"]!.GetValue<string>(), parcel["pickupDeadline"] is null);
        }
    }

    private async Task<JsonNode> PickUpAsync(string cart, string place) => (await Api.DoAsync(
        "placeOrder",
        new { operationId = Shop.NewId("place"), cartId = cart, channel = "WEB", delivery = new { method = "STORE_PICKUP", locationId = place } },
        "order { id fulfillments { id location { id } lines { quantity } } }"))["order"]!;

    /// <summary>What other systems were told of an order, of these types.</summary>
    private async Task<IEnumerable<string>> ToldAsync(string orderId, string types)
    {
        var told = new List<string>();
        var (after, more) = ("", true);
        while (more)
        {
            var answer = (await Api.SendAsync(HttpMethod.Get, body: null, pathAndQuery: $"/events?first=500&types={types}{after}")).Body;
            told.AddRange(answer["events"]!.AsArray()
                .Where(told => told!["data"]!["orderId"]!.GetValue<string>() == orderId).Select(static told => told!["type"]!.GetValue<string>()));
            (after, more) = ($"&after={answer["next"]!.GetValue<string>()}", answer["hasMore"]!.GetValue<bool>());
        }

        return told;
    }
}
