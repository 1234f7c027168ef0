using System.Text.Json;

namespace OrleansCommerce.GraphQL.Tests.Operations;

/// <summary>What a till sold is sold, whatever was promised, and however late it tells.</summary>
[Collection(ShopCollection.Name)]
public sealed class TillTruthTests(ShopFixture shop)
{
    private const string Record =
        """
        mutation ($locationId: ID! = "store-london", $sales: [OfflineSaleInput!]!) {
          recordTillSales(input: { locationId: $locationId, sales: $sales }) {
            results { index operationId order { id status placedAt total { amount } } errors { __typename ... on InvalidInputError { field } } }
            errors { __typename ... on InvalidInputError { field } ... on NotFoundError { id } }
          }
        }
        """;

    [Fact]
    public async Task A_till_sells_what_an_order_was_promised_and_the_order_gets_its_units_from_elsewhere()
    {
        var sku = await shop.GivenProductAsync(onHand: 2, locationId: "store-london");
        var placed = (await shop.PlaceAsync(await shop.GivenCartAsync(sku, 2), ShopFixture.Shipping)).GetProperty("order");
        var orderId = placed.GetProperty("id").GetString()!;
        await shop.PayAsync(orderId);
        await ReceiveAsync(sku, "warehouse", 3);

        await SellAsync(sku, 1);
        var discrepancy = Assert.Single((await DiscrepanciesAsync(sku, resolved: false)).EnumerateArray());
        var order = await UntilAsync(orderId, order => order.GetProperty("fulfillments").GetArrayLength() == 2);

        Assert.Equal(1, discrepancy.GetProperty("shortfall").GetInt32());
        Assert.Equal("SALE", discrepancy.GetProperty("cause").GetString());
        Assert.Equal("store-london", discrepancy.GetProperty("location").GetProperty("id").GetString());
        var promise = Assert.Single(discrepancy.GetProperty("atRisk").EnumerateArray());
        Assert.Equal(("ALLOCATION", orderId, 1), (
            promise.GetProperty("kind").GetString(), promise.GetProperty("orderId").GetString(), promise.GetProperty("quantity").GetInt32()));
        Assert.Equal(
            ["store-london", "warehouse"],
            order.GetProperty("fulfillments").EnumerateArray().Select(parcel => parcel.GetProperty("location").GetProperty("id").GetString()!));

        var resolve = new { op = "resolve", id = discrepancy.GetProperty("id").GetString() };
        Assert.Equal(1, (await ResolveAsync(resolve)).GetProperty("stockItem").GetProperty("onHand").GetInt32());
        Assert.Equal(1, (await ResolveAsync(resolve)).GetProperty("stockItem").GetProperty("onHand").GetInt32());
        Assert.Equal(["NotFoundError"], ShopFixture.Errors(await ResolveAsync(new { op = "again", resolve.id })));
        Assert.Empty((await DiscrepanciesAsync(sku, resolved: false)).EnumerateArray());
        Assert.Equal(
            "Sold in the shop.", Assert.Single((await DiscrepanciesAsync(sku, resolved: true)).EnumerateArray()).GetProperty("resolution").GetString());
    }

    [Fact]
    public async Task What_nobody_has_is_cancelled_and_refunded_and_the_order_goes_on()
    {
        var sku = await shop.GivenProductAsync(onHand: 2, price: 10m, locationId: "store-london");
        var placed = (await shop.PlaceAsync(await shop.GivenCartAsync(sku, 2), ShopFixture.Shipping)).GetProperty("order");
        var orderId = placed.GetProperty("id").GetString()!;
        await shop.PayAsync(orderId);

        await SellAsync(sku, 1);
        var order = await UntilAsync(orderId, order => order.GetProperty("refunded").GetProperty("amount").GetDecimal() > 0);

        Assert.Equal("CONFIRMED", order.GetProperty("status").GetString());
        Assert.Equal(10m, order.GetProperty("total").GetProperty("amount").GetDecimal());
        Assert.Equal(10m, order.GetProperty("refunded").GetProperty("amount").GetDecimal());
        Assert.Equal(1, order.GetProperty("lines")[0].GetProperty("cancelledQuantity").GetInt32());
    }

    [Fact]
    public async Task Sales_of_a_till_that_was_offline_are_booked_once_each_with_their_own_time()
    {
        var sku = await shop.GivenProductAsync(onHand: 5, price: 10m, locationId: "store-london");
        var till = shop.Token(Role.Pos, "till-1");
        var soldAt = DateTimeOffset.UtcNow.AddHours(-3);
        object Sale(string op, int quantity, DateTimeOffset? at = null) =>
            new { operationId = $"{op}-{sku}", soldAt = at ?? soldAt, currency = "GBP", lines = new[] { new { sku, quantity } } };
        object[] sales = [Sale("a", 2), Sale("b", 0), Sale("a", 2), Sale("c", 9), Sale("d", 1, DateTimeOffset.UtcNow.AddDays(2))];

        var first = await shop.Silo.DataAsync(Record, new { sales }, till);
        var again = await shop.Silo.DataAsync(Record, new { sales }, till);

        Assert.Equal(first.GetRawText(), again.GetRawText());
        var results = first.GetProperty("recordTillSales").GetProperty("results").EnumerateArray().ToList();
        Assert.Equal([0, 1, 2, 3, 4], results.Select(result => result.GetProperty("index").GetInt32()));
        Assert.Equal("FULFILLED", results[0].GetProperty("order").GetProperty("status").GetString());
        Assert.Equal(soldAt, results[0].GetProperty("order").GetProperty("placedAt").GetDateTimeOffset(), TimeSpan.FromMilliseconds(1));
        Assert.Equal("lines[0].quantity", results[1].GetProperty("errors")[0].GetProperty("field").GetString());
        Assert.Equal(
            results[0].GetProperty("order").GetProperty("id").GetString(), results[2].GetProperty("order").GetProperty("id").GetString());
        Assert.Equal(JsonValueKind.Null, results[3].GetProperty("errors").ValueKind);
        Assert.Equal("soldAt", results[4].GetProperty("errors")[0].GetProperty("field").GetString());
        Assert.Equal(0, await OnHandAsync(sku));
    }

