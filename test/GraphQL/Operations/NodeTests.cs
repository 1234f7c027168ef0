using System.Text.Json;

namespace OrleansCommerce.GraphQL.Tests.Operations;

/// <summary>Things by their global ids.</summary>
[Collection(ShopCollection.Name)]
public sealed class NodeTests(ShopFixture shop)
{
    private const string NodeQuery = "query ($id: ID!) { node(id: $id) { __typename nodeId } }";

    [Fact]
    public async Task A_thing_is_found_again_by_its_node_id()
    {
        var sku = await shop.GivenProductAsync();
        var order = (await shop.PlaceAsync(await shop.GivenCartAsync(sku, 1), ShopFixture.Shipping)).GetProperty("order").GetProperty("id").GetString();
        var things = await shop.Silo.DataAsync(
            """
            query ($sku: String!, $order: ID!) {
              product(sku: $sku) { nodeId }
              location(id: "store-london") { nodeId }
              stockItem(sku: $sku, locationId: "warehouse") { nodeId }
              lockerBank(id: "locker-london") { nodeId }
              order(id: $order) { nodeId }
            }
            """,
            new { sku, order });
        var ids = things.EnumerateObject().Select(thing => thing.Value.GetProperty("nodeId").GetString()!).ToArray();

        var nodes = (await shop.Silo.DataAsync("query ($ids: [ID!]!) { nodes(ids: $ids) { __typename nodeId } }", new { ids })).GetProperty("nodes");

        Assert.Equal(
            ["Product", "Location", "StockItem", "LockerBank", "Order"],
            nodes.EnumerateArray().Select(node => node.GetProperty("__typename").GetString()!));
        Assert.Equal(ids, nodes.EnumerateArray().Select(node => node.GetProperty("nodeId").GetString()!));
        Assert.Distinct(ids);
    }

    [Fact]
    public async Task A_location_and_its_locker_bank_have_one_id_and_two_node_ids()
    {
        var data = await shop.Silo.DataAsync("""{ lockerBank(id: "locker-london") { id nodeId location { id nodeId } } }""");
        var bank = data.GetProperty("lockerBank");
        var location = bank.GetProperty("location");

        Assert.Equal(bank.GetProperty("id").GetString(), location.GetProperty("id").GetString());
        Assert.NotEqual(bank.GetProperty("nodeId").GetString(), location.GetProperty("nodeId").GetString());
    }

    [Fact]
    public async Task Nobody_finds_somebody_elses_cart_by_its_node_id()
    {
        var token = shop.Token(Role.Customer, "node-anna");
        var cartId = await shop.GivenCartAsync(await shop.GivenProductAsync(), 1, token);
        var cart = await shop.Silo.DataAsync("query ($id: ID!) { cart(id: $id) { nodeId } }", new { id = cartId }, token);
        var id = cart.GetProperty("cart").GetProperty("nodeId").GetString();

        var own = await shop.Silo.DataAsync(NodeQuery, new { id }, token);
        var others = await shop.Silo.DataAsync(NodeQuery, new { id }, shop.Token(Role.Customer, "node-bert"));

        Assert.Equal("Cart", own.GetProperty("node").GetProperty("__typename").GetString());
        Assert.Equal(JsonValueKind.Null, others.GetProperty("node").ValueKind);
    }

    [Theory]
    [InlineData("store-london")]
    [InlineData("")]
    [InlineData("!")]
    [InlineData("Tm90aGluZzoxMjM")]
    [InlineData("TG9jYXRpb246bm93aGVyZQ")]
    public async Task An_id_that_no_thing_has_finds_nothing(string id)
    {
        var data = await shop.Silo.DataAsync(NodeQuery, new { id });

        Assert.Equal(JsonValueKind.Null, data.GetProperty("node").ValueKind);
    }

    [Fact]
    public async Task More_than_200_ids_are_refused()
    {
        var answer = await shop.Silo.PostAsync(
            "query ($ids: [ID!]!) { nodes(ids: $ids) { nodeId } }", new { ids = Enumerable.Repeat("TG9jYXRpb246YQ", 201).ToArray() });

        Assert.Equal("BAD_USER_INPUT", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Fact]
    public async Task The_pages_of_locations_are_the_list_of_locations()
    {
        var all = (await shop.Silo.DataAsync("{ locations { id } }")).GetProperty("locations");
        var paged = new List<string>();
        string? after = null;
        do
        {
            var page = (await shop.Silo.DataAsync(
                "query ($after: String) { locationConnection(first: 2, after: $after) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }",
                new { after })).GetProperty("locationConnection");
            Assert.Equal(all.GetArrayLength(), page.GetProperty("totalCount").GetInt32());
            paged.AddRange(page.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetString()!));
            var info = page.GetProperty("pageInfo");
            after = info.GetProperty("hasNextPage").GetBoolean() ? info.GetProperty("endCursor").GetString() : null;
        }
        while (after is not null && paged.Count < 1_000);

        Assert.Equal(all.EnumerateArray().Select(location => location.GetProperty("id").GetString()!), paged);
    }

    [Fact]
    public async Task The_cursor_of_an_edge_goes_on_after_its_node()
    {
        var mark = $"edge-{Guid.NewGuid():N}";
        foreach (var letter in "abc")
        {
            await shop.Silo.DataAsync(
                """
                mutation ($sku: String!) {
                  upsertProduct(input: { sku: $sku, name: "Edge", price: { amount: 1, currency: "GBP" } }) { errors { __typename } }
                }
                """,
                new { sku = $"{mark}-{letter}" });
        }

        const string Query =
            """
            query ($search: String!, $after: String) {
              products(search: $search, first: 2, after: $after) {
                totalCount
                edges { cursor node { sku } }
                pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
              }
            }
            """;
        var first = (await shop.Silo.DataAsync(Query, new { search = mark })).GetProperty("products");
        var cursor = first.GetProperty("edges")[0].GetProperty("cursor").GetString();
        var second = (await shop.Silo.DataAsync(Query, new { search = mark, after = cursor })).GetProperty("products");

        Assert.Equal([$"{mark}-a", $"{mark}-b"], Skus(first));
        Assert.Equal([$"{mark}-b", $"{mark}-c"], Skus(second));
        Assert.Equal((true, false, cursor), (Flag(first, "hasNextPage"), Flag(first, "hasPreviousPage"), Info(first, "startCursor").GetString()));
        Assert.Equal((false, true), (Flag(second, "hasNextPage"), Flag(second, "hasPreviousPage")));
        Assert.Equal(3, second.GetProperty("totalCount").GetInt32());

        static IEnumerable<string> Skus(JsonElement page) =>
            page.GetProperty("edges").EnumerateArray().Select(edge => edge.GetProperty("node").GetProperty("sku").GetString()!);
        static JsonElement Info(JsonElement page, string name) => page.GetProperty("pageInfo").GetProperty(name);
        static bool Flag(JsonElement page, string name) => Info(page, name).GetBoolean();
    }
}
