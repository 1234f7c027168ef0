using OrleansCommerce.Views.Tests.Shops;

namespace OrleansCommerce.Views.Tests;

public abstract partial class ViewContract
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_list_of_stock_equals_the_fold_of_every_stock_item(int seed)
    {
        await using var shop = await OpenAsync();
        var history = new StockHistory(shop, seed);

        for (var i = 0; i < 5; i++)
        {
            await history.RunAsync(60);

            await ShouldShowAsync(shop, history);
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Each_event_counts_once_when_writes_are_cut_off_before_and_after_their_commit(int seed)
    {
        await using var shop = new Shop(_database, batchEventsMax: 7, time: new FixedTime(DateTimeOffset.UnixEpoch));
        var history = new StockHistory(shop, seed);
        await history.RunAsync(300);
        var random = new Random(seed);
        shop.Database.NextFault = () => (Fault)random.Next(3);

        await shop.FollowToAsync(history.Events, Patience);

        shop.Database.NextFault = null;
        await shop.StartAsync();
        await ShouldShowAsync(shop, history);
    }

    private async Task ShouldShowAsync(Shop shop, StockHistory history)
    {
        var found = await shop.Catalog.FindStockAsync([.. history.States.Keys.Select(static key => key.Sku)], Patience);
        var rows = found.SelectMany(static sku => sku)
            .Select(static row => (row.Levels, row.NextExpiry))
            .OrderBy(static row => row.Levels.Sku, StringComparer.Ordinal);
        Assert.Equal(history.Expected, rows);
    }
}
