namespace OrleansCommerce.EndToEnd.Tests.BadInput;

/// <summary>Well-formed mutations with something wrong in their input.</summary>
internal static class BadMutations
{
    private const string Invalid = "InvalidInputError";
    private const string NotFound = "NotFoundError";
    private const string Reused = "OperationIdReusedError";
    private const string State = "InvalidStateError";

    /// <summary>One of them.</summary>
    /// <param name="Name">What is wrong.</param>
    /// <param name="Mutation">Its field.</param>
    /// <param name="Error">The type in the payload's <c>errors</c>.</param>
    /// <param name="Field">The path that an InvalidInputError names; null for other types.</param>
    /// <param name="Input">The input.</param>
    internal sealed record Row(string Name, string Mutation, string Error, string? Field, Func<Scene, object> Input);

    /// <summary>The table.</summary>
    public static IReadOnlyList<Row> All { get; } =
    [
        new("receive nothing", "receiveStock", Invalid, "quantity", scene => Receive(scene.Sku, 0)),
        new("receive less than nothing", "receiveStock", Invalid, "quantity", scene => Receive(scene.Sku, -1)),
        new("receive more than a million", "receiveStock", Invalid, "quantity", scene => Receive(scene.Sku, 1_000_001)),
        new("receive an unknown SKU", "receiveStock", Invalid, "sku", _ => Receive("no-such-sku", 1)),
        new("receive what is no goods", "receiveStock", Invalid, "sku", scene => Receive(scene.Service, 1)),
        new("receive at an unknown location", "receiveStock", NotFound, null, scene => Receive(scene.Sku, 1, location: "nowhere")),
        new("receive without operation id", "receiveStock", Invalid, "operationId", scene => Receive(scene.Sku, 1, operationId: "")),
        new("receive with too long an operation id", "receiveStock", Invalid, "operationId", scene => Receive(scene.Sku, 1, operationId: new string('x', 101))),
        new("receive with a used operation id", "receiveStock", Reused, null, scene => Scene.Receipt(scene.Sku, 11)),

        new("reserve nothing", "reserveStock", Invalid, "quantity", scene => Reserve(scene.Sku, 0)),
        new("reserve less than nothing", "reserveStock", Invalid, "quantity", scene => Reserve(scene.Sku, -5)),
        new("reserve more than a million", "reserveStock", Invalid, "quantity", scene => Reserve(scene.Sku, 1_000_001)),
        new("reserve for too short", "reserveStock", Invalid, "expiresInSeconds", scene => Reserve(scene.Sku, 1, 9)),
        new("reserve for too long", "reserveStock", Invalid, "expiresInSeconds", scene => Reserve(scene.Sku, 1, 86_401)),
        new("reserve an unknown SKU", "reserveStock", Invalid, "sku", _ => Reserve("no-such-sku", 1)),
        new("reserve at an unknown location", "reserveStock", NotFound, null, scene => Reserve(scene.Sku, 1, location: "nowhere")),
        new("reserve more than there is", "reserveStock", "OutOfStockError", null, scene => Reserve(scene.Sku, 1_000)),
        new("reserve with a used id", "reserveStock", Reused, null, scene => Scene.Reservation(scene.Held, scene.Sku, 2)),
        new("confirm an unknown reservation", "confirmReservation", "ReservationNotFoundError", null, scene => Reservation("none", scene.Sku)),
        new("release an unknown reservation", "releaseReservation", "ReservationNotFoundError", null, scene => Reservation("none", scene.Sku)),
        new("release a confirmed reservation", "releaseReservation", State, null, scene => Reservation(scene.Confirmed, scene.Sku)),

        new("a price with too many decimals", "upsertProduct", Invalid, "price.amount", scene => Product(scene.Sku, amount: 1.005m)),
        new("a negative price", "upsertProduct", Invalid, "price.amount", scene => Product(scene.Sku, amount: -1m)),
        new("an unknown currency", "upsertProduct", Invalid, "price.currency", scene => Product(scene.Sku, currency: "XYZ")),
        new("a product without SKU", "upsertProduct", Invalid, "sku", _ => Product("")),
        new("a product without name", "upsertProduct", Invalid, "name", scene => Product(scene.Sku, name: " ")),
        new("a location's id with a slash", "upsertLocation", Invalid, "id", _ => Location("a/b")),
        new("a location's kind changes", "upsertLocation", Invalid, "kind", _ => Location(Shop.Warehouse)),
        new("a latitude beyond the pole", "upsertLocation", Invalid, "latitude", _ => Location("pole", latitude: 90.1)),
        new("a country that is none", "upsertLocation", Invalid, "country", _ => Location("abroad", country: "Utopia")),

        new("a cart of an unknown currency", "createCart", Invalid, "currency", _ => new { operationId = Shop.NewId("cart"), channel = "WEB", currency = "gbp" }),
        new("add to an unknown cart", "addCartLine", NotFound, null, scene => Add("no-such-cart", scene.Sku, 1)),
        new("add an unknown SKU", "addCartLine", Invalid, "sku", scene => Add(scene.Cart, "no-such-sku", 1)),
        new("add nothing", "addCartLine", Invalid, "quantity", scene => Add(scene.Cart, scene.Sku, 0)),
        new("add more than a million", "addCartLine", Invalid, "quantity", scene => Add(scene.Cart, scene.Sku, 1_000_001)),
        new("add at a negative price", "addCartLine", Invalid, "unitPrice.amount", scene => Add(scene.Cart, scene.Sku, 1, -0.01m)),
        new("add at a price of five decimals", "addCartLine", Invalid, "unitPrice.amount", scene => Add(scene.Cart, scene.Sku, 1, 1.00001m)),
        new("add to a cart that was ordered", "addCartLine", State, null, scene => Add(scene.OrderedCart, scene.Sku, 1)),
        new("update an unknown line", "updateCartLine", NotFound, null, scene => Update(scene.Cart, "no-such-line", 1)),
        new("update to less than nothing", "updateCartLine", Invalid, "quantity", scene => Update(scene.Cart, "no-such-line", -1)),

        new("order an unknown cart", "placeOrder", NotFound, null, _ => Shop.Shipping(Shop.NewId("place"), "no-such-cart")),
        new("order an empty cart", "placeOrder", State, null, scene => Shop.Shipping(Shop.NewId("place"), scene.EmptyCart)),
        new("order more than there is", "placeOrder", "OutOfStockError", null, scene => Shop.Shipping(Shop.NewId("place"), scene.GreedyCart)),
        new("ship to no address", "placeOrder", Invalid, "delivery.address", scene => Place(scene.Cart, new { method = "SHIP" })),
        new("ship to no postcode", "placeOrder", Invalid, "delivery.address.postcode", scene => Place(scene.Cart, new
        {
            method = "SHIP", address = new { name = "Ada", street = "1 Main Street", postcode = "", city = "London", country = "GB" },
        })),
        new("ship to no country", "placeOrder", Invalid, "delivery.address.country", scene => Place(scene.Cart, new
        {
            method = "SHIP", address = new { name = "Ada", street = "1 Main Street", postcode = "SW1A 1AA", city = "London", country = "Utopia" },
        })),
        new("fetch from no locker", "placeOrder", Invalid, "delivery.locationId", scene => Place(scene.Cart, new { method = "LOCKER_PICKUP" })),
        new("fetch from a warehouse", "placeOrder", Invalid, "delivery.locationId", scene => Place(scene.Cart, new { method = "STORE_PICKUP", locationId = Shop.Warehouse })),

        new("pay an unknown order", "payOrder", NotFound, null, _ => new { operationId = Shop.NewId("pay"), orderId = "none", paymentToken = "tok_approve" }),
        new("pay an order again", "payOrder", State, null, scene => new { operationId = Shop.NewId("pay"), orderId = scene.Order, paymentToken = "tok_approve" }),
        new("cancel an unknown order", "cancelOrder", NotFound, null, _ => new { operationId = Shop.NewId("cancel"), orderId = "none" }),
        new("cancel an order that left", "cancelOrder", State, null, scene => new { operationId = Shop.NewId("cancel"), orderId = scene.Order }),
        new("ship an unknown parcel", "shipFulfillment", NotFound, null, _ => new { operationId = Shop.NewId("ship"), fulfillmentId = "none.1" }),
        new("ship a parcel again", "shipFulfillment", State, null, scene => new { operationId = Shop.NewId("ship"), fulfillmentId = scene.Fulfillment }),
        new("return more than was bought", "returnItems", Invalid, "lines[0].quantity", scene => Return(scene.Order, scene.OrderLine, 2)),
        new("return nothing", "returnItems", Invalid, "lines[0].quantity", scene => Return(scene.Order, scene.OrderLine, 0)),
        new("return to an unknown location", "returnItems", NotFound, null, scene => Return(scene.Order, scene.OrderLine, 1, "nowhere")),
        new("return against an unknown order", "returnItems", NotFound, null, scene => Return("none", scene.OrderLine, 1)),

        new("sell nothing at a till", "sellAtTill", Invalid, "lines[0].quantity", scene => Sell(scene.Sku, 0)),
        new("sell an unknown SKU at a till", "sellAtTill", Invalid, "lines[0].sku", _ => Sell("no-such-sku", 1)),
        new("sell at an unknown till", "sellAtTill", NotFound, null, scene => Sell(scene.Sku, 1, "nowhere")),
        new("deposit in an unknown locker", "depositParcel", NotFound, null, scene => new
        {
            operationId = Shop.NewId("deposit"), lockerBankId = "nowhere", fulfillmentId = scene.Fulfillment,
        }),
        new("a code at an unknown locker", "openForPickup", NotFound, null, _ => new
        {
            operationId = Shop.NewId("open"), lockerBankId = "nowhere", code = "000000",
        }),
    ];

