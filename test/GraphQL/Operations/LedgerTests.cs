namespace OrleansCommerce.GraphQL.Tests.Operations;

/// <summary>Counts, movements, and what may be promised.</summary>
[Collection(ShopCollection.Name)]
public sealed class LedgerTests(ShopFixture shop)
{
    private const string Count =
        """
        mutation ($sku: String!, $op: ID!, $quantity: Int!, $expected: Int) {
          countStock(input: { operationId: $op, sku: $sku, locationId: "warehouse", quantity: $quantity, expectedOnHand: $expected, reason: "yearly" }) {
            stockItem { onHand } errors { __typename ... on StockChangedError { onHand version } ... on InvalidInputError { field } }
          }
        }
        """;

    private const string Move =
        """
        mutation ($sku: String!, $op: ID!, $from: StockState!, $to: StockState!, $quantity: Int!) {
          moveStock(input: {
            operationId: $op, sku: $sku, locationId: "warehouse", from: $from, to: $to, quantity: $quantity, reason: "dropped", reference: "D-1"
          }) {
            stockItem { onHand damaged qualityControl incoming inTransit atLocker onTrial }
            errors { __typename ... on InvalidInputError { field } ... on OutOfStockError { available } }
          }
        }
        """;

    [Fact]
    public async Task A_count_is_booked_when_the_books_are_as_the_counter_knew_them()
    {
        var sku = await shop.GivenProductAsync(onHand: 5);

        var stale = (await shop.Silo.DataAsync(Count, new { sku, op = "c1", quantity = 3, expected = 4 })).GetProperty("countStock");
        var booked = (await shop.Silo.DataAsync(Count, new { sku, op = "c1", quantity = 3, expected = 5 })).GetProperty("countStock");
        var nothing = (await shop.Silo.DataAsync(Count, new { sku, op = "c2", quantity = 3 })).GetProperty("countStock");

        Assert.Equal(["StockChangedError"], ShopFixture.Errors(stale));
        Assert.Equal(5, stale.GetProperty("errors")[0].GetProperty("onHand").GetInt32());
        Assert.Equal(3, booked.GetProperty("stockItem").GetProperty("onHand").GetInt32());
        Assert.Equal("expectedOnHand", nothing.GetProperty("errors")[0].GetProperty("field").GetString());
    }

    [Fact]
    public async Task Units_move_between_states_and_the_history_says_who_did_it_and_why()
    {
        var sku = await shop.GivenProductAsync(onHand: 5);
        var clerk = shop.Token(Role.Associate, "clerk-3");

        var moved = (await shop.Silo.DataAsync(Move, new { sku, op = "m1", from = "AVAILABLE", to = "DAMAGED", quantity = 2 }, clerk)).GetProperty("moveStock");
        var more = (await shop.Silo.DataAsync(Move, new { sku, op = "m2", from = "DAMAGED", to = "WRITTEN_OFF", quantity = 3 }, clerk)).GetProperty("moveStock");
        var wrong = (await shop.Silo.DataAsync(Move, new { sku, op = "m3", from = "AVAILABLE", to = "RESERVED", quantity = 1 }, clerk)).GetProperty("moveStock");
        var data = await shop.Silo.DataAsync(
            """
            query ($sku: String!) {
              stockChanges(sku: $sku, locationId: "warehouse", first: 1) {
                totalCount
                nodes { version kind reason reference subject role movements { from to quantity } }
                pageInfo { hasNextPage endCursor }
              }
              availability(sku: $sku) { onHand damaged }
            }
            """,
            new { sku },
            clerk);
        var changes = data.GetProperty("stockChanges");
        var older = await shop.Silo.DataAsync(
            """
            query ($sku: String!, $after: String) {
              stockChanges(sku: $sku, locationId: "warehouse", after: $after) { totalCount nodes { kind movements { from to quantity } } pageInfo { hasNextPage } }
            }
            """,
            new { sku, after = changes.GetProperty("pageInfo").GetProperty("endCursor").GetString() },
            clerk);

        Assert.Equal((3, 2), (
            moved.GetProperty("stockItem").GetProperty("onHand").GetInt32(), moved.GetProperty("stockItem").GetProperty("damaged").GetInt32()));
        Assert.Equal(2, more.GetProperty("errors")[0].GetProperty("available").GetInt32());
        Assert.Equal("to", wrong.GetProperty("errors")[0].GetProperty("field").GetString());
        Assert.Equal(
            """{"version":2,"kind":"moved","reason":"dropped","reference":"D-1","subject":"clerk-3","role":"Associate","movements":[{"from":"AVAILABLE","to":"DAMAGED","quantity":2}]}""",
            changes.GetProperty("nodes")[0].GetRawText());
        Assert.Equal((2, true), (changes.GetProperty("totalCount").GetInt32(), changes.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean()));
        Assert.Equal(
            """{"totalCount":2,"nodes":[{"kind":"received","movements":[{"from":"SUPPLIER","to":"AVAILABLE","quantity":5}]}],"pageInfo":{"hasNextPage":false}}""",
            older.GetProperty("stockChanges").GetRawText());
        Assert.Equal("""[{"onHand":3,"damaged":2}]""", data.GetProperty("availability").GetRawText());
    }

