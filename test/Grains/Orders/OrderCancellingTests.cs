using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Orders;
using OrleansCommerce.Payments;
using static OrleansCommerce.Grains.Tests.Orders.OrderStory;

namespace OrleansCommerce.Grains.Tests.Orders;

public sealed class OrderCancellingTests
{
    [Fact]
    public void An_unpaid_order_gives_its_units_back()
    {
        var story = Allocated().Cancel();
        story.Happens("order.cancellation-started");
        Assert.Equal(2, Assert.IsType<Order.Step.Release>(Order.NextStep(story.State)).Promises.Length);
        story.Released().Happens("order.allocation-released", "order.allocation-released", "order.cancelled");
        Assert.All(story.Details.Fulfillments, parcel => Assert.Equal(FulfillmentStatus.Cancelled, parcel.Status));
    }

    [Fact]
    public void A_paid_order_gives_units_then_money_back_and_is_cancelled_then()
    {
        var story = Paid().Cancel("cancel", "changed my mind").Released();
        story.Happens("order.allocation-released", "order.allocation-released", "order.released", "order.cancelled");
        var ended = story.State.Version;
        Assert.Equal("o1:pay:1", Assert.IsType<Order.Step.Void>(Order.NextStep(story.State)).Payment.AuthorizationKey);
        story.Voided(PaymentStatus.Pending).Happens("order.void-pending");
        Assert.Single(Order.Pending(story.State));
        story.Voided().Happens("order.authorization-voided");
        Assert.Null(Order.NextWake(story.State, story.Now));
        Assert.Equal((0m, 24.95m), (Order.Captured(story.State), story.Details.Refunded.Amount));
        Assert.Equal(OrderStatus.Cancelled, story.Details.Status);
        Assert.Equal(ended, story.Cancel("cancel", "changed my mind").Repeats);
    }

    [Fact]
    public void A_refund_that_the_provider_declines_does_not_hold_the_cancellation()
    {
        var story = PaidAtOnce().Cancel().Released().AskedToRefund(PaymentStatus.Declined, "account_closed");
        story.Happens("order.refund-declined", "order.cancelled");
        Assert.Equal(0, story.Details.Refunded.Amount);
    }

    [Fact]
    public void What_was_given_back_for_a_return_is_not_given_back_again()
    {
        var story = Paid().Return(new ReturnLine("3", 1, Disposition.WriteOff));
        story.Cancel().Released().Happens("order.allocation-released", "order.allocation-released", "order.released", "order.cancelled");
        Assert.Equal([4.95m, 20m], story.State.Refunds.Select(refund => refund.Amount));
        Assert.Equal(story.Details.Paid, story.Details.Refunded);
    }

    [Fact]
    public void Only_an_order_of_which_nothing_left_can_be_cancelled()
    {
        new OrderStory().Cancel().IsRefused(new NotFound("order", "o1"));
        new OrderStory().Place([Tracked("mug", 1)], [Shows("mug", "w1", 1)]).Cancel().IsInState("PLACED");
        new OrderStory().Place([Tracked("mug", 1)], []).Cancel().IsInState("REJECTED");
        Paid().Ship(1).Cancel().IsInState("PARTIALLY_FULFILLED");
        Paid().Ship(1).Ship(2).Cancel().IsInState("FULFILLED");
        Allocated().Cancel().Cancel().IsInState("AWAITING_PAYMENT");
        Allocated().Cancel().Released().Cancel().IsInState("CANCELLED");
        Allocated().Cancel(reason: new string('x', 201)).IsInvalid("reason");
        Allocated().Cancel(reason: new string('x', 200)).Happens("order.cancellation-started");
    }

    [Fact]
    public void An_order_on_its_way_to_the_locker_is_not_cancelled_and_one_on_the_shops_shelf_is()
    {
        ForPickup(new Delivery(DeliveryMethod.LockerPickup, "lockers", null), LockerBank, "w1").Ready().Cancel().IsInState("CONFIRMED");
        ForPickup(new Delivery(DeliveryMethod.StorePickup, "shop", null), Shop, "shop").Ready().Cancel().Happens("order.cancellation-started");
    }
}
