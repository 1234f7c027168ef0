using FsCheck;
using FsCheck.Fluent;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Stock;
using OrleansCommerce.Grains.Tests.EventSourcing;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Grains.Tests.Stock;

/// <summary>What holds after any sequence of commands, with time going on between them.</summary>
public sealed class StockItemProperties
{
    private static readonly StockItemKey Key = new("w", "mug");

    /// <summary>One command: what, on which id, how many, and how many seconds after the one before.</summary>
    private static readonly Gen<Step> Steps =
        from kind in Gen.Choose(0, 8)
        from id in Gen.Choose(1, 6)
        from quantity in Gen.Choose(1, 12)
        from seconds in Gen.Choose(0, 400)
        select new Step(kind, $"id{id}", quantity, seconds);

    [Fact]
    public void Without_a_till_or_safety_stock_available_is_never_negative() => Check(
        Steps.Where(step => step.Kind is not (7 or 8)),
        (before, _, after) => after.Available >= 0 && before.Available >= 0);

    [Fact]
    public void Sums_agree_with_their_parts_and_nothing_is_negative() => Check(Steps, (_, _, after) =>
        after.Reserved == after.Holds.Values.Sum(hold => hold.Quantity)
        && after.Allocated == after.Allocations.Values.Sum(allocation => allocation.Granted)
        && after.Expiries.Over(DateTimeOffset.MaxValue, after.Holds).Count() == after.Holds.Count
        && after is { OnHand: >= 0, Reserved: >= 0, Allocated: >= 0 });

    [Fact]
    public void Every_unit_is_accounted_for() => Check(Steps, (before, events, after) =>
        after.OnHand - before.OnHand == events.Sum(happened => happened switch
        {
            StockItem.Event.Received e => e.Quantity,
            StockItem.Event.Restocked e => e.Quantity,
            StockItem.Event.Found e => e.Quantity,
            StockItem.Event.Sold e => -e.Quantity,
            StockItem.Event.Confirmed e => -e.Quantity,
            StockItem.Event.Dispatched e => -e.Quantity,
            _ => 0,
        }));

    [Fact]
    public void The_same_command_again_changes_nothing() => Check(Steps, (_, _, after, step, now) =>
        step.Decide(after, now).Events is { IsDefaultOrEmpty: true });

    [Fact]
    public void No_reservation_is_held_after_its_time() => Check(Steps, (_, _, after, _, now) =>
        after.LevelsAt(Key, now).Reserved == after.Holds.Values.Where(hold => hold.ExpiresAt > now).Sum(hold => hold.Quantity));

    [Fact]
    public void A_snapshot_gives_the_same_state_back() => Check(Steps, (_, _, after) =>
        Snapshots.Write(Snapshots.Reread(after)) == Snapshots.Write(after)
        && Snapshots.Reread(after).Available == after.Available
        && Snapshots.Reread(after).NextExpiry == after.NextExpiry);

    private static void Check(Gen<Step> steps, Func<StockItem.State, IReadOnlyList<StockItem.Event>, StockItem.State, bool> holds) =>
        Check(steps, (before, events, after, _, _) => holds(before, events, after));

    private static void Check(
        Gen<Step> steps,
        Func<StockItem.State, IReadOnlyList<StockItem.Event>, StockItem.State, Step, DateTimeOffset, bool> holds) =>
        Prop.ForAll(steps.ListOf().ToArbitrary(), sequence =>
        {
            var state = StockItem.State.Initial;
            var now = Given.Noon;
            foreach (var step in sequence)
            {
                now = now.AddSeconds(step.Seconds);
                var decision = step.Decide(state, now);
                var events = decision.Events.IsDefault ? [] : decision.Events;
                var after = events.Aggregate(state, StockItem.Evolve);
                if (!holds(state, events, after, step, now))
                {
                    return false;
                }

                state = after;
            }

            return true;
        }).QuickCheckThrowOnFailure();

    private sealed record Step(int Kind, string Id, int Quantity, int Seconds)
    {
        public Decision<StockItem.Event> Decide(StockItem.State state, DateTimeOffset now) => Kind switch
        {
            0 => StockItem.Decide(state, new ReceiveStock(Id + Quantity, Quantity), now),
            1 => StockItem.Decide(state, "mug", new ReserveStock(Id, Quantity, 300, Channel.Web), now),
            2 => StockItem.Release(state, Id, now),
            3 => StockItem.Confirm(state, Id, now),
            4 => StockItem.Decide(state, new AllocateStock(Id, "order", Quantity), now),
            5 => Quantity % 2 == 0 ? StockItem.Deallocate(state, Id, now) : StockItem.Dispatch(state, Id, now),
            6 => StockItem.Decide(state, new RestockStock(Id, Quantity), now),
            7 => StockItem.Decide(state, new SellStock(Id, Quantity, Id), now),
            _ => StockItem.Decide(state, new SetSafetyStock(Id + Quantity, Quantity), now),
        };
    }
}
