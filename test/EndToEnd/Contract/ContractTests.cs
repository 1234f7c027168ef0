using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OrleansCommerce.EndToEnd.Tests.Http;
using OrleansCommerce.EndToEnd.Tests.Servers;

namespace OrleansCommerce.EndToEnd.Tests.Contract;

/// <summary>A client that was written from <c>contract.graphql</c> alone, on a server with the sample loaded.</summary>
public abstract partial class ContractTests(ServerFixture server)
{
    private readonly Api _api = server.Api;

    [Fact]
    public async Task Every_operation_of_the_contract_works_over_HTTP()
    {
        await CatalogAsync();
        var sku = await StockAsync();
        await CartAsync(sku);
        await OrderAsync(sku);
        await LockerAsync(sku);

        Assert.Empty(RootFieldsOfTheContract().Except(_api.UsedFields));
    }

    private async Task CatalogAsync()
    {
        var (sku, store) = (Shop.NewId("SKU"), Shop.NewId("store"));

        var product = await _api.DoAsync(
            "upsertProduct", new { sku, name = $"Teapot {sku}", price = Shop.Pounds(24.95m), stockTracked = true }, "product { sku name price { amount currency } }");
        Assert.Equal(24.95m, product["product"]!["price"]!["amount"]!.GetValue<decimal>());
        var location = await _api.DoAsync(
            "upsertLocation", new { id = store, name = "A store", kind = "STORE", country = "GB", latitude = 51.5, longitude = -0.1 }, "location { id name kind }");
        Assert.Equal("STORE", Text(location["location"]!["kind"]));

        Assert.Equal($"Teapot {sku}", Text((await _api.GetAsync($"product(sku: \"{sku}\")", "name price { amount } availability { onHand }"))!["name"]));
        Assert.Equal("A store", Text((await _api.GetAsync($"location(id: \"{store}\")", "id name kind"))!["name"]));
        Assert.Contains((await _api.GetAsync("locations", "id"))!.AsArray(), item => Text(item!["id"]) == store);
        await Eventually.TrueAsync(
            async () => (await _api.GetAsync($"products(search: \"{sku}\", first: 5)", "nodes { sku } totalCount"))!["totalCount"]!.GetValue<int>() == 1,
            () => $"{sku} is not found.");
    }

    private async Task<string> StockAsync()
    {
        var sku = await Shop.StockedProductAsync(_api, 20);
        using var changes = await _api.SubscribeAsync(
            $"stockChanged(sku: \"{sku}\", locationId: \"{Shop.Warehouse}\")", "sku location { id } onHand reserved allocated safety available version");

        var (held, given) = (Shop.NewId("held"), Shop.NewId("given"));
        var reserve = await _api.DoAsync(
            "reserveStock", new { reservationId = held, sku, locationId = Shop.Warehouse, quantity = 3, channel = "WEB" },
            "reservation { id sku locationId quantity status expiresAt } stockItem { reserved available }");
        Assert.Equal(("HELD", 3, 17), (Text(reserve["reservation"]!["status"]), Number(reserve["stockItem"]!["reserved"]), Number(reserve["stockItem"]!["available"])));
        Assert.Equal(3, Number((await changes.UntilAsync(item => Number(item["reserved"]) == 3))["reserved"]));

        var confirm = await _api.DoAsync(
            "confirmReservation", new { reservationId = held, sku, locationId = Shop.Warehouse }, "reservation { status } stockItem { onHand }");
        Assert.Equal(("CONFIRMED", 17), (Text(confirm["reservation"]!["status"]), Number(confirm["stockItem"]!["onHand"])));
        await _api.DoAsync("reserveStock", new { reservationId = given, sku, locationId = Shop.Warehouse, quantity = 2, expiresInSeconds = 60, channel = "KIOSK" }, "reservation { id }");
        var release = await _api.DoAsync("releaseReservation", new { reservationId = given, sku, locationId = Shop.Warehouse }, "reservation { status } stockItem { reserved }");
        Assert.Equal(("RELEASED", 0), (Text(release["reservation"]!["status"]), Number(release["stockItem"]!["reserved"])));

        var refused = await _api.FailAsync(
            "reserveStock", new { reservationId = Shop.NewId("greedy"), sku, locationId = Shop.Warehouse, quantity = 18, channel = "WEB" },
            "OutOfStockError", "requested available");
        Assert.Equal((18, 17), (Number(refused["requested"]), Number(refused["available"])));
        Assert.Equal(17, (await Shop.LevelsAsync(_api, sku)).OnHand);
        Assert.Equal(17, Number((await _api.GetAsync($"availability(sku: \"{sku}\", latitude: 51.5, longitude: -0.1)", "location { id } available"))![0]!["available"]));

        var receipt = new { operationId = Shop.NewId("receive"), sku, locationId = Shop.Warehouse, quantity = 3 };
        var first = await _api.DoAsync("receiveStock", receipt, "stockItem { onHand version }");
        var again = await _api.DoAsync("receiveStock", receipt, "stockItem { onHand version }");
        Assert.Equal(20, Number(first["stockItem"]!["onHand"]));
        Assert.Equal(first.ToJsonString(), again.ToJsonString());
        return sku;
    }

