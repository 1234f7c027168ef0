using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Stock;
using OrleansCommerce.Stock;
using static OrleansCommerce.Grains.Stock.StockItem.Event;

namespace OrleansCommerce.Grains.Tests.Stock;

/// <summary>The shelf has fewer units than are promised.</summary>
public sealed class DiscrepancyTests
{
    private static readonly DateTimeOffset Noon = EventSourcing.Given.Noon;

    [Fact]
    public void A_till_that_sells_what_was_promised_puts_the_youngest_promise_at_risk()
    {
        var raised = Raised(Promised().When(state => StockItem.Decide(state, new SellStock("s1", 2), Noon)));
        Assert.Equal((1, 2, DiscrepancyCause.Sale, "s1"), (raised.Number, raised.Shortfall, raised.Cause, raised.Reference));
        Assert.Equal([new AtRisk(PromiseKind.Allocation, "o2/1", "o2", 2)], raised.AtRisk.ToArray());
    }

    [Fact]
    public void A_bigger_shortfall_reaches_older_promises_and_a_part_of_one()
    {
        var raised = Raised(Promised().When(state => StockItem.Decide(state, new SellStock("s1", 6), Noon)));
        Assert.Equal(
            [
                new AtRisk(PromiseKind.Allocation, "o2/1", "o2", 3),
                new AtRisk(PromiseKind.Reservation, "r1", null, 2),
                new AtRisk(PromiseKind.Allocation, "o1/1", "o1", 1),
            ],
            raised.AtRisk.ToArray());
    }

    [Fact]
    public void Of_one_instant_a_reservation_is_at_risk_before_an_order()
    {
        var given = Given(Receipt(2), Order("o1/1", 1, Noon), Hold("r1", 1, Noon));
        var raised = Raised(given.When(state => StockItem.Decide(state, new SellStock("s1", 1), Noon)));
        Assert.Equal("r1", Assert.Single(raised.AtRisk).PromiseId);
    }

    [Fact]
    public void While_what_is_left_covers_the_promises_nothing_is_raised()
    {
        var given = Given(Receipt(10), Order("o1/1", 4, Noon), Hold("r1", 2, Noon));
        given.When(state => StockItem.Decide(state, new SellStock("s1", 4), Noon)).ThenHappens(new Sold("s1", 4));
        given.When(state => StockItem.Decide(state, new SellStock("s1", 6), Noon.AddSeconds(900)))
            .ThenHappens(new Expired("r1", 2), new Sold("s1", 6));
    }

    [Fact]
    public void A_second_sale_names_only_what_the_first_did_not()
    {
        var then = Promised().When(state => StockItem.Decide(state, new SellStock("s1", 2), Noon)).And
            .When(state => StockItem.Decide(state, new SellStock("s2", 2), Noon));
        var raised = Raised(then);
        Assert.Equal((2, 2), (raised.Number, raised.Shortfall));
        Assert.Equal(
            [new AtRisk(PromiseKind.Allocation, "o2/1", "o2", 1), new AtRisk(PromiseKind.Reservation, "r1", null, 1)], raised.AtRisk.ToArray());
        Assert.Equal([(1, "o2/1"), (2, "o2/1")], StockItem.Untold(then.After).Select(untold => (untold.Number, untold.Promise.PromiseId)));
    }

    [Fact]
    public void What_an_order_gave_up_is_named_no_more_and_the_next_sale_counts_anew()
    {
        var then = Promised().When(state => StockItem.Decide(state, new SellStock("s1", 2), Noon)).And
            .When(state => StockItem.Trim(state, "o2/1", 1, Noon)).ThenHappens(new AllocationTrimmed("o2/1", 2));
        Assert.Equal(5, then.After.Allocated);
        then.And.When(state => StockItem.Trim(state, "o2/1", 1, Noon)).ThenNothingHappens();
        var raised = Raised(then.And.When(state => StockItem.Decide(state, new SellStock("s2", 1), Noon)));
        Assert.Equal([new AtRisk(PromiseKind.Allocation, "o2/1", "o2", 1)], raised.AtRisk.ToArray());
    }

