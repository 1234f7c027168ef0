using System.Text.Json.Nodes;
using OrleansCommerce.EndToEnd.Tests.Http;

namespace OrleansCommerce.EndToEnd.Tests;

/// <summary>What tests put into a shop. Ids are unique, so that tests can share a server.</summary>
internal static class Shop
{
    /// <summary>A warehouse of the sample, which ships.</summary>
    public const string Warehouse = "warehouse";

    /// <summary>An address that parcels can be sent to.</summary>
    public static object Address { get; } =
        new { name = "Ada Example", street = "1 Main Street", postcode = "SW1A 1AA", city = "London", country = "GB" };

    /// <summary>An id that no other test uses.</summary>
    public static string NewId(string prefix) => $"{prefix}-{Guid.NewGuid():N}"[..(prefix.Length + 13)];

    public static object Pounds(decimal amount) => new { amount, currency = "GBP" };

    /// <summary>Registers a product of 10 pounds, and receives units of it in a location.</summary>
    public static async Task<string> StockedProductAsync(Api api, int units, string location = Warehouse)
    {
        var sku = NewId("SKU");
        await api.DoAsync("upsertProduct", new { sku, name = "A thing", price = Pounds(10m) }, "product { sku }");
        await api.DoAsync("receiveStock", new { operationId = NewId("receive"), sku, locationId = location, quantity = units }, "stockItem { onHand }");
        return sku;
    }

    /// <summary>A cart with units of one SKU.</summary>
    public static async Task<string> CartAsync(Api api, string sku, int quantity)
    {
        var created = await api.DoAsync("createCart", new { operationId = NewId("cart"), channel = "WEB", currency = "GBP" }, "cart { id }");
        var cartId = created["cart"]!["id"]!.GetValue<string>();
        await api.DoAsync("addCartLine", new { operationId = NewId("add"), cartId, sku, quantity, channel = "WEB" }, "cart { version }");
        return cartId;
    }

    /// <summary>The input that ships a cart.</summary>
    public static object Shipping(string operationId, string cartId) =>
        new { operationId, cartId, channel = "WEB", delivery = new { method = "SHIP", address = Address } };

    /// <summary>The levels of a SKU in a location.</summary>
    public static async Task<Levels> LevelsAsync(Api api, string sku, string location = Warehouse)
    {
        var item = (await api.GetAsync(
            $"stockItem(sku: \"{sku}\", locationId: \"{location}\")", "onHand reserved allocated safety available version"))!;
        return new Levels(Number("onHand"), Number("reserved"), Number("allocated"), Number("available"), Number("version"));

        int Number(string name) => item[name]!.GetValue<int>();
    }

    /// <summary>Whether a payload has no errors.</summary>
    public static bool Succeeded(JsonNode payload) => payload["errors"] is null or JsonArray { Count: 0 };
}

/// <summary>A stock item's numbers.</summary>
internal sealed record Levels(int OnHand, int Reserved, int Allocated, int Available, int Version);
