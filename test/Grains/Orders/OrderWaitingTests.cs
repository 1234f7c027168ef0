using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Orders;
using OrleansCommerce.Payments;
using static OrleansCommerce.Grains.Tests.Orders.OrderStory;

namespace OrleansCommerce.Grains.Tests.Orders;

/// <summary>A parcel waits for its customer, who is reminded, and comes, or does not.</summary>
public sealed class OrderWaitingTests
{
    private static readonly Delivery InShop = new(DeliveryMethod.StorePickup, "shop", null);
    private static readonly Delivery InLockers = new(DeliveryMethod.LockerPickup, "lockers", null);
    private static readonly DateTimeOffset StoreEnd = Noon.AddDays(7);
    private static readonly DateTimeOffset LockerEnd = Noon.AddDays(3);

    [Fact]
    public void A_store_keeps_a_parcel_for_a_week_and_a_locker_until_its_own_deadline()
    {
        Assert.Equal(StoreEnd, WaitingInShop().Details.Fulfillments[0].PickupUntil);
        Assert.Equal(LockerEnd, WaitingInLocker().Details.Fulfillments[0].PickupUntil);
    }

    [Fact]
    public void Its_customer_is_reminded_a_day_and_six_hours_before_the_end()
    {
        var story = WaitingInLocker();
        Assert.Equal(LockerEnd.AddHours(-24), Order.NextWake(story.State, story.Now));
        story.At(LockerEnd.AddHours(-24).AddTicks(-1)).Due().Happens();
        story.At(LockerEnd.AddHours(-24)).Due().Happens("order.pickup-reminded");
        story.Due().Happens();
        Assert.Equal(LockerEnd.AddHours(-6), Order.NextWake(story.State, story.Now));
        story.At(LockerEnd.AddHours(-6)).Due().Happens("order.pickup-reminded");
        Assert.Equal(LockerEnd, Order.NextWake(story.State, story.Now));
        story.At(LockerEnd).Due().Happens("order.pickup-expired");
        Assert.Equal(FulfillmentStatus.Expired, story.Details.Fulfillments[0].Status);
        story.Due().Happens();
        Assert.Null(Order.NextWake(story.State, story.Now));
    }

    [Fact]
    public void After_hours_of_downtime_the_newest_reminder_is_given_alone_and_after_days_none()
    {
        var story = WaitingInLocker().At(LockerEnd.AddHours(-1)).Due();
        story.Happens("order.pickup-reminded");
        story.Due().Happens();
        WaitingInLocker().At(LockerEnd.AddDays(2)).Due().Happens("order.pickup-expired");
    }

    [Fact]
    public void Who_fetched_it_is_not_reminded()
    {
        var story = WaitingInLocker().Collect();
        story.At(LockerEnd.AddDays(1)).Due().Happens();
    }

    [Fact]
    public void A_parcel_that_is_put_ready_shortly_before_its_end_is_not_reminded_of_what_is_over()
    {
        var story = ForPickup(InLockers, LockerBank, "w1").At(Noon)
            .Do((state, now) => Order.DecideReady(state, new AdvanceFulfillment("ready", "o1.1", now.AddHours(12)), now));
        story.Dispatched().AskedToCapture(PaymentStatus.Approved).Receipted();
        Assert.Equal(Noon.AddHours(6), Order.NextWake(story.State, story.Now));
    }

    [Fact]
    public void Who_comes_late_and_finds_it_has_it() =>
        WaitingInLocker().At(LockerEnd).Due().Collect().Happens("order.fulfillment-advanced");

    [Fact]
    public void What_nobody_fetched_from_a_locker_is_sellable_where_it_is_brought_and_refunded()
    {
        var story = WaitingInLocker().At(LockerEnd).Due().TakeBack("shop", "back");
        story.Happens("order.parcel-taken-back", "order.returned", "order.refund-started");
        var restock = Assert.IsType<Order.Step.Restock>(Order.NextStep(story.State));
        Assert.Equal(("shop", 2), (restock.Goods.LocationId, restock.Goods.Lines.Single().Quantity));
        Assert.Equal(20m, story.State.Returns[0].Amount);
        Assert.Equal(OrderStatus.Cancelled, story.Details.Status);
        Assert.Equal(FulfillmentStatus.Expired, story.Details.Fulfillments[0].Status);
        Assert.Equal((0, 2), (story.Details.Lines[0].FulfilledQuantity, story.Details.Lines[0].ReturnedQuantity));

        Assert.NotNull(story.TakeBack("shop", "back").Repeats);
        story.TakeBack("shop", "again").IsInState("EXPIRED");
        story.Collect().IsInState("EXPIRED");
    }

