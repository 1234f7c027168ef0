using System.Text.Json;

namespace OrleansCommerce.GraphQL.Tests.Operations;

[Collection(ShopCollection.Name)]
public sealed class OrderTests(ShopFixture shop)
{
    [Fact]
    public async Task An_order_is_placed_paid_shipped_and_found()
    {
        var sku = await shop.GivenProductAsync(onHand: 5);
        var order = (await shop.PlaceAsync(await shop.GivenCartAsync(sku, 2), ShopFixture.Shipping)).GetProperty("order");
        var orderId = order.GetProperty("id").GetString()!;

        var paid = (await shop.PayAsync(orderId)).GetProperty("order");
        var parcel = Assert.Single(order.GetProperty("fulfillments").EnumerateArray());
        var shipped = await shop.Silo.DataAsync(
            """
            mutation ($id: ID!) {
              shipFulfillment(input: { operationId: "ship", fulfillmentId: $id }) { order { status fulfillments { status } } errors { __typename } }
            }
            """,
            new { id = parcel.GetProperty("id").GetString() });
        var found = await shop.Silo.DataAsync(
            "query ($id: ID!, $sku: String!) { order(id: $id) { number status version } orders(search: $sku) { totalCount nodes { id } } }",
            new { id = orderId, sku });

        Assert.Equal("AWAITING_PAYMENT", order.GetProperty("status").GetString());
        Assert.Equal("CONFIRMED", paid.GetProperty("status").GetString());
        Assert.Equal("FULFILLED", shipped.GetProperty("shipFulfillment").GetProperty("order").GetProperty("status").GetString());
        Assert.Equal(1, found.GetProperty("orders").GetProperty("totalCount").GetInt32());
        Assert.Equal(orderId, found.GetProperty("orders").GetProperty("nodes")[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task An_order_for_a_store_is_put_ready_and_collected()
    {
        var sku = await shop.GivenProductAsync(onHand: 5, locationId: "store-london");
        var order = (await shop.PlaceAsync(
            await shop.GivenCartAsync(sku, 1), new { method = "STORE_PICKUP", locationId = "store-london" })).GetProperty("order");
        await shop.PayAsync(order.GetProperty("id").GetString()!);
        var id = order.GetProperty("fulfillments")[0].GetProperty("id").GetString();

        var ready = await shop.Silo.DataAsync(
            """
            mutation ($id: ID!) {
              markReadyForPickup(input: { operationId: "ready", fulfillmentId: $id }) { order { fulfillments { status } } errors { __typename } }
            }
            """,
            new { id });
        var collected = await shop.Silo.DataAsync(
            """
            mutation ($id: ID!) {
              collectFulfillment(input: { operationId: "collect", fulfillmentId: $id }) { order { status fulfillments { status } } errors { __typename } }
            }
            """,
            new { id },
            shop.Token(Role.Pos, "till-1"));

        Assert.Equal("READY_FOR_PICKUP", Status(ready.GetProperty("markReadyForPickup")));
        Assert.Equal("COLLECTED", Status(collected.GetProperty("collectFulfillment")));
        Assert.Equal("FULFILLED", collected.GetProperty("collectFulfillment").GetProperty("order").GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_cancelled_order_gives_its_units_back()
    {
        var sku = await shop.GivenProductAsync(onHand: 2);
        var orderId = (await shop.PlaceAsync(await shop.GivenCartAsync(sku, 2), ShopFixture.Shipping))
            .GetProperty("order").GetProperty("id").GetString();

        var data = await shop.Silo.DataAsync(
            """
            mutation ($orderId: ID!) {
              cancelOrder(input: { operationId: "cancel", orderId: $orderId, reason: "second thoughts" }) { order { status } errors { __typename } }
            }
            """,
            new { orderId });
        var stock = await shop.Silo.DataAsync("query ($sku: String!) { stockItem(sku: $sku, locationId: \"warehouse\") { available } }", new { sku });

        Assert.Equal("CANCELLED", data.GetProperty("cancelOrder").GetProperty("order").GetProperty("status").GetString());
        Assert.Equal(2, stock.GetProperty("stockItem").GetProperty("available").GetInt32());
    }

    [Fact]
    public async Task A_declined_payment_is_told_with_its_code()
    {
        var sku = await shop.GivenProductAsync();
        var orderId = (await shop.PlaceAsync(await shop.GivenCartAsync(sku, 1), ShopFixture.Shipping))
            .GetProperty("order").GetProperty("id").GetString()!;

        var declined = await shop.PayAsync(orderId, "tok_decline");

        Assert.Equal("card_declined", Assert.Single(declined.GetProperty("errors").EnumerateArray()).GetProperty("declineCode").GetString());
    }

    [Fact]
    public async Task The_same_operation_gives_the_same_order_and_another_address_is_another_input()
    {
        var sku = await shop.GivenProductAsync();
        var cartId = await shop.GivenCartAsync(sku, 1);
        var elsewhere = new
        {
            method = "SHIP",
            address = new { name = "A. Smith", street = "2 Low Street", postcode = "EC1A 1BB", city = "London", country = "GB" },
        };

        var first = await shop.PlaceAsync(cartId, ShopFixture.Shipping, operationId: $"place-{cartId}");
        var again = await shop.PlaceAsync(cartId, ShopFixture.Shipping, operationId: $"place-{cartId}");
        var other = await shop.PlaceAsync(cartId, elsewhere, operationId: $"place-{cartId}");

        Assert.Equal(first.GetProperty("order").GetProperty("id").GetString(), again.GetProperty("order").GetProperty("id").GetString());
        Assert.Equal(["OperationIdReusedError"], ShopFixture.Errors(other));
    }

    public static TheoryData<string, string, string> WrongDeliveries => new()
    {
        { """{ "method": "SHIP" }""", "InvalidInputError", "delivery.address" },
        { """{ "method": "STORE_PICKUP" }""", "InvalidInputError", "delivery.locationId" },
        { """{ "method": "STORE_PICKUP", "locationId": "warehouse" }""", "InvalidInputError", "delivery.locationId" },
        { """{ "method": "LOCKER_PICKUP", "locationId": "store-london" }""", "InvalidInputError", "delivery.locationId" },
        { """{ "method": "TAKEN_AT_TILL" }""", "InvalidInputError", "delivery.method" },
        { """{ "method": "STORE_PICKUP", "locationId": "nowhere" }""", "NotFoundError", "" },
        {
            """{ "method": "SHIP", "address": { "name": "A", "street": "1", "postcode": "!", "city": "L", "country": "GB" } }""",
            "InvalidInputError",
            "delivery.address.postcode"
        },
    };

    [Theory]
    [MemberData(nameof(WrongDeliveries))]
    public async Task A_delivery_that_cannot_be_right_is_refused_with_the_field(string delivery, string error, string field)
    {
        var sku = await shop.GivenProductAsync();

        var refused = await shop.PlaceAsync(await shop.GivenCartAsync(sku, 1), JsonSerializer.Deserialize<JsonElement>(delivery));

        var only = Assert.Single(refused.GetProperty("errors").EnumerateArray());
        Assert.Equal(error, only.GetProperty("__typename").GetString());
        if (field.Length > 0)
        {
            Assert.Equal(field, only.GetProperty("field").GetString());
        }
    }

    [Fact]
    public async Task A_customer_sees_own_orders_only()
    {
        var sku = await shop.GivenProductAsync();
        var alice = shop.Token(Role.Customer, $"alice-{sku}");
        var bob = shop.Token(Role.Customer, $"bob-{sku}");
        var orderId = (await shop.PlaceAsync(await shop.GivenCartAsync(sku, 1, alice), ShopFixture.Shipping, alice))
            .GetProperty("order").GetProperty("id").GetString()!;
        const string Read = "query ($orderId: ID!) { order(id: $orderId) { customerId } orders { totalCount } }";

        var own = await shop.Silo.DataAsync(Read, new { orderId }, alice);
        var others = await shop.Silo.DataAsync(Read, new { orderId }, bob);
        var paid = await shop.PayAsync(orderId, token: bob);

        Assert.Equal($"alice-{sku}", own.GetProperty("order").GetProperty("customerId").GetString());
        Assert.Equal(1, own.GetProperty("orders").GetProperty("totalCount").GetInt32());
        Assert.Equal(JsonValueKind.Null, others.GetProperty("order").ValueKind);
        Assert.Equal(0, others.GetProperty("orders").GetProperty("totalCount").GetInt32());
        Assert.Equal(["NotFoundError"], ShopFixture.Errors(paid));
    }

    [Theory]
    [InlineData("no-parcel")]
    [InlineData("no-order.1")]
    public async Task A_parcel_that_does_not_exist_is_not_found(string id)
    {
        var data = await shop.Silo.DataAsync(
            """mutation ($id: ID!) { shipFulfillment(input: { operationId: "ship", fulfillmentId: $id }) { errors { __typename } } }""", new { id });

        Assert.Equal(["NotFoundError"], ShopFixture.Errors(data.GetProperty("shipFulfillment")));
    }

    private static string? Status(JsonElement payload) =>
        payload.GetProperty("order").GetProperty("fulfillments")[0].GetProperty("status").GetString();
}
