namespace OrleansCommerce.GraphQLServer.Tests;

public sealed class DataLoaderTests
{
    private readonly GraphQL _graphql = new();

    [Fact]
    public async Task Siblings_share_one_batch()
    {
        var data = await _graphql.DataAsync("{ products { maker { id } } }");
        Assert.Equal(1, _graphql.Stockroom.MakerBatches);
        Assert.Contains("""{"maker":{"id":"m1"}}""", data, StringComparison.Ordinal);
        Assert.Contains("""{"maker":null}""", data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Aliases_and_levels_that_are_ready_together_share_one_batch()
    {
        await _graphql.DataAsync("{ a: products { maker { id } } b: products { maker { name } city { name } } }");
        Assert.Equal(1, _graphql.Stockroom.MakerBatches);
        Assert.Equal(1, _graphql.Stockroom.CityBatches);
    }

    [Fact]
    public async Task A_loader_that_waits_for_another_still_batches()
    {
        var data = await _graphql.DataAsync("{ products(first: 3) { city { name } } }");
        Assert.Equal("""{"products":[{"city":{"name":"City of m1"}},{"city":{"name":"City of m2"}},{"city":{"name":"City of nowhere"}}]}""", data);
        Assert.Equal(1, _graphql.Stockroom.MakerBatches);
        Assert.Equal(1, _graphql.Stockroom.CityBatches);
    }

    [Fact]
    public async Task Each_request_loads_anew()
    {
        await _graphql.DataAsync("{ products { maker { id } } }");
        await _graphql.DataAsync("{ products { maker { id } } }");
        Assert.Equal(2, _graphql.Stockroom.MakerBatches);
    }

    [Fact]
    public async Task A_grouped_loader_gives_an_empty_list_where_there_is_nothing() => Assert.Equal(
        """{"products":[{"tags":["new","red"]},{"tags":[]}]}""",
        await _graphql.DataAsync("{ products(first: 2) { tags } }"));
}