    [Fact]
    public void A_promise_that_keeps_nothing_ends()
    {
        var then = Promised().When(state => StockItem.Trim(state, "o2/1", 0, Noon)).ThenHappens(new Deallocated("o2/1", 3));
        then.And.When(state => StockItem.Trim(state, "o2/1", 0, Noon)).ThenNothingHappens();
    }

    [Fact]
    public void The_item_is_due_at_once_until_every_order_is_told()
    {
        var then = Promised().When(state => StockItem.Decide(state, new SellStock("s1", 2), Noon));
        Assert.Equal(Noon, then.After.Ledger.UntoldSince);
        var told = then.And.When(state => StockItem.Tell(state, 1, "o2/1")).ThenHappens(new OrderTold(1, "o2/1"));
        Assert.Null(told.After.Ledger.UntoldSince);
        told.And.When(state => StockItem.Tell(state, 1, "o2/1")).ThenNothingHappens();
    }

    [Fact]
    public void It_is_resolved_once_its_orders_know()
    {
        var resolve = new ResolveDiscrepancy("op", 1, "Two were behind the counter.");
        var then = Promised().When(state => StockItem.Decide(state, new SellStock("s1", 2), Noon));
        Assert.IsType<InvalidState>(then.And.When(state => StockItem.Decide(state, resolve, Noon)).Decision.Failure);

        var resolved = then.And.When(state => StockItem.Tell(state, 1, "o2/1")).And
            .When(state => StockItem.Decide(state, resolve, Noon))
            .ThenHappens(new DiscrepancyResolved(1, resolve.Resolution, Operation.Of("op", resolve)));
        Assert.Empty(resolved.After.Ledger.Discrepancies);
        resolved.And.When(state => StockItem.Decide(state, resolve, Noon)).ThenNothingHappens();
        resolved.And.When(state => StockItem.Decide(state, resolve with { OperationId = "other" }, Noon))
            .ThenIsRefused(new NotFound("open discrepancy", "1"));
        then.And.When(state => StockItem.Decide(state, resolve with { Resolution = " " }, Noon)).ThenIsInvalid("resolution");
    }

    [Fact]
    public void Of_too_many_that_nobody_resolves_the_oldest_gives_way()
    {
        var state = Given(Receipt(600), Hold("r1", 600, Noon)).State;
        for (var i = 0; i <= StockItem.OpenDiscrepanciesMax; i++)
        {
            state = StockItem.Decide(state, new SellStock($"s{i}", 1), Noon).Events.Aggregate(state, StockItem.Evolve);
        }

        Assert.Equal(StockItem.OpenDiscrepanciesMax, state.Ledger.Discrepancies.Count);
        Assert.Equal(2, state.Ledger.Discrepancies[0].Number);
    }

    /// <summary>Nine units, all promised: four to an order, two to a reservation, three to a younger order.</summary>
    private static EventSourcing.Given<StockItem.State, StockItem.Event> Promised() => Given(
        Receipt(9), Order("o1/1", 4, Noon.AddSeconds(-30)), Hold("r1", 2, Noon.AddSeconds(-20)), Order("o2/1", 3, Noon.AddSeconds(-10)));

    private static DiscrepancyRaised Raised(EventSourcing.Then<StockItem.State, StockItem.Event> then)
    {
        Assert.Null(then.Decision.Failure);
        return Assert.IsType<DiscrepancyRaised>(then.Decision.Events[^1]);
    }

    private static EventSourcing.Given<StockItem.State, StockItem.Event> Given(params StockItem.Event[] events) =>
        EventSourcing.Given.History(StockItem.State.Initial, StockItem.Evolve, events);

    private static Received Receipt(int quantity) => new(quantity, Operation.Of("receipt", quantity));

    private static Allocated Order(string allocationId, int quantity, DateTimeOffset at) =>
        new(allocationId, allocationId[..2], quantity, quantity, at);

    private static Reserved Hold(string id, int quantity, DateTimeOffset at) => new(id, quantity, 900, at.AddSeconds(900), Channel.Web);
}
