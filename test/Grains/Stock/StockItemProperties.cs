using FsCheck;
using FsCheck.Fluent;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Stock;
using OrleansCommerce.Grains.Tests.EventSourcing;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Grains.Tests.Stock;

/// <summary>What holds after any sequence of commands, with time going on between them.</summary>
[Trait("Engine", "Any")]
public sealed class StockItemProperties
{
    private static readonly StockItemKey Key = new("w", "mug");

    /// <summary>One command: what, on which id, how many, and how many seconds after the one before.</summary>
    private static readonly Gen<Step> Steps =
        from kind in Gen.Choose(0, 17)
        from id in Gen.Choose(1, 6)
        from quantity in Gen.Choose(1, 12)
        from seconds in Gen.Choose(0, 400)
        select new Step(kind, $"id{id}", quantity, seconds);

    [Fact]
    public void Without_a_till_or_safety_stock_available_is_never_negative() => Check(
        Steps.Where(step => step.Kind < 7),
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
            StockItem.Event.Counted e => e.Difference,
            StockItem.Event.Sent e => -e.Quantity,
            StockItem.Event.TakenBack e => e.Quantity,
            StockItem.Event.Arrived e => e.Sellable,
            StockItem.Event.Moved { From: StockState.Available } e => -e.Quantity,
            StockItem.Event.Moved { To: StockState.Available } e => e.Quantity,
            StockItem.Event.Restocked e => e.Quantity,
            StockItem.Event.Found e => e.Quantity,
            StockItem.Event.Sold e => -e.Quantity,
            StockItem.Event.Confirmed e => -e.Quantity,
            StockItem.Event.Dispatched e => -e.Quantity,
            _ => 0,
        }));

    [Fact]
    public void Each_state_changes_by_the_movements_in_and_out_of_it_alone() => Check(Steps, (before, events, after) =>
    {
        var movements = events.SelectMany(happened => StockItem.MovementsOf(happened)).ToList();
        return Enum.GetValues<StockState>().Where(state => state < StockState.Supplier).All(state =>
            In(after, state) - In(before, state)
            == movements.Where(moved => moved.To == state).Sum(moved => moved.Quantity)
            - movements.Where(moved => moved.From == state).Sum(moved => moved.Quantity));
    });

    [Fact]
    public void The_sum_of_all_states_changes_only_by_what_comes_from_outside_and_goes_there() => Check(Steps, (before, events, after) =>
    {
        var movements = events.SelectMany(happened => StockItem.MovementsOf(happened)).ToList();
        return Total(after) - Total(before)
            == movements.Where(moved => moved.From >= StockState.Supplier).Sum(moved => moved.Quantity)
            - movements.Where(moved => moved.To >= StockState.Supplier).Sum(moved => moved.Quantity);

        static int Total(StockItem.State state) =>
            Enum.GetValues<StockState>().Where(one => one < StockState.Supplier).Sum(one => In(state, one));
    });

    [Fact]
    public void No_state_that_is_not_a_promise_is_ever_negative() => Check(Steps, (_, _, after) =>
        Enum.GetValues<StockState>().Where(state => state is > StockState.Safety and < StockState.Supplier).All(state => In(after, state) >= 0));

    [Fact]
    public void What_is_promised_beyond_the_shelf_and_the_policy_is_named_in_a_discrepancy() => Check(Steps, (_, _, after, _, now) =>
        after.PromisedAt(now) - after.OnHand - (after.Ledger.Policy?.Allowance ?? 0) <= after.Ledger.Discrepancies
            .SelectMany(known => known.Risks)
            .Sum(risk => risk.Promise.Quantity) || after.Ledger.Policy is not null);

    private static int In(StockItem.State state, StockState which) => which switch
    {
        StockState.Available => state.Available,
        StockState.Reserved => state.Reserved,
        StockState.Allocated => state.Allocated,
        StockState.Safety => state.Safety,
        _ => state.Ledger.Levels.In(which),
    };

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
        private MoveStock Move(StockState from) =>
            new($"move{Id}{Quantity}{from}", from, (StockState)((Id[2] + Quantity) % 15), Quantity, "why");

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
            8 => StockItem.Decide(state, new SetSafetyStock(Id + Quantity, Quantity), now),
            9 => StockItem.Decide(state, new CountStock("count" + Id + Quantity, Quantity, state.OnHand, null), now),
            10 => StockItem.Decide(state, "mug", Move(StockState.Available), now),
            11 => StockItem.Decide(state, "mug", Move((StockState)(Seconds % 15)), now),
            12 => StockItem.Trim(state, Id, Quantity / 2, now),
            14 => StockItem.Decide(state, "mug", new SendStock(Id, Quantity), now),
            15 => StockItem.TakeBack(state, Id, now),
            16 => StockItem.Decide(state, new ExpectStock(Id, Quantity), now),
            17 => StockItem.Decide(state, new ArriveStock(Id, Quantity / 2, Quantity / 4, 1), now),
            _ => StockItem.Decide(state, new SetStockPolicy("policy" + Id + Quantity, OversellRule.BackOrder, Quantity, null), now),
        };
    }
}
