using System.Text.Json.Nodes;
using OrleansCommerce.EndToEnd.Tests.Crash;
using OrleansCommerce.EndToEnd.Tests.Http;
using OrleansCommerce.EndToEnd.Tests.Servers;

namespace OrleansCommerce.EndToEnd.Tests.Parcels;

/// <summary>
/// Orders that change before they leave, and parcels that arrive, get lost, and are sent again, while the real process dies: at the end
/// every unit is somewhere, and no penny was taken or given back twice.
/// </summary>
public abstract class ParcelLifeTests(DatabaseKind kind)
{
    private const int Orders = 9;
    private const int AtOnce = 3;
    private const string Ordered = "ORDERED";
    private const string Added = "ADDED";
    private const int OrderedUnits = 2;
    private const int AddedUnits = 3;
    private const decimal Total = (OrderedUnits * 10m) + (AddedUnits * 7.50m);
    private const decimal AddedTotal = AddedUnits * 7.50m;

    /// <summary>Steps that an order takes at the least, and at which of all of them the server dies.</summary>
    private const int StepsMin = 9;
    private static readonly int[] Deaths = [Orders * StepsMin / 3, Orders * StepsMin * 2 / 3];

    private const string Money = "authorized { amount } captured { amount } refunded { amount }";
    private static readonly object Leeds = new { name = "Ada Example", street = "2 Other Street", postcode = "LS1 1UR", city = "Leeds", country = "GB" };

    /// <summary>What becomes of the parcel with the added lines.</summary>
    private enum Fate
    {
        Delivered,
        LostAndRefunded,
        LostAndSentAgain,
    }

