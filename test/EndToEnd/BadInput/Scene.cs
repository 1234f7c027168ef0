using OrleansCommerce.EndToEnd.Tests.Http;
using OrleansCommerce.EndToEnd.Tests.Servers;

namespace OrleansCommerce.EndToEnd.Tests.BadInput;

/// <summary>A shop in which something could go wrong: stock, a reservation, carts and an order. One for each server.</summary>
internal sealed class Scene
{
    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<ServerFixture, Task<Scene>> Scenes = [];

    private readonly Api _api;

    private Scene(Api api) => _api = api;

    /// <summary>10 units were received in the warehouse with the operation id <c>received-</c> and the SKU.</summary>
    public required string Sku { get; init; }

    /// <summary>Not stock tracked.</summary>
    public required string Service { get; init; }

    /// <summary>The id of a reservation of 2 units that was confirmed.</summary>
    public required string Confirmed { get; init; }

    /// <summary>The id of a reservation of 1 unit that is held.</summary>
    public required string Held { get; init; }

    /// <summary>A cart with 3 units.</summary>
    public required string Cart { get; init; }

    /// <summary>A cart with nothing in it.</summary>
    public required string EmptyCart { get; init; }

    /// <summary>A cart that became <see cref="Order"/>.</summary>
    public required string OrderedCart { get; init; }

    /// <summary>A cart with more units than there are.</summary>
    public required string GreedyCart { get; init; }

    /// <summary>An order of 1 unit, paid and shipped.</summary>
    public required string Order { get; init; }

    /// <summary>Its one line.</summary>
    public required string OrderLine { get; init; }

    /// <summary>Its one parcel.</summary>
    public required string Fulfillment { get; init; }

    public static Task<Scene> OfAsync(ServerFixture server) =>
        Scenes.GetValue(server, key => SetAsync(key.Api));

    /// <summary>Everything in it that could change.</summary>
    public async Task<string> SnapshotAsync()
    {
        var data = await _api.QueryAsync(
            $$"""
            {
              stock: availability(sku: "{{Sku}}") { location { id } onHand reserved allocated safety version }
              product(sku: "{{Sku}}") { name price { amount currency } stockTracked }
              cart: cart(id: "{{Cart}}") { version lines { quantity unitPrice { amount } } }
              empty: cart(id: "{{EmptyCart}}") { version }
              ordered: cart(id: "{{OrderedCart}}") { version }
              order(id: "{{Order}}") { version status paid { amount } refunded { amount } }
              warehouse: location(id: "warehouse") { name kind }
            }
            """);
        return data.ToJsonString();
    }

    /// <summary>A shipped order gets its receipt a second later, and nothing happens to it after that.</summary>
    private static async Task ReceiptedAsync(Api api, string order)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while ((await api.QueryAsync($$"""{ order(id: "{{order}}") { receiptIds } }"""))["order"]!["receiptIds"]!.AsArray().Count == 0)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static async Task<Scene> SetAsync(Api api)
    {
        var sku = Shop.NewId("SKU");
        await api.DoAsync("upsertProduct", new { sku, name = "A thing", price = Shop.Pounds(10m) }, "product { sku }");
        await api.DoAsync("receiveStock", Receipt(sku), "stockItem { onHand }");
        var service = Shop.NewId("SERVICE");
        await api.DoAsync("upsertProduct", new { sku = service, name = "A service", price = Shop.Pounds(5m), stockTracked = false }, "product { sku }");
        var (confirmed, held) = (Shop.NewId("confirmed"), Shop.NewId("held"));
        await api.DoAsync("reserveStock", Reservation(confirmed, sku, 2), "reservation { id }");
        await api.DoAsync("confirmReservation", new { reservationId = confirmed, sku, locationId = Shop.Warehouse }, "reservation { status }");
        await api.DoAsync("reserveStock", Reservation(held, sku, 1), "reservation { id }");

        var orderedCart = await Shop.CartAsync(api, sku, 1);
        var placed = await api.DoAsync("placeOrder", Shop.Shipping(Shop.NewId("place"), orderedCart), "order { id lines { id } fulfillments { id } }");
        var order = placed["order"]!["id"]!.GetValue<string>();
        var fulfillment = placed["order"]!["fulfillments"]![0]!["id"]!.GetValue<string>();
        await api.DoAsync("payOrder", new { operationId = Shop.NewId("pay"), orderId = order, paymentToken = "tok_approve" }, "order { id }");
        await api.DoAsync("shipFulfillment", new { operationId = Shop.NewId("ship"), fulfillmentId = fulfillment }, "order { id }");
        await ReceiptedAsync(api, order);
        var empty = await api.DoAsync("createCart", new { operationId = Shop.NewId("cart"), channel = "WEB", currency = "GBP" }, "cart { id }");
        return new Scene(api)
        {
            Sku = sku,
            Service = service,
            Confirmed = confirmed,
            Held = held,
            Cart = await Shop.CartAsync(api, sku, 3),
            EmptyCart = empty["cart"]!["id"]!.GetValue<string>(),
            OrderedCart = orderedCart,
            GreedyCart = await Shop.CartAsync(api, sku, 1_000),
            Order = order,
            OrderLine = placed["order"]!["lines"]![0]!["id"]!.GetValue<string>(),
            Fulfillment = fulfillment,
        };
    }

    /// <summary>The receipt that every scene begins with.</summary>
    public static object Receipt(string sku, int quantity = 10) =>
        new { operationId = $"received-{sku}", sku, locationId = Shop.Warehouse, quantity };

    public static object Reservation(string id, string sku, int quantity, int? seconds = 3600) =>
        new { reservationId = id, sku, locationId = Shop.Warehouse, quantity, expiresInSeconds = seconds, channel = "WEB" };
}