    private async Task CartAsync(string sku)
    {
        const string Cart = "id customerId lines { id sku name quantity unitPrice { amount } total { amount currency } addedFrom } total { amount } version";
        var created = await _api.DoAsync("createCart", new { operationId = Shop.NewId("cart"), channel = "WEB", currency = "GBP" }, $"cart {{ {Cart} }}");
        var cartId = Text(created["cart"]!["id"]);
        using var changes = await _api.SubscribeAsync($"cartChanged(cartId: \"{cartId}\")", Cart);

        await _api.DoAsync("addCartLine", new { operationId = Shop.NewId("add"), cartId, sku, quantity = 2, channel = "WEB" }, $"cart {{ {Cart} }}");
        var fromTheApp = await _api.DoAsync("addCartLine", new { operationId = Shop.NewId("add"), cartId, sku, quantity = 1, channel = "APP" }, $"cart {{ {Cart} }}");
        Assert.Equal(30m, fromTheApp["cart"]!["total"]!["amount"]!.GetValue<decimal>());
        var seen = await changes.UntilAsync(cart => Number(cart["version"]) == Number(fromTheApp["cart"]!["version"]));
        Assert.Equal(fromTheApp["cart"]!.ToJsonString(), seen.ToJsonString());

        var lineId = Text(Assert.Single(fromTheApp["cart"]!["lines"]!.AsArray())!["id"]);
        var updated = await _api.DoAsync("updateCartLine", new { operationId = Shop.NewId("update"), cartId, lineId, quantity = 0, channel = "POS" }, $"cart {{ {Cart} }}");
        Assert.Empty(updated["cart"]!["lines"]!.AsArray());
        Assert.Equal(updated["cart"]!.ToJsonString(), (await _api.GetAsync($"cart(id: \"{cartId}\")", Cart))!.ToJsonString());
    }

    private async Task OrderAsync(string sku)
    {
        const string Order =
            "id number customerId channel status lines { id sku quantity unitPrice { amount } returnedQuantity } " +
            "fulfillments { id location { id } method status lines { orderLineId sku quantity } } total { amount } paid { amount } refunded { amount } placedAt version";
        var before = await Shop.LevelsAsync(_api, sku);
        var placed = await _api.DoAsync("placeOrder", Shop.Shipping(Shop.NewId("place"), await Shop.CartAsync(_api, sku, 2)), $"order {{ {Order} }}");
        var orderId = Text(placed["order"]!["id"]);
        Assert.Equal("AWAITING_PAYMENT", Text(placed["order"]!["status"]));
        Assert.Equal(before.Allocated + 2, (await Shop.LevelsAsync(_api, sku)).Allocated);
        using var changes = await _api.SubscribeAsync($"orderChanged(orderId: \"{orderId}\")", Order);

        var declined = await _api.FailAsync("payOrder", Payment(orderId, "tok_decline"), "PaymentDeclinedError", "declineCode");
        Assert.NotEqual("", Text(declined["declineCode"]));
        var paid = await _api.DoAsync("payOrder", Payment(orderId, "tok_approve"), $"order {{ {Order} }}");
        Assert.Equal(("CONFIRMED", 20m), (Text(paid["order"]!["status"]), paid["order"]!["paid"]!["amount"]!.GetValue<decimal>()));
        await changes.UntilAsync(order => Text(order["status"]) == "CONFIRMED");

        Assert.Equal(paid["order"]!.ToJsonString(), (await _api.GetAsync($"order(id: \"{orderId}\")", Order))!.ToJsonString());
        var number = Text(paid["order"]!["number"]);
        await Eventually.TrueAsync(
            async () => (await _api.GetAsync($"orders(search: \"{number}\", first: 5)", "nodes { id } totalCount"))!["totalCount"]!.GetValue<int>() == 1,
            () => $"Order {number} is not found.");

        var cancelled = await _api.DoAsync("cancelOrder", new { operationId = Shop.NewId("cancel"), orderId, reason = "Changed my mind" }, $"order {{ {Order} }}");
        Assert.Equal("CANCELLED", Text(cancelled["order"]!["status"]));
        var ended = await changes.UntilAsync(order => order["refunded"]!["amount"]!.GetValue<decimal>() == 20m);
        Assert.Equal("CANCELLED", Text(ended["status"]));
        await Eventually.TrueAsync(
            async () => (await Shop.LevelsAsync(_api, sku)).Allocated == before.Allocated,
            () => "The cancelled order's units are still promised.");
    }