    private static object Receive(string sku, int quantity, string location = Shop.Warehouse, string? operationId = null) =>
        new { operationId = operationId ?? Shop.NewId("receive"), sku, locationId = location, quantity };

    private static object Reserve(string sku, int quantity, int? seconds = null, string location = Shop.Warehouse) =>
        new { reservationId = Shop.NewId("reserve"), sku, locationId = location, quantity, expiresInSeconds = seconds, channel = "WEB" };

    private static object Reservation(string id, string sku) => new { reservationId = id, sku, locationId = Shop.Warehouse };

    private static object Product(string sku, string name = "A thing", decimal amount = 10m, string currency = "GBP") =>
        new { sku, name, price = new { amount, currency } };

    private static object Location(string id, string country = "GB", double latitude = 50) =>
        new { id, name = "A place", kind = "STORE", country, latitude, longitude = 0 };

    private static object Add(string cartId, string sku, int quantity, decimal? price = null) =>
        new { operationId = Shop.NewId("add"), cartId, sku, quantity, channel = "WEB", unitPrice = price is { } amount ? Shop.Pounds(amount) : null };

    private static object Update(string cartId, string lineId, int quantity) =>
        new { operationId = Shop.NewId("update"), cartId, lineId, quantity, channel = "WEB" };

    private static object Place(string cartId, object delivery) =>
        new { operationId = Shop.NewId("place"), cartId, channel = "WEB", delivery };

    private static object Return(string orderId, string orderLineId, int quantity, string location = Shop.Warehouse) =>
        new { operationId = Shop.NewId("return"), orderId, locationId = location, lines = new[] { new { orderLineId, quantity } } };

    private static object Sell(string sku, int quantity, string location = Shop.Warehouse) =>
        new { operationId = Shop.NewId("sell"), locationId = location, currency = "GBP", lines = new[] { new { sku, quantity } } };
}
