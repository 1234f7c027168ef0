using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Orders;
using OrleansCommerce.Payments;
using static OrleansCommerce.Grains.Tests.Orders.OrderStory;

namespace OrleansCommerce.Grains.Tests.Orders;

public sealed class OrderFulfillingTests
{
    private static readonly Delivery InShop = new(DeliveryMethod.StorePickup, "shop", null);
    private static readonly Delivery InLockers = new(DeliveryMethod.LockerPickup, "lockers", null);

    [Fact]
    public void A_parcel_is_shipped_before_its_stock_is_told()
    {
        var story = Paid().Ship(1);
        story.Happens("order.fulfillment-advanced", "order.capture-started");
        Assert.Equal("o1/1", Assert.Single(Assert.IsType<Order.Step.Dispatch>(Order.NextStep(story.State)).Promises).AllocationId);
        story.Dispatched(1).Happens("order.fulfillment-dispatched");
        story.Dispatched(1).Happens();
        Assert.Equal(OrderStatus.PartiallyFulfilled, story.Details.Status);
        Assert.Equal([2, 0, 1], story.Details.Lines.Select(line => line.FulfilledQuantity));

        story.AskedToCapture(PaymentStatus.Approved).Ship(2).Dispatched(2);
        Assert.Equal(OrderStatus.Fulfilled, story.Details.Status);
        story.Receipted();
        Assert.Null(Order.NextWake(story.State, story.Now));
    }

    [Fact]
    public void Shipping_again_with_the_same_operation_gives_the_answer_after_the_stock_was_told()
    {
        var story = Paid().Ship(1, "ship").Dispatched(1);
        Assert.Equal(story.State.Version, story.Ship(1, "ship").Repeats);
        story.Ship(2, "ship").IsRefused(new OperationIdReused("ship"));
        story.Do((state, now) => Order.DecideReady(state, new AdvanceFulfillment("ship", "o1.1"), now)).IsRefused(new OperationIdReused("ship"));
    }

    [Fact]
    public void A_parcel_for_the_shop_that_holds_it_stays_on_its_books_until_it_is_collected()
    {
        var story = ForPickup(InShop, Shop, "shop").Ready();
        story.Happens("order.fulfillment-advanced");
        Assert.Null(Order.NextStep(story.State));
        Assert.Equal(OrderStatus.Confirmed, story.Details.Status);
        story.Collect();
        Assert.IsType<Order.Step.Dispatch>(Order.NextStep(story.State));
        Assert.Equal(OrderStatus.Fulfilled, story.Dispatched().AskedToCapture(PaymentStatus.Approved).Details.Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_parcel_for_a_locker_leaves_its_location_once(bool shipsFirst)
    {
        var story = ForPickup(InLockers, LockerBank, "w1");
        if (shipsFirst)
        {
            story.Ship().Dispatched().AskedToCapture(PaymentStatus.Approved);
            Assert.Equal(OrderStatus.Confirmed, story.Details.Status);
        }

        story.Ready();
        Assert.Equal(shipsFirst, Order.NextStep(story.State) is null);
        story.Dispatched().AskedToCapture(PaymentStatus.Approved);
        Assert.Equal(FulfillmentStatus.ReadyForPickup, story.Details.Fulfillments[0].Status);
        Assert.Equal(0, story.Details.Lines[0].FulfilledQuantity);
        story.Collect();
        Assert.Null(Order.NextStep(story.State));
        Assert.Equal(OrderStatus.Fulfilled, story.Details.Status);
        Assert.Equal(2, story.Details.Lines[0].FulfilledQuantity);
    }

    [Fact]
    public void Parcels_move_only_in_their_order()
    {
        Allocated().Ship(1).IsInState("AWAITING_PAYMENT");
        Allocated().Cancel().Released().Ship(1).IsInState("CANCELLED");
        Paid().Ship(3).IsRefused(new NotFound("fulfillment", "o1.3"));
        new OrderStory().Ship(1).IsRefused(new NotFound("fulfillment", "o1.1"));
        Paid().Ship(1).Ship(1).IsInState("SHIPPED");
        Paid().Ready(1).IsInState("ALLOCATED");
        Paid().Collect(1).IsInState("ALLOCATED");
        ForPickup(InLockers, LockerBank, "w1").Ready().Ready().IsInState("READY_FOR_PICKUP");
        ForPickup(InLockers, LockerBank, "w1").Ready().Ship().IsInState("READY_FOR_PICKUP");
        ForPickup(InLockers, LockerBank, "w1").Ready().Collect().Collect().IsInState("COLLECTED");
        Paid().Ship(1, "").IsInvalid("operationId");
    }

    [Fact]
    public void A_parcel_is_picked_packed_shipped_and_delivered_and_leaves_its_location_once()
    {
        var story = Paid();
        story.Pick().Happens("order.fulfillment-advanced");
        Assert.Null(Order.NextStep(story.State));
        story.Pack().Happens("order.fulfillment-advanced");
        Assert.Equal(FulfillmentStatus.Packed, story.Details.Fulfillments[0].Status);
        story.Ship().Happens("order.fulfillment-advanced", "order.capture-started");
        story.Dispatched().AskedToCapture(PaymentStatus.Approved).Deliver().Happens("order.fulfillment-advanced");
        Assert.Null(Order.NextStep(story.State));
        Assert.Equal((FulfillmentStatus.Delivered, 2), (story.Details.Fulfillments[0].Status, story.Details.Lines[0].FulfilledQuantity));
    }

    [Fact]
    public void Picking_and_packing_happen_once_and_before_the_parcel_leaves()
    {
        Allocated().Pick().IsInState("AWAITING_PAYMENT");
        Paid().Pick().Pick().IsInState("PICKED");
        Paid().Pack().Pick().IsInState("PACKED");
        Paid().Pack().Pack().IsInState("PACKED");
        Paid().Ship().Pack().IsInState("SHIPPED");
        Paid().Deliver().IsInState("ALLOCATED");
        ForPickup(InLockers, LockerBank, "w1").Ship().Deliver().IsInState("SHIPPED");
        ForPickup(InShop, Shop, "shop").Pick().Pack().Ready().Collect().Happens("order.fulfillment-advanced", "order.capture-started");
    }

    [Fact]
    public void A_short_pick_gives_up_what_is_not_there_and_a_packed_parcel_is_opened_for_it()
    {
        var short1 = new RejectFulfillmentLine("short", "o1.1", "1", 1, "not on its shelf");
        Paid().Pick().Do((state, now) => Order.DecideRejectLine(state, short1, now)).Happens("order.promise-lost");
        Paid().Pack().Do((state, now) => Order.DecideRejectLine(state, short1, now)).Happens("order.promise-lost", "order.fulfillment-advanced");
        Paid().Ship().Do((state, now) => Order.DecideRejectLine(state, short1, now)).IsInState("SHIPPED");
    }
}