    [Fact]
    public void The_order_hears_of_a_retrieval_before_or_after_its_own_clock_ended_the_wait_and_the_parcel_is_taken_back_where_it_is_brought()
    {
        var retrieve = new AdvanceFulfillment("courier", "o1.1");
        OrderStory Retrieve(OrderStory story) => story.Do((state, now) => Order.DecideRetrieved(state, retrieve, now));

        Retrieve(WaitingInLocker()).IsInState("READY_FOR_PICKUP");
        Retrieve(WaitingInLocker().At(LockerEnd)).Happens("order.pickup-expired", "order.parcel-retrieved");
        var story = Retrieve(WaitingInLocker().At(LockerEnd).Due());
        story.Happens("order.parcel-retrieved");
        Assert.NotNull(Retrieve(story).Repeats);
        story.TakeBack("shop").Happens("order.parcel-taken-back", "order.returned", "order.refund-started");
        story.Do((state, now) => Order.DecideRetrieved(state, retrieve with { OperationId = "again" }, now)).IsInState("EXPIRED");
    }

    [Fact]
    public void What_nobody_fetched_from_the_store_that_holds_it_is_free_again_and_the_order_ends()
    {
        var story = WaitingInShop().At(StoreEnd).Due().AskedToRenew(PaymentStatus.Approved, validFor: CardPeriod);
        story.TakeBack("elsewhere").IsInvalid("locationId");
        story.TakeBack("shop").Happens("order.cancellation-started");
        Assert.IsType<Order.Step.Release>(Order.NextStep(story.State));
        story.Released();
        Assert.Equal((OrderStatus.Cancelled, 20m), (story.Details.Status, story.Details.Refunded.Amount));
    }

    [Fact]
    public void A_parcel_is_taken_back_only_when_it_was_not_fetched_in_time()
    {
        WaitingInLocker().TakeBack("shop").IsInState("READY_FOR_PICKUP");
        WaitingInLocker().Collect().TakeBack("shop").IsInState("COLLECTED");
        WaitingInLocker().At(LockerEnd).Due().TakeBack("nowhere").IsRefused(new NotFound("location", "nowhere"));
        WaitingInLocker().At(LockerEnd).Due().TakeBack("lockers").IsInvalid("locationId");
        WaitingInLocker().At(LockerEnd).Due().TakeBack("shop", string.Empty).IsInvalid("operationId");
    }

    [Fact]
    public void Units_that_were_fetched_can_still_be_returned_when_others_of_their_line_were_not()
    {
        var story = new OrderStory()
            .Do((state, now) => Order.DecidePlace(
                state, PlaceCommand(Tracked("mug", 2)) with { Delivery = InLockers }, Number, LockerBank, [Shows("mug", "w1", 1), Shows("mug", "w2", 1)], now))
            .Granted().Pay().Asked(PaymentStatus.Approved)
            .Ready(1).Dispatched(1).AskedToCapture(PaymentStatus.Approved)
            .Ready(2).Dispatched(2).AskedToCapture(PaymentStatus.Approved)
            .Collect(1);
        story.At(Noon.AddDays(7)).Due().TakeBack("shop", parcel: "o1.2");
        Assert.Equal(OrderStatus.Fulfilled, story.Details.Status);
        story.Do((state, now) => Order.DecideReturn(
            state, new ReturnItems("return", "shop", [new ReturnLine("1", 1, Disposition.Restock)], null), Shop, OrderStory.Rules, now));
        Assert.Null(story.Refused);
        story.Do((state, now) => Order.DecideReturn(
            state, new ReturnItems("more", "shop", [new ReturnLine("1", 1, Disposition.Restock)], null), Shop, OrderStory.Rules, now)).IsInvalid("lines[0].quantity");
        Assert.Equal(20m, story.State.Returns.Sum(goods => goods.Amount));
    }

    [Fact]
    public void An_order_of_before_waits_were_written_down_waits_for_ever()
    {
        var story = ForPickup(InShop, Shop, "shop")
            .Do((_, now) => new Order.Event.FulfillmentAdvanced(new("ready", "0"), "o1.1", FulfillmentStatus.ReadyForPickup, false, now));
        story.At(Noon.AddDays(400)).Due().Happens("order.renewal-started");
        Assert.Equal(FulfillmentStatus.ReadyForPickup, story.Details.Fulfillments[0].Status);
    }

    private static OrderStory WaitingInShop() => ForPickup(InShop, Shop, "shop").Ready();

    private static OrderStory WaitingInLocker() => ForPickup(InLockers, LockerBank, "w1")
        .Do((state, now) => Order.DecideReady(state, new AdvanceFulfillment("ready", "o1.1", LockerEnd), now))
        .Dispatched().AskedToCapture(PaymentStatus.Approved).Receipted();
}