    [Fact]
    public async Task Labels_scans_more_lines_another_address_and_losses_add_up_though_the_server_was_killed()
    {
        using var database = await Database.CreateAsync(kind);
        await using var server = await MortalServer.StartAsync(database.ConnectionString, $"--Carriers:WebhookSecret={Carrier.Secret}");
        using var api = new Api(server.Address);
        var patience = new PatientApi(server, api);
        using var carrier = new Carrier(server.Address, patience);
        await StockAsync(api);

        var told = TimeProvider.System.GetUtcNow().AddMinutes(-30);
        var steps = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, Orders), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, _) =>
            await new Life(patience, carrier, i, told, () =>
            {
                if (Deaths.Contains(Interlocked.Increment(ref steps)))
                {
                    server.Kill();
                }
            }).LiveAsync());
        Assert.Equal(Deaths.Length, server.Deaths);

        // Whoever got an answer asks again, and nothing is done once more.
        await server.KillAndRestartAsync();
        for (var i = 0; i < Orders; i++)
        {
            var life = new Life(patience, carrier, i, told, () => { });
            await life.LiveAsync();
            await life.AssertEndAsync();
        }

        await AssertStockAsync(api);
    }

    private static Fate FateOf(int order) => (Fate)(order % 3);

    private static int Count(Fate fate) => Enumerable.Range(0, Orders).Count(order => FateOf(order) == fate);

    /// <summary>As many units as are ordered, added, and sent again.</summary>
    private static async Task StockAsync(Api api)
    {
        await api.DoAsync("upsertLocation", new { id = Shop.Warehouse, name = "The warehouse", kind = "WAREHOUSE" }, "location { id }");
        foreach (var (sku, price, units) in new[]
        {
            (Ordered, 10m, Orders * OrderedUnits), (Added, 7.50m, (Orders + Count(Fate.LostAndSentAgain)) * AddedUnits),
        })
        {
            await api.DoAsync("upsertProduct", new { sku, name = sku, price = Shop.Pounds(price) }, "product { sku }");
            await api.DoAsync(
                "receiveStock", new { operationId = $"receive-{sku}", sku, locationId = Shop.Warehouse, quantity = units }, "stockItem { onHand }");
        }
    }

    /// <summary>Nothing is left on the shelf or promised, and what was lost is written off once.</summary>
    private static async Task AssertStockAsync(Api api)
    {
        foreach (var sku in new[] { Ordered, Added })
        {
            var levels = await Shop.LevelsAsync(api, sku);
            Assert.Equal((0, 0, 0), (levels.OnHand, levels.Reserved, levels.Allocated));
        }

        var changes = (await api.GetAsync(
            $"stockChanges(sku: \"{Added}\", locationId: \"{Shop.Warehouse}\", first: 200)", "nodes { reference movements { from to quantity } }"))!;
        var writtenOff = changes["nodes"]!.AsArray()
            .SelectMany(change => change!["movements"]!.AsArray())
            .Where(movement => movement!["to"]!.GetValue<string>() == "WRITTEN_OFF")
            .Sum(movement => movement!["quantity"]!.GetValue<int>());
        Assert.Equal((Count(Fate.LostAndRefunded) + Count(Fate.LostAndSentAgain)) * AddedUnits, writtenOff);
    }

    /// <summary>One order's. Asked to live again, it does nothing twice.</summary>
    private sealed class Life(PatientApi api, Carrier carrier, int number, DateTimeOffset told, Action stepped)
    {
        private string _orderId = "";

        private Fate Fate => FateOf(number);

        public async Task LiveAsync()
        {
            await OrderAsync();
            await StepAsync(
                "addOrderLines",
                new { operationId = Id("add"), orderId = _orderId, lines = new[] { new { sku = Added, quantity = AddedUnits } }, paymentToken = "tok_approve" });
            await StepAsync("changeDeliveryAddress", new { operationId = Id("address"), orderId = _orderId, address = Leeds });

            var parcels = await ParcelsAsync();
            Assert.True(parcels.Count >= 2, "What was added is in no parcel of its own.");
            var added = Assert.Single(parcels, parcel => parcel.Sku == Added && parcel.Replaces is null);
            foreach (var parcel in parcels.Where(parcel => parcel.Replaces is null))
            {
                await SendAsync(parcel, parcel == added && Fate != Fate.Delivered ? "LOST" : "DELIVERED");
            }

            if (Fate == Fate.LostAndRefunded)
            {
                await StepAsync("resolveLostParcel", new { operationId = Id("resolve"), fulfillmentId = added.Id, resolution = "REFUND" });
            }
            else if (Fate == Fate.LostAndSentAgain)
            {
                await StepAsync("resolveLostParcel", new { operationId = Id("resolve"), fulfillmentId = added.Id, resolution = "RESHIP" });
                Parcel? again = null;
                await Eventually.TrueAsync(
                    async () => (again = (await ParcelsAsync()).SingleOrDefault(parcel => parcel.Replaces == added.Id)) is not null,
                    () => $"{added.Id} was not sent again.");
                await SendAsync(again!, "DELIVERED");
            }
        }

        /// <summary>All that was paid is with the customer, or was given back.</summary>
        public async Task AssertEndAsync()
        {
            var order = (await api.GetAsync(
                $"order(id: \"{_orderId}\")",
                $$"""
                status total { amount } {{Money}} lines { sku quantity fulfilledQuantity returnedQuantity cancelledQuantity }
                fulfillments { status replacesFulfillmentId lossResolution lines { sku } tracking { status } label { state } }
                """))!;
            var refunded = Fate == Fate.LostAndRefunded ? AddedTotal : 0m;
            Assert.Equal((Total, Total, refunded), (Amount(order["total"]), Amount(order["captured"]), Amount(order["refunded"])));
            AssertMoneyIsConserved(order);
            Assert.Equal("FULFILLED", order["status"]!.GetValue<string>());

            var lines = order["lines"]!.AsArray().ToDictionary(line => line!["sku"]!.GetValue<string>(), line => line!);
            Assert.Equal((OrderedUnits, OrderedUnits, 0, 0), Units(lines[Ordered]));
            Assert.Equal(
                Fate == Fate.LostAndRefunded ? (AddedUnits, 0, AddedUnits, 0) : (AddedUnits, AddedUnits, 0, 0), Units(lines[Added]));

            var parcels = order["fulfillments"]!.AsArray();
            Assert.Equal(Fate == Fate.LostAndSentAgain ? 3 : 2, parcels.Count);
            Assert.All(parcels, parcel =>
            {
                var isLost = Fate != Fate.Delivered && parcel!["lines"]![0]!["sku"]!.GetValue<string>() == Added && parcel["replacesFulfillmentId"] is null;
                Assert.Equal(
                    (isLost ? "LOST" : "DELIVERED", "BOUGHT"), (parcel!["status"]!.GetValue<string>(), parcel["label"]!["state"]!.GetValue<string>()));
                Assert.Equal(
                    ["IN_TRANSIT", isLost ? "LOST" : "DELIVERED"], parcel["tracking"]!.AsArray().Select(news => news!["status"]!.GetValue<string>()));
                Assert.Equal(
                    isLost ? Fate == Fate.LostAndRefunded ? "REFUND" : "RESHIP" : null, parcel["lossResolution"]?.GetValue<string>());
            });

            var changes = (await api.GetAsync($"orderChanges(orderId: \"{_orderId}\", first: 200)", "nodes { kind }"))!["nodes"]!.AsArray();
            Assert.Single(changes, change => change!["kind"]!.GetValue<string>() == "delivery-changed");

            // The addresses are on paper: nothing is added, and nothing goes elsewhere.
            var late = await api.FailAsync(
                "changeDeliveryAddress", new { operationId = Id("late"), orderId = _orderId, address = Shop.Address }, "InvalidStateError", "state");
            Assert.Contains(late["state"]!.GetValue<string>(), (string[])["SHIPPED", "DELIVERED", "LOST"]);
        }

        private async Task OrderAsync()
        {
            var created = await StepAsync("createCart", new { operationId = Id("cart"), channel = "WEB", currency = "GBP" }, "cart { id }");
            var cartId = created["cart"]!["id"]!.GetValue<string>();
            await StepAsync(
                "addCartLine", new { operationId = Id("line"), cartId, sku = Ordered, quantity = OrderedUnits, channel = "WEB" }, "cart { version }");
            var placed = await StepAsync("placeOrder", Shop.Shipping(Id("place"), cartId), "order { id status }");
            _orderId = placed["order"]!["id"]!.GetValue<string>();
            await StepAsync("payOrder", new { operationId = Id("pay"), orderId = _orderId, paymentToken = "tok_approve" });
        }

        /// <summary>A label, the first scan, and the last.</summary>
        private async Task SendAsync(Parcel parcel, string end)
        {
            await StepAsync("buyLabel", new { operationId = Id($"label-{parcel.Id}"), fulfillmentId = parcel.Id, weightGrams = 800 });
            string? trackingNumber = null;
            await Eventually.TrueAsync(
                async () => (trackingNumber = (await ParcelsAsync()).Single(other => other.Id == parcel.Id).TrackingNumber) is not null,
                () => $"{parcel.Id} has no label.");
            await carrier.TellAsync(parcel.Id, trackingNumber!, "IN_TRANSIT", told);
            stepped();
            await carrier.TellAsync(parcel.Id, trackingNumber!, end, told.AddMinutes(10));
            stepped();
            AssertMoneyIsConserved((await api.GetAsync($"order(id: \"{_orderId}\")", Money))!);
        }

        private async Task<List<Parcel>> ParcelsAsync()
        {
            var order = (await api.GetAsync(
                $"order(id: \"{_orderId}\")", "fulfillments { id trackingNumber replacesFulfillmentId lines { sku } }"))!;
            return
            [
                .. order["fulfillments"]!.AsArray().Select(parcel => new Parcel(
                    parcel!["id"]!.GetValue<string>(),
                    parcel["lines"]![0]!["sku"]!.GetValue<string>(),
                    parcel["trackingNumber"]?.GetValue<string>(),
                    parcel["replacesFulfillmentId"]?.GetValue<string>())),
            ];
        }

        private async Task<JsonNode> StepAsync(string field, object input, string selection = $"order {{ {Money} }}")
        {
            var payload = await api.DoAsync(field, input, selection);
            if (payload["order"]?["authorized"] is not null)
            {
                AssertMoneyIsConserved(payload["order"]!);
            }

            stepped();
            return payload;
        }

        private string Id(string step) => $"{number}-{step}";

        private static void AssertMoneyIsConserved(JsonNode order)
        {
            var (authorized, captured, refunded) = (Amount(order["authorized"]), Amount(order["captured"]), Amount(order["refunded"]));
            Assert.True(authorized >= captured && captured >= refunded, $"{authorized} authorised, {captured} captured, {refunded} refunded.");
        }

        private static (int Quantity, int Fulfilled, int Returned, int Cancelled) Units(JsonNode line) => (
            line["quantity"]!.GetValue<int>(),
            line["fulfilledQuantity"]!.GetValue<int>(),
            line["returnedQuantity"]!.GetValue<int>(),
            line["cancelledQuantity"]!.GetValue<int>());

        private static decimal Amount(JsonNode? money) => money!["amount"]!.GetValue<decimal>();
    }

    private sealed record Parcel(string Id, string Sku, string? TrackingNumber, string? Replaces);
}

public sealed class ParcelLifeOnSqliteTests() : ParcelLifeTests(DatabaseKind.Sqlite);

public sealed class ParcelLifeOnPostgresTests() : ParcelLifeTests(DatabaseKind.Postgres);