    private async Task LockerAsync(string sku)
    {
        var bank = Text((await _api.GetAsync("locations", "id kind"))!.AsArray().First(location => Text(location!["kind"]) == "LOCKER_BANK")!["id"]);
        var placed = await _api.DoAsync(
            "placeOrder",
            new
            {
                operationId = Shop.NewId("place"),
                cartId = await Shop.CartAsync(_api, sku, 1),
                channel = "APP",
                delivery = new { method = "LOCKER_PICKUP", locationId = bank },
            },
            "order { id fulfillments { id method } }");
        var orderId = Text(placed["order"]!["id"]);
        var fulfillmentId = Text(Assert.Single(placed["order"]!["fulfillments"]!.AsArray())!["id"]);
        await _api.DoAsync("payOrder", Payment(orderId, "tok_approve"), "order { status }");

        const string Parcel = "parcel { id orderId compartmentId status pickupDeadline }";
        var deposit = await _api.DoAsync(
            "depositParcel", new { operationId = Shop.NewId("deposit"), lockerBankId = bank, fulfillmentId }, $"{Parcel} pickupCode");
        var code = Text(deposit["pickupCode"]);
        var compartmentId = Text(deposit["parcel"]!["compartmentId"]);
        Assert.Equal((orderId, "READY_FOR_PICKUP"), (Text(deposit["parcel"]!["orderId"]), Text(deposit["parcel"]!["status"])));
        Assert.Equal("LOADED", await CompartmentStatusAsync());

        var wrong = await _api.FailAsync(
            "openForPickup", new { operationId = Shop.NewId("open"), lockerBankId = bank, code = code == "111111" ? "222222" : "111111" },
            "WrongCodeError", "attemptsLeft");
        Assert.True(Number(wrong["attemptsLeft"]) > 0);
        var open = await _api.DoAsync("openForPickup", new { operationId = Shop.NewId("open"), lockerBankId = bank, code }, Parcel);
        Assert.Equal(compartmentId, Text(open["parcel"]!["compartmentId"]));
        var confirm = await _api.DoAsync(
            "confirmPickup", new { operationId = Shop.NewId("confirm"), lockerBankId = bank, compartmentId }, $"{Parcel} order {{ status fulfillments {{ status }} }}");
        Assert.Equal(("COLLECTED", "FULFILLED"), (Text(confirm["parcel"]!["status"]), Text(confirm["order"]!["status"])));
        Assert.Equal("FREE", await CompartmentStatusAsync());

        async Task<string> CompartmentStatusAsync()
        {
            var lockers = await _api.GetAsync($"lockerBank(id: \"{bank}\")", "id location { id name } compartments { id size status orderId }");
            return Text(lockers!["compartments"]!.AsArray().Single(compartment => Text(compartment!["id"]) == compartmentId)!["status"]);
        }
    }

    private static object Payment(string orderId, string paymentToken) => new { operationId = Shop.NewId("pay"), orderId, paymentToken };

    private static string Text(JsonNode? node) => node!.GetValue<string>();

    private static int Number(JsonNode? node) => node!.GetValue<int>();

    private static IEnumerable<string> RootFieldsOfTheContract()
    {
        var contract = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "contract.graphql"));
        return RootType().Matches(contract).SelectMany(type =>
            RootField().Matches(type.Groups["fields"].Value).Select(field => $"{type.Groups["name"].Value}.{field.Groups["name"].Value}"));
    }

    [GeneratedRegex(@"^type (?<name>Query|Mutation|Subscription) \{(?<fields>[^}]*)\}", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RootType();

    [GeneratedRegex(@"^  (?<name>[a-zA-Z]+)(\(|:)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RootField();
}

[Collection(OnSqlite.Name)]
public sealed class ContractOnSqliteTests(SiloOnSqlite server) : ContractTests(server);

[Collection(OnPostgres.Name)]
public sealed class ContractOnPostgresTests(SiloOnPostgres server) : ContractTests(server);
