using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Stock;
using OrleansCommerce.Stock;
using static OrleansCommerce.Grains.Stock.StockItem.Event;

namespace OrleansCommerce.Grains.Tests.Stock;

/// <summary>Counting the shelf, moving units between states, and what may be promised.</summary>
public sealed class LedgerTests
{
    private static readonly DateTimeOffset Noon = EventSourcing.Given.Noon;

    [Fact]
    public void A_count_puts_the_books_right()
    {
        var count = new CountStock("op", 7, ExpectedOnHand: 10, ExpectedVersion: null, "yearly", "ST-1");
        var then = Given(Receipt(10)).When(state => StockItem.Decide(state, count, Noon))
            .ThenHappens(new Counted(7, -3, "yearly", "ST-1", Noon, Operation.Of("op", count)));
        Assert.Equal(7, then.After.OnHand);
        then.And.When(state => StockItem.Decide(state, count, Noon)).ThenNothingHappens();
    }

    [Fact]
    public void A_count_of_books_that_changed_meanwhile_is_refused_and_says_what_they_are()
    {
        var given = Given(Receipt(10), Hold("r1", 1));
        given.When(state => StockItem.Decide(state, new CountStock("op", 7, 9, null), Noon)).ThenIsRefused(new StockChanged(10, 2));
        given.When(state => StockItem.Decide(state, new CountStock("op", 7, 10, 1), Noon)).ThenIsRefused(new StockChanged(10, 2));
        Assert.Null(given.When(state => StockItem.Decide(state, new CountStock("op", 7, null, 2), Noon)).Decision.Failure);
    }

    [Fact]
    public void A_count_says_what_it_expected_and_is_not_of_the_future()
    {
        Given().When(state => StockItem.Decide(state, new CountStock("op", 7, null, null), Noon)).ThenIsInvalid("expectedOnHand");
        Given().When(state => StockItem.Decide(state, new CountStock("op", -1, 0, null), Noon)).ThenIsInvalid("quantity");
        Given().When(state => StockItem.Decide(state, new CountStock("op", 7, 0, null, CountedAt: Noon.AddHours(1)), Noon)).ThenIsInvalid("countedAt");
    }

    [Fact]
    public void A_count_below_what_is_promised_raises_a_discrepancy()
    {
        var then = Given(Receipt(10), Hold("r1", 8)).When(state => StockItem.Decide(state, new CountStock("op", 7, 10, null), Noon));
        var raised = Assert.IsType<DiscrepancyRaised>(then.Decision.Events[1]);
        Assert.Equal((1, DiscrepancyCause.Count, "op"), (raised.Shortfall, raised.Cause, raised.Reference));
    }

    [Fact]
    public void A_sale_of_before_the_count_that_is_told_after_it_does_not_take_its_units_again()
    {
        var then = Given(Receipt(10)).When(state => StockItem.Decide(state, new CountStock("op", 8, 10, null), Noon)).And
            .When(state => StockItem.Decide(state, new SellStock("s1", 2, SoldAt: Noon.AddHours(-1)), Noon.AddHours(1)));
        Assert.Equal([new Found("s1", 2), new Sold("s1", 2, Noon.AddHours(-1))], then.Decision.Events.ToArray());
        Assert.Equal(8, then.After.OnHand);
        Assert.Equal(6, then.And.When(state => StockItem.Decide(state, new SellStock("s2", 2, SoldAt: Noon.AddHours(1)), Noon.AddHours(1))).After.OnHand);
    }

    [Fact]
    public void Units_move_between_states_and_the_rest_stays()
    {
        var move = new MoveStock("op", StockState.Available, StockState.Damaged, 3, "dropped", "D-1");
        var then = Given(Receipt(10)).When(state => StockItem.Decide(state, "mug", move, Noon)).ThenHappens(
            new Moved(StockState.Available, StockState.Damaged, 3, "dropped", "D-1", Operation.Of("op", move), new LedgerLevels(Damaged: 3)));
        Assert.Equal((7, 3), (then.After.OnHand, then.After.Ledger.Levels.Damaged));
        then.And.When(state => StockItem.Decide(state, "mug", move, Noon)).ThenNothingHappens();
        then.And.When(state => StockItem.Decide(
                state, "mug", new MoveStock("op-2", StockState.Damaged, StockState.WrittenOff, 4, "binned"), Noon))
            .ThenIsRefused(new OutOfStock("mug", 4, 3, "can be moved"));
    }

