using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Stock;
using OrleansCommerce.Grains.Tests.EventSourcing;
using OrleansCommerce.Stock;
using static OrleansCommerce.Grains.Stock.StockItem.Event;

namespace OrleansCommerce.Grains.Tests.Stock;

public sealed class StockItemTests
{
    private static readonly DateTimeOffset Noon = EventSourcing.Given.Noon;
    private static readonly DateTimeOffset AtExpiry = Noon.AddSeconds(900);

    [Fact]
    public void Goods_arrive()
    {
        var command = new ReceiveStock("op-1", 10);
        var then = Given().When(state => StockItem.Decide(state, command, Noon))
            .ThenHappens(new Received(10, Operation.Of("op-1", command)));
        Assert.Equal(10, then.After.OnHand);
        Assert.Equal(10, then.After.Available);
    }

    [Fact]
    public void Goods_arrive_with_a_reason_and_a_delivery_note()
    {
        var command = new ReceiveStock("op-1", 10, "late delivery", "D-77");
        var happened = new Received(10, Operation.Of("op-1", command), "late delivery", "D-77");
        Given().When(state => StockItem.Decide(state, command, Noon)).ThenHappens(happened);
        Assert.Equal(("late delivery", "D-77"), (StockItem.ReasonOf(happened), StockItem.ReferenceOf(happened)));
        Assert.Equal("op-1", StockItem.ReferenceOf(happened with { Reference = null }));
        Given().When(state => StockItem.Decide(state, command with { Reason = new string('x', 201) }, Noon)).ThenIsInvalid("reason");
        Given().When(state => StockItem.Decide(state, command with { Reference = " " }, Noon)).ThenIsInvalid("reference");
    }

    [Fact]
    public void The_same_receipt_again_changes_nothing_and_its_first_levels_are_known()
    {
        var command = new ReceiveStock("op-1", 10);
        var then = Given(Receipt("op-1", 10), Hold("r1", 4)).When(state => StockItem.Decide(state, command, Noon)).ThenNothingHappens();
        var answered = then.After.Operations.Find("op-1")!.Value.Levels(new StockItemKey("w", "mug"));
        Assert.Equal(new StockLevels("mug", "w", 10, 0, 0, 0, 1), answered);
    }

