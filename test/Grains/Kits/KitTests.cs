using OrleansCommerce.Grains.Kits;
using OrleansCommerce.Grains.Tests.Orders;
using OrleansCommerce.Journal;
using OrleansCommerce.Kits;
using OrleansCommerce.Stock;
using static OrleansCommerce.Grains.Tests.Orders.OrderHost;

namespace OrleansCommerce.Grains.Tests.Kits;

/// <summary>One product of several SKUs: all parts or none, also when the process dies between two parts.</summary>
public sealed class KitTests
{
    private static readonly ReserveKit Two = new(2, 900, Channel.Web);

    [Theory]
    [InlineData("parts", 0)]
    [InlineData("parts", 51)]
    [InlineData("parts[0].quantity", 1, 0)]
    [InlineData("parts[0].quantity", 1, 1_001)]
    public void Parts_out_of_range_are_refused(string field, int count, int quantity = 1) => Assert.Equal(field, Refused(
        "set", [.. Enumerable.Range(0, count).Select(i => new KitPart($"part{i}", quantity))]));

    [Fact]
    public void A_kit_is_no_part_of_itself_and_has_each_part_once()
    {
        Assert.Equal("parts[1].sku", Refused("set", new("mug", 1), new("set", 1)));
        Assert.Equal("parts[1].sku", Refused("set", new("mug", 1), new("mug", 1)));
        Assert.Equal("parts[0].sku", Refused("set", new KitPart("untracked", 1)));
        Assert.Equal("sku", Refused("a/b", new KitPart("mug", 1)));
    }

    [Fact]
    public void Durable_names_only_ever_grow_in_number() => Assert.Equal(
        [
            "kit-reservation.confirm-started",
            "kit-reservation.part-done",
            "kit-reservation.part-refused",
            "kit-reservation.release-started",
            "kit-reservation.started",
        ],
        KitHold.Codec.Names.Order(StringComparer.Ordinal));

    [Fact]
    public async Task All_parts_are_held_and_leave_together()
    {
        using var host = await StockedAsync();
        var held = Accepted(await host.Kit().ReserveAsync(Two));
        Assert.Equal(ReservationStatus.Held, held.Status);
        Assert.Equal([new("mug", 4), new("lamp", 2)], held.Parts.ToArray());
        Assert.Equal(((10, 4), (3, 2)), await ReservedAsync(host));
        Assert.Equal(held.ExpiresAt, Accepted(await host.Kit().ReserveAsync(Two)).ExpiresAt);
        Assert.Equal(new OperationIdReused("r1"), (await host.Kit().ReserveAsync(Two with { Quantity = 1 })).Failure);

        Assert.Equal(ReservationStatus.Confirmed, Accepted(await host.Kit().ConfirmAsync()).Status);
        Assert.Equal(ReservationStatus.Confirmed, Accepted(await host.Kit().ConfirmAsync()).Status);
        Assert.Equal(((6, 0), (1, 0)), await ReservedAsync(host));
        Assert.IsType<InvalidState>((await host.Kit().ReleaseAsync()).Failure);
    }

    [Fact]
    public async Task When_one_part_is_short_none_is_held()
    {
        using var host = await StockedAsync();
        Assert.Equal(new OutOfStock("lamp", 4, 3), (await host.Kit().ReserveAsync(Two with { Quantity = 4 })).Failure);
        Assert.Equal(((10, 0), (3, 0)), await ReservedAsync(host));
        Assert.Equal(new OutOfStock("lamp", 4, 3), (await host.Kit().ReserveAsync(Two with { Quantity = 4 })).Failure);
        Assert.IsType<ReservationNotFound>((await host.Kit().ConfirmAsync()).Failure);
    }

    [Fact]
    public async Task What_is_given_back_or_runs_out_frees_every_part()
    {
        using var host = await StockedAsync();
        Accepted(await host.Kit().ReserveAsync(Two));
        Assert.Equal(ReservationStatus.Released, Accepted(await host.Kit().ReleaseAsync()).Status);
        Assert.Equal(((10, 0), (3, 0)), await ReservedAsync(host));

        var held = Accepted(await host.Kit("r2").ReserveAsync(Two));
        host.Time.Advance(TimeSpan.FromSeconds(900));
        Assert.Equal(new ReservationExpired("r2", held.ExpiresAt), (await host.Kit("r2").ConfirmAsync()).Failure);
        Assert.Equal(((10, 0), (3, 0)), await ReservedAsync(host));
        Assert.Equal(new ReservationExpired("r2", held.ExpiresAt), (await host.Kit("r2").ReserveAsync(Two)).Failure);
        Assert.Null(await host.Kit("r2").WakeAsync());
    }

