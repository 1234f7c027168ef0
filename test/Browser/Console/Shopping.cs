using OrleansCommerce.Browser.Tests.Hosting;

namespace OrleansCommerce.Browser.Tests.Console;

/// <summary>What other clients do meanwhile. Each test has a product of its own.</summary>
internal static class Shopping
{
    /// <summary>A new SKU with 10 units in the London store.</summary>
    public static async Task<string> GivenProductAsync(this RunningShop shop, decimal price = 20)
    {
        var sku = $"T-{Guid.NewGuid():N}"[..12].ToUpperInvariant();
        await shop.AskAsync(
            """
            mutation ($sku: String!, $price: Decimal!) {
              upsertProduct(input: { sku: $sku, name: "A lantern", price: { amount: $price, currency: "GBP" } }) { errors { __typename } }
              receiveStock(input: { operationId: "first", sku: $sku, locationId: "store-london", quantity: 10 }) { errors { __typename } }
            }
            """,
            new { sku, price });
        return sku;
    }

    /// <summary>Units of a SKU that a customer bought at London's till; the order's id and number.</summary>
    public static async Task<(string Id, string Number)> GivenSaleAsync(
        this RunningShop shop, string sku, int quantity, string? customer = null, string? till = null)
    {
        var sold = await shop.AskAsync(
            """
            mutation ($op: ID!, $sku: String!, $quantity: Int!, $customer: ID, $till: ID) {
              sellAtTill(input: { operationId: $op, locationId: "store-london", currency: "GBP", customerId: $customer, tillId: $till, lines: [{ sku: $sku, quantity: $quantity }] }) {
                order { id number }
              }
            }
            """,
            new { op = Guid.NewGuid(), sku, quantity, customer, till });
        var order = sold.GetProperty("sellAtTill").GetProperty("order");
        return (order.GetProperty("id").GetString()!, order.GetProperty("number").GetString()!);
    }

    /// <summary>A basket of two units that a till of London put aside.</summary>
    public static async Task<string> GivenHeldCartAsync(this RunningShop shop, string sku, string label)
    {
        var created = await shop.AskAsync(
            """mutation ($op: ID!) { createCart(input: { operationId: $op, channel: POS, currency: "GBP" }) { cart { id } } }""",
            new { op = Guid.NewGuid() });
        var cart = created.GetProperty("createCart").GetProperty("cart").GetProperty("id").GetString()!;
        await shop.AskAsync(
            """
            mutation ($op: ID!, $cart: ID!, $sku: String!, $label: String!) {
              addCartLine(input: { operationId: "line", cartId: $cart, sku: $sku, quantity: 2, channel: POS }) { errors { __typename } }
              holdCart(input: { operationId: $op, cartId: $cart, locationId: "store-london", label: $label }) { errors { __typename } }
            }
            """,
            new { op = Guid.NewGuid(), cart, sku, label });
        return cart;
    }

    /// <summary>A new bank of three compartments, and its id.</summary>
    public static async Task<string> GivenBankAsync(this RunningShop shop)
    {
        var bank = $"locker-t{Guid.NewGuid():N}"[..14];
        await shop.AskAsync(
            """
            mutation ($bank: ID!, $name: String!) {
              upsertLocation(input: { id: $bank, name: $name, kind: LOCKER_BANK }) { errors { __typename } }
              configureLockerBank(input: { lockerBankId: $bank, compartments: [{ id: "A1", size: S }, { id: "A2", size: M }, { id: "A3", size: L }] }) { errors { __typename } }
            }
            """,
            new { bank, name = $"Bank {bank}" });
        return bank;
    }

    /// <summary>A parcel in the bank, and its compartment.</summary>
    public static async Task<string> GivenParcelAsync(this RunningShop shop, string bank)
    {
        var (id, _) = await shop.GivenOrderAsync(await shop.GivenProductAsync(), "LOCKER_PICKUP", bank);
        var paid = await shop.AskAsync(
            """mutation ($id: ID!) { payOrder(input: { operationId: "p", orderId: $id, paymentToken: "tok_approve" }) { order { fulfillments { id } } } }""",
            new { id });
        var parcel = paid.GetProperty("payOrder").GetProperty("order").GetProperty("fulfillments")[0].GetProperty("id").GetString();
        var put = await shop.AskAsync(
            """mutation ($bank: ID!, $parcel: ID!) { depositParcel(input: { operationId: "d", lockerBankId: $bank, fulfillmentId: $parcel }) { parcel { compartmentId } } }""",
            new { bank, parcel });
        return put.GetProperty("depositParcel").GetProperty("parcel").GetProperty("compartmentId").GetString()!;
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
