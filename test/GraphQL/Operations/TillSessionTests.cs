using System.Text.Json;

namespace OrleansCommerce.GraphQL.Tests.Operations;

/// <summary>A till's day: float, sales, cash in and out, X report, count.</summary>
[Collection(ShopCollection.Name)]
public sealed class TillSessionTests(ShopFixture shop)
{
    private const string Report =
        """
        number isOpen openedBy closedBy varianceReason location { id }
        openingFloat { amount } openingDenominations { value count }
        movements { kind amount { amount } reason recordedBy }
        totals { saleCount cash { amount currency } card { amount } giftCard { amount } refundCount cashRefunds { amount } }
        lateTotals { saleCount cash { amount } }
        expectedCash { amount } countedCash { amount } variance { amount } unexplainedVariance { amount }
        """;

    private readonly string _till = $"till-{Guid.NewGuid():N}";

    [Fact]
    public async Task A_session_from_its_float_to_its_count()
    {
        var sku = await shop.GivenProductAsync(onHand: 9, price: 10m, locationId: "store-london");
        var opened = await OpenAsync(new { currency = "GBP", denominations = new[] { new { value = 20m, count = 4 }, new { value = 0.5m, count = 40 } } });
        Assert.Equal((1, true, 100m), (
            opened.GetProperty("number").GetInt32(), opened.GetProperty("isOpen").GetBoolean(), Amount(opened, "openingFloat")));
        Assert.Equal("store-london", opened.GetProperty("location").GetProperty("id").GetString());

        var sale = await SellAsync(sku, 3, [new { kind = "CASH", amount = Pounds(10m) }, new { kind = "CARD", amount = Pounds(20m), reference = "term_1" }]);
        await SellAsync(sku, 3, null, $"sale-{sku}-cash");
        await MoveAsync("PAY_OUT", 15m, "Takings to the safe.");
        await shop.Silo.DataAsync(
            """
            mutation ($order: ID!, $line: ID!, $till: ID!) {
              returnItems(input: {
                operationId: "back", orderId: $order, locationId: "store-london", tillId: $till, lines: [{ orderLineId: $line, quantity: 3 }]
              }) { errors { __typename } }
            }
            """,
            new { order = sale.GetProperty("id").GetString(), line = sale.GetProperty("lines")[0].GetProperty("id").GetString(), till = _till });

        var report = await ReportAsync();
        Assert.Equal(100m + 10m + 30m - 15m - 10m, Amount(report, "expectedCash"));
        var sums = Assert.Single(report.GetProperty("totals").EnumerateArray());
        Assert.Equal((2, 40m, 20m, 1, 10m), (
            sums.GetProperty("saleCount").GetInt32(), Amount(sums, "cash"), Amount(sums, "card"), sums.GetProperty("refundCount").GetInt32(), Amount(sums, "cashRefunds")));
        Assert.Equal("till-1", Assert.Single(report.GetProperty("movements").EnumerateArray()).GetProperty("recordedBy").GetString());
        Assert.Equal(JsonValueKind.Null, report.GetProperty("countedCash").ValueKind);

        var refused = await CloseAsync(109m, null);
        Assert.Equal("reason", Assert.Single(refused.GetProperty("errors").EnumerateArray()).GetProperty("field").GetString());
        var closed = (await CloseAsync(109m, "A note was torn.")).GetProperty("session");
        Assert.Equal((false, -6m, "till-1", "A note was torn."), (
            closed.GetProperty("isOpen").GetBoolean(), Amount(closed, "variance"), closed.GetProperty("closedBy").GetString(), closed.GetProperty("varianceReason").GetString()));
        Assert.Equal(["InvalidStateError"], ShopFixture.Errors(await CloseAsync(1m, null, "again")));
    }

    [Fact]
    public async Task A_sale_that_was_made_offline_is_late_in_its_own_session()
    {
        var sku = await shop.GivenProductAsync(onHand: 5, price: 10m, locationId: "store-london");
        await OpenAsync(new { currency = "GBP", amount = 100m });
        var soldAt = DateTimeOffset.UtcNow;
        await CloseAsync(110m, "The till was offline.");
        await OpenAsync(new { currency = "GBP", amount = 50m }, "open-2");

        var sales = new[] { new { operationId = $"off-{sku}", soldAt, currency = "GBP", lines = new[] { new { sku, quantity = 1 } } } };
        for (var i = 0; i < 2; i++)
        {
            await shop.Silo.DataAsync(
                """
                mutation ($till: ID!, $sales: [OfflineSaleInput!]!) {
                  recordTillSales(input: { locationId: "store-london", tillId: $till, sales: $sales }) { results { errors { __typename } } errors { __typename } }
                }
                """,
                new { till = _till, sales },
                shop.Token(Role.Pos, "till-1"));
        }

        var first = await ReportAsync(1);
        Assert.Equal((10m, 0m), (Amount(first, "variance"), Amount(first, "unexplainedVariance")));
        Assert.Equal(1, Assert.Single(first.GetProperty("lateTotals").EnumerateArray()).GetProperty("saleCount").GetInt32());
        Assert.Equal(50m, Amount(await ReportAsync(), "expectedCash"));
    }

