using System.Text.Json;
using OrleansCommerce.Silo.Tests;

namespace OrleansCommerce.GraphQL.Tests.Operations;

/// <summary>One running shop for the tests of operations: the sample's locations, and products that each test makes for itself.</summary>
public sealed class ShopFixture : IAsyncLifetime
{
    public RunningSilo Silo { get; private set; } = null!;

    public async Task InitializeAsync() => Silo = await RunningSilo.StartDevelopmentAsync();

    public async Task DisposeAsync() => await Silo.DisposeAsync();

    public string Token(Role role, string subject) => Silo.Token(role, subject);

    /// <summary>A new SKU with units on hand in the warehouse.</summary>
    public async Task<string> GivenProductAsync(int onHand = 10, decimal price = 12.50m, string locationId = "warehouse")
    {
        var sku = $"SKU-{Guid.NewGuid():N}";
        await Silo.DataAsync(
            """
            mutation ($sku: String!, $price: Decimal!) {
              upsertProduct(input: { sku: $sku, name: "A thing", price: { amount: $price, currency: "GBP" } }) { product { sku } errors { __typename } }
            }
            """,
            new { sku, price });
        if (onHand > 0)
        {
            var data = await Silo.DataAsync(
                """
                mutation ($sku: String!, $locationId: ID!, $quantity: Int!) {
                  receiveStock(input: { operationId: "first", sku: $sku, locationId: $locationId, quantity: $quantity }) { errors { __typename } }
                }
                """,
                new { sku, locationId, quantity = onHand });
            Assert.Equal(JsonValueKind.Null, data.GetProperty("receiveStock").GetProperty("errors").ValueKind);
        }

        return sku;
    }

    /// <summary>A cart with units of a SKU.</summary>
    public async Task<string> GivenCartAsync(string sku, int quantity, string? token = null)
    {
        var created = await Silo.DataAsync(
            """mutation ($op: ID!) { createCart(input: { operationId: $op, channel: WEB, currency: "GBP" }) { cart { id } } }""",
            new { op = Guid.NewGuid() },
            token);
        var cartId = created.GetProperty("createCart").GetProperty("cart").GetProperty("id").GetString()!;
        var added = await Silo.DataAsync(
            """
            mutation ($op: ID!, $cartId: ID!, $sku: String!, $quantity: Int!) {
              addCartLine(input: { operationId: $op, cartId: $cartId, sku: $sku, quantity: $quantity, channel: WEB }) {
                errors { ... on Error { message } }
              }
            }
            """,
            new { op = Guid.NewGuid(), cartId, sku, quantity },
            token);
        Assert.Equal(JsonValueKind.Null, added.GetProperty("addCartLine").GetProperty("errors").ValueKind);
        return cartId;
    }

    /// <summary>Makes an order of a cart; gives <c>placeOrder</c>.</summary>
    public async Task<JsonElement> PlaceAsync(string cartId, object delivery, string? token = null, string? operationId = null)
    {
        var data = await Silo.DataAsync(
            """
            mutation ($op: ID!, $cartId: ID!, $delivery: DeliveryInput!) {
              placeOrder(input: { operationId: $op, cartId: $cartId, channel: WEB, delivery: $delivery }) {
                order { id number status total { amount currency } lines { id sku quantity } fulfillments { id status location { id } } }
                errors { __typename ... on Error { message } ... on InvalidInputError { field } }
              }
            }
            """,
            new { op = operationId ?? Guid.NewGuid().ToString(), cartId, delivery },
            token);
        return data.GetProperty("placeOrder");
    }

    /// <summary>Pays an order; gives <c>payOrder</c>.</summary>
    public async Task<JsonElement> PayAsync(string orderId, string paymentToken = "tok_approve", string? token = null)
    {
        var data = await Silo.DataAsync(
            """
            mutation ($op: ID!, $orderId: ID!, $paymentToken: String!) {
              payOrder(input: { operationId: $op, orderId: $orderId, paymentToken: $paymentToken }) {
                order { id status paid { amount } paymentPending }
                errors { __typename ... on PaymentDeclinedError { declineCode } }
              }
            }
            """,
            new { op = Guid.NewGuid(), orderId, paymentToken },
            token);
        return data.GetProperty("payOrder");
    }

    /// <summary>The type names of a payload's errors.</summary>
    public static string[] Errors(JsonElement payload) => payload.GetProperty("errors") is { ValueKind: JsonValueKind.Array } errors
        ? [.. errors.EnumerateArray().Select(error => error.GetProperty("__typename").GetString()!)]
        : [];

    public static object Shipping { get; } = new
    {
        method = "SHIP",
        address = new { name = "A. Smith", street = "1 High Street", postcode = "EC1A 1BB", city = "London", country = "GB" },
    };
}

/// <summary>Tests that share the shop.</summary>
[CollectionDefinition(Name)]
public sealed class ShopCollection : ICollectionFixture<ShopFixture>
{
    public const string Name = "shop";
}
