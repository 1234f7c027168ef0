using System.Text.Json;
using OrleansCommerce.Silo.Tests;

namespace OrleansCommerce.GraphQL.Tests.Operations;

/// <summary>
/// What waits (for a payment, a pickup, a locker's customer, goods that come back, the end of a reservation) survives processes: the host stops,
/// hours or days go by without it, and the next one on the same database goes on by itself.
/// </summary>
/// <remarks>Not on Orleans: it reads the same clock for its members, and a silo whose clock jumps by days takes itself for dead.</remarks>
[Trait("Engine", "Local")]
public sealed class DowntimeTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orleanscommerce-");
    private readonly JumpingTime _time = new();
    private RunningSilo _silo = null!;

    public Task InitializeAsync() => StartAsync();

    public async Task DisposeAsync()
    {
        await _silo.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Vendure_3509_orders_that_nobody_pays_and_reservations_end_though_nothing_ran_at_their_time()
    {
        var sku = await ProductAsync("warehouse");
        var unpaid = await PlaceAsync(sku, new { method = "SHIP", address = Address });
        var paid = await PlaceAsync(sku, new { method = "SHIP", address = Address });
        await PayAsync(paid.Id, "tok_approve");
        await MutateAsync("reserveStock", new { reservationId = "r1", sku, locationId = "warehouse", quantity = 2, channel = "WEB" });
        Assert.Equal((5, 2, 2), await LevelsAsync(sku, "warehouse"));

        await StayDownAsync(TimeSpan.FromHours(5));

        await UntilAsync(async () => await StatusAsync(unpaid.Id) == ("CANCELLED", "CANCELLED") && await LevelsAsync(sku, "warehouse") == (5, 0, 1));
        Assert.Equal(("CONFIRMED", "ALLOCATED"), await StatusAsync(paid.Id));
    }

    [Fact]
    public async Task A_payment_that_the_provider_did_not_decide_is_decided_after_a_night()
    {
        var sku = await ProductAsync("warehouse");
        var (id, _) = await PlaceAsync(sku, new { method = "SHIP", address = Address });
        await PayAsync(id, "tok_pending");
        Assert.True(await IsPendingAsync(id));

        await StayDownAsync(TimeSpan.FromHours(9), "--Payments:TestServer:SettlesAfterSeconds=1");

        await UntilAsync(async () => !await IsPendingAsync(id));
        Assert.Equal(("CONFIRMED", "ALLOCATED"), await StatusAsync(id));
        Assert.Equal((5, 0, 1), await LevelsAsync(sku, "warehouse"));
    }

    [Fact]
    public async Task A_pickup_is_reminded_of_and_ends_over_three_restarts_and_its_goods_and_money_are_back()
    {
        var sku = await ProductAsync("store-london");
        var (id, parcel) = await PlaceAsync(sku, new { method = "STORE_PICKUP", locationId = "store-london" });
        await PayAsync(id, "tok_approve");
        await MutateAsync("markReadyForPickup", new { fulfillmentId = parcel });

        await StayDownAsync(TimeSpan.FromHours(7));
        Assert.Equal(("CONFIRMED", "READY_FOR_PICKUP"), await StatusAsync(id));

        await StayDownAsync(TimeSpan.FromDays(6));
        await UntilAsync(async () => (await KindsAsync(id)).Contains("pickup-reminded"));
        Assert.Equal("READY_FOR_PICKUP", (await StatusAsync(id)).Parcel);

        await StayDownAsync(TimeSpan.FromHours(30));
        await UntilAsync(async () => (await StatusAsync(id)).Parcel == "EXPIRED");
        Assert.Single(await KindsAsync(id), kind => kind == "pickup-reminded");
        await MutateAsync("takeBackParcel", new { fulfillmentId = parcel, locationId = "store-london" });
        await UntilAsync(async () => (await StatusAsync(id)).Order == "CANCELLED");
        Assert.Equal((5, 0, 0), await LevelsAsync(sku, "store-london"));
        Assert.Equal((10m, 10m), await MoneyAsync(id));
    }

    [Fact]
    public async Task A_locker_and_an_announced_return_end_their_waits_after_weeks_without_a_host()
    {
        var sku = await ProductAsync("store-london");
        var (id, parcel) = await PlaceAsync(sku, new { method = "LOCKER_PICKUP", locationId = "locker-london" });
        await PayAsync(id, "tok_approve");
        await MutateAsync("depositParcel", new { lockerBankId = "locker-london", fulfillmentId = parcel, size = "S" });
        var (sold, sent) = await PlaceAsync(sku, new { method = "SHIP", address = Address });
        await PayAsync(sold, "tok_approve");
        await MutateAsync("shipFulfillment", new { fulfillmentId = sent });
        await MutateAsync("requestReturn", new { orderId = sold, method = "STORE", lines = new[] { new { orderLineId = "1", quantity = 1 } } });
        Assert.Equal("AUTHORIZED", await ReturnStatusAsync(sold));

        await StayDownAsync(TimeSpan.FromDays(20));

        await UntilAsync(async () => (await StatusAsync(id)).Parcel == "EXPIRED" && await ReturnStatusAsync(sold) == "EXPIRED");
    }

    private static object Address { get; } = new { name = "A. Smith", street = "1 High Street", postcode = "EC1A 1BB", city = "London", country = "GB" };

    private async Task StartAsync(params string[] settings) => _silo = await RunningSilo.StartDevelopmentAsync(
        _time, [$"--ConnectionStrings:Journal=Data Source={Path.Combine(_folder.FullName, "journal.db")}", .. settings]);

    /// <summary>The process ends, time goes by, and another begins.</summary>
    private async Task StayDownAsync(TimeSpan time, params string[] settings)
    {
        await _silo.DisposeAsync();
        _time.Jump(time);
        await StartAsync(settings);
    }

    /// <summary>The host looks for due work by itself: nothing else asks it to.</summary>
    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await isSo())
        {
            await look.WaitForNextTickAsync(patience.Token);
        }
    }

    private async Task<string> ProductAsync(string locationId)
    {
        var sku = $"SKU-{Guid.NewGuid():N}";
        await _silo.DataAsync(
            """
            mutation ($sku: String!, $locationId: ID!) {
              upsertProduct(input: { sku: $sku, name: "A thing", price: { amount: 10, currency: "GBP" } }) { errors { __typename } }
              receiveStock(input: { operationId: "first", sku: $sku, locationId: $locationId, quantity: 5 }) { errors { __typename } }
            }
            """,
            new { sku, locationId });
        return sku;
    }

    private async Task<(string Id, string Parcel)> PlaceAsync(string sku, object delivery)
    {
        var created = await _silo.DataAsync(
            """mutation ($op: ID!) { createCart(input: { operationId: $op, channel: WEB, currency: "GBP" }) { cart { id } } }""", new { op = Guid.NewGuid() });
        var cartId = created.GetProperty("createCart").GetProperty("cart").GetProperty("id").GetString()!;
        await MutateAsync("addCartLine", new { cartId, sku, quantity = 1, channel = "WEB" });
        var placed = (await _silo.DataAsync(
            """
            mutation ($cartId: ID!, $delivery: DeliveryInput!) {
              placeOrder(input: { operationId: "place", cartId: $cartId, channel: WEB, delivery: $delivery }) {
                order { id fulfillments { id } } errors { __typename ... on Error { message } }
              }
            }
            """,
            new { cartId, delivery })).GetProperty("placeOrder");
        Assert.Equal([], ShopFixture.Errors(placed));
        var order = placed.GetProperty("order");
        return (order.GetProperty("id").GetString()!, order.GetProperty("fulfillments")[0].GetProperty("id").GetString()!);
    }

    private Task PayAsync(string orderId, string paymentToken) => MutateAsync("payOrder", new { orderId, paymentToken });

    private async Task MutateAsync(string field, object input)
    {
        var given = JsonSerializer.SerializeToNode(input)!.AsObject();
        if (field != "reserveStock")
        {
            given["operationId"] = Guid.NewGuid().ToString();
        }

        var type = $"{char.ToUpperInvariant(field[0])}{field[1..]}Input!";
        var data = await _silo.DataAsync(
            $"mutation ($input: {type}) {{ {field}(input: $input) {{ errors {{ __typename ... on Error {{ message }} }} }} }}", new { input = given });
        Assert.Equal(JsonValueKind.Null, data.GetProperty(field).GetProperty("errors").ValueKind);
    }

    private async Task<JsonElement> OrderAsync(string id, string fields) =>
        (await _silo.DataAsync($"query ($id: ID!) {{ order(id: $id) {{ {fields} }} }}", new { id })).GetProperty("order");

    private async Task<(string Order, string Parcel)> StatusAsync(string id)
    {
        var order = await OrderAsync(id, "status fulfillments { status }");
        return (order.GetProperty("status").GetString()!, order.GetProperty("fulfillments")[0].GetProperty("status").GetString()!);
    }

    private async Task<bool> IsPendingAsync(string id) => (await OrderAsync(id, "paymentPending")).GetProperty("paymentPending").GetBoolean();

    private async Task<(decimal Paid, decimal Refunded)> MoneyAsync(string id)
    {
        var order = await OrderAsync(id, "paid { amount } refunded { amount }");
        return (order.GetProperty("paid").GetProperty("amount").GetDecimal(), order.GetProperty("refunded").GetProperty("amount").GetDecimal());
    }

    private async Task<string> ReturnStatusAsync(string id) =>
        (await OrderAsync(id, "returnRequests { status }")).GetProperty("returnRequests")[0].GetProperty("status").GetString()!;

    private async Task<string[]> KindsAsync(string id) =>
    [
        .. (await _silo.DataAsync("query ($id: ID!) { orderChanges(orderId: $id, first: 200) { nodes { kind } } }", new { id }))
            .GetProperty("orderChanges").GetProperty("nodes").EnumerateArray().Select(change => change.GetProperty("kind").GetString()!),
    ];

    private async Task<(int OnHand, int Reserved, int Allocated)> LevelsAsync(string sku, string locationId)
    {
        var item = (await _silo.DataAsync(
            "query ($sku: String!, $locationId: ID!) { stockItem(sku: $sku, locationId: $locationId) { onHand reserved allocated } }", new { sku, locationId }))
            .GetProperty("stockItem");
        return (item.GetProperty("onHand").GetInt32(), item.GetProperty("reserved").GetInt32(), item.GetProperty("allocated").GetInt32());
    }

    /// <summary>Goes on like the time of the wall, and jumps where nothing runs.</summary>
    private sealed class JumpingTime : TimeProvider
    {
        private long _ticks;

        public void Jump(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _ticks));
    }
}
