using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Orders;
using OrleansCommerce.Search;
using OrleansCommerce.Views.Search;
using OrleansCommerce.Views.Tests.Shops;

namespace OrleansCommerce.Views.Tests;

/// <summary>Announced returns: which are open, and where.</summary>
public abstract partial class ViewContract
{
    [Fact]
    public async Task Announced_returns_are_listed_until_their_goods_are_graded_or_they_end_where_their_goods_are()
    {
        await using var shop = await OpenAsync();
        await RequestedAsync(shop, "o1", 1, "warehouse", hour: 2);
        await RequestedAsync(shop, "o1", 2, "warehouse", hour: 1);
        await RequestedAsync(shop, "o2", 1, "shop", hour: 3);
        Assert.Equal(["o1.r2", "o1.r1", "o2.r1"], await OpenReturnsAsync(shop));
        Assert.Equal(["o1.r2", "o1.r1"], await OpenReturnsAsync(shop, "warehouse"));

        await HappenedAsync(shop, "o1", new Order.Event.ReturnArrived(Some, "o1.r1", "shop", Noon), new Order.Event.ReturnExpired("o1.r2", Noon));
        Assert.Equal(["o1.r1", "o2.r1"], await OpenReturnsAsync(shop, "shop"));
        Assert.Empty(await OpenReturnsAsync(shop, "warehouse"));

        // A carrier tells late that it had the goods in time.
        await HappenedAsync(
            shop, "o1", new Order.Event.ReturnTracked(Some, "o1.r2", TrackingStatus.InTransit, Noon, null, Noon), new Order.Event.ReturnInspected(Some, "o1.r1", "shop", null, [], [], Noon));
        await HappenedAsync(shop, "o2", new Order.Event.ReturnCancelled(Some, "o2.r1", Noon));
        Assert.Equal(["o1.r2"], await OpenReturnsAsync(shop));
        await shop.Rebuilder.RebuildAsync("return-request-list");
        Assert.Equal(["o1.r2"], await OpenReturnsAsync(shop, "warehouse"));
    }

    [Fact]
    public async Task A_lost_return_is_listed_when_there_is_news_of_it_until_it_is_found()
    {
        await using var shop = await OpenAsync();
        await RequestedAsync(shop, "o1", 1, "warehouse", hour: 1);
        await HappenedAsync(
            shop, "o1", new Order.Event.ReturnTracked(Some, "o1.r1", TrackingStatus.Lost, Noon, null, Noon), new Order.Event.ReturnLost(Some, "o1.r1", "o1:return:1", Noon));
        Assert.Empty(await OpenReturnsAsync(shop));
        await HappenedAsync(shop, "o1", new Order.Event.ReturnTracked(Some, "o1.r1", TrackingStatus.Delivered, Noon, null, Noon));
        Assert.Equal(["o1.r1"], await OpenReturnsAsync(shop, "warehouse"));
        await HappenedAsync(shop, "o1", new Order.Event.ReturnFound(Some, "o1.r1", "shop", [], [], Noon), new Order.Event.ReturnFoundBooked("o1.r1"));
        Assert.Empty(await OpenReturnsAsync(shop));
    }

    [Fact]
    public async Task The_list_of_announced_returns_goes_on_where_its_cursor_says()
    {
        await using var shop = await OpenAsync();
        await RequestedAsync(shop, "o1", 1, "shop", hour: 1);
        await RequestedAsync(shop, "o2", 1, "shop", hour: 1);
        await RequestedAsync(shop, "o3", 1, "shop", hour: 2);
        var search = new ReturnSearch(shop.Database, shop.Freshness);

        var first = await search.FindOpenAsync("shop", new PageRequest(2, null), default);
        var rest = await search.FindOpenAsync("shop", new PageRequest(2, first.Cursors[^1]), default);

        Assert.Equal(["o1", "o2"], first.Nodes.Select(key => key.OrderId));
        Assert.Equal((true, 3), (first.HasNextPage, first.TotalCount));
        Assert.Equal(new ReturnRequestKey("o3.r1", "o3"), Assert.Single(rest.Nodes));
        await Assert.ThrowsAsync<InvalidCursorException>(() => search.FindOpenAsync(null, new PageRequest(2, "x"), default));
    }

    private static Task RequestedAsync(Shop shop, string orderId, int number, string locationId, int hour) => HappenedAsync(shop, orderId, new Order.Event.ReturnRequested(
        Some,
        ReturnRequestId.Of(orderId, number),
        $"N-R{number}",
        ReturnMethod.Parcel,
        locationId,
        [new Order.AnnouncedLine("1", 1, null, null)],
        RefundTarget.OriginalTenders,
        "STANDARD",
        900,
        IsCounted: false,
        Override: null,
        Noon.AddHours(hour)));

    private static Task HappenedAsync(Shop shop, string orderId, params Order.Event[] events) => shop.AppendAsync($"order/{orderId}", [.. events.Select(Order.Codec.Write)]);

    private static async Task<IEnumerable<string>> OpenReturnsAsync(Shop shop, string? locationId = null) =>
        (await new ReturnSearch(shop.Database, shop.Freshness).FindOpenAsync(locationId, new PageRequest(50, null), default)).Nodes.Select(key => key.RequestId);
}