    [Fact]
    public async Task Sessions_of_a_location_are_listed_newest_first()
    {
        await OpenAsync(new { currency = "GBP", amount = 100m });
        await CloseAsync(100m, null);
        await OpenAsync(new { currency = "GBP", amount = 100m }, "open-2");

        Assert.Equal([2, 1], (await ListAsync(null)).Take(2));
        Assert.Contains(2, await ListAsync(open: true));
        Assert.DoesNotContain(1, await ListAsync(open: true));
        Assert.Contains(1, await ListAsync(open: false));
    }

    [Fact]
    public async Task A_sale_without_a_session_is_kept_apart()
    {
        var sku = await shop.GivenProductAsync(onHand: 5, price: 10m, locationId: "store-london");
        await SellAsync(sku, 1, null);
        Assert.Equal(JsonValueKind.Null, (await ReportAsync(null)).ValueKind);
        var outside = (await shop.Silo.DataAsync("query ($till: ID!) { tillTotalsWithoutSession(tillId: $till) { cash { amount } } }", new { till = _till }))
            .GetProperty("tillTotalsWithoutSession");
        Assert.Equal(10m, Amount(Assert.Single(outside.EnumerateArray()), "cash"));
    }

    [Theory]
    [InlineData(Role.Customer, "{ tillSession(tillId: \"x\") { number } }")]
    [InlineData(Role.Pos, "{ tillSessions { totalCount } }")]
    [InlineData(Role.Customer, "{ heldCarts(locationId: \"store-london\") { label } }")]
    [InlineData(Role.Customer, "{ cartByCode(code: \"OC2:x:1:x\") { id } }")]
    public async Task Others_may_not_look_into_the_drawer(Role role, string query)
    {
        var response = await shop.Silo.PostAsync(query, token: shop.Token(role, "somebody"));
        Assert.Equal("FORBIDDEN", response.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    private static object Pounds(decimal amount) => new { amount, currency = "GBP" };

    private static decimal Amount(JsonElement of, string field) => of.GetProperty(field).GetProperty("amount").GetDecimal();

    private async Task<JsonElement> OpenAsync(object openingFloat, string op = "open")
    {
        var payload = (await shop.Silo.DataAsync(
            $$"""
            mutation ($op: ID!, $till: ID!, $float: CashCountInput!) {
              openTillSession(input: { operationId: $op, tillId: $till, locationId: "store-london", openingFloat: $float }) {
                session { {{Report}} } errors { __typename ... on Error { message } }
              }
            }
            """,
            new { op, till = _till, @float = openingFloat },
            shop.Token(Role.Pos, "till-1"))).GetProperty("openTillSession");
        Assert.Equal(JsonValueKind.Null, payload.GetProperty("errors").ValueKind);
        return payload.GetProperty("session");
    }

    private async Task<JsonElement> SellAsync(string sku, int quantity, object[]? tenders, string? op = null)
    {
        var payload = (await shop.Silo.DataAsync(
            """
            mutation ($op: ID!, $till: ID!, $lines: [TillLineInput!]!, $tenders: [TenderInput!]) {
              sellAtTill(input: { operationId: $op, locationId: "store-london", tillId: $till, currency: "GBP", lines: $lines, tenders: $tenders }) {
                order { id lines { id } } errors { __typename ... on Error { message } }
              }
            }
            """,
            new { op = op ?? $"sale-{sku}", till = _till, lines = new[] { new { sku, quantity } }, tenders },
            shop.Token(Role.Pos, "till-1"))).GetProperty("sellAtTill");
        Assert.Equal(JsonValueKind.Null, payload.GetProperty("errors").ValueKind);
        return payload.GetProperty("order");
    }

    private Task<JsonElement> MoveAsync(string kind, decimal amount, string reason) => shop.Silo.DataAsync(
        """
        mutation ($till: ID!, $kind: CashMovementKind!, $amount: MoneyInput!, $reason: String!) {
          recordCashMovement(input: { operationId: "move", tillId: $till, kind: $kind, amount: $amount, reason: $reason }) { errors { __typename } }
        }
        """,
        new { till = _till, kind, amount = Pounds(amount), reason },
        shop.Token(Role.Pos, "till-1"));

    private async Task<JsonElement> CloseAsync(decimal amount, string? reason, string op = "close") => (await shop.Silo.DataAsync(
        $$"""
        mutation ($op: ID!, $till: ID!, $amount: Decimal!, $reason: String) {
          closeTillSession(input: { operationId: $op, tillId: $till, counted: { currency: "GBP", amount: $amount }, reason: $reason }) {
            session { {{Report}} } errors { __typename ... on InvalidInputError { field } }
          }
        }
        """,
        new { op, till = _till, amount, reason },
        shop.Token(Role.Pos, "till-1"))).GetProperty("closeTillSession");

    private async Task<JsonElement> ReportAsync(int? number = null) => (await shop.Silo.DataAsync(
        $$"""query ($till: ID!, $number: Int) { tillSession(tillId: $till, number: $number) { {{Report}} } }""", new { till = _till, number }))
        .GetProperty("tillSession");

    /// <summary>The numbers of this till's sessions in the list.</summary>
    private async Task<List<int>> ListAsync(bool? open)
    {
        var nodes = (await shop.Silo.DataAsync(
            """query ($open: Boolean) { tillSessions(locationId: "store-london", open: $open, first: 200) { totalCount nodes { tillId number } edges { cursor } } }""",
            new { open })).GetProperty("tillSessions").GetProperty("nodes");
        return [.. nodes.EnumerateArray().Where(node => node.GetProperty("tillId").GetString() == _till).Select(node => node.GetProperty("number").GetInt32())];
    }
}