    [Fact]
    public async Task A_back_order_and_a_buffer_change_what_a_channel_may_have()
    {
        var sku = await shop.GivenProductAsync(onHand: 2);
        var data = await shop.Silo.DataAsync(
            """
            mutation ($sku: String!) {
              setStockPolicy(input: { operationId: "p1", sku: $sku, locationId: "warehouse", rule: BACK_ORDER, limit: 3 }) { errors { __typename } }
              setChannelBuffer(input: { operationId: "b1", sku: $sku, locationId: "warehouse", channel: WEB, quantity: 4 }) {
                stockItem { available web: availableTo(channel: WEB) till: availableTo(channel: POS) policy { rule limit releaseAt buffers { channel quantity } } }
              }
              wrong: setStockPolicy(input: { operationId: "p2", sku: $sku, locationId: "warehouse", rule: PRE_ORDER, limit: 3 }) {
                errors { ... on InvalidInputError { field } }
              }
            }
            """,
            new { sku });
        var listed = await shop.Silo.DataAsync(
            "query ($sku: String!) { availability(sku: $sku) { availableTo(channel: WEB) } }", new { sku });
        var placed = await shop.PlaceAsync(await shop.GivenCartAsync(sku, 2), ShopFixture.Shipping);

        Assert.Equal(
            """{"available":2,"web":1,"till":5,"policy":{"rule":"BACK_ORDER","limit":3,"releaseAt":null,"buffers":[{"channel":"WEB","quantity":4}]}}""",
            data.GetProperty("setChannelBuffer").GetProperty("stockItem").GetRawText());
        Assert.Equal("releaseAt", data.GetProperty("wrong").GetProperty("errors")[0].GetProperty("field").GetString());
        Assert.Equal(1, listed.GetProperty("availability")[0].GetProperty("availableTo").GetInt32());
        Assert.Equal(["OutOfStockError"], ShopFixture.Errors(placed));
    }

    [Theory]
    [InlineData("countStock", "quantity: 1, expectedOnHand: 1")]
    [InlineData("moveStock", "quantity: 1, from: AVAILABLE, to: DAMAGED, reason: \"x\"")]
    [InlineData("setStockPolicy", "rule: NEVER")]
    [InlineData("setChannelBuffer", "channel: WEB, quantity: 1")]
    public async Task A_till_may_change_none_of_it(string mutation, string fields)
    {
        var response = await shop.Silo.PostAsync(
            $$"""mutation { {{mutation}}(input: { operationId: "x", sku: "x", locationId: "warehouse", {{fields}} }) { errors { __typename } } }""",
            token: shop.Token(Role.Pos, "till-1"));

        Assert.Equal("FORBIDDEN", response.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }
}
