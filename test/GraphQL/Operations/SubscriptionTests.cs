using System.Net.Http.Json;
using System.Text.Json;

namespace OrleansCommerce.GraphQL.Tests.Operations;

[Collection(ShopCollection.Name)]
public sealed class SubscriptionTests(ShopFixture shop)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_change_of_stock_is_told_at_the_location_that_was_asked_for()
    {
        var sku = await shop.GivenProductAsync(onHand: 1, locationId: "store-london");
        using var reader = await FollowAsync(
            $$"""subscription { stockChanged(sku: "{{sku}}", locationId: "store-london") { onHand location { id } } }""");

        await ReceiveAsync(sku, "warehouse", 9);
        await ReceiveAsync(sku, "store-london", 4);

        JsonElement changed;
        do
        {
            // A change from just before the subscription may still be on its way, and comes first.
            changed = (await NextAsync(reader)).GetProperty("data").GetProperty("stockChanged");
            Assert.Equal("store-london", changed.GetProperty("location").GetProperty("id").GetString());
        }
        while (changed.GetProperty("onHand").GetInt32() == 1);

        Assert.Equal(5, changed.GetProperty("onHand").GetInt32());
    }

    [Fact]
    public async Task A_change_of_a_cart_is_told_to_every_channel()
    {
        var sku = await shop.GivenProductAsync();
        var cartId = await shop.GivenCartAsync(sku, 1);
        using var reader = await FollowAsync($$"""subscription { cartChanged(cartId: "{{cartId}}") { version lines { quantity } } }""");

        await shop.Silo.DataAsync(
            """
            mutation ($cartId: ID!, $sku: String!) {
              addCartLine(input: { operationId: "more", cartId: $cartId, sku: $sku, quantity: 2, channel: KIOSK }) { errors { __typename } }
            }
            """,
            new { cartId, sku });

        JsonElement changed;
        do
        {
            changed = (await NextAsync(reader)).GetProperty("data").GetProperty("cartChanged");
        }
        while (changed.GetProperty("version").GetInt32() < 3);

        Assert.Equal(3, changed.GetProperty("lines")[0].GetProperty("quantity").GetInt32());
    }

    [Fact]
    public async Task A_change_of_an_order_is_told()
    {
        var sku = await shop.GivenProductAsync();
        var orderId = (await shop.PlaceAsync(await shop.GivenCartAsync(sku, 1), ShopFixture.Shipping))
            .GetProperty("order").GetProperty("id").GetString()!;
        using var reader = await FollowAsync($$"""subscription { orderChanged(orderId: "{{orderId}}") { id version } }""");

        await shop.PayAsync(orderId);

        Assert.Equal(orderId, (await NextAsync(reader)).GetProperty("data").GetProperty("orderChanged").GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("cartChanged(cartId: \"none\") { id }")]
    [InlineData("orderChanged(orderId: \"none\") { id }")]
    [InlineData("stockChanged(sku: \"none\") { sku }")]
    public async Task Nobody_can_follow_what_does_not_exist(string field)
    {
        using var reader = await FollowAsync($"subscription {{ {field} }}");

        var response = await NextAsync(reader);

        Assert.Equal("NOT_FOUND", response.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    private Task<JsonElement> ReceiveAsync(string sku, string locationId, int quantity) => shop.Silo.DataAsync(
        """
        mutation ($sku: String!, $locationId: ID!, $quantity: Int!) {
          receiveStock(input: { operationId: "more", sku: $sku, locationId: $locationId, quantity: $quantity }) { errors { __typename } }
        }
        """,
        new { sku, locationId, quantity });

    /// <summary>Subscribes over server-sent events: the subscription is in place when the response's headers come.</summary>
    private async Task<StreamReader> FollowAsync(string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query }) };
        request.Headers.Accept.ParseAdd("text/event-stream");
        var response = await shop.Silo.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return new StreamReader(await response.Content.ReadAsStreamAsync());
    }

    private static async Task<JsonElement> NextAsync(StreamReader reader)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await reader.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("data: {", StringComparison.Ordinal))
            {
                return JsonSerializer.Deserialize<JsonElement>(line.AsSpan("data: ".Length));
            }
        }

        throw new InvalidOperationException("The stream ended without an event.");
    }
}
