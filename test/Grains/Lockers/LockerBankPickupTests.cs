using OrleansCommerce.Grains.Lockers;
using OrleansCommerce.Lockers;
using OrleansCommerce.Orders;
using static OrleansCommerce.Grains.Lockers.LockerBank.Event;
using static OrleansCommerce.Grains.Tests.Lockers.Locker;

namespace OrleansCommerce.Grains.Tests.Lockers;

/// <summary>The hardware saw a compartment emptied, or the time of a parcel is over.</summary>
public sealed class LockerBankPickupTests
{
    [Fact]
    public void An_opened_compartment_is_free_after_its_pickup()
    {
        var then = Given(Deposited("o.1", "S1"), Opened("o.1"))
            .When(state => LockerBank.Decide(state, Confirm("S1"), Noon)).ThenHappens(PickedUp("o.1", "S1"));

        Assert.Equal(new CompartmentDetails("S1", CompartmentSize.S, CompartmentStatus.Free, null), then.After.ToDetails(Bank).Compartments[0]);
        var pickup = LockerBank.FindPickup(then.After, "take")!;
        Assert.Equal(
            new LockerParcelDetails("o.1", "o", "S1", FulfillmentStatus.Collected, Deadline), pickup.Parcel.ToCollectedDetails());
    }

    [Fact]
    public void One_that_is_out_of_order_by_then_is_not_free() =>
        Assert.Equal(
            CompartmentStatus.OutOfOrder,
            Given(Deposited("o.1", "S1"), Opened("o.1"), new Configured([new("S1", CompartmentSize.S, true)]), PickedUp("o.1", "S1"))
                .State.ToDetails(Bank).Compartments[0].Status);

    [Fact]
    public void The_same_confirmation_again_shows_its_first_answer() =>
        Given(Deposited("o.1", "S1"), Opened("o.1"), PickedUp("o.1", "S1"), ToldReady("o.1"))
            .When(state => LockerBank.Decide(state, Confirm("S1"), Noon)).ThenRepeats(3);

    [Fact]
    public void The_same_operation_id_for_another_compartment_is_refused() =>
        Given(Deposited("o.1", "S1"), Opened("o.1"), PickedUp("o.1", "S1"))
            .When(state => LockerBank.Decide(state, Confirm("S2"), Noon)).ThenIsRefused(new OperationIdReused("take"));

    [Fact]
    public void An_operation_id_must_not_be_empty() =>
        Given().When(state => LockerBank.Decide(state, Confirm("S1", string.Empty), Noon)).ThenIsInvalid("operationId");

    [Fact]
    public void An_unknown_compartment_is_not_found() =>
        Given().When(state => LockerBank.Decide(state, Confirm("X9"), Noon)).ThenIsRefused(new NotFound("compartment", "X9"));

    [Fact]
    public void A_parcel_whose_code_was_not_typed_was_not_picked_up() =>
        IsNotOpened("LOADED", Deposited("o.1", "S1"));

    [Fact]
    public void Nothing_was_picked_up_from_an_empty_compartment() =>
        IsNotOpened("FREE");

    [Fact]
    public void Nothing_was_picked_up_from_one_that_is_out_of_order() =>
        IsNotOpened("OUT_OF_ORDER", new Configured([new("S1", CompartmentSize.S, true)]));

    [Fact]
    public void A_pickup_is_confirmed_once() =>
        IsNotOpened("FREE", Deposited("o.1", "S1"), Opened("o.1"), new PickedUp("o.1", Noon, Stamp(Confirm("S1", "first"))));

    [Fact]
    public void A_compartment_that_was_opened_for_the_parcel_before_is_not_open_for_the_next() =>
        IsNotOpened(
            "LOADED",
            Deposited("o.1", "S1"),
            Opened("o.1"),
            new PickedUp("o.1", Noon, Stamp(Confirm("S1", "first"))),
            Deposited("o.2", "S1"));

    [Fact]
    public void Who_opened_in_time_may_be_slow_to_close_the_door() =>
        Given(Deposited("o.1", "S1"), Opened("o.1"), new ParcelExpired("o.1", Deadline))
            .When(state => LockerBank.Decide(state, Confirm("S1"), Noon)).ThenHappens(PickedUp("o.1", "S1"));

    [Fact]
    public void A_parcel_expires_at_its_deadline_and_stays_in()
    {
        var then = Given(Deposited("o.1", "S1")).When(state => LockerBank.Expire(state, Deadline))
            .ThenHappens(new ParcelExpired("o.1", Deadline));
        Assert.Equal(FulfillmentStatus.Expired, then.After.FindParcel("o.1")!.ToDetails().Status);
        Assert.Equal(CompartmentStatus.Loaded, then.After.ToDetails(Bank).Compartments[0].Status);
        then.And.When(state => LockerBank.Expire(state, Deadline.AddDays(1))).ThenNothingHappens();
    }

    [Fact]
    public void It_does_not_expire_before() =>
        Given(Deposited("o.1", "S1")).When(state => LockerBank.Expire(state, Deadline.AddTicks(-1))).ThenNothingHappens();

    [Fact]
    public void A_parcel_of_a_cancelled_order_does_not_expire() =>
        Given(Deposited("o.1", "S1"), new OrderRefused("o.1", LockerBank.OrderNews.Ready, "cancelled"))
            .When(state => LockerBank.Expire(state, Deadline)).ThenNothingHappens();

    private static void IsNotOpened(string compartmentStatus, params LockerBank.Event[] history)
    {
        var then = Given(history).When(state => LockerBank.Decide(state, Confirm("S1"), Noon));
        Assert.Equal(compartmentStatus, Assert.IsType<InvalidState>(then.Decision.Failure).State);
        Assert.True(then.Decision.Events.IsDefaultOrEmpty);
    }
}