    [Theory]
    [InlineData(StockState.Available, StockState.Reserved)]
    [InlineData(StockState.Allocated, StockState.Available)]
    [InlineData(StockState.Available, StockState.InTransit)]
    [InlineData(StockState.Correction, StockState.Available)]
    [InlineData(StockState.Available, StockState.Available)]
    [InlineData(StockState.WrittenOff, StockState.Customer)]
    public void What_is_promised_in_transit_or_a_correction_is_not_moved_by_hand(StockState from, StockState to) =>
        Given(Receipt(10)).When(state => StockItem.Decide(state, "mug", new MoveStock("op", from, to, 1, "why"), Noon)).ThenIsInvalid("to");

    [Fact]
    public void That_units_are_broken_is_true_whatever_is_promised_and_lending_some_takes_none_that_are()
    {
        var given = Given(Receipt(10), Hold("r1", 8));
        var broken = given.When(state => StockItem.Decide(
            state, "mug", new MoveStock("op", StockState.Available, StockState.Damaged, 3, "dropped"), Noon));
        Assert.Equal(DiscrepancyCause.Movement, Assert.IsType<DiscrepancyRaised>(broken.Decision.Events[1]).Cause);
        given.When(state => StockItem.Decide(state, "mug", new MoveStock("op", StockState.Available, StockState.OnTrial, 3, "trial"), Noon))
            .ThenIsRefused(new OutOfStock("mug", 3, 2, "can be moved"));
    }

    [Fact]
    public void A_movement_says_why()
    {
        var move = new MoveStock("op", StockState.Supplier, StockState.Incoming, 3, " ");
        Given().When(state => StockItem.Decide(state, "mug", move, Noon)).ThenIsInvalid("reason");
        Assert.Equal(3, Given().When(state => StockItem.Decide(state, "mug", move with { Reason = "PO 7" }, Noon)).After.Ledger.Levels.Incoming);
    }

    [Fact]
    public void A_back_order_promises_units_that_are_going_to_come_up_to_its_limit()
    {
        var given = Given(Receipt(2), Policy(OversellRule.BackOrder, 3));
        given.When(state => StockItem.Decide(state, "mug", Reserve("r1", 6), Noon)).ThenIsRefused(new OutOfStock("mug", 6, 5));
        var then = given.When(state => StockItem.Decide(state, new AllocateStock("o1/1", "o1", 9), Noon))
            .ThenHappens(new Allocated("o1/1", "o1", 9, 5, Noon));
        then.And.When(state => StockItem.Decide(state, "mug", Reserve("r1", 1), Noon)).ThenIsRefused(new OutOfStock("mug", 1, 0));
    }

    [Fact]
    public void A_pre_order_promises_until_its_release()
    {
        var release = Noon.AddDays(3);
        var given = Given(Policy(OversellRule.PreOrder, 3, release));
        Assert.Null(given.When(state => StockItem.Decide(state, "mug", Reserve("r1", 3), release.AddTicks(-1))).Decision.Failure);
        given.When(state => StockItem.Decide(state, "mug", Reserve("r1", 1), release)).ThenIsRefused(new OutOfStock("mug", 1, 0));
    }

    [Fact]
    public void What_is_only_tracked_is_never_refused_and_never_a_discrepancy()
    {
        var then = Given(Policy(OversellRule.TrackOnly, 0)).When(state => StockItem.Decide(state, "mug", Reserve("r1", 1_000_000), Noon)).And
            .When(state => StockItem.Decide(state, new SellStock("s1", 1), Noon)).ThenHappens(new Found("s1", 1), new Sold("s1", 1));
        Assert.Equal(-1_000_000, then.After.Available);
    }

    [Fact]
    public void Promises_within_the_policy_are_no_discrepancy_even_after_the_release()
    {
        var release = Noon.AddDays(3);
        Given(Receipt(2), Policy(OversellRule.PreOrder, 3, release), new Allocated("o1/1", "o1", 4, 4, Noon))
            .When(state => StockItem.Decide(state, new SellStock("s1", 1), release)).ThenHappens(new Sold("s1", 1));
    }

