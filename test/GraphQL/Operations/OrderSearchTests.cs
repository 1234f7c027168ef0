namespace OrleansCommerce.GraphQL.Tests.Operations;

/// <summary>The list of orders through the API: its filters and sorts, and whose orders it shows. What each filter means is tested with the views.</summary>
[Collection(ShopCollection.Name)]
public sealed class OrderSearchTests(ShopFixture shop)
{
    private const string Search =
        """
        query ($search: String, $customer: ID, $status: [OrderStatus!], $channel: Channel, $location: ID, $sku: String, $method: DeliveryMethod,
               $payment: PaymentState, $onHold: Boolean, $from: DateTime, $to: DateTime, $min: Decimal, $max: Decimal, $sort: OrderSort, $first: Int, $after: String) {
          searchOrders(search: $search, customerId: $customer, status: $status, channel: $channel, locationId: $location, sku: $sku, method: $method,
                 payment: $payment, onHold: $onHold, from: $from, to: $to, minAmount: $min, maxAmount: $max, sort: $sort, first: $first, after: $after) {
            totalCount
            nodes { id status }
            pageInfo { hasNextPage hasPreviousPage endCursor }
          }
        }
        """;

    [Fact]
    public async Task The_list_shows_an_order_in_each_state_and_under_every_filter_at_once()
    {
        var (sku, customer) = (await shop.GivenProductAsync(price: 12.50m), $"cu-{Guid.NewGuid():N}");
        var token = shop.Token(Role.Customer, customer);
        var placed = (await shop.PlaceAsync(await shop.GivenCartAsync(sku, 2, token), ShopFixture.Shipping, token)).GetProperty("order");
        var id = placed.GetProperty("id").GetString()!;
        Assert.Equal([id], await FindAsync(new { status = "AWAITING_PAYMENT", sku }));
        Assert.Empty(await FindAsync(new { status = new[] { "CONFIRMED", "FULFILLED" }, sku }));

        await shop.PayAsync(id, token: token);
        var everything = new
        {
            search = placed.GetProperty("number").GetString() + " THING",
            customer,
            status = new[] { "CONFIRMED", "AWAITING_PAYMENT" },
            channel = "WEB",
            location = "warehouse",
            sku,
            method = "SHIP",
            payment = "AUTHORIZED",
            onHold = false,
            from = DateTimeOffset.UtcNow.AddHours(-1),
            to = DateTimeOffset.UtcNow.AddHours(1),
            min = 25m,
            max = 25.00m,
            sort = "HIGHEST_TOTAL",
        };
        Assert.Equal([id], await FindAsync(everything));
        Assert.Equal([id], await FindAsync(everything, token));
        Assert.Empty(await FindAsync(new { sku }, shop.Token(Role.Customer, "cu-other")));
    }

    [Fact]
    public async Task Pages_hang_together_in_each_sort_and_take_only_their_own_cursors()
    {
        var sku = await shop.GivenProductAsync(onHand: 100, price: 1m);
        for (var units = 1; units <= 3; units++)
        {
            await shop.PlaceAsync(await shop.GivenCartAsync(sku, units), ShopFixture.Shipping);
        }

        var newest = await FindAsync(new { sku });
        Assert.Equal(Enumerable.Reverse(newest), await FindAsync(new { sku, sort = "OLDEST" }));
        Assert.Equal(newest, await FindAsync(new { sku, sort = "HIGHEST_TOTAL" }));
        Assert.Equal(Enumerable.Reverse(newest), await FindAsync(new { sku, sort = "LOWEST_TOTAL" }));

        var first = (await shop.Silo.DataAsync(Search, new { sku, sort = "OLDEST", first = 2 })).GetProperty("searchOrders");
        var after = first.GetProperty("pageInfo").GetProperty("endCursor").GetString();
        var rest = (await shop.Silo.DataAsync(Search, new { sku, sort = "OLDEST", first = 2, after })).GetProperty("searchOrders");
        Assert.Equal(newest[0], Assert.Single(rest.GetProperty("nodes").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(3, rest.GetProperty("totalCount").GetInt32());
        Assert.True(rest.GetProperty("pageInfo").GetProperty("hasPreviousPage").GetBoolean());
        var refused = await shop.Silo.PostAsync(Search, new { sku, after });
        Assert.Equal("BAD_USER_INPUT", refused.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Fact]
    public async Task What_is_no_status_is_refused_and_odd_text_finds_nothing()
    {
        var refused = await shop.Silo.PostAsync(Search, new { status = "LOST" });
        Assert.True(refused.TryGetProperty("errors", out _));
        refused = await shop.Silo.PostAsync(Search, new { status = Enumerable.Repeat("PLACED", 8) });
        Assert.Equal("BAD_USER_INPUT", refused.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        foreach (var odd in new[] { "%", "_%", "' or 1=1 --", "\0", "\\", new string('x', 20_000) })
        {
            Assert.Empty(await FindAsync(new { sku = odd, search = odd }));
        }
    }

    private async Task<string[]> FindAsync(object filter, string? token = null)
    {
        var found = (await shop.Silo.DataAsync(Search, filter, token)).GetProperty("searchOrders");
        Assert.Equal(found.GetProperty("totalCount").GetInt32(), found.GetProperty("nodes").GetArrayLength());
        return [.. found.GetProperty("nodes").EnumerateArray().Select(order => order.GetProperty("id").GetString()!)];
    }
}
