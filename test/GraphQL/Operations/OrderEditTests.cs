using System.Text.Json;

namespace OrleansCommerce.GraphQL.Tests.Operations;

/// <summary>A customer changes an order while nobody has begun to pick it.</summary>
[Collection(ShopCollection.Name)]
public sealed class OrderEditTests(ShopFixture shop)
{
    private const string Readdress =
        """
        mutation ($id: ID!, $op: ID!, $country: String!) {
          changeDeliveryAddress(input: { operationId: $op, orderId: $id, address: {
            name: "B. Smith", street: "2 Low Street", postcode: "EC1A 1BB", city: "London", country: $country } }) {
            order { version } errors { __typename ... on InvalidInputError { field } ... on InvalidStateError { state } }
          }
        }
        """;

    private const string Add =
        """
        mutation ($id: ID!, $op: ID!, $sku: String!, $quantity: Int!, $token: String) {
          addOrderLines(input: { operationId: $op, orderId: $id, lines: [{ sku: $sku, quantity: $quantity }], paymentToken: $token }) {
            order { status total { amount } paid { amount } lines { id sku quantity } fulfillments { status } }
            errors { __typename ... on InvalidInputError { field } ... on InvalidStateError { state } }
          }
        }
        """;

    [Fact]
    public async Task An_address_is_changed_by_its_customer_until_the_parcel_is_picked()
    {
        var customer = $"cu-{Guid.NewGuid():N}";
        var token = shop.Token(Role.Customer, customer);
        var id = await GivenPaidAsync(await shop.GivenProductAsync(), token);

        var wrong = (await shop.Silo.DataAsync(Readdress, new { id, op = "wrong", country = "XX" }, token)).GetProperty("changeDeliveryAddress");
        Assert.Equal("address.country", wrong.GetProperty("errors")[0].GetProperty("field").GetString());
        var others = await shop.Silo.DataAsync(Readdress, new { id, op = "theirs", country = "GB" }, shop.Token(Role.Customer, "somebody-else"));
        Assert.Equal(["NotFoundError"], ShopFixture.Errors(others.GetProperty("changeDeliveryAddress")));

        var changed = (await shop.Silo.DataAsync(Readdress, new { id, op = "move", country = "GB" }, token)).GetProperty("changeDeliveryAddress");
        Assert.Empty(ShopFixture.Errors(changed));
        var again = (await shop.Silo.DataAsync(Readdress, new { id, op = "move", country = "GB" }, token)).GetProperty("changeDeliveryAddress");
        Assert.Equal(changed.GetProperty("order").GetProperty("version").GetInt32(), again.GetProperty("order").GetProperty("version").GetInt32());
        var other = (await shop.Silo.DataAsync(Readdress, new { id, op = "move", country = "FR" }, token)).GetProperty("changeDeliveryAddress");
        Assert.Equal(["OperationIdReusedError"], ShopFixture.Errors(other));

        await shop.Silo.DataAsync(
            "mutation ($id: ID!) { pickFulfillment(input: { operationId: \"pick\", fulfillmentId: $id }) { errors { __typename } } }", new { id = $"{id}.1" });
        var late = (await shop.Silo.DataAsync(Readdress, new { id, op = "late", country = "GB" }, token)).GetProperty("changeDeliveryAddress");
        Assert.Equal("PICKED", late.GetProperty("errors")[0].GetProperty("state").GetString());
    }

    [Fact]
    public async Task More_is_added_to_a_paid_order_and_paid_or_nothing_is()
    {
        var token = shop.Token(Role.Customer, $"cu-{Guid.NewGuid():N}");
        var (first, more) = (await shop.GivenProductAsync(price: 10m), await shop.GivenProductAsync(onHand: 3, price: 7m));
        var id = await GivenPaidAsync(first, token);

        Assert.Equal(["InvalidInputError"], Errors(await AddAsync("free", 1, null)));
        Assert.Equal(["OutOfStockError"], Errors(await AddAsync("many", 4, "tok_approve")));
        Assert.Equal(["PaymentDeclinedError"], Errors(await AddAsync("poor", 1, "tok_decline")));
        var added = (await AddAsync("more", 3, "tok_approve")).GetProperty("order");
        Assert.Equal((31m, 31m, "CONFIRMED", 2, 2), (
            added.GetProperty("total").GetProperty("amount").GetDecimal(),
            added.GetProperty("paid").GetProperty("amount").GetDecimal(),
            added.GetProperty("status").GetString(),
            added.GetProperty("lines").GetArrayLength(),
            added.GetProperty("fulfillments").GetArrayLength()));

        var work = await shop.Silo.DataAsync(
            """query { workList(locationId: "warehouse", first: 200) { nodes { fulfillment { id } } } }""");
        Assert.Equal(2, work.GetProperty("workList").GetProperty("nodes").EnumerateArray()
            .Count(item => item.GetProperty("fulfillment").GetProperty("id").GetString()!.StartsWith(id, StringComparison.Ordinal)));

        async Task<JsonElement> AddAsync(string op, int quantity, string? paymentToken) =>
            (await shop.Silo.DataAsync(Add, new { id, op, sku = more, quantity, token = paymentToken }, token)).GetProperty("addOrderLines");

        static string[] Errors(JsonElement payload) => ShopFixture.Errors(payload);
    }

    private async Task<string> GivenPaidAsync(string sku, string token)
    {
        var placed = await shop.PlaceAsync(await shop.GivenCartAsync(sku, 1, token), ShopFixture.Shipping, token);
        var id = placed.GetProperty("order").GetProperty("id").GetString()!;
        await shop.PayAsync(id, token: token);
        return id;
    }
}