    [Theory]
    [InlineData(OversellRule.Never, 1, false, "limit")]
    [InlineData(OversellRule.TrackOnly, 1, false, "limit")]
    [InlineData(OversellRule.BackOrder, 0, false, "limit")]
    [InlineData(OversellRule.BackOrder, 1_000_001, false, "limit")]
    [InlineData(OversellRule.BackOrder, 1, true, "releaseAt")]
    [InlineData(OversellRule.PreOrder, 1, false, "releaseAt")]
    public void A_policy_that_makes_no_sense_is_refused(OversellRule rule, int limit, bool released, string field) =>
        Given().When(state => StockItem.Decide(
            state, new SetStockPolicy("op", rule, limit, released ? Noon.AddDays(1) : null), Noon)).ThenIsInvalid(field);

    [Fact]
    public void A_release_date_is_in_the_future() =>
        Given().When(state => StockItem.Decide(state, new SetStockPolicy("op", OversellRule.PreOrder, 1, Noon), Noon)).ThenIsInvalid("releaseAt");

    [Fact]
    public void A_channel_does_not_get_its_buffer_and_the_others_do()
    {
        var given = Given(Receipt(5)).When(state => StockItem.Decide(state, new SetChannelBuffer("b1", Channel.Web, 3), Noon)).And
            .When(state => StockItem.Decide(state, new SetStockPolicy("p1", OversellRule.Never, 0, null), Noon)).And;
        given.When(state => StockItem.Decide(state, "mug", Reserve("r1", 3), Noon)).ThenIsRefused(new OutOfStock("mug", 3, 2));
        Assert.Null(given.When(state => StockItem.Decide(state, "mug", Reserve("r1", 5) with { Channel = Channel.Pos }, Noon)).Decision.Failure);
        given.When(state => StockItem.Decide(state, new AllocateStock("o1/1", "o1", 9, Channel.Web), Noon))
            .ThenHappens(new Allocated("o1/1", "o1", 9, 2, Noon));
        var levels = given.State.LevelsAt(new StockItemKey("w", "mug"), Noon);
        Assert.Equal((2, 5, 5), (levels.PromisableTo(Channel.Web, Noon), levels.PromisableTo(Channel.Pos, Noon), levels.Available));

        var without = given.When(state => StockItem.Decide(state, new SetChannelBuffer("b2", Channel.Web, 0), Noon));
        Assert.Equal(StockPolicy.Default, without.After.Ledger.Policy);
    }

    [Fact]
    public void Events_of_before_the_ledger_are_read_as_they_were_meant()
    {
        var before = System.Text.Json.Nodes.JsonNode.Parse("""{"allocationId":"o1/1","orderId":"o1","requested":3,"granted":2}""")!;
        var allocated = System.Text.Json.JsonSerializer.Deserialize<Allocated>(before.ToJsonString(), EventJson.Options);
        Assert.Equal(new Allocated("o1/1", "o1", 3, 2), allocated);
        var sold = System.Text.Json.JsonSerializer.Deserialize<Sold>("""{"saleId":"s1","quantity":2}""", EventJson.Options);
        Assert.Equal(new Sold("s1", 2), sold);
        var safety = System.Text.Json.JsonSerializer.Deserialize<SafetySet>(
            """{"quantity":2,"operation":{"id":"op","fingerprint":"f"}}""", EventJson.Options);
        Assert.Equal(new SafetySet(2, new Operation("op", "f")), safety);
    }

    private static EventSourcing.Given<StockItem.State, StockItem.Event> Given(params StockItem.Event[] events) =>
        EventSourcing.Given.History(StockItem.State.Initial, StockItem.Evolve, events);

    private static Received Receipt(int quantity) => new(quantity, Operation.Of("receipt", quantity));

    private static PolicySet Policy(OversellRule rule, int limit, DateTimeOffset? releaseAt = null) =>
        new(new StockPolicy(rule, limit, releaseAt, []), Operation.Of("policy", limit));

    private static Reserved Hold(string id, int quantity) => new(id, quantity, 900, Noon.AddSeconds(900), Channel.Web);

    private static ReserveStock Reserve(string id, int quantity) => new(id, quantity, 900, Channel.Web);
}
