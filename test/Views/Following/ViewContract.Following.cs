using OrleansCommerce.Journal;
using OrleansCommerce.Search;
using OrleansCommerce.Views.Tests.Shops;

namespace OrleansCommerce.Views.Tests;

public abstract partial class ViewContract
{
    [Fact]
    public async Task An_event_that_cannot_be_read_stops_its_view_and_no_other_and_is_not_skipped()
    {
        await using var shop = await OpenAsync();
        await shop.AppendAsync("stock/w/mug", [new NewEvent("stock.from-the-future", "{}"u8.ToArray())]);
        await UpsertProductAsync(shop, "mug", "Mug");

        var page = await shop.Catalog.FindProductsAsync(null, new PageRequest(1, null), Patience);

        Assert.Equal(1, page.TotalCount);

        // The list that goes on is not kept back until the other one has said what is wrong with it.
        var statuses = await StatusesAsync(shop);
        while (statuses["stock-list"].Fault is null)
        {
            await Task.Yield();
            statuses = await StatusesAsync(shop);
        }

        Assert.Contains("stock.from-the-future", statuses["stock-list"].Fault, StringComparison.Ordinal);
        Assert.NotNull(statuses["stock-list"].FaultSince);
        Assert.True(statuses["stock-list"].Lag > TimeSpan.Zero);
        Assert.All(statuses.Values.Where(static status => status.Name != "stock-list"), static status => Assert.Null(status.Fault));
        Assert.Equal(TimeSpan.Zero, statuses["product-list"].Lag);
    }

    [Fact]
    public async Task Two_processes_count_each_event_once_and_one_goes_on_when_the_other_ends()
    {
        await using var survivor = await OpenAsync();
        var history = new StockHistory(survivor, seed: 11);
        await using (await OpenAsync())
        {
            await history.RunAsync(150);
            await ShouldShowAsync(survivor, history);
        }

        await history.RunAsync(150);

        await ShouldShowAsync(survivor, history);
    }

    [Fact]
    public async Task A_rebuilt_view_equals_the_one_that_was_followed_and_goes_on_from_there()
    {
        await using var shop = await OpenAsync();
        var history = new StockHistory(shop, seed: 12);
        await history.RunAsync(200);
        for (var generation = 0; generation < 3; generation++)
        {
            var rebuilding = shop.Rebuilder.RebuildAsync(ViewRebuilder.All, Patience);
            await history.RunAsync(50);
            await rebuilding;
            await ShouldShowAsync(shop, history);
        }

        await history.RunAsync(50);

        await ShouldShowAsync(shop, history);
        Assert.All(await shop.Status.ReadAsync(Patience), static status => Assert.False(status.IsRebuilding));
    }

    [Fact]
    public async Task A_rebuild_mends_a_damaged_table()
    {
        await using var shop = await OpenAsync(new Shop(_database, freshnessMs: ICatalogSearch.FreshnessTimeoutMs));
        var history = new StockHistory(shop, seed: 13);
        await history.RunAsync(100);
        await ShouldShowAsync(shop, history);
        await shop.Database.WriteAsync(async (connection, transaction, token) =>
        {
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = "delete from stock_list";
            return await command.ExecuteNonQueryAsync(token);
        });
        await history.RunAsync(30);
        await shop.Catalog.FindStockAsync(["sku0"], Patience);
        Assert.Contains(await shop.Status.ReadAsync(Patience), static status => status.Fault?.Contains("Rebuild", StringComparison.Ordinal) == true);

        await shop.Rebuilder.RebuildAsync("stock-list", Patience);

        await ShouldShowAsync(shop, history);
        Assert.All(await shop.Status.ReadAsync(Patience), static status => Assert.Null(status.Fault));
    }

    [Fact]
    public async Task A_view_that_does_not_exist_cannot_be_rebuilt()
    {
        await using var shop = new Shop(_database);

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => shop.Rebuilder.RebuildAsync("stock_list", Patience));

        Assert.Contains("stock-list", refused.Message, StringComparison.Ordinal);
    }

    private async Task<Dictionary<string, ViewStatus>> StatusesAsync(Shop shop) =>
        (await shop.Status.ReadAsync(Patience)).ToDictionary(static status => status.Name, StringComparer.Ordinal);
}