    [Fact]
    public void The_same_operation_id_with_another_quantity_is_refused() =>
        Given(Receipt("op-1", 10)).When(state => StockItem.Decide(state, new ReceiveStock("op-1", 11), Noon))
            .ThenIsRefused(new OperationIdReused("op-1"));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1_000_001)]
    public void A_quantity_out_of_range_is_refused_everywhere(int quantity)
    {
        Given().When(state => StockItem.Decide(state, new ReceiveStock("op", quantity), Noon)).ThenIsInvalid("quantity");
        Given().When(state => StockItem.Decide(state, "mug", Reserve("r", quantity), Noon)).ThenIsInvalid("quantity");
        Given().When(state => StockItem.Decide(state, new AllocateStock("a", "o", quantity), Noon)).ThenIsInvalid("quantity");
        Given().When(state => StockItem.Decide(state, new SellStock("s", quantity), Noon)).ThenIsInvalid("quantity");
        Given().When(state => StockItem.Decide(state, new RestockStock("t", quantity), Noon)).ThenIsInvalid("quantity");
    }

    [Theory]
    [InlineData(9)]
    [InlineData(86_401)]
    public void An_expiry_out_of_range_is_refused(int seconds) =>
        Given(Receipt("op", 1)).When(state => StockItem.Decide(state, "mug", Reserve("r", 1) with { ExpiresInSeconds = seconds }, Noon))
            .ThenIsInvalid("expiresInSeconds");

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void A_reservation_needs_an_id(string id) =>
        Given(Receipt("op", 1)).When(state => StockItem.Decide(state, "mug", Reserve(id, 1), Noon)).ThenIsInvalid("reservationId");

    [Fact]
    public void Available_units_are_reserved_until_their_expiry()
    {
        var then = Given(Receipt("op", 10)).When(state => StockItem.Decide(state, "mug", Reserve("r1", 4), Noon))
            .ThenHappens(new Reserved("r1", 4, 900, AtExpiry, Channel.Web));
        Assert.Equal(6, then.After.Available);
        Assert.Equal(AtExpiry, then.After.NextExpiry);
    }

    [Fact]
    public void More_than_available_is_refused_with_what_there_is() =>
        Given(Receipt("op", 10), Hold("r1", 4)).When(state => StockItem.Decide(state, "mug", Reserve("r2", 7), Noon))
            .ThenIsRefused(new OutOfStock("mug", 7, 6));

    [Fact]
    public void Safety_stock_is_not_for_reservations() =>
        Given(Receipt("op", 10), new SafetySet(8, Operation.Of("op-2", 8)))
            .When(state => StockItem.Decide(state, "mug", Reserve("r1", 3), Noon)).ThenIsRefused(new OutOfStock("mug", 3, 2));

    [Fact]
    public void The_same_reservation_again_is_no_change() =>
        Given(Receipt("op", 10), Hold("r1", 4)).When(state => StockItem.Decide(state, "mug", Reserve("r1", 4), Noon)).ThenNothingHappens();

    [Fact]
    public void The_same_reservation_id_with_another_quantity_is_refused() =>
        Given(Receipt("op", 10), Hold("r1", 4)).When(state => StockItem.Decide(state, "mug", Reserve("r1", 5), Noon))
            .ThenIsRefused(new OperationIdReused("r1"));

    [Fact]
    public void A_reservation_does_not_count_from_its_expiry_on()
    {
        var given = Given(Receipt("op", 10), Hold("r1", 10));
        Assert.Equal(0, given.State.LevelsAt(new StockItemKey("w", "mug"), AtExpiry.AddTicks(-1)).Available);
        Assert.Equal(10, given.State.LevelsAt(new StockItemKey("w", "mug"), AtExpiry).Available);
        given.When(state => StockItem.Decide(state, "mug", Reserve("r2", 10), AtExpiry))
            .ThenHappens(new Expired("r1", 10), new Reserved("r2", 10, 900, AtExpiry.AddSeconds(900), Channel.Web));
    }

    [Fact]
    public void One_tick_before_its_expiry_it_still_holds() =>
        Given(Receipt("op", 10), Hold("r1", 10)).When(state => StockItem.Decide(state, "mug", Reserve("r2", 1), AtExpiry.AddTicks(-1)))
            .ThenIsRefused(new OutOfStock("mug", 1, 0));

    [Fact]
    public void An_expired_reservation_is_neither_confirmed_nor_released_nor_taken_again()
    {
        var refusal = new ReservationExpired("r1", AtExpiry);
        var given = Given(Receipt("op", 10), Hold("r1", 4));
        given.When(state => StockItem.Confirm(state, "r1", AtExpiry)).ThenIsRefused(refusal, new Expired("r1", 4));
        given.When(state => StockItem.Release(state, "r1", AtExpiry)).ThenIsRefused(refusal, new Expired("r1", 4));
        given.When(state => StockItem.Decide(state, "mug", Reserve("r1", 4), AtExpiry)).ThenIsRefused(refusal, new Expired("r1", 4));
    }

    [Fact]
    public void Confirming_takes_the_units_out_once()
    {
        var then = Given(Receipt("op", 10), Hold("r1", 4)).When(state => StockItem.Confirm(state, "r1", Noon)).ThenHappens(new Confirmed("r1", 4));
        Assert.Equal((6, 0), (then.After.OnHand, then.After.Reserved));
        then.And.When(state => StockItem.Confirm(state, "r1", Noon)).ThenNothingHappens();
        then.And.When(state => StockItem.Release(state, "r1", Noon))
            .ThenIsRefused(new InvalidState("CONFIRMED", "The reservation 'r1' has ended already."));
    }

    [Fact]
    public void Releasing_gives_the_units_back_once()
    {
        var then = Given(Receipt("op", 10), Hold("r1", 4)).When(state => StockItem.Release(state, "r1", Noon)).ThenHappens(new Released("r1", 4));
        Assert.Equal(10, then.After.Available);
        then.And.When(state => StockItem.Release(state, "r1", Noon)).ThenNothingHappens();
        then.And.When(state => StockItem.Confirm(state, "r1", Noon))
            .ThenIsRefused(new InvalidState("RELEASED", "The reservation 'r1' has ended already."));
    }

    [Fact]
    public void An_unknown_reservation_is_not_found()
    {
        Given().When(state => StockItem.Release(state, "r9", Noon)).ThenIsRefused(new ReservationNotFound("r9"));
        Given().When(state => StockItem.Confirm(state, "r9", Noon)).ThenIsRefused(new ReservationNotFound("r9"));
    }

    [Fact]
    public void An_order_gets_as_many_units_as_there_are()
    {
        var then = Given(Receipt("op", 10), Hold("r1", 4)).When(state => StockItem.Decide(state, new AllocateStock("o1/1", "o1", 9), Noon))
            .ThenHappens(new Allocated("o1/1", "o1", 9, 6, Noon));
        Assert.Equal(0, then.After.Available);
        then.And.When(state => StockItem.Decide(state, new AllocateStock("o1/1", "o1", 9), Noon)).ThenNothingHappens();
    }

    [Fact]
    public void An_allocation_that_was_taken_back_before_it_came_gets_nothing()
    {
        var then = Given(Receipt("op", 10)).When(state => StockItem.Deallocate(state, "o1/1", Noon)).ThenHappens(new Deallocated("o1/1", 0));
        then.And.When(state => StockItem.Decide(state, new AllocateStock("o1/1", "o1", 9), Noon)).ThenNothingHappens();
    }

    [Fact]
    public void Dispatched_units_leave_once_and_are_not_taken_back()
    {
        var then = Given(Receipt("op", 10), new Allocated("o1/1", "o1", 4, 4))
            .When(state => StockItem.Dispatch(state, "o1/1", Noon)).ThenHappens(new Dispatched("o1/1", 4));
        Assert.Equal((6, 0), (then.After.OnHand, then.After.Allocated));
        then.And.When(state => StockItem.Dispatch(state, "o1/1", Noon)).ThenNothingHappens();
        then.And.When(state => StockItem.Deallocate(state, "o1/1", Noon))
            .ThenIsRefused(new InvalidState("DISPATCHED", "The units of allocation 'o1/1' left already."));
    }

    [Fact]
    public void What_was_never_allocated_is_not_dispatched() =>
        Given(Receipt("op", 10)).When(state => StockItem.Dispatch(state, "o1/1", Noon))
            .ThenIsRefused(new InvalidState("NOT_ALLOCATED", "There is no allocation 'o1/1' to dispatch."));

    [Fact]
    public void A_till_sells_what_is_promised_to_others_since_the_shopper_holds_it()
    {
        var then = Given(Receipt("op", 2), Hold("r1", 2)).When(state => StockItem.Decide(state, new SellStock("s1", 1), Noon));
        Assert.Null(then.Decision.Failure);
        Assert.Equal(new Sold("s1", 1), then.Decision.Events[0]);
        Assert.IsType<DiscrepancyRaised>(then.Decision.Events[1]);
        Assert.Equal((1, -1), (then.After.OnHand, then.After.Available));
    }

    [Fact]
    public void A_till_sells_what_the_books_do_not_have_and_the_correction_is_marked()
    {
        var then = Given(Receipt("op", 2)).When(state => StockItem.Decide(state, new SellStock("s1", 5), Noon))
            .ThenHappens(new Found("s1", 3), new Sold("s1", 5));
        Assert.Equal(0, then.After.OnHand);
        then.And.When(state => StockItem.Decide(state, new SellStock("s1", 5), Noon)).ThenNothingHappens();
    }

    [Fact]
    public void A_till_sale_from_a_reservation_frees_it() =>
        Given(Receipt("op", 5), Hold("r1", 3)).When(state => StockItem.Decide(state, new SellStock("s1", 2, "r1"), Noon))
            .ThenHappens(new Released("r1", 3), new Sold("s1", 2));

    [Fact]
    public void Returned_units_are_restocked_once()
    {
        var then = Given(Receipt("op", 5)).When(state => StockItem.Decide(state, new RestockStock("t1", 2), Noon)).ThenHappens(new Restocked("t1", 2));
        Assert.Equal(7, then.After.OnHand);
        then.And.When(state => StockItem.Decide(state, new RestockStock("t1", 2), Noon)).ThenNothingHappens();
    }

    private static Given<StockItem.State, StockItem.Event> Given(params StockItem.Event[] events) =>
        EventSourcing.Given.History(StockItem.State.Initial, StockItem.Evolve, events);

    private static Received Receipt(string operationId, int quantity) =>
        new(quantity, Operation.Of(operationId, new ReceiveStock(operationId, quantity)));

    private static Reserved Hold(string id, int quantity) => new(id, quantity, 900, AtExpiry, Channel.Web);

    private static ReserveStock Reserve(string id, int quantity) => new(id, quantity, 900, Channel.Web);
}
