using OrleansCommerce.Grains.Stock;

namespace OrleansCommerce.Views.Tests;

public abstract partial class ViewContract
{
    [Fact]
    public async Task Activity_is_counted_by_the_minute_and_by_the_location()
    {
        await using var shop = await OpenAsync();
        await shop.AppendAsync(StockItem.Codec, "stock/london/mug", new StockItem.Event.Reserved("r1", 2, 60, Noon, Channel.Web));
        await shop.AppendAsync(StockItem.Codec, "stock/london/mug", new StockItem.Event.Confirmed("r1", 2));
        await shop.AppendAsync(StockItem.Codec, "stock/london/mug", new StockItem.Event.Sold("s1", 3));
        await shop.AppendAsync(StockItem.Codec, "stock/leeds/mug", new StockItem.Event.Allocated("o1/1", "o1", 5, 4));
        var since = DateTimeOffset.UtcNow.AddHours(-1);

        var minutes = await shop.Activity.FindMinutesAsync(since, locationId: null, Patience);
        var leeds = await shop.Activity.FindMinutesAsync(since, "leeds", Patience);
        var places = await shop.Activity.FindPlacesAsync(since, 10, Patience);

        Assert.Equal((1, 5, 4), (minutes.Sum(m => m.Counts.Reservations), minutes.Sum(m => m.Counts.UnitsLeft), minutes.Sum(m => m.Counts.UnitsPromised)));
        Assert.Equal((0, 4), (leeds.Sum(m => m.Counts.UnitsLeft), leeds.Sum(m => m.Counts.UnitsPromised)));
        Assert.Equal(["london", "leeds"], places.Select(place => place.LocationId));
        Assert.Equal(["london"], (await shop.Activity.FindPlacesAsync(since, 1, Patience)).Select(place => place.LocationId));
        Assert.Empty(await shop.Activity.FindMinutesAsync(DateTimeOffset.UtcNow.AddHours(1), locationId: null, Patience));
    }
}
