using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Lockers;
using OrleansCommerce.Orders;
using static OrleansCommerce.Grains.Lockers.LockerBank.Event;
using static OrleansCommerce.Grains.Lockers.LockerBank.OrderNews;
using static OrleansCommerce.Grains.Tests.Lockers.Locker;

namespace OrleansCommerce.Grains.Tests.Lockers;

/// <summary>Orders hear of their parcels, once each, however often the telling is cut off.</summary>
public sealed class LockerBankTellingTests
{
    private static readonly Failure Refusal = new InvalidState("CANCELLED", "the order was cancelled");

    [Fact]
    public void An_order_that_took_the_news_is_told_no_more()
    {
        var then = Given(Deposited("o.1", "S1")).When(state => Tell(state, Ready, null, FulfillmentStatus.ReadyForPickup))
            .ThenHappens(ToldReady("o.1"));
        Assert.Empty(then.After.Untold);
        then.And.When(state => LockerBank.Told(state, Given(Deposited("o.1", "S1")).State.Untold[0], null, null)).ThenNothingHappens();
    }

    [Fact]
    public void One_whose_parcel_staff_marked_ready_by_hand_knows_it_already() =>
        Given(Deposited("o.1", "S1")).When(state => Tell(state, Ready, Refusal, FulfillmentStatus.ReadyForPickup))
            .ThenHappens(ToldReady("o.1"));

    [Fact]
    public void One_that_staff_marked_collected_by_hand_knows_it_already() =>
        Given(Deposited("o.1", "S1"), ToldReady("o.1"), Opened("o.1"), PickedUp("o.1", "S1"))
            .When(state => Tell(state, Collected, Refusal, FulfillmentStatus.Collected))
            .ThenHappens(new OrderTold("o.1", Collected));

    [Fact]
    public void A_parcel_whose_order_was_cancelled_meanwhile_is_handed_out_no_more_and_its_deposit_is_refused_for_good()
    {
        var then = Given(Deposited("o.1", "S1")).When(state => Tell(state, Ready, Refusal, FulfillmentStatus.Cancelled))
            .ThenHappens(new OrderRefused("o.1", Ready, Refusal.Message));
        Assert.Equal("CANCELLED", Assert.IsType<InvalidState>(LockerBank.Deposited(then.After, "o.1").Failure).State);
        Assert.Equal(FulfillmentStatus.Cancelled, then.After.FindParcel("o.1")!.ToDetails().Status);
        Assert.Empty(then.After.Untold);
        then.And.When(state => state.Put(Deposit("o.1"))).ThenRepeats(2);
    }

    [Fact]
    public void An_order_that_will_not_hear_of_a_pickup_is_not_told_for_ever()
    {
        var then = Given(Deposited("o.1", "S1"), ToldReady("o.1"), Opened("o.1"), PickedUp("o.1", "S1"))
            .When(state => Tell(state, Collected, Refusal, null)).ThenHappens(new OrderRefused("o.1", Collected, Refusal.Message));
        Assert.Empty(then.After.Untold);
    }

    [Fact]
    public void A_refusal_that_comes_after_the_pickup_withdraws_nothing()
    {
        var then = Given(Deposited("o.1", "S1"), Opened("o.1"), PickedUp("o.1", "S1"), Deposited("o.2", "S1"))
            .When(state => Tell(state, Ready, Refusal, FulfillmentStatus.Cancelled));
        Assert.Equal(LockerBank.ParcelStage.Waiting, then.After.FindParcel("o.2")!.Stage);
        Assert.Equal(["o.1", "o.2"], then.After.Untold.Select(telling => telling.Parcel.Id));
    }

    [Fact]
    public void Each_telling_has_an_operation_id_of_its_own_that_never_changes()
    {
        var untold = Given(Deposited("o.1", "S1"), Deposited("o.2", "S2"), Opened("o.1"), PickedUp("o.1", "S1")).State.Untold;
        Assert.Equal(3, untold.Select(telling => telling.OperationId).Distinct().Count());
        Assert.All(untold, telling => Assert.InRange(telling.OperationId.Length, 1, 100));
        Assert.Equal(untold[0].OperationId, Given(Deposited("o.1", "S1")).State.Untold[0].OperationId);
    }

    [Fact]
    public void The_bank_wakes_for_what_is_untold_and_then_for_deadlines()
    {
        Assert.Null(Given().State.NextWake);
        Assert.Equal(Noon.AddSeconds(5), Given(Deposited("o.1", "S1")).State.NextWake);
        Assert.Equal(Deadline, Given(Deposited("o.1", "S1"), ToldReady("o.1")).State.NextWake);
        Assert.Null(Given(Deposited("o.1", "S1"), ToldReady("o.1"), new ParcelExpired("o.1", Deadline)).State.NextWake);
        Assert.Equal(
            Noon.AddSeconds(5), Given(Deposited("o.1", "S1"), ToldReady("o.1"), Opened("o.1"), PickedUp("o.1", "S1")).State.NextWake);
    }

    private static Decision<LockerBank.Event> Tell(
        LockerBank.State state, LockerBank.OrderNews news, Failure? refusal, FulfillmentStatus? status) =>
        LockerBank.Told(state, state.FindUntold("o.1", news)!, refusal, status);
}
