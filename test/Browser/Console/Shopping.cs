using OrleansCommerce.Browser.Tests.Hosting;

namespace OrleansCommerce.Browser.Tests.Console;

/// <summary>What other clients do meanwhile. Each test has a product of its own.</summary>
internal static class Shopping
{
    /// <summary>A new SKU with 10 units in the London store.</summary>
    public static async Task<string> GivenProductAsync(this RunningShop shop)
    {
        var sku = $"T-{Guid.NewGuid():N}"[..12].ToUpperInvariant();
        await shop.AskAsync(
            """
            mutation ($sku: String!) {
              upsertProduct(input: { sku: $sku, name: "A lantern", price: { amount: 20, currency: "GBP" } }) { errors { __typename } }
              receiveStock(input: { operationId: "first", sku: $sku, locationId: "store-london", quantity: 10 }) { errors { __typename } }
            }
            """,
            new { sku });
        return sku;
    }

    public static Task SellAsync(this RunningShop shop, string sku) => shop.AskAsync(
        """
        mutation ($sku: String!, $op: ID!) {
          sellAtTill(input: { operationId: $op, locationId: "store-london", currency: "GBP", lines: [{ sku: $sku, quantity: 1 }] }) { errors { __typename } }
        }
        """,
        new { sku, op = Guid.NewGuid() });

    public static Task ReserveAsync(this RunningShop shop, string sku, int quantity) => shop.AskAsync(
        """
        mutation ($sku: String!, $op: ID!, $quantity: Int!) {
          reserveStock(input: { reservationId: $op, locationId: "store-london", sku: $sku, quantity: $quantity, channel: WEB }) { errors { __typename } }
        }
        """,
        new { sku, op = Guid.NewGuid(), quantity });

    /// <summary>An order of two units for pickup in London, not paid; its id and number.</summary>
    public static async Task<(string Id, string Number)> GivenOrderAsync(
        this RunningShop shop, string sku, string method = "STORE_PICKUP", string pickup = "store-london")
    {
        var created = await shop.AskAsync(
            """mutation ($op: ID!) { createCart(input: { operationId: $op, channel: APP, currency: "GBP" }) { cart { id } } }""",
            new { op = Guid.NewGuid() });
        var cartId = created.GetProperty("createCart").GetProperty("cart").GetProperty("id").GetString();
        var placed = await shop.AskAsync(
            $$"""
            mutation ($cart: ID!, $sku: String!) {
              addCartLine(input: { operationId: "line", cartId: $cart, sku: $sku, quantity: 2, channel: APP }) { errors { __typename } }
              placeOrder(input: { operationId: "place", cartId: $cart, channel: APP, delivery: { method: {{method}}, locationId: "{{pickup}}" } }) { order { id number } }
            }
            """,
            new { cart = cartId, sku });
        var order = placed.GetProperty("placeOrder").GetProperty("order");
        return (order.GetProperty("id").GetString()!, order.GetProperty("number").GetString()!);
    }
}
