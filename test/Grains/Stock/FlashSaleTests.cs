using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Stock;
using OrleansCommerce.Grains.Tests.EventSourcing;
using OrleansCommerce.Stock;
using static OrleansCommerce.Grains.Tests.EventSourcing.GrainWorld;

namespace OrleansCommerce.Grains.Tests.Stock;

/// <summary>Thousands of reservations of one item whose time is over at the same instant.</summary>
public sealed class FlashSaleTests
{
    /// <summary>More than one append of the journal takes, and no multiple of what one decision ends.</summary>
    private const int Reservations = 10_500;

    private static readonly DateTimeOffset Noon = Given.Noon;
    private static readonly DateTimeOffset Over = Noon.AddSeconds(900);

    [Fact]
    public void One_decision_ends_a_bounded_number_of_reservations_and_all_of_them_are_free()
    {
        var state = SoldOut();
        Assert.Equal(0, state.AvailableAt(Over.AddTicks(-1)));
        Assert.Equal(Reservations, state.AvailableAt(Over));

        var decision = StockItem.Decide(state, "mug", new ReserveStock("late", Reservations, 900, Channel.Web), Over);
        Assert.Null(decision.Failure);
        Assert.Equal(StockItem.ExpiredMax + 1, decision.Events.Length);
        Assert.IsType<StockItem.Event.Reserved>(decision.Events[^1]);
        Assert.Equal(0, decision.Events.Aggregate(state, StockItem.Evolve).AvailableAt(Over));
    }

    [Fact]
    public void A_reservation_over_its_time_has_expired_whether_or_not_its_event_is_there()
    {
        var state = SoldOut();
        var last = $"r{Reservations - 1}";
        var refusal = new ReservationExpired(last, Over);
        Assert.Equal(refusal, StockItem.Confirm(state, last, Over).Failure);
        Assert.Equal(refusal, StockItem.Release(state, last, Over).Failure);
        Assert.Equal(refusal, StockItem.Decide(state, "mug", new ReserveStock(last, 1, 900, Channel.Web), Over).Failure);

        var sale = StockItem.Decide(state, new SellStock("sale", 1, last), Over);
        Assert.DoesNotContain(sale.Events, happened => happened is StockItem.Event.Released);
    }

    [Fact]
    public void An_order_gets_units_of_reservations_whose_events_are_still_to_come()
    {
        var decision = StockItem.Decide(SoldOut(), new AllocateStock("o1/1", "o1", Reservations), Over);
        Assert.Equal(Reservations, Assert.IsType<StockItem.Event.Allocated>(decision.Events[^1]).Granted);
    }

    [Fact]
    public async Task The_item_is_due_again_at_once_until_every_reservation_has_ended()
    {
        await using var world = new GrainWorld();
        await world.StockUpAsync(Reservations);
        var stock = world.Stock();
        foreach (var some in Enumerable.Range(0, Reservations).Chunk(5_000))
        {
            var held = await Task.WhenAll(some.Select(i => stock.ReserveAsync(Reserve($"r{i}"))));
            Assert.All(held, answer => Assert.Null(answer.Failure));
        }

        world.Time.Advance(TimeSpan.FromSeconds(900));
        Assert.Equal((Reservations, 0), await LevelsAsync(stock));
        Assert.IsType<ReservationExpired>((await stock.ConfirmAsync("r1")).Failure);
        Accepted(await stock.ReserveAsync(Reserve("late")));

        var wakes = 0;
        for (var next = await stock.WakeAsync(); next <= world.Time.GetUtcNow(); next = await stock.WakeAsync())
        {
            wakes++;
        }

        Assert.Equal(3, wakes);
        Assert.Equal((Reservations - 1, 1), await LevelsAsync(stock));
        Assert.Equal(ReservationStatus.Held, Accepted(await stock.ReserveAsync(Reserve("late"))).Reservation.Status);
    }

    private static async Task<(int Available, int Reserved)> LevelsAsync(IStockItemGrain stock)
    {
        var levels = (await stock.GetAsync())!;
        return (levels.Available, levels.Reserved);
    }

    private static ReserveStock Reserve(string id) => new(id, 1, 900, Channel.Web);

    private static StockItem.State SoldOut()
    {
        var receipt = new StockItem.Event.Received(Reservations, Operation.Of("op", Reservations));
        return Enumerable.Range(0, Reservations)
            .Select(i => new StockItem.Event.Reserved($"r{i}", 1, 900, Over, Channel.Web))
            .Aggregate(StockItem.Evolve(StockItem.State.Initial, receipt), StockItem.Evolve);
    }
}
