using OrleansCommerce.Grains.Lockers;
using OrleansCommerce.Lockers;
using OrleansCommerce.Orders;
using static OrleansCommerce.Grains.Lockers.LockerBank.Event;
using static OrleansCommerce.Grains.Tests.Lockers.Locker;

namespace OrleansCommerce.Grains.Tests.Lockers;

/// <summary>A courier puts a parcel in. Decider only: no grain, no journal, no order.</summary>
public sealed class LockerBankDepositTests
{
    private static readonly LockerBank.Event OneSmallOneBig = new Configured(
        [new("big", CompartmentSize.L, false), new("small", CompartmentSize.S, false)]);

    [Fact]
    public void A_parcel_gets_a_compartment_a_code_and_three_days()
    {
        var then = Given().When(state => state.Put(Deposit("o.1"))).ThenHappens(Deposited("o.1", "S1"));

        var parcel = then.After.FindParcel("o.1")!;
        Assert.Equal(
            new LockerParcelDetails("o.1", "o", "S1", FulfillmentStatus.ReadyForPickup, Noon.AddDays(3)), parcel.ToDetails());
        Assert.Equal(Loaded("S1", "o.1"), then.After.ToDetails(Bank).Compartments[0]);
        Assert.NotNull(then.After.FindUntold("o.1", LockerBank.OrderNews.Ready));
    }

    [Fact]
    public void The_event_does_not_hold_the_code() =>
        Assert.DoesNotContain(
            CodeOf("o.1"),
            System.Text.Encoding.UTF8.GetString(LockerBank.Codec.Write(Deposited("o.1", "S1")).Payload.Span),
            StringComparison.Ordinal);

    [Theory]
    [InlineData(FulfillmentStatus.Allocated, OrderStatus.Confirmed)]
    [InlineData(FulfillmentStatus.Picked, OrderStatus.Confirmed)]
    [InlineData(FulfillmentStatus.Packed, OrderStatus.Confirmed)]
    [InlineData(FulfillmentStatus.Shipped, OrderStatus.Confirmed)]
    [InlineData(FulfillmentStatus.Shipped, OrderStatus.PartiallyFulfilled)]
    public void A_paid_parcel_may_come_from_the_shelf_or_from_the_road(FulfillmentStatus status, OrderStatus order) =>
        Given().When(state => state.Put(Deposit("o.1"), OrderFor("o.1", status, order))).ThenHappens(Deposited("o.1", "S1"));

    [Theory]
    [InlineData(CompartmentSize.S, "S1")]
    [InlineData(CompartmentSize.M, "M1")]
    [InlineData(CompartmentSize.L, "L1")]
    public void The_smallest_compartment_that_fits_is_taken(CompartmentSize size, string compartment) =>
        Given().When(state => state.Put(Deposit("o.1", size))).ThenHappens(Deposited("o.1", compartment, size));

    [Fact]
    public void A_small_parcel_takes_a_big_compartment_when_no_other_is_left() =>
        Given(OneSmallOneBig, Deposited("o.1", "small"))
            .When(state => state.Put(Deposit("o.2"))).ThenHappens(Deposited("o.2", "big"));

    [Fact]
    public void A_big_parcel_never_takes_a_small_compartment() =>
        Given(OneSmallOneBig, Deposited("o.1", "big", CompartmentSize.L))
            .When(state => state.Put(Deposit("o.2", CompartmentSize.M))).ThenIsRefused(new NoFreeCompartment());

    [Fact]
    public void A_compartment_that_is_out_of_order_takes_nothing() =>
        Given(new Configured([new("a", CompartmentSize.S, true)]))
            .When(state => state.Put(Deposit("o.1"))).ThenIsRefused(new NoFreeCompartment());

    [Fact]
    public void The_same_deposit_again_shows_its_first_answer()
    {
        var then = Given(Deposited("o.1", "S1"), ToldReady("o.1"), Deposited("o.2", "S2"))
            .When(state => state.Put(Deposit("o.1"), OrderFor("o.1", FulfillmentStatus.ReadyForPickup))).ThenRepeats(1);
        Assert.Equal(0, LockerBank.Deposited(then.After, "o.1").Value!.CodeAttempt);
    }

    [Fact]
    public void The_same_operation_id_for_another_parcel_is_refused() =>
        Given(Deposited("o.1", "S1")).When(state => state.Put(Deposit("o.2", operation: "put-o.1")))
            .ThenIsRefused(new OperationIdReused("put-o.1"));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901")]
    public void An_operation_id_has_1_to_100_characters(string operation) =>
        Given().When(state => state.Put(Deposit("o.1", operation: operation))).ThenIsInvalid("operationId");

    [Fact]
    public void A_size_that_does_not_exist_is_invalid() =>
        Given().When(state => state.Put(Deposit("o.1", (CompartmentSize)3))).ThenIsInvalid("size");

