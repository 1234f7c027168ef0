using OrleansCommerce.Carts;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Journal;
using OrleansCommerce.Journal.InMemory;
using OrleansCommerce.Stock;
using static OrleansCommerce.Grains.Tests.EventSourcing.GrainWorld;

namespace OrleansCommerce.Grains.Tests.EventSourcing;

/// <summary>The shell around the deciders, shown on the stock item and the cart, on the engine of the build and a journal in memory.</summary>
public sealed class EventSourcedGrainTests
{
    private static readonly TimeSpan Later = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task Three_hundred_callers_of_fifty_units_get_fifty()
    {
        await using var world = new GrainWorld();
        await world.StockUpAsync(50);
        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => world.Stock().ReserveAsync(Reserve($"r{i}"))));
        Assert.Equal(50, answers.Count(answer => answer.Succeeded));
        Assert.All(answers.Where(answer => !answer.Succeeded), answer => Assert.Equal(new OutOfStock("mug", 1, 0), answer.Failure));
        Assert.Equal(0, (await world.Stock().GetAsync())!.Available);
    }

    [Fact]
    public async Task An_answer_waits_for_its_commit_and_so_does_a_refusal_that_rests_on_it()
    {
        var faults = new Faults();
        await using var world = new GrainWorld(faults: faults);
        await world.StockUpAsync(1);
        faults.Plan(CommitOutcome.Commit, beforeCommit: Later);

        var yes = world.Stock().ReserveAsync(Reserve("r1"));
        await faults.SentAsync("stock.reserved", 1);
        var no = world.Stock().ReserveAsync(Reserve("r2"));
        var read = await world.Stock().GetAsync();

        Assert.Equal(1, read!.Available);
        Assert.False(yes.IsCompleted);
        Assert.False(no.IsCompleted);
        await world.AdvanceUntilAsync(yes);
        Assert.True((await yes).Succeeded);
        Assert.IsType<OutOfStock>((await no).Failure);
    }

    [Fact]
    public async Task A_reservation_that_ends_during_a_commit_still_counts_in_what_was_decided_before()
    {
        var faults = new Faults();
        await using var world = new GrainWorld(faults: faults);
        await world.StockUpAsync(5);
        Accepted(await world.Stock().ReserveAsync(Reserve("short") with { ExpiresInSeconds = 10 }));
        faults.Plan(CommitOutcome.Commit, beforeCommit: Later);

        var decided = world.Stock().ReserveAsync(Reserve("r1"));
        await faults.SentAsync("stock.reserved", 2);
        world.Time.Advance(TimeSpan.FromSeconds(10));
        await world.AdvanceUntilAsync(decided);

        Assert.Equal(2, Accepted(await decided).Levels.Reserved);
        Assert.Equal(1, (await world.Stock().GetAsync())!.Reserved);
    }

    [Fact]
    public async Task When_a_commit_fails_everyone_behind_it_gets_a_retryable_fault_and_nothing_is_written()
    {
        var faults = new Faults();
        await using var world = new GrainWorld(faults: faults);
        await world.StockUpAsync(10);
        faults.Plan(CommitOutcome.Refuse, beforeCommit: Later);

        var first = world.Stock().ReserveAsync(Reserve("r1"));
        var second = world.Stock().ReserveAsync(Reserve("r2"));
        await faults.SentAsync("stock.reserved", 2);
        await world.AdvanceUntilAsync(first);

        await Assert.ThrowsAsync<ActivationLostException>(() => first);
        await Assert.ThrowsAsync<ActivationLostException>(() => second);
        Assert.True((await world.Stock().ReserveAsync(Reserve("r1"))).Succeeded);
        Assert.Equal(9, (await world.Stock().GetAsync())!.Available);
    }

    [Fact]
    public async Task When_the_answer_of_a_commit_is_lost_the_repeated_call_finds_what_was_written()
    {
        var faults = new Faults();
        await using var world = new GrainWorld(faults: faults);
        await world.StockUpAsync(10);
        faults.Plan(CommitOutcome.LoseAnswer);
        await Assert.ThrowsAsync<ActivationLostException>(() => world.Stock().ReserveAsync(Reserve("r1")));
        Assert.True((await world.Stock().ReserveAsync(Reserve("r1"))).Succeeded);
        Assert.Equal(9, (await world.Stock().GetAsync())!.Available);
    }

    [Fact]
    public async Task A_full_journal_is_busy_and_the_grain_goes_on_afterwards()
    {
        var faults = new Faults();
        await using var world = new GrainWorld(faults: faults);
        await world.StockUpAsync(10);
        faults.Busy = true;
        await Assert.ThrowsAsync<JournalBusyException>(() => world.Stock().ReserveAsync(Reserve("r1")));
        faults.Busy = false;
        Assert.True((await world.Stock().ReserveAsync(Reserve("r1"))).Succeeded);
    }

    [Fact]
    public async Task Of_two_processes_that_both_own_a_grain_the_one_that_is_behind_loses_and_reloads()
    {
        await using var one = new GrainWorld();
        await one.StockUpAsync(1);
        await using var other = new GrainWorld(one.Storage, time: one.Time);
        Assert.Equal(1, (await other.Stock().GetAsync())!.Available);

        Assert.True((await one.Stock().ReserveAsync(Reserve("r1"))).Succeeded);
        await Assert.ThrowsAsync<ActivationLostException>(() => other.Stock().ReserveAsync(Reserve("r2")));
        Assert.IsType<OutOfStock>((await other.Stock().ReserveAsync(Reserve("r2"))).Failure);
    }

    [Fact]
    public async Task Of_two_processes_that_both_own_a_grain_the_one_that_is_behind_refuses_nothing_and_calls_nothing_done()
    {
        await using var one = new GrainWorld();
        await one.StockUpAsync(1);
        Accepted(await one.Stock().ReserveAsync(Reserve("r1")));
        await using var other = new GrainWorld(one.Storage, time: one.Time);
        Assert.IsType<OutOfStock>((await other.Stock().ReserveAsync(Reserve("r2"))).Failure);

        Accepted(await one.Stock().ReleaseAsync("r1"));
        await Assert.ThrowsAsync<ActivationLostException>(() => other.Stock().ReserveAsync(Reserve("r2")));
        Accepted(await other.Stock().ReserveAsync(Reserve("r2")));

        await Assert.ThrowsAsync<ActivationLostException>(() => one.Stock().WakeAsync());
        Assert.NotNull(await one.Stock().WakeAsync());
    }

    [Fact]
    public async Task Of_two_processes_that_both_own_a_grain_the_one_that_is_behind_shows_for_a_second_what_was_true()
    {
        await using var one = new GrainWorld();
        await one.StockUpAsync(4);
        await using var other = new GrainWorld(one.Storage, time: one.Time);
        Assert.Equal(4, (await other.Stock().GetAsync())!.Available);
        Accepted(await one.Stock().ReserveAsync(Reserve("r1")));

        one.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(4, (await other.Stock().GetAsync())!.Available);

        one.Time.Advance(Later);
        await Assert.ThrowsAsync<ActivationLostException>(() => other.Stock().GetAsync());
        Assert.Equal(3, (await other.Stock().GetAsync())!.Available);
    }

    [Fact]
    public async Task What_the_journal_was_asked_holds_for_a_second_and_so_does_a_commit()
    {
        await using var one = new GrainWorld();
        await one.StockUpAsync(4);
        await using var other = new GrainWorld(one.Storage, time: one.Time);
        for (var second = 0; second < 3; second++)
        {
            Assert.Equal(4, (await other.Stock().GetAsync())!.Available);
            one.Time.Advance(TimeSpan.FromSeconds(1) + Later);
        }

        Assert.Equal(4, (await other.Stock().GetAsync())!.Available);
        Accepted(await one.Stock().ReserveAsync(Reserve("r1")));
        Assert.Equal(4, (await other.Stock().GetAsync())!.Available);

        await Assert.ThrowsAsync<ActivationLostException>(() => other.Stock().ReserveAsync(Reserve("r2")));
        Accepted(await other.Stock().ReserveAsync(Reserve("r2")));
        one.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(3, (await one.Stock().GetAsync())!.Available);
        Assert.Equal(2, (await other.Stock().GetAsync())!.Available);
    }

    [Fact]
    public async Task After_a_clock_was_set_back_the_journal_is_asked_once_and_not_at_every_look()
    {
        await using var one = new GrainWorld();
        await one.StockUpAsync(4);
        await using var other = new GrainWorld(one.Storage, time: one.Time);
        Assert.Equal(4, (await other.Stock().GetAsync())!.Available);

        one.Time.Advance(TimeSpan.FromHours(-1));
        Assert.Equal(4, (await other.Stock().GetAsync())!.Available);
        Accepted(await one.Stock().ReserveAsync(Reserve("r1")));
        Assert.Equal(4, (await other.Stock().GetAsync())!.Available);

        one.Time.Advance(TimeSpan.FromSeconds(1) + Later);
        await Assert.ThrowsAsync<ActivationLostException>(() => other.Stock().GetAsync());
    }

    [Fact]
    public async Task State_comes_back_from_snapshot_and_tail()
    {
        await using var world = new GrainWorld();
        await world.StockUpAsync(1_000);
        for (var i = 0; i < 120; i++)
        {
            Accepted(await world.Stock().ReserveAsync(Reserve($"r{i}")));
        }

        var before = await world.Stock().GetAsync();
        await world.StopAsync();
        Assert.NotNull((await world.Journal.LoadAsync("stock/w/mug")).Snapshot);
        await using var again = new GrainWorld(world.Storage, time: world.Time);
        Assert.Equal(before, await again.Stock().GetAsync());
        Accepted(await again.Stock().ReserveAsync(Reserve("one-more")));
        Accepted(await again.Stock().ReserveAsync(Reserve("r7")));
        Assert.Equal(before!.Available - 1, (await again.Stock().GetAsync())!.Available);
    }

    [Fact]
    public async Task A_snapshot_of_another_shape_is_ignored_and_the_state_is_folded_from_the_events()
    {
        await using var world = new GrainWorld();
        await world.StockUpAsync(10);
        Accepted(await world.Stock().ReserveAsync(Reserve("r1")));
        await world.Journal.WriteSnapshotAsync(new Snapshot("stock/w/mug", 2, Schema: 99, "{}"u8.ToArray()));
        await using var again = new GrainWorld(world.Storage, time: world.Time);
        Assert.Equal(9, (await again.Stock().GetAsync())!.Available);
    }

    [Fact]
    public async Task A_repeated_operation_gets_its_first_answer_even_after_later_changes()
    {
        await using var world = new GrainWorld();
        await world.StockUpAsync(10);
        var cart = world.Grains.GetGrain<ICartGrain>("cart");
        Accepted(await cart.CreateAsync(new CreateCart("op-1", null, Channel.Web, "GBP")));
        var first = Accepted(await cart.AddLineAsync(new AddCartLine("op-2", "mug", 1, Channel.Web)));
        var second = Accepted(await cart.AddLineAsync(new AddCartLine("op-3", "mug", 4, Channel.Pos)));
        var again = Accepted(await cart.AddLineAsync(new AddCartLine("op-2", "mug", 1, Channel.Web)));
        Assert.Equal((first.Version, 1), (again.Version, again.Lines.Single().Quantity));
        Assert.Equal((second.Version, 5), ((await cart.GetAsync())!.Version, (await cart.GetAsync())!.Lines.Single().Quantity));
    }

    [Fact]
    public async Task Woken_at_its_time_a_stock_item_ends_what_is_due()
    {
        await using var world = new GrainWorld();
        await world.StockUpAsync(10);
        Accepted(await world.Stock().ReserveAsync(Reserve("r1")));
        Accepted(await world.Stock().ReserveAsync(Reserve("r2") with { ExpiresInSeconds = 100 }));
        var recorded = await world.Journal.ReadFeedAsync(FeedPosition.Start, 100);
        Assert.Equal(world.Time.GetUtcNow().AddSeconds(100), recorded[^1].Metadata.WakeAt);

        world.Time.Advance(TimeSpan.FromSeconds(100));
        Assert.Equal(9, (await world.Stock().GetAsync())!.Available);
        Assert.Equal(world.Time.GetUtcNow().AddSeconds(800), await world.Stock().WakeAsync());
        Assert.Equal("stock.expired", (await world.Journal.ReadFeedAsync(FeedPosition.Start, 100))[^1].Type);
    }

    [Fact]
    public async Task What_is_not_registered_is_refused_by_name()
    {
        await using var world = new GrainWorld();
        await world.RegisterAsync();
        Assert.Null(await world.Stock("cup").GetAsync());
        Assert.Equal("sku", Assert.IsType<InvalidInput>((await world.Stock("cup").ReserveAsync(Reserve("r1"))).Failure).Field);
        Assert.Equal(new NotFound("location", "x"), (await world.Stock("mug", "x").ReceiveAsync(new ReceiveStock("op", 1))).Failure);
        Assert.Equal(new OutOfStock("mug", 1, 0), (await world.Stock().ReserveAsync(Reserve("r1"))).Failure);
        Assert.Equal(0, (await world.Stock().GetAsync())!.OnHand);
    }

    private static ReserveStock Reserve(string id) => new(id, 1, 900, Channel.Web);
}
