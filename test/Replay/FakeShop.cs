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

    /// <summary>Of orders with more than one parcel.</summary>
    public int SplitOrders { get; private set; }

    /// <summary>Names of the mutations whose effect was asked for, repeats of one operation left out.</summary>
    public List<string> Effects { get; } = [];

    public JsonObject Mutate(string field, JsonObject input)
    {
        lock (_gate)
        {
            var key = (input["operationId"] ?? input["reservationId"]) is { } id ? $"{field} {id}" : null;
            if (key is not null && _answers.TryGetValue(key, out var first))
            {
                return (JsonObject)first.DeepClone();
            }

            Effects.Add(field);
            var answer = field switch
            {
                "upsertProduct" or "upsertLocation" => [],
                "receiveStock" => Receive(input),
                "reserveStock" => Reserve(input),
                "createCart" => CreateCart(),
                "addCartLine" => AddCartLine(input),
                "placeOrder" => PlaceOrder(input),
                "payOrder" => PayOrder(input),
                "shipFulfillment" => Ship(input),
                "sellAtTill" => SellAtTill(input),
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

    public JsonArray Availability(string sku)
    {
        lock (_gate)
        {
            return [.. _shelves.Where(shelf => shelf.Key.Sku == sku).Select(shelf => new JsonObject
            {
                ["onHand"] = shelf.Value.OnHand, ["reserved"] = shelf.Value.Reserved, ["allocated"] = shelf.Value.Allocated,
            })];
        }
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private static int Number(JsonNode node, string name) => node[name]!.GetValue<int>();

    private static decimal Amount(JsonNode? money) => money!["amount"]!.GetValue<decimal>();

    private static JsonObject Money(decimal amount) => new() { ["amount"] = amount };

    private static JsonObject Failed(string type) =>
        new() { ["errors"] = new JsonArray(new JsonObject { ["__typename"] = type, ["message"] = "No." }) };

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
        var parcels = new Dictionary<string, List<(Shelf Shelf, int Units)>>(StringComparer.Ordinal);
        foreach (var line in lines.Where(line => StockPlan.IsTracked(Text(line!, "sku"))))
        {
            var wanted = Number(line!, "quantity");
            foreach (var (key, shelf) in _shelves.Where(shelf => shelf.Key.Sku == Text(line!, "sku") && shelf.Value.Available > 0))
            {
                var units = Math.Min(wanted, shelf.Available);
                if (units > 0)
                {
                    shelf.Allocated += units;
                    wanted -= units;
                    parcels.TryAdd(key.Location, []);
                    parcels[key.Location].Add((shelf, units));
                }
            }

            if (wanted > 0)
            {
                parcels.Values.SelectMany(parcel => parcel).ToList().ForEach(part => part.Shelf.Allocated -= part.Units);
                return Failed("OutOfStockError");
            }
        }

        SplitOrders += parcels.Count > 1 ? 1 : 0;
        return new JsonObject { ["order"] = NewOrder(lines, parcels, "AWAITING_PAYMENT") };
    }

    private JsonNode NewOrder(JsonArray lines, Dictionary<string, List<(Shelf Shelf, int Units)>> parcels, string status)
    {
        var id = $"order-{_orders.Count}";
        var total = lines.Sum(line => decimal.Round(
            Number(line!, "quantity") * Amount(line!["unitPrice"]), 2, MidpointRounding.AwayFromZero));
        foreach (var (location, parts) in parcels)
        {
            Parcels.Add($"{id}.{location}", parts);
        }

        var order = new JsonObject
        {
            ["id"] = id,
            ["status"] = total == 0 ? "CONFIRMED" : status,
            ["total"] = Money(total),
            ["lines"] = lines.DeepClone(),
            ["fulfillments"] = new JsonArray([.. parcels.Keys.Select(location =>
                new JsonObject { ["id"] = $"{id}.{location}", ["status"] = "ALLOCATED" })]),
        };
        _orders.Add(id, order);
        return order.DeepClone();
    }

    private Dictionary<string, List<(Shelf Shelf, int Units)>> Parcels { get; } = new(StringComparer.Ordinal);

    private JsonObject PayOrder(JsonObject input)
    {
        var order = _orders[Text(input, "orderId")];
        order["status"] = "CONFIRMED";
        return new JsonObject { ["order"] = order.DeepClone() };
    }

    private JsonObject Ship(JsonObject input)
    {
        foreach (var (shelf, units) in Parcels[Text(input, "fulfillmentId")])
        {
            shelf.Allocated -= units;
            shelf.OnHand -= units;
        }

        return [];
    }

    private JsonObject SellAtTill(JsonObject input)
    {
        var lines = new JsonArray();
        foreach (var line in input["lines"]!.AsArray())
        {
            Join(lines, line!);
            if (line!["reservationId"] is { } reservation && _reservations.Remove(reservation.GetValue<string>(), out var held))
            {
                held.Shelf.Reserved -= held.Units;
                held.Shelf.OnHand -= held.Units;
            }
        }

        return new JsonObject { ["order"] = NewOrder(lines, [], "FULFILLED") };
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

    internal sealed class Shelf
    {
        public int OnHand { get; set; }

        public int Reserved { get; set; }

        public int Allocated { get; set; }

        public int Available => OnHand - Reserved - Allocated;
    }
}
