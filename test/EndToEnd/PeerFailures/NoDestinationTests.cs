using OrleansCommerce.EndToEnd.Tests.Http;
using OrleansCommerce.EndToEnd.Tests.Servers;

namespace OrleansCommerce.EndToEnd.Tests.PeerFailures;

/// <summary>A shop that sends goods only to another country than its own: what its places have is seen, sold and fetched there all the same.</summary>
public sealed class NoDestinationTests
{
    private const string London = "store-london";

    [Fact]
    public async Task Saleor_5578_and_10043_what_a_place_has_depends_on_no_country_that_goods_are_sent_to()
    {
        using var database = await Database.CreateAsync(DatabaseKind.Sqlite);
        using var silo = await SiloProcess.StartAsync(database.ConnectionString, port: 0, "--Delivery:Countries=IE");
        using var api = new Api(silo.Address);
        var sku = await Shop.StockedProductAsync(api, units: 3, London);
        var cart = await Shop.CartAsync(api, sku, 1);

        var seen = await api.QueryAsync(
            $$"""{ availability(sku: "{{sku}}") { location { id } available } quoteDelivery(cartId: "{{cart}}", channel: WEB, locationIds: ["{{London}}"]) { method isAvailable } }""");
        Assert.Equal(3, Assert.Single(seen["availability"]!.AsArray(), item => item!["location"]!["id"]!.GetValue<string>() == London)!["available"]!.GetValue<int>());
        Assert.True(Assert.Single(
            seen["quoteDelivery"]!.AsArray(), choice => choice!["method"]!.GetValue<string>() == "STORE_PICKUP")!["isAvailable"]!.GetValue<bool>());

        await api.DoAsync(
            "sellAtTill",
            new { operationId = "sale", locationId = London, currency = "GBP", lines = new[] { new { sku, quantity = 1, unitPrice = Shop.Pounds(10m) } } },
            "order { status }");
        await api.DoAsync("reserveStock", new { reservationId = "kept", sku, locationId = London, quantity = 1, channel = "WEB" }, "reservation { status }");
        await api.DoAsync(
            "placeOrder",
            new { operationId = "place", cartId = cart, channel = "WEB", delivery = new { method = "STORE_PICKUP", locationId = London } },
            "order { status }");

        var levels = await Shop.LevelsAsync(api, sku, London);
        Assert.Equal((2, 1, 1, 0), (levels.OnHand, levels.Reserved, levels.Allocated, levels.Available));
    }
}