    [Fact]
    public async Task A_sale_whose_answer_was_lost_is_found_when_it_is_told_again_later()
    {
        var sku = await shop.GivenProductAsync(onHand: 5, locationId: "store-london");
        var till = shop.Token(Role.Pos, "till-1");
        var lines = new[] { new { sku, quantity = 2 } };
        await shop.Silo.DataAsync(
            """
            mutation ($op: ID!, $lines: [TillLineInput!]!) {
              sellAtTill(input: { operationId: $op, locationId: "store-london", currency: "GBP", lines: $lines }) { errors { __typename } }
            }
            """,
            new { op = $"sale-{sku}", lines },
            till);

        var told = await shop.Silo.DataAsync(
            Record, new { sales = new[] { new { operationId = $"sale-{sku}", soldAt = DateTimeOffset.UtcNow, currency = "GBP", lines } } }, till);

        Assert.Equal(JsonValueKind.Null, told.GetProperty("recordTillSales").GetProperty("results")[0].GetProperty("errors").ValueKind);
        Assert.Equal(3, await OnHandAsync(sku));
    }

    [Fact]
    public async Task A_batch_that_is_too_big_or_of_no_shop_is_refused_as_a_whole()
    {
        var sale = new { operationId = "x", soldAt = DateTimeOffset.UtcNow, currency = "GBP", lines = new[] { new { sku = "x", quantity = 1 } } };

        var tooMany = await shop.Silo.DataAsync(Record, new { sales = Enumerable.Repeat(sale, 101) });
        var nowhere = await shop.Silo.DataAsync(Record, new { locationId = "nowhere", sales = new[] { sale } });

        Assert.Equal("sales", tooMany.GetProperty("recordTillSales").GetProperty("errors")[0].GetProperty("field").GetString());
        Assert.Equal("nowhere", nowhere.GetProperty("recordTillSales").GetProperty("errors")[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_till_may_not_see_discrepancies()
    {
        var response = await shop.Silo.PostAsync("{ stockDiscrepancies { totalCount } }", token: shop.Token(Role.Pos, "till-1"));

        Assert.Equal("FORBIDDEN", response.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    private async Task ReceiveAsync(string sku, string locationId, int quantity) => await shop.Silo.DataAsync(
        """
        mutation ($sku: String!, $locationId: ID!, $quantity: Int!) {
          receiveStock(input: { operationId: "more", sku: $sku, locationId: $locationId, quantity: $quantity }) { errors { __typename } }
        }
        """,
        new { sku, locationId, quantity });

    private async Task SellAsync(string sku, int quantity) => await shop.Silo.DataAsync(
        """
        mutation ($op: ID!, $lines: [TillLineInput!]!) {
          sellAtTill(input: { operationId: $op, locationId: "store-london", currency: "GBP", lines: $lines }) { errors { __typename } }
        }
        """,
        new { op = $"sale-{sku}", lines = new[] { new { sku, quantity } } });

    private async Task<int> OnHandAsync(string sku) => (await shop.Silo.DataAsync(
        """query ($sku: String!) { stockItem(sku: $sku, locationId: "store-london") { onHand } }""", new { sku }))
        .GetProperty("stockItem").GetProperty("onHand").GetInt32();

    private async Task<JsonElement> DiscrepanciesAsync(string sku, bool resolved) => (await shop.Silo.DataAsync(
        """
        query ($sku: String!, $resolved: Boolean!) {
          stockDiscrepancies(sku: $sku, locationId: "store-london", resolved: $resolved) {
            nodes { id shortfall cause reference resolution location { id } atRisk { kind orderId quantity } }
          }
        }
        """,
        new { sku, resolved })).GetProperty("stockDiscrepancies").GetProperty("nodes");

    private async Task<JsonElement> ResolveAsync(object input) => (await shop.Silo.DataAsync(
        """
        mutation ($op: ID!, $id: ID!) {
          resolveDiscrepancy(input: { operationId: $op, discrepancyId: $id, resolution: "Sold in the shop." }) {
            stockItem { onHand } errors { __typename }
          }
        }
        """,
        input)).GetProperty("resolveDiscrepancy");

    /// <summary>The order, once the wake-up has told it what it lost.</summary>
    private async Task<JsonElement> UntilAsync(string id, Func<JsonElement, bool> done)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var order = (await shop.Silo.DataAsync(
                """
                query ($id: ID!) {
                  order(id: $id) {
                    status total { amount } refunded { amount } lines { cancelledQuantity } fulfillments { location { id } }
                  }
                }
                """,
                new { id })).GetProperty("order");
            if (done(order))
            {
                return order;
            }

            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