    [Fact]
    public async Task What_is_no_kit_is_not_found()
    {
        using var host = await StockedAsync();
        Assert.Equal(new NotFound("kit", "mug"), (await host.Kit("r1", "mug").ReserveAsync(Two)).Failure);
        Assert.Equal(new ReservationNotFound("r9"), (await host.Kit("r9").ConfirmAsync()).Failure);
    }

    [Theory]
    [InlineData("stock.reserved")]
    [InlineData("kit-reservation.part-done")]
    public async Task A_process_that_dies_between_two_parts_is_taken_up_by_the_next_one(string failsAt)
    {
        using var before = await StockedAsync();
        using var crashed = new OrderHost(before.Storage, failsAt);
        await Assert.ThrowsAsync<JournalBusyException>(() => crashed.Kit().ReserveAsync(Two));

        using var after = new OrderHost(before.Storage);
        await after.Kit().WakeAsync();
        Assert.Equal(((10, 4), (3, 2)), await ReservedAsync(after));
        Assert.Equal(ReservationStatus.Held, Accepted(await after.Kit().ReserveAsync(Two)).Status);
    }

    [Theory]
    [InlineData("stock.released")]
    [InlineData("kit-reservation.part-refused")]
    public async Task A_process_that_dies_while_it_gives_parts_back_is_taken_up_by_the_next_one(string failsAt)
    {
        using var before = await StockedAsync();
        using var crashed = new OrderHost(before.Storage, failsAt);
        await Assert.ThrowsAsync<JournalBusyException>(() => crashed.Kit().ReserveAsync(Two with { Quantity = 4 }));

        using var after = new OrderHost(before.Storage);
        Assert.Null(await after.Kit().WakeAsync());
        Assert.Equal(((10, 0), (3, 0)), await ReservedAsync(after));
    }

    [Fact]
    public async Task A_kit_that_was_confirmed_in_time_leaves_after_the_longest_standstill()
    {
        using var before = await StockedAsync();
        Accepted(await before.Kit().ReserveAsync(Two));
        using var crashed = new OrderHost(before.Storage, "stock.confirmed");
        await Assert.ThrowsAsync<JournalBusyException>(() => crashed.Kit().ConfirmAsync());

        using var after = new OrderHost(before.Storage);
        after.Time.Advance(TimeSpan.FromDays(2));
        Assert.Null(await after.Kit().WakeAsync());
        Assert.Equal(((6, 0), (1, 0)), await ReservedAsync(after));
        Assert.Equal(ReservationStatus.Confirmed, Accepted(await after.Kit().ConfirmAsync()).Status);
    }

    private static string Refused(string sku, params KitPart[] parts) => Assert.IsType<InvalidInput>(
        Kit.Decide(Kit.State.Initial, sku, new DefineKit("op", [.. parts]), new HashSet<string>(["untracked"])).Failure).Field;

    /// <summary>Of mugs and lamps: on hand and reserved.</summary>
    private static async Task<((int OnHand, int Reserved) Mugs, (int OnHand, int Reserved) Lamps)> ReservedAsync(OrderHost host)
    {
        var mugs = (await host.StockItem("mug", "w1").GetAsync())!;
        var lamps = (await host.StockItem("lamp", "w1").GetAsync())!;
        return ((mugs.OnHand, mugs.Reserved), (lamps.OnHand, lamps.Reserved));
    }

    private static async Task<OrderHost> StockedAsync()
    {
        var host = new OrderHost();
        await host.StockUpAsync("mug", "w1", 10);
        await host.StockUpAsync("lamp", "w1", 3);
        Accepted(await host.KitOf("set").DefineAsync(new DefineKit("define", [new("mug", 2), new("lamp", 1)])));
        return host;
    }
}
