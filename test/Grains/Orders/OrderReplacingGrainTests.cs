using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Journal;
using OrleansCommerce.Orders;
using OrleansCommerce.Stock;
using static OrleansCommerce.Grains.Tests.Orders.OrderHost;
using static OrleansCommerce.Grains.Tests.Orders.OrderStory;

namespace OrleansCommerce.Grains.Tests.Orders;

/// <summary>From a till that sells what was promised to the order that looks elsewhere: real grains, and a process that dies between.</summary>
public sealed class OrderReplacingGrainTests
{
    [Fact]
    public async Task An_order_whose_units_a_till_sold_gets_them_from_another_location()
    {
        using var host = await OrderedAsync();
        await host.StockUpAsync("mug", "w1", 5);
        var shelf = host.StockItem("mug", "shop");
        Accepted(await shelf.SellAsync(new SellStock("sale", 2)));
        Assert.True(await shelf.WakeAsync() is null);

        var order = (await host.Order().GetAsync())!;
        Assert.Equal([("shop", 1), ("w1", 2)], order.Fulfillments.Select(parcel => (parcel.LocationId, parcel.Lines[0].Quantity)));
        Assert.Equal(((1, 1), (5, 2)), (await host.LevelsAsync("mug", "shop"), await host.LevelsAsync("mug", "w1")));
        Assert.Equal(host.Time.GetUtcNow() + TimeSpan.FromDays(7) - Order.RenewalMargin, await host.Order().WakeAsync());
    }

    [Fact]
    public async Task What_nobody_has_is_refunded_and_the_rest_is_delivered()
    {
        using var host = await OrderedAsync();
        var shelf = host.StockItem("mug", "shop");
        Accepted(await shelf.SellAsync(new SellStock("sale", 2)));
        await shelf.WakeAsync();

        var order = (await host.Order().GetAsync())!;
        Assert.Equal((OrderStatus.Confirmed, 10m, 20m), (order.Status, order.Total.Amount, order.Refunded.Amount));
        Assert.Equal((3, 2), (order.Lines[0].Quantity, order.Lines[0].CancelledQuantity));
        Assert.Equal(
            OrderStatus.Fulfilled, Accepted(await host.Order().ShipAsync(new AdvanceFulfillment("ship", "o1.1"))).Status);
        Assert.Equal((0, 0), await host.LevelsAsync("mug", "shop"));
    }

    [Theory]
    [InlineData("order.promise-lost")]
    [InlineData("order.promise-trimmed")]
    [InlineData("order.replacement-planned")]
    [InlineData("order.allocation-answered")]
    [InlineData("order.replaced")]
    [InlineData("stock.order-told")]
    [InlineData("stock.allocation-trimmed")]
    public async Task A_process_that_dies_on_the_way_is_taken_up_by_the_next_one(string failsAt)
    {
        using var before = await OrderedAsync();
        await before.StockUpAsync("mug", "w1", 5);
        using var crashed = new OrderHost(before.Storage, failsAt);
        Accepted(await crashed.StockItem("mug", "shop").SellAsync(new SellStock("sale", 2)));
        await Assert.ThrowsAsync<JournalBusyException>(() => crashed.StockItem("mug", "shop").WakeAsync());

        using var after = new OrderHost(before.Storage);
        Assert.Null(await after.StockItem("mug", "shop").WakeAsync());
        await after.Order().WakeAsync();
        var order = (await after.Order().GetAsync())!;
        Assert.Equal([("shop", 1), ("w1", 2)], order.Fulfillments.Select(parcel => (parcel.LocationId, parcel.Lines[0].Quantity)));
        Assert.Equal(((1, 1), (5, 2)), (await after.LevelsAsync("mug", "shop"), await after.LevelsAsync("mug", "w1")));
    }

    /// <summary>Three mugs in the shop, promised to a paid order.</summary>
    private static async Task<OrderHost> OrderedAsync()
    {
        var host = new OrderHost();
        await host.StockUpAsync("mug", "shop", 3);
        Accepted(await host.Order().PlaceAsync(PlaceCommand(Tracked("mug", 3))));
        Accepted(await host.Order().PayAsync(new PayOrder("pay", "tok_approve")));
        return host;
    }
}
