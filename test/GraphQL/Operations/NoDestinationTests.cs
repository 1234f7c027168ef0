using OrleansCommerce.Silo.Tests;

namespace OrleansCommerce.GraphQL.Tests.Operations;

/// <summary>A shop that sends goods only to another country than its own: what its places have is seen, sold and fetched there all the same.</summary>
public sealed class NoDestinationTests : IAsyncLifetime
{
    private RunningSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await RunningSilo.StartDevelopmentAsync("--Delivery:Countries=IE");

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task Saleor_5578_and_10043_what_a_place_has_depends_on_no_country_that_goods_are_sent_to()
    {
        var made = await _silo.DataAsync(
            """
            mutation {
              upsertProduct(input: { sku: "thing", name: "A thing", price: { amount: 5, currency: "GBP" } }) { errors { __typename } }
              receiveStock(input: { operationId: "first", sku: "thing", locationId: "store-london", quantity: 3 }) { errors { __typename } }
              createCart(input: { operationId: "cart", channel: WEB, currency: "GBP" }) { cart { id } }
            }
            """);
        var cartId = made.GetProperty("createCart").GetProperty("cart").GetProperty("id").GetString();
        await _silo.DataAsync(
            """
            mutation ($cartId: ID!) { addCartLine(input: { operationId: "add", cartId: $cartId, sku: "thing", quantity: 1, channel: WEB }) { errors { __typename } } }
            """,
            new { cartId });

        var seen = await _silo.DataAsync(
            """
            query ($cartId: ID!) {
              availability(sku: "thing") { location { id } available }
              quoteDelivery(cartId: $cartId, channel: WEB, locationIds: ["store-london"]) { method isAvailable location { id } }
            }
            """,
            new { cartId });
        Assert.Equal(
            3, Assert.Single(seen.GetProperty("availability").EnumerateArray(), static item => item.GetProperty("location").GetProperty("id").GetString() == "store-london").GetProperty("available").GetInt32());
        Assert.True(Assert.Single(
            seen.GetProperty("quoteDelivery").EnumerateArray(), static choice => choice.GetProperty("method").GetString() == "STORE_PICKUP").GetProperty("isAvailable").GetBoolean());

        var sold = await _silo.DataAsync(
            """
            mutation ($cartId: ID!) {
              sellAtTill(input: { operationId: "sale", locationId: "store-london", currency: "GBP", lines: [{ sku: "thing", quantity: 1, unitPrice: { amount: 5, currency: "GBP" } }] }) {
                order { status } errors { __typename }
              }
              reserveStock(input: { reservationId: "kept", sku: "thing", locationId: "store-london", quantity: 1, channel: WEB }) { reservation { status } errors { __typename } }
              placeOrder(input: { operationId: "place", cartId: $cartId, channel: WEB, delivery: { method: STORE_PICKUP, locationId: "store-london" } }) {
                order { fulfillments { location { id } } } errors { __typename }
              }
            }
            """,
            new { cartId });
        foreach (var payload in sold.EnumerateObject())
        {
            Assert.Equal([], ShopFixture.Errors(payload.Value));
        }

        var levels = (await _silo.DataAsync("""{ stockItem(sku: "thing", locationId: "store-london") { onHand reserved allocated available } }""")).GetProperty("stockItem");
        Assert.Equal(
            [2, 1, 1, 0],
            new[] { "onHand", "reserved", "allocated", "available" }.Select(name => levels.GetProperty(name).GetInt32()));
    }
}
