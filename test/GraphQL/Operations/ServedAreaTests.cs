using System.Text.Json;
using OrleansCommerce.Silo.Tests;

namespace OrleansCommerce.GraphQL.Tests.Operations;

/// <summary>Where a shop sends goods to that says so: quotes, orders and other addresses.</summary>
public sealed class ServedAreaTests : IAsyncLifetime
{
    private RunningSilo _silo = null!;

    public async Task InitializeAsync()
    {
        _silo = await RunningSilo.StartDevelopmentAsync("--Delivery:Countries=GB, IE", "--Delivery:Postcodes:GB=EC,W 1,sw1a");
        await StockAsync();
    }

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Theory]
    [InlineData("FR", "75001", "COUNTRY_NOT_SERVED", "delivery.address.country")]
    [InlineData("GB", "N1 9GU", "POSTCODE_NOT_SERVED", "delivery.address.postcode")]
    [InlineData("GB", "EC1A 1BB", null, null)]
    [InlineData("GB", "w1-a 1aa", null, null)]
    [InlineData("GB", "SW1A 2AA", null, null)]
    [InlineData("IE", "D02 AF30", null, null)]
    public async Task An_order_is_sent_where_the_shop_sends_to(string country, string postcode, string? code, string? field)
    {
        var payload = (await _silo.DataAsync(
            """
            mutation ($op: ID!, $cartId: ID!, $delivery: DeliveryInput!) {
              placeOrder(input: { operationId: $op, cartId: $cartId, channel: WEB, delivery: $delivery }) {
                order { id } errors { __typename ... on NotServedError { code field message } }
              }
            }
            """,
            new { op = Guid.NewGuid(), cartId = await CartAsync(), delivery = new { method = "SHIP", address = Address(country, postcode) } })).GetProperty("placeOrder");
        if (code is null)
        {
            Assert.Equal([], ShopFixture.Errors(payload));
            return;
        }

        var error = Assert.Single(payload.GetProperty("errors").EnumerateArray());
        Assert.Equal((code, field), (error.GetProperty("code").GetString(), error.GetProperty("field").GetString()));
        Assert.DoesNotContain(postcode, error.GetProperty("message").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_goes_to_no_other_address_that_the_shop_does_not_send_to()
    {
        var placed = (await _silo.DataAsync(
            """
            mutation ($cartId: ID!, $delivery: DeliveryInput!) {
              placeOrder(input: { operationId: "place", cartId: $cartId, channel: WEB, delivery: $delivery }) { order { id } errors { __typename } }
            }
            """,
            new { cartId = await CartAsync(), delivery = new { method = "SHIP", address = Address("GB", "EC1A 1BB") } })).GetProperty("placeOrder");
        var orderId = placed.GetProperty("order").GetProperty("id").GetString();
        Assert.Equal(("COUNTRY_NOT_SERVED", "address.country"), await ReaddressAsync(orderId, "FR", "75001"));
        Assert.Equal(("POSTCODE_NOT_SERVED", "address.postcode"), await ReaddressAsync(orderId, "GB", "M1 1AA"));
        Assert.Null(await ReaddressAsync(orderId, "IE", "D02 AF30"));
    }

    [Fact]
    public async Task What_was_accepted_has_its_first_answer_when_the_shop_sends_there_no_more()
    {
        var folder = Directory.CreateTempSubdirectory("orleanscommerce-");
        var database = $"--ConnectionStrings:Journal=Data Source={Path.Combine(folder.FullName, "journal.db")}";
        await _silo.DisposeAsync();
        _silo = await RunningSilo.StartDevelopmentAsync(database, "--Delivery:Countries=GB,IE");
        await StockAsync();
        var (cartId, late) = (await CartAsync(), await CartAsync());
        var first = await PlaceAsync("place", cartId, "IE", "D02 AF30");
        var orderId = first.GetProperty("order").GetProperty("id").GetString();
        Assert.Null(await ReaddressAsync(orderId, "IE", "D04 X4C9", "move"));
        await _silo.DisposeAsync();

        _silo = await RunningSilo.StartDevelopmentAsync(database, "--Delivery:Countries=GB");
        Assert.Equal(orderId, (await PlaceAsync("place", cartId, "IE", "D02 AF30")).GetProperty("order").GetProperty("id").GetString());
        Assert.Null(await ReaddressAsync(orderId, "IE", "D04 X4C9", "move"));

        // Another input under the same key is none of it, and neither is another key.
        Assert.Equal(["OperationIdReusedError"], ShopFixture.Errors(await PlaceAsync("place", cartId, "IE", "D04 X4C9")));
        Assert.Equal(["NotServedError"], ShopFixture.Errors(await PlaceAsync("place", late, "IE", "D02 AF30")));
        Assert.Equal(["NotServedError"], ShopFixture.Errors(await PlaceAsync("late", late, "IE", "D02 AF30")));
        Assert.Equal(("COUNTRY_NOT_SERVED", "address.country"), await ReaddressAsync(orderId, "IE", "D02 AF30"));
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("FR", null, "NOT_SERVED", "country: ")]
    [InlineData("GB", "M1 1AA", "NOT_SERVED", "postcode: ")]
    [InlineData("XX", null, "BAD_USER_INPUT", "country: ")]
    [InlineData(null, "M1 1AA", "BAD_USER_INPUT", "country: ")]
    [InlineData("GB", null, null, null)]
    [InlineData("GB", "EC1A 1BB", null, null)]
    [InlineData(null, null, null, null)]
    public async Task A_quote_says_so_before(string? country, string? postcode, string? code, string? begins)
    {
        var answer = await _silo.PostAsync(
            """
            query ($cartId: ID!, $country: String, $postcode: String) {
              quoteDelivery(cartId: $cartId, channel: WEB, country: $country, postcode: $postcode, locationIds: ["store-london"]) { method isAvailable }
            }
            """,
            new { cartId = await CartAsync(), country, postcode });
        if (code is null)
        {
            Assert.Equal("SHIP", answer.GetProperty("data").GetProperty("quoteDelivery")[0].GetProperty("method").GetString());
            return;
        }

        var error = answer.GetProperty("errors")[0];
        Assert.Equal(code, error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.StartsWith(begins!, error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private Task<JsonElement> StockAsync() => _silo.DataAsync(
        """
        mutation {
          upsertProduct(input: { sku: "thing", name: "A thing", price: { amount: 5, currency: "GBP" } }) { errors { __typename } }
          receiveStock(input: { operationId: "first", sku: "thing", locationId: "warehouse", quantity: 9 }) { errors { __typename } }
        }
        """,
        token: _silo.Token(Role.Admin, "boss"));

    private async Task<JsonElement> PlaceAsync(string op, string cartId, string country, string postcode) => (await _silo.DataAsync(
        """
        mutation ($op: ID!, $cartId: ID!, $delivery: DeliveryInput!) {
          placeOrder(input: { operationId: $op, cartId: $cartId, channel: WEB, delivery: $delivery }) { order { id } errors { __typename } }
        }
        """,
        new { op, cartId, delivery = new { method = "SHIP", address = Address(country, postcode) } })).GetProperty("placeOrder");

    private static object Address(string country, string postcode) =>
        new { name = "A. Smith", street = "1 High Street", postcode, city = "Town", country };

    private async Task<string> CartAsync()
    {
        var created = await _silo.DataAsync(
            """mutation ($op: ID!) { createCart(input: { operationId: $op, channel: WEB, currency: "GBP" }) { cart { id } } }""", new { op = Guid.NewGuid() });
        var cartId = created.GetProperty("createCart").GetProperty("cart").GetProperty("id").GetString()!;
        await _silo.DataAsync(
            """
            mutation ($cartId: ID!) {
              addCartLine(input: { operationId: "add", cartId: $cartId, sku: "thing", quantity: 1, channel: WEB }) { errors { __typename } }
            }
            """,
            new { cartId });
        return cartId;
    }

    private async Task<(string? Code, string? Field)?> ReaddressAsync(string? orderId, string country, string postcode, string? op = null)
    {
        var payload = (await _silo.DataAsync(
            """
            mutation ($op: ID!, $orderId: ID!, $address: AddressInput!) {
              changeDeliveryAddress(input: { operationId: $op, orderId: $orderId, address: $address }) {
                order { id } errors { __typename ... on NotServedError { code field } }
              }
            }
            """,
            new { op = op ?? Guid.NewGuid().ToString(), orderId, address = Address(country, postcode) })).GetProperty("changeDeliveryAddress");
        return payload.GetProperty("errors") is { ValueKind: JsonValueKind.Array } errors
            ? (errors[0].GetProperty("code").GetString(), errors[0].GetProperty("field").GetString())
            : null;
    }
}
