using OrleansCommerce.Grains.Tills;
using OrleansCommerce.Search;
using OrleansCommerce.Views.Search;
using OrleansCommerce.Views.Tests.Shops;

namespace OrleansCommerce.Views.Tests;

/// <summary>Tills: which sessions there are.</summary>
public abstract partial class ViewContract
{
    [Fact]
    public async Task Sessions_of_tills_are_listed_newest_first_by_place_and_whether_they_are_open()
    {
        await using var shop = await OpenAsync();
        await OpenTillAsync(shop, "till-1", 1, "shop", hour: 1);
        await OpenTillAsync(shop, "till-2", 1, "other", hour: 2);
        await CloseTillAsync(shop, "till-1", 1);
        await OpenTillAsync(shop, "till-1", 2, "shop", hour: 3);

        Assert.Equal(["till-1/2", "till-2/1", "till-1/1"], await SessionsAsync(shop));
        Assert.Equal(["till-1/2", "till-1/1"], await SessionsAsync(shop, locationId: "shop"));
        Assert.Equal(["till-1/2", "till-2/1"], await SessionsAsync(shop, open: true));
        Assert.Equal(["till-1/1"], await SessionsAsync(shop, locationId: "shop", open: false));
        await shop.Rebuilder.RebuildAsync("till-session-list");
        Assert.Equal(["till-1/2", "till-2/1", "till-1/1"], await SessionsAsync(shop));
    }

    [Fact]
    public async Task A_list_of_sessions_goes_on_where_its_cursor_says()
    {
        await using var shop = await OpenAsync();
        await OpenTillAsync(shop, "till-1", 1, "shop", hour: 1);
        await OpenTillAsync(shop, "till-2", 1, "shop", hour: 1);
        await OpenTillAsync(shop, "till-3", 1, "shop", hour: 2);
        var search = new TillSearch(shop.Database, shop.Freshness);

        var first = await search.FindSessionsAsync(null, null, new PageRequest(2, null), default);
        var rest = await search.FindSessionsAsync(null, null, new PageRequest(2, first.Cursors[^1]), default);

        Assert.Equal(["till-3", "till-1"], first.Nodes.Select(key => key.TillId));
        Assert.Equal((true, 3), (first.HasNextPage, first.TotalCount));
        Assert.Equal("till-2", Assert.Single(rest.Nodes).TillId);
        await Assert.ThrowsAsync<InvalidCursorException>(() => search.FindSessionsAsync(null, null, new PageRequest(2, "x"), default));
    }

    private static Task OpenTillAsync(Shop shop, string tillId, int number, string locationId, int hour) => shop.AppendAsync<TillSession.Event>(
        TillSession.Codec,
        $"till/{tillId}",
        new TillSession.Event.Opened(Some, number, locationId, "GBP", 100m, [], "anna", Noon.AddHours(hour)));

    private static Task CloseTillAsync(Shop shop, string tillId, int number) => shop.AppendAsync<TillSession.Event>(
        TillSession.Codec,
        $"till/{tillId}",
        new TillSession.Event.Closed(Some, number, 100m, [], 100m, 0m, null, "anna", Noon.AddHours(2)));

    private static async Task<IEnumerable<string>> SessionsAsync(Shop shop, string? locationId = null, bool? open = null) =>
        (await new TillSearch(shop.Database, shop.Freshness).FindSessionsAsync(locationId, open, new PageRequest(50, null), default))
            .Nodes.Select(key => $"{key.TillId}/{key.Number}");
}
