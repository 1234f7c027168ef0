using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Returns;
using OrleansCommerce.Grains.Tests.EventSourcing;
using OrleansCommerce.Returns;

namespace OrleansCommerce.Grains.Tests.Returns;

/// <summary>How often one customer, or one card, is given back within a rolling time. Decider only.</summary>
public sealed class ReturnAllowancesTests
{
    private static readonly DateTimeOffset Noon = EventSourcing.Given.Noon;

    [Fact]
    public void So_many_returns_within_the_time_and_no_more()
    {
        var state = After(default, Back("a", 1m), Back("b", 1m), Back("c", 1m));
        IsRefused(ReturnAllowances.Decide(state, Back("d", 1m), Noon), ReturnRefusal.RefundLimit);
        Assert.Null(ReturnAllowances.Decide(state, Back("d", 1m), Noon.AddDays(30)).Failure);
    }

    [Fact]
    public void So_much_money_within_the_time_in_each_currency()
    {
        var state = After(default, Back("a", 60m), Back("b", 40m));
        IsRefused(ReturnAllowances.Decide(state, Back("c", 0.01m), Noon), ReturnRefusal.RefundLimit);
        Assert.Null(ReturnAllowances.Decide(state, Back("c", 100m) with { Amount = new Money(100m, "EUR") }, Noon).Failure);
    }

    [Fact]
    public void Returns_without_a_receipt_are_counted_apart()
    {
        var state = After(default, Back("a", 90m), Back("b", 50m) with { IsWithoutReceipt = true });
        IsRefused(ReturnAllowances.Decide(state, Back("c", 51m) with { IsWithoutReceipt = true }, Noon), ReturnRefusal.UnreceiptedLimit);
        Assert.Null(ReturnAllowances.Decide(state, Back("c", 10m), Noon).Failure);
    }

    [Fact]
    public void Each_return_counts_once_and_one_that_did_not_take_place_not_at_all()
    {
        var state = After(default, Back("a", 60m), Back("a", 60m), Back("a", 70m));
        Assert.Equal((2, 100m), ReturnAllowances.With(state, Back("b", 30m), Noon));
        state = ReturnAllowances.DecideForget(state, "a").Events.Aggregate(state, ReturnAllowances.Evolve);
        Assert.Equal((1, 30m), ReturnAllowances.With(state, Back("b", 30m), Noon));
        Assert.Empty(ReturnAllowances.DecideForget(state, "a").Events);
    }

    [Fact]
    public void What_somebody_answers_for_is_counted_and_not_refused()
    {
        var state = After(default, Back("a", 100m), Back("b", 500m) with { IsOverridden = true });
        Assert.Equal((3, 601m), ReturnAllowances.With(state, Back("c", 1m), Noon));
    }

    [Fact]
    public void Within_any_time_of_thirty_days_the_limit_holds_whatever_is_asked_and_when() => Prop.ForAll(
        (from day in Gen.Choose(0, 5) from name in Gen.Choose(1, 9) from pounds in Gen.Choose(1, 60) select (day, name, pounds)).ListOf().ToArbitrary(),
        acts =>
        {
            var (state, now) = (ReturnAllowances.State.Initial, Noon);
            var taken = new Dictionary<string, (DateTimeOffset At, decimal Amount)>(StringComparer.Ordinal);
            foreach (var (day, name, pounds) in acts)
            {
                now += TimeSpan.FromDays(day);
                foreach (var happened in Events(ReturnAllowances.Decide(state, Back($"{name}", pounds), now)))
                {
                    state = Snapshots.Reread(ReturnAllowances.Evolve(state, happened));
                    taken[$"{name}"] = (now, pounds);
                }
            }

            return taken.Values.All(last =>
                taken.Values.Where(other => other.At <= last.At && other.At > last.At.AddDays(-30)).ToList() is var within
                && within.Count <= 3 && within.Sum(other => other.Amount) <= 100m);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_count_has_an_end()
    {
        var state = Enumerable.Range(0, 1_100).Aggregate(ReturnAllowances.State.Initial, (current, i) =>
            ReturnAllowances.Evolve(current, new ReturnAllowances.Event.Counted($"{i}", false, 1m, "GBP", Noon, Noon.AddDays(-30))));
        Assert.Equal(ReturnAllowances.EntriesMax, state.Entries.Count);
    }

    [Fact]
    public void No_key_has_the_token_of_a_card()
    {
        Assert.DoesNotContain("tok_approve", ReturnLimits.OfCard("tok_approve"), StringComparison.Ordinal);
        Assert.Equal(ReturnLimits.OfCard("tok_approve"), ReturnLimits.OfCard("tok_approve"));
    }

    [Fact]
    public void Durable_names_never_change() => Assert.Equal(
        ["return-allowance.counted", "return-allowance.forgotten"], ReturnAllowances.Codec.Names.Order(StringComparer.Ordinal));

    private static ImmutableArray<ReturnAllowances.Event> Events(Decision<ReturnAllowances.Event> decision) =>
        decision.Events.IsDefault ? [] : decision.Events;

    private static ReturnAllowances.State After(TimeSpan time, params CountReturn[] commands) => commands.Aggregate(
        ReturnAllowances.State.Initial,
        (state, command) => Events(ReturnAllowances.Decide(state, command, Noon + time)).Aggregate(state, ReturnAllowances.Evolve));

    private static CountReturn Back(string id, decimal pounds) => new(id, false, new Money(pounds, "GBP"), false, 3, 100m, 30);

    private static void IsRefused(Decision<ReturnAllowances.Event> decision, ReturnRefusal code) =>
        Assert.Equal(code, Assert.IsType<ReturnRefused>(decision.Failure).Code);
}
