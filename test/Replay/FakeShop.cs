using System.Text.Json.Nodes;

namespace OrleansCommerce.Replay.Tests;

/// <summary>
/// As much of the API's behaviour as the replay meets: idempotent by operation id, all or nothing, and honest about stock.
/// It checks no input; the real server's tests do.
/// </summary>
internal sealed class FakeShop
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, JsonObject> _answers = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Sku, string Location), Shelf> _shelves = [];
    private readonly Dictionary<string, JsonArray> _carts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonObject> _orders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Shelf Shelf, int Units)> _reservations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, decimal> _handlingCosts = new(StringComparer.Ordinal);
    private readonly HashSet<(string Sku, string Location, string Channel)> _buffers = [];
    private readonly Dictionary<string, Parcel> _parcels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonObject> _sessions = new(StringComparer.Ordinal);

    /// <summary>Locker codes, and behind them the compartments with their parcels.</summary>
    private readonly Dictionary<string, (string CompartmentId, string ParcelId)> _lockers = new(StringComparer.Ordinal);

    /// <summary>Of orders with more than one parcel.</summary>
    public int SplitOrders { get; private set; }

    /// <summary>Names of the mutations whose effect was asked for, repeats of one operation left out.</summary>
    public List<string> Effects { get; } = [];

    public JsonObject Mutate(string field, JsonObject input, string? authorization)
    {
        lock (_gate)
        {
            if (field is "depositParcel" or "openForPickup" or "reportDoor" && authorization?.StartsWith($"OC-Locker bank={Text(input, "lockerBankId")},", StringComparison.Ordinal) != true)
            {
                throw new InvalidOperationException($"{field} is not signed by its bank.");
            }

            var key = (input["operationId"] ?? input["reservationId"]) is { } id ? $"{field} {id}" : null;
            if (key is not null && _answers.TryGetValue(key, out var first))
            {
                return (JsonObject)first.DeepClone();
            }

            Effects.Add(field);
            var answer = field switch
            {
                "upsertProduct" or "configureLockerBank" => [],
                "upsertLocation" => UpsertLocation(input),
                "setChannelBuffer" => SetBuffer(input),
                "receiveStock" => Receive(input),
                "reserveStock" => Reserve(input),
                "createCart" => CreateCart(),
                "addCartLine" => AddCartLine(input),
                "placeOrder" => PlaceOrder(input),
                "payOrder" => PayOrder(input),
                "pickFulfillment" => Advance(input, "PICKED"),
                "packFulfillment" => Advance(input, "PACKED"),
                "shipFulfillment" => Advance(input, "SHIPPED", leaves: true),
                "markReadyForPickup" => Advance(input, "READY_FOR_PICKUP"),
                "collectFulfillment" => Advance(input, "COLLECTED", leaves: true),
                "trackParcel" => Advance(input, Text(input, "status") == "DELIVERED" ? "DELIVERED" : "SHIPPED", leaves: true),
                "buyLabel" => BuyLabel(input),
                "rotateLockerSecret" => new JsonObject { ["secret"] = "c2VjcmV0" },
                "depositParcel" => Deposit(input),
                "openForPickup" => _lockers.ContainsKey(Text(input, "code")) ? [] : Failed("WrongCodeError"),
                "reportDoor" => Empty(input),
                "openTillSession" => OpenSession(input),
                "closeTillSession" => CloseSession(input),
                "sellAtTill" => SellAtTill(input, input["lines"]!.AsArray()),
                "sellCartAtTill" => SellAtTill(input, CartWithReservations(input)),
                "returnItems" => ReturnItems(input),
                "returnWithoutReceipt" => ReturnWithoutReceipt(input),
                _ => throw new InvalidOperationException($"No such mutation: {field}."),
            };
            if (key is not null)
            {
                _answers.Add(key, (JsonObject)answer.DeepClone());
            }

            return answer;
        }
    }

    public JsonNode Ask(string field, string id)
    {
        lock (_gate)
        {
            return field switch
            {
                "availability" => Availability(id),
                "order" => Shown(_orders[id]),
                "cart" => new JsonObject { ["lines"] = _carts[id].DeepClone() },
                "tillSession" => _sessions[id].DeepClone(),
                _ => throw new InvalidOperationException($"No such query: {field}."),
            };
        }
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private static int Number(JsonNode node, string name) => node[name]!.GetValue<int>();

    private static decimal Amount(JsonNode? money) => money!["amount"]!.GetValue<decimal>();

    private static JsonObject Money(decimal amount) => new() { ["amount"] = amount };

    private static JsonObject Failed(string type) =>
        new() { ["errors"] = new JsonArray(new JsonObject { ["__typename"] = type, ["message"] = "No." }) };

    private JsonArray Availability(string sku) =>
        [.. _shelves.Where(shelf => shelf.Key.Sku == sku).Select(shelf => new JsonObject
        {
            ["location"] = new JsonObject { ["id"] = shelf.Key.Location },
            ["onHand"] = shelf.Value.OnHand, ["reserved"] = shelf.Value.Reserved, ["allocated"] = shelf.Value.Allocated,
        })];

    private JsonObject UpsertLocation(JsonObject input)
    {
        _handlingCosts[Text(input, "id")] = input["handlingCost"]?.GetValue<decimal>() ?? 0;
        return [];
    }

    private JsonObject SetBuffer(JsonObject input)
    {
        _buffers.Add((Text(input, "sku"), Text(input, "locationId"), Text(input, "channel")));
        return [];
    }

    private Shelf ShelfOf(string sku, string location)
    {
        if (!_shelves.TryGetValue((sku, location), out var shelf))
        {
            _shelves.Add((sku, location), shelf = new Shelf());
        }

        return shelf;
    }

    private JsonObject Receive(JsonObject input)
    {
        ShelfOf(Text(input, "sku"), Text(input, "locationId")).OnHand += Number(input, "quantity");
        return [];
    }

    private JsonObject Reserve(JsonObject input)
    {
        var shelf = ShelfOf(Text(input, "sku"), Text(input, "locationId"));
        var units = Number(input, "quantity");
        if (shelf.Available < units)
        {
            return Failed("OutOfStockError");
        }

        shelf.Reserved += units;
        _reservations.Add(Text(input, "reservationId"), (shelf, units));
        return [];
    }

    private JsonObject CreateCart()
    {
        var id = $"cart-{_carts.Count}";
        _carts.Add(id, []);
        return new JsonObject { ["cart"] = new JsonObject { ["id"] = id } };
    }

    private JsonObject AddCartLine(JsonObject input)
    {
        Join(_carts[Text(input, "cartId")], input);
        return [];
    }

    private static void Join(JsonArray lines, JsonNode input)
    {
        var line = lines.FirstOrDefault(line =>
            Text(line!, "sku") == Text(input, "sku") && Amount(line!["unitPrice"]) == Amount(input["unitPrice"]));
        if (line is null)
        {
            lines.Add(new JsonObject
            {
                ["id"] = $"{lines.Count}",
                ["sku"] = Text(input, "sku"),
                ["quantity"] = Number(input, "quantity"),
                ["unitPrice"] = Money(Amount(input["unitPrice"])),
                ["returnedQuantity"] = 0,
            });
            return;
        }

        line["quantity"] = Number(line, "quantity") + Number(input, "quantity");
    }

    private JsonObject PlaceOrder(JsonObject input)
    {
        var lines = _carts[Text(input, "cartId")];
        var parcels = new Dictionary<string, List<(Shelf Shelf, string Sku, int Units)>>(StringComparer.Ordinal);
        foreach (var line in lines.Where(line => StockPlan.IsTracked(Text(line!, "sku"))))
        {
            var wanted = Number(line!, "quantity");
            foreach (var (key, shelf) in _shelves
                .Where(shelf => shelf.Key.Sku == Text(line!, "sku") && shelf.Value.Available > 0)
                .Where(shelf => !_buffers.Contains((shelf.Key.Sku, shelf.Key.Location, Text(input, "channel"))))
                .OrderBy(shelf => _handlingCosts[shelf.Key.Location]))
            {
                var units = Math.Min(wanted, shelf.Available);
                if (units > 0)
                {
                    shelf.Allocated += units;
                    wanted -= units;
                    parcels.TryAdd(key.Location, []);
                    parcels[key.Location].Add((shelf, key.Sku, units));
                }
            }

            if (wanted > 0)
            {
                parcels.Values.SelectMany(parcel => parcel).ToList().ForEach(part => part.Shelf.Allocated -= part.Units);
                return Failed("OutOfStockError");
            }
        }

        SplitOrders += parcels.Count > 1 ? 1 : 0;
        return new JsonObject { ["order"] = NewOrder(lines, parcels, "AWAITING_PAYMENT", Text(input, "channel")) };
    }

    private JsonNode NewOrder(
        JsonArray lines, Dictionary<string, List<(Shelf Shelf, string Sku, int Units)>> parcels, string status, string channel)
    {
        var id = $"order-{_orders.Count}";
        var total = lines.Sum(line => decimal.Round(
            Number(line!, "quantity") * Amount(line!["unitPrice"]), 2, MidpointRounding.AwayFromZero));
        foreach (var (location, parts) in parcels)
        {
            _parcels.Add($"{id}.{location}", new Parcel(parts));
        }

        var order = new JsonObject
        {
            ["id"] = id,
            ["status"] = total == 0 ? "CONFIRMED" : status,
            ["channel"] = channel,
            ["total"] = Money(total),
            ["refunded"] = Money(0),
            ["lines"] = lines.DeepClone(),
            ["fulfillments"] = new JsonArray([.. parcels.Select(parcel => new JsonObject
            {
                ["id"] = $"{id}.{parcel.Key}",
                ["location"] = new JsonObject { ["id"] = parcel.Key },
                ["lines"] = new JsonArray([.. parcel.Value.Select(part => new JsonObject { ["sku"] = part.Sku, ["quantity"] = part.Units })]),
            })]),
        };
        _orders.Add(id, order);
        return order.DeepClone();
    }

    /// <summary>An order as it is once all its parcels left: what was paid is captured.</summary>
    private JsonNode Shown(JsonObject order)
    {
        var shown = order.DeepClone();
        var parcels = shown["fulfillments"]!.AsArray().Select(parcel => (Node: parcel!, State: _parcels[Text(parcel!, "id")])).ToList();
        foreach (var (node, state) in parcels)
        {
            node["status"] = state.Status;
            node["trackingNumber"] = state.TrackingNumber;
        }

        var isOver = Text(order, "status") != "AWAITING_PAYMENT" && parcels.TrueForAll(parcel => parcel.State.HasLeft);
        shown["status"] = isOver ? "FULFILLED" : Text(order, "status");
        shown["authorized"] = order["total"]!.DeepClone();
        shown["captured"] = isOver ? order["total"]!.DeepClone() : Money(0);
        foreach (var line in shown["lines"]!.AsArray())
        {
            line!["fulfilledQuantity"] = isOver ? Number(line, "quantity") : 0;
        }

        return shown;
    }

    private JsonObject PayOrder(JsonObject input)
    {
        var order = _orders[Text(input, "orderId")];
        order["status"] = "CONFIRMED";
        return new JsonObject { ["order"] = order.DeepClone() };
    }

    private JsonObject Advance(JsonObject input, string status, bool leaves = false)
    {
        Advance(Text(input, "fulfillmentId"), status, leaves);
        return [];
    }

    private void Advance(string parcelId, string status, bool leaves)
    {
        var parcel = _parcels[parcelId];
        parcel.Status = status;
        if (leaves && !parcel.HasLeft)
        {
            parcel.HasLeft = true;
            foreach (var (shelf, _, units) in parcel.Parts)
            {
                shelf.Allocated -= units;
                shelf.OnHand -= units;
            }
        }
    }

    private JsonObject BuyLabel(JsonObject input)
    {
        _parcels[Text(input, "fulfillmentId")].TrackingNumber = $"T{_parcels.Count}";
        return [];
    }

    private JsonObject Deposit(JsonObject input)
    {
        var code = $"{_lockers.Count:000000}";
        var compartment = $"{Text(input, "size")}{_lockers.Count}";
        _lockers.Add(code, (compartment, Text(input, "fulfillmentId")));
        return new JsonObject { ["parcel"] = new JsonObject { ["compartmentId"] = compartment }, ["pickupCode"] = code };
    }

    private JsonObject Empty(JsonObject input)
    {
        Advance(_lockers.Values.Single(locker => locker.CompartmentId == Text(input, "compartmentId")).ParcelId, "COLLECTED", leaves: true);
        return [];
    }

    private JsonObject OpenSession(JsonObject input)
    {
        var session = new JsonObject { ["number"] = 1, ["expectedCash"] = Money(Amount(input["openingFloat"])) };
        _sessions.Add(Text(input, "tillId"), session);
        return new JsonObject { ["session"] = session.DeepClone() };
    }

    private JsonObject CloseSession(JsonObject input)
    {
        var session = _sessions[Text(input, "tillId")];
        session["variance"] = Money(Amount(input["counted"]) - Amount(session["expectedCash"]));
        return new JsonObject { ["session"] = session.DeepClone() };
    }

    private void Cash(JsonObject input, decimal amount)
    {
        if (input["tillId"] is { } till)
        {
            var session = _sessions[till.GetValue<string>()];
            session["expectedCash"] = Money(Amount(session["expectedCash"]) + amount);
        }
    }

    private JsonArray CartWithReservations(JsonObject input)
    {
        var lines = (JsonArray)_carts[Text(input, "cartId")].DeepClone();
        foreach (var reservation in input["reservations"]!.AsArray())
        {
            lines.Single(line => Text(line!, "id") == Text(reservation!, "lineId"))!["reservationId"] = Text(reservation!, "reservationId");
        }

        return lines;
    }

    private JsonObject SellAtTill(JsonObject input, JsonArray sold)
    {
        var lines = new JsonArray();
        foreach (var line in sold)
        {
            Join(lines, line!);
            if (line!["reservationId"] is { } reservation && _reservations.Remove(reservation.GetValue<string>(), out var held))
            {
                held.Shelf.Reserved -= held.Units;
                held.Shelf.OnHand -= held.Units;
            }
        }

        var order = NewOrder(lines, [], "FULFILLED", "POS");
        Cash(input, Amount(order["total"]));
        return new JsonObject { ["order"] = order };
    }

    private JsonObject ReturnItems(JsonObject input)
    {
        var order = _orders[Text(input, "orderId")];
        var refund = 0m;
        foreach (var returned in input["lines"]!.AsArray())
        {
            var line = order["lines"]!.AsArray().Single(line => Text(line!, "id") == Text(returned!, "orderLineId"))!;
            var units = Number(returned!, "quantity");
            line["returnedQuantity"] = Number(line, "returnedQuantity") + units;
            if (Number(line, "returnedQuantity") > Number(line, "quantity"))
            {
                return Failed("InvalidInputError");
            }

            refund += units * Amount(line["unitPrice"]);
            Restock(Text(line, "sku"), Text(input, "locationId"), units);
        }

        order["refunded"] = Money(Amount(order["refunded"]) + refund);
        Cash(input, -refund);
        return new JsonObject { ["order"] = order.DeepClone(), ["refund"] = Money(refund) };
    }

    private JsonObject ReturnWithoutReceipt(JsonObject input)
    {
        var lines = input["lines"]!.AsArray();
        foreach (var line in lines)
        {
            Restock(Text(line!, "sku"), Text(input, "locationId"), Number(line!, "quantity"));
        }

        return new JsonObject
        {
            ["unreceiptedReturn"] = new JsonObject
            {
                ["refund"] = Money(lines.Sum(line => Number(line!, "quantity") * Amount(line!["unitPrice"]))),
                ["lines"] = lines.DeepClone(),
            },
        };
    }

    private void Restock(string sku, string location, int units)
    {
        if (StockPlan.IsTracked(sku))
        {
            ShelfOf(sku, location).OnHand += units;
        }
    }

    internal sealed class Parcel(List<(Shelf Shelf, string Sku, int Units)> parts)
    {
        public IReadOnlyList<(Shelf Shelf, string Sku, int Units)> Parts => parts;

        public string Status { get; set; } = "ALLOCATED";

        public string? TrackingNumber { get; set; }

        public bool HasLeft { get; set; }
    }

    internal sealed class Shelf
    {
        public int OnHand { get; set; }

        public int Reserved { get; set; }

        public int Allocated { get; set; }

        public int Available => OnHand - Reserved - Allocated;
    }
}