    [Fact]
    public void An_unknown_order_is_not_found() =>
        Given().When(state => state.Put(Deposit("o.1"), order: null)).ThenIsRefused(new NotFound("fulfillment", "o.1"));

    [Fact]
    public void An_unknown_parcel_of_a_known_order_is_not_found() =>
        Given().When(state => state.Put(Deposit("o.2"), OrderFor("o.1"))).ThenIsRefused(new NotFound("fulfillment", "o.2"));

    [Theory]
    [InlineData(FulfillmentStatus.ReadyForPickup, "READY_FOR_PICKUP")]
    [InlineData(FulfillmentStatus.Collected, "COLLECTED")]
    [InlineData(FulfillmentStatus.Delivered, "DELIVERED")]
    [InlineData(FulfillmentStatus.Expired, "EXPIRED")]
    [InlineData(FulfillmentStatus.Cancelled, "CANCELLED")]
    public void A_parcel_that_is_past_its_way_is_not_put_in(FulfillmentStatus status, string name) =>
        IsInWrongState(name, OrderFor("o.1", status));

    [Theory]
    [InlineData(OrderStatus.Placed, "PLACED")]
    [InlineData(OrderStatus.AwaitingPayment, "AWAITING_PAYMENT")]
    [InlineData(OrderStatus.Fulfilled, "FULFILLED")]
    [InlineData(OrderStatus.Cancelled, "CANCELLED")]
    [InlineData(OrderStatus.Rejected, "REJECTED")]
    public void A_parcel_of_an_order_that_is_not_paid_and_under_way_is_not_put_in(OrderStatus status, string name) =>
        IsInWrongState(name, OrderFor("o.1", order: status));

    [Theory]
    [InlineData(DeliveryMethod.Ship)]
    [InlineData(DeliveryMethod.StorePickup)]
    [InlineData(DeliveryMethod.TakenAtTill)]
    public void A_parcel_that_reaches_its_customer_otherwise_is_not_put_in(DeliveryMethod method) =>
        IsInWrongState("ALLOCATED", OrderFor("o.1", method: method));

    [Fact]
    public void A_parcel_for_another_bank_is_not_put_in() =>
        IsInWrongState("ALLOCATED", OrderFor("o.1", destination: "elsewhere"));

    [Fact]
    public void A_parcel_that_is_in_already_is_not_put_in_twice()
    {
        var then = Given(Deposited("o.1", "S1")).When(state => state.Put(Deposit("o.1", operation: "again")));
        Assert.Equal("READY_FOR_PICKUP", Assert.IsType<InvalidState>(then.Decision.Failure).State);
    }

    [Fact]
    public void A_parcel_that_was_fetched_while_its_order_does_not_know_is_not_put_in_again()
    {
        var then = Given(Deposited("o.1", "S1"), Opened("o.1"), PickedUp("o.1", "S1"))
            .When(state => state.Put(Deposit("o.1", operation: "again")));
        Assert.Equal("COLLECTED", Assert.IsType<InvalidState>(then.Decision.Failure).State);
    }

    [Fact]
    public void A_code_that_is_taken_is_passed_over()
    {
        var taken = Codes.HashOf("000007");
        var then = Given(Deposited("o.1", "S1") with { CodeHash = taken }).When(state => LockerBank.Decide(
            state, Bank, Deposit("o.2"), OrderFor("o.2"), attempt => attempt < 2 ? taken : Codes.HashOf("000008"), Noon));
        then.ThenHappens(Deposited("o.2", "S2") with { CodeAttempt = 2, CodeHash = Codes.HashOf("000008") });
    }

    [Fact]
    public void The_code_of_an_expired_parcel_is_taken_as_long_as_it_lies_there()
    {
        var taken = HashOf("o.1");
        var then = Given(Deposited("o.1", "S1"), new ParcelExpired("o.1", Deadline)).When(state => LockerBank.Decide(
            state, Bank, Deposit("o.2"), OrderFor("o.2"), attempt => attempt == 0 ? taken : HashOf("o.2"), Noon));
        Assert.Equal(1, Assert.IsType<ParcelDeposited>(Assert.Single(then.Decision.Events)).CodeAttempt);
    }

    [Fact]
    public void Codes_that_are_all_taken_are_a_fault_and_no_endless_search() =>
        Assert.Throws<InvalidOperationException>(() => LockerBank.Decide(
            Given(Deposited("o.1", "S1")).State, Bank, Deposit("o.2"), OrderFor("o.2"), _ => HashOf("o.1"), Noon));

    private static void IsInWrongState(string name, OrderDetails order)
    {
        var then = Given().When(state => state.Put(Deposit("o.1"), order));
        Assert.Equal(name, Assert.IsType<InvalidState>(then.Decision.Failure).State);
        Assert.True(then.Decision.Events.IsDefaultOrEmpty);
    }
}
