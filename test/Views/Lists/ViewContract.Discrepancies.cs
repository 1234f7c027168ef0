using OrleansCommerce.Grains.Stock;
using OrleansCommerce.Search;
using OrleansCommerce.Stock;
using OrleansCommerce.Views.Tests.Shops;

namespace OrleansCommerce.Views.Tests;

public abstract partial class ViewContract
{
    [Fact]
    public async Task Discrepancies_are_listed_newest_first_page_by_page()
    {
        await using var shop = await OpenAsync();
        for (var i = 0; i < 5; i++)
        {
            await RaiseAsync(shop, i % 2 == 0 ? "london" : "leeds", "mug", i + 1, Noon.AddSeconds(i / 2));
        }

        var ids = new List<string>();
        string? after = null;
        bool more;
        do
        {
            var page = await DiscrepanciesAsync(shop, page: new PageRequest(2, after));
            ids.AddRange(page.Nodes.Select(static found => found.Id.ToString()));
            Assert.Equal(5, page.TotalCount);
            (after, more) = (page.Cursors[^1], page.HasNextPage);
        }
        while (more);

        Assert.Equal(["london/mug#5", "london/mug#3", "leeds/mug#4", "london/mug#1", "leeds/mug#2"], ids);
        await Assert.ThrowsAsync<InvalidCursorException>(() => DiscrepanciesAsync(shop, page: new PageRequest(2, "nonsense")));
    }

    [Fact]
    public async Task Discrepancies_are_found_by_where_what_and_whether_they_are_resolved()
    {
        await using var shop = await OpenAsync();
        await RaiseAsync(shop, "london", "mug", 1, Noon);
        await RaiseAsync(shop, "london", "lamp", 1, Noon);
        await RaiseAsync(shop, "leeds", "mug", 1, Noon);
        await shop.AppendAsync(
            StockItem.Codec, "stock/leeds/mug", new StockItem.Event.DiscrepancyResolved(1, "Found them.", Operation: null));

        Assert.Equal(["london/mug#1", "london/lamp#1"], Ids(await DiscrepanciesAsync(shop, location: "london")));
        Assert.Equal(["london/mug#1", "leeds/mug#1"], Ids(await DiscrepanciesAsync(shop, sku: "mug")));
        Assert.Equal(["london/mug#1", "london/lamp#1"], Ids(await DiscrepanciesAsync(shop, resolved: false)));
        var resolved = Assert.Single((await DiscrepanciesAsync(shop, resolved: true)).Nodes);
        Assert.Equal(("Found them.", 3, DiscrepancyCause.Sale, "sale"), (resolved.Resolution, resolved.Shortfall, resolved.Cause, resolved.Reference));
        Assert.Equal(new AtRisk(PromiseKind.Allocation, "o1/1", "o1", 3), Assert.Single(resolved.AtRisk));
    }

    private static IEnumerable<string> Ids(Page<StockDiscrepancy> page) => page.Nodes.Select(static found => found.Id.ToString());

    private static Task RaiseAsync(Shop shop, string location, string sku, int number, DateTimeOffset at) => shop.AppendAsync(
        StockItem.Codec,
        $"stock/{location}/{sku}",
        new StockItem.Event.DiscrepancyRaised(
            number, 3, DiscrepancyCause.Sale, "sale", [new AtRisk(PromiseKind.Allocation, "o1/1", "o1", 3)], at));

    private Task<Page<StockDiscrepancy>> DiscrepanciesAsync(
        Shop shop, string? location = null, string? sku = null, bool? resolved = null, PageRequest? page = null) =>
        shop.Stock.FindDiscrepanciesAsync(location, sku, resolved, page ?? new PageRequest(50, null), Patience);
}
