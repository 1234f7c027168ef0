using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Journal;
using OrleansCommerce.Journal.InMemory;
using OrleansCommerce.Orders;
using OrleansCommerce.Views.Lists;

namespace OrleansCommerce.Views.Tests;

/// <summary>What the list of orders knows of orders that go on, and when it reads them from the journal instead.</summary>
public sealed class RecentOrdersTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly Order.Event[] Life =
    [
        new Order.Event.Placed(
            new Operation("op", "print"),
            "1",
            "cart",
            "cu",
            "cu",
            Channel.Web,
            "EUR",
            new Delivery(DeliveryMethod.Ship, null, null),
            [new Order.Line("1", "mug", "Mug", StockTracked: true, Quantity: 1, UnitPrice: 1, Total: 1)],
            Noon,
            Noon),
        new Order.Event.ShortageFound("mug", 1, 0),
        new Order.Event.Rejected("mug", 1, 0),
    ];

    [Fact]
    public async Task An_order_that_goes_on_is_not_read_again()
    {
        var events = await HappenAsync("o");
        var orders = new RecentOrders(new InMemoryJournal());

        Assert.Equal([1], await VersionsAsync(orders, ("o", events[..1])));
        Assert.Equal([3], await VersionsAsync(orders, ("o", events[1..])));
    }

    [Fact]
    public async Task An_order_that_went_on_elsewhere_is_read_whole()
    {
        var journal = new InMemoryJournal();
        var events = await HappenAsync("o", journal);
        var orders = new RecentOrders(journal);

        Assert.Equal([1], await VersionsAsync(orders, ("o", events[..1])));
        Assert.Equal([3], await VersionsAsync(orders, ("o", events[2..])));
        Assert.Equal([3], await VersionsAsync(new RecentOrders(journal), ("o", events[1..2])));
    }

    [Fact]
    public async Task A_batch_that_comes_again_finds_the_orders_as_they_are_by_now()
    {
        var events = await HappenAsync("o");
        var orders = new RecentOrders(new InMemoryJournal());

        Assert.Equal([3], await VersionsAsync(orders, ("o", events)));
        Assert.Equal([3], await VersionsAsync(orders, ("o", events[..2])));
        Assert.Equal([3], await VersionsAsync(orders, ("o", events)));
    }

    [Fact]
    public async Task Orders_that_nothing_happened_to_for_long_are_forgotten_and_read()
    {
        var journal = new InMemoryJournal();
        var events = await HappenAsync("forgotten", journal);
        var orders = new RecentOrders(journal);
        await VersionsAsync(orders, ("forgotten", events[..1]), ("kept", events[..1]));
        for (var i = 0; i < RecentOrders.Enough * 2; i++)
        {
            await VersionsAsync(orders, ($"other{i}", events[..1]), ("kept", events[..1]));
        }

        // One of them is in the journal, where it has gone on to its end; of the other nothing is there.
        Assert.Equal([3, 2], await VersionsAsync(orders, ("forgotten", events[1..2]), ("kept", events[1..2])));
    }

    private static async Task<List<RecordedEvent>> HappenAsync(string id, InMemoryJournal? journal = null)
    {
        journal ??= new InMemoryJournal();
        await journal.AppendAsync(new Append(OrderBatch.StreamPrefix + id, 0, [.. Life.Select(Order.Codec.Write)], new EventMetadata(), Noon));
        return await journal.ReadStreamAsync(OrderBatch.StreamPrefix + id).ToListAsync();
    }

    private static async Task<IEnumerable<long>> VersionsAsync(RecentOrders orders, params (string Id, List<RecordedEvent> Events)[] batch) =>
        (await orders.AfterAsync(batch.ToDictionary(static order => order.Id, static order => order.Events))).Select(static state => state.Version);
}
