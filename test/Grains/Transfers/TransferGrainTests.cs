using OrleansCommerce.Grains.Tests.Orders;
using OrleansCommerce.Journal;
using OrleansCommerce.Stock;
using static OrleansCommerce.Grains.Tests.Orders.OrderHost;

namespace OrleansCommerce.Grains.Tests.Transfers;

/// <summary>Transfers between real stock items, and a process that dies between the two sides.</summary>
public sealed class TransferGrainTests
{
    private static readonly DispatchTransfer Dispatch = new("d1", "w1", "shop", [new("mug", 5), new("lamp", 2)]);
    private static readonly ReceiveTransfer Receive = new("r1", [new("mug", 3, 1), new("lamp", 2, 0)]);

    [Fact]
    public async Task Units_leave_one_location_and_get_to_the_other_with_what_was_lost_and_broken_on_the_way()
    {
        using var host = await StockedAsync();
        var sent = Accepted(await host.Transfer().DispatchAsync(Dispatch));
        Assert.Equal(TransferStatus.InTransit, sent.Status);
        Assert.Equal((5, 0, 0), await LevelsAsync(host, "w1"));
        Assert.Equal((1, 5, 0), await LevelsAsync(host, "shop"));

        var received = Accepted(await host.Transfer().ReceiveAsync(Receive));
        Assert.Equal(TransferStatus.Received, received.Status);
        Assert.Equal((4, 0, 1), await LevelsAsync(host, "shop"));
        Assert.Equal(received.Version, Accepted(await host.Transfer().ReceiveAsync(Receive)).Version);
        Assert.Equal(sent.Version, Accepted(await host.Transfer().DispatchAsync(Dispatch)).Version);
        Assert.Null(await host.Transfer().WakeAsync());
    }

    [Fact]
    public async Task What_is_promised_does_not_leave_and_then_nothing_does()
    {
        using var host = await StockedAsync();
        Accepted(await host.StockItem("lamp", "w1").AllocateAsync(new AllocateStock("o1/1", "o1", 2)));
        Assert.Equal(new OutOfStock("lamp", 2, 1), (await host.Transfer().DispatchAsync(Dispatch)).Failure);
        Assert.Equal(TransferStatus.Rejected, (await host.Transfer().GetAsync())!.Status);
        Assert.Equal((10, 0, 0), await LevelsAsync(host, "w1"));
        Assert.Equal(new OutOfStock("lamp", 2, 1), (await host.Transfer().DispatchAsync(Dispatch)).Failure);
    }

    [Fact]
    public async Task Both_locations_must_exist()
    {
        using var host = await StockedAsync();
        Assert.Equal(
            new NotFound("location", "nowhere"), (await host.Transfer().DispatchAsync(Dispatch with { ToLocationId = "nowhere" })).Failure);
        Assert.Null(await host.Transfer().GetAsync());
    }

    [Theory]
    [InlineData("stock.sent")]
    [InlineData("transfer.line-done")]
    [InlineData("stock.expected")]
    public async Task A_process_that_dies_between_the_two_sides_is_taken_up_by_the_next_one(string failsAt)
    {
        using var before = await StockedAsync();
        using var crashed = new OrderHost(before.Storage, failsAt);
        await Assert.ThrowsAsync<JournalBusyException>(() => crashed.Transfer().DispatchAsync(Dispatch));

        using var after = new OrderHost(before.Storage);
        Assert.Null(await after.Transfer().WakeAsync());
        Assert.Equal(((5, 0, 0), (1, 5, 0)), (await LevelsAsync(after, "w1"), await LevelsAsync(after, "shop")));
        Assert.Equal(TransferStatus.InTransit, Accepted(await after.Transfer().DispatchAsync(Dispatch)).Status);
    }

    [Theory]
    [InlineData("stock.arrived")]
    [InlineData("transfer.line-done")]
    public async Task A_process_that_dies_while_goods_are_received_is_taken_up_by_the_next_one(string failsAt)
    {
        using var before = await StockedAsync();
        Accepted(await before.Transfer().DispatchAsync(Dispatch));
        using var crashed = new OrderHost(before.Storage, failsAt);
        await Assert.ThrowsAsync<JournalBusyException>(() => crashed.Transfer().ReceiveAsync(Receive));

        using var after = new OrderHost(before.Storage);
        Assert.Null(await after.Transfer().WakeAsync());
        Assert.Equal((4, 0, 1), await LevelsAsync(after, "shop"));
        Assert.Equal(TransferStatus.Received, Accepted(await after.Transfer().ReceiveAsync(Receive)).Status);
    }

    /// <summary>Mugs: on hand, in transit, damaged.</summary>
    private static async Task<(int OnHand, int InTransit, int Damaged)> LevelsAsync(OrderHost host, string locationId)
    {
        var levels = (await host.StockItem("mug", locationId).GetAsync())!;
        return (levels.OnHand, levels.Ledger?.InTransit ?? 0, levels.Ledger?.Damaged ?? 0);
    }

    private static async Task<OrderHost> StockedAsync()
    {
        var host = new OrderHost();
        await host.StockUpAsync("mug", "w1", 10);
        await host.StockUpAsync("lamp", "w1", 3);
        await host.StockUpAsync("mug", "shop", 1);
        return host;
    }
}
