using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Orders;
using OrleansCommerce.Payments;
using static OrleansCommerce.Grains.Tests.Orders.OrderStory;

namespace OrleansCommerce.Grains.Tests.Orders;

public sealed class OrderPayingTests
{
    [Fact]
    public void A_payment_is_durable_before_the_provider_is_asked()
    {
        var story = Allocated().Pay("tok_approve");
        story.Happens("order.payment-started");
        var payment = Assert.IsType<Order.Step.Pay>(Order.NextStep(story.State)).Payment;
        Assert.Equal(("o1:pay:1", 24.95m, "tok_approve"), (payment.Key, payment.Amount, payment.Token));

        story.Asked(PaymentStatus.Approved).Happens("order.authorized");
        Assert.Equal(OrderStatus.Confirmed, story.Details.Status);
        Assert.Equal(24.95m, story.Details.Paid.Amount);
        Assert.False(story.Details.PaymentPending);
    }

    [Fact]
    public void A_declined_payment_can_be_followed_by_another()
    {
        var story = Allocated().Pay("tok_decline", "first").Asked(PaymentStatus.Declined, "card_declined");
        story.Happens("order.payment-declined");
        Assert.Equal(OrderStatus.AwaitingPayment, story.Details.Status);
        Assert.Equal(new PaymentDeclined("card_declined"), Order.PaymentFailure(story.State, "first"));

        story.Pay("tok_approve", "second").Asked(PaymentStatus.Approved).Happens("order.authorized");
        Assert.Equal("o1:pay:2", story.State.Payments[1].Key);
        Assert.Null(Order.PaymentFailure(story.State, "second"));
        Assert.Equal(new PaymentDeclined("card_declined"), Order.PaymentFailure(story.State, "first"));
    }

    [Fact]
    public void While_the_provider_has_not_decided_no_other_payment_is_taken()
    {
        var story = Allocated().Pay().Asked(PaymentStatus.Pending);
        story.Happens("order.payment-pending");
        Assert.True(story.Details.PaymentPending);
        Assert.Null(Order.NextStep(story.State));
        Assert.Single(Order.Pending(story.State));
        story.Pay().IsInState("AWAITING_PAYMENT");
        story.Cancel().IsInState("AWAITING_PAYMENT");
        story.Asked(PaymentStatus.Pending).Happens();
        story.Asked(PaymentStatus.Approved).Happens("order.authorized");
        story.Asked(PaymentStatus.Declined).Happens();
    }

    [Fact]
    public void The_first_answer_stays_the_answer_of_its_operation()
    {
        var declined = Allocated().Pay("tok_decline", "pay").Asked(PaymentStatus.Declined, "card_declined");
        var version = declined.State.Version;
        Assert.Equal(version, declined.Pay("tok_decline", "pay").Repeats);
        declined.Pay("tok_approve", "pay").IsRefused(new OperationIdReused("pay"));

        var pending = Allocated().Pay("tok_pending", "pay").Asked(PaymentStatus.Pending);
        version = pending.State.Version;
        pending.Asked(PaymentStatus.Approved);
        Assert.Equal(version, pending.Pay("tok_pending", "pay").Repeats);
    }

    [Fact]
    public void A_provider_that_does_not_decide_is_asked_rarer_and_rarer()
    {
        var story = Allocated().Pay().Asked(PaymentStatus.Pending);
        Assert.Equal(Noon.AddSeconds(5), Order.NextWake(story.State, Noon));
        Assert.Equal(Noon.AddSeconds(40), Order.NextWake(story.State, Noon.AddSeconds(20)));
        Assert.Equal(Noon.AddHours(11), Order.NextWake(story.State, Noon.AddHours(10)));
    }

    [Fact]
    public void An_order_that_nobody_pays_is_cancelled_at_its_deadline()
    {
        var story = Allocated();
        story.After(Order.PaymentPeriod - TimeSpan.FromTicks(1)).Due().Happens();
        story.After(TimeSpan.FromTicks(1)).Due().Happens("order.cancellation-started");
        story.Pay().IsInState("AWAITING_PAYMENT");
        story.Released().Happens("order.allocation-released", "order.allocation-released", "order.cancelled");
        Assert.Equal(OrderStatus.Cancelled, story.Details.Status);
        Assert.Null(Order.NextWake(story.State, story.Now));
    }

    [Fact]
    public void An_undecided_payment_holds_the_goods_for_a_day_longer_and_is_refunded_when_it_comes_late()
    {
        var story = Allocated().Pay().Asked(PaymentStatus.Pending);
        story.After(Order.PaymentPeriod).Due().Happens();
        story.After(Order.UndecidedPeriod).Due().Happens("order.cancellation-started");
        story.Released();
        Assert.Equal(OrderStatus.Cancelled, story.Details.Status);
        Assert.NotNull(Order.NextWake(story.State, story.Now));

        story.Asked(PaymentStatus.Approved).Happens("order.authorized", "order.released");
        Assert.IsType<Order.Step.Void>(Order.NextStep(story.State));
        story.Voided().Happens("order.authorization-voided");
        Assert.Equal(story.Details.Paid, story.Details.Refunded);
        Assert.Equal(OrderStatus.Cancelled, story.Details.Status);
        Assert.Null(Order.NextWake(story.State, story.Now));
    }

    [Fact]
    public void A_provider_that_never_decides_is_given_up_after_a_month()
    {
        var story = Allocated().Pay().Asked(PaymentStatus.Pending).After(Order.UndecidedPeriod + Order.PaymentPeriod).Due().Released();
        story.After(Order.AskingPeriod).Due().Happens("order.payment-declined");
        Assert.Null(Order.NextWake(story.State, story.Now));
    }

    [Fact]
    public void Only_an_order_that_awaits_its_payment_can_be_paid()
    {
        new OrderStory().Pay().IsRefused(new NotFound("order", "o1"));
        new OrderStory().Place([Tracked("mug", 1)], [Shows("mug", "w1", 1)]).Pay().IsInState("PLACED");
        new OrderStory().Place([Tracked("mug", 1)], []).Pay().IsInState("REJECTED");
        Paid().Pay().IsInState("CONFIRMED");
        Paid().Ship(1).Pay().IsInState("PARTIALLY_FULFILLED");
        Allocated().Cancel().Released().Pay().IsInState("CANCELLED");
        Allocated().Pay("").IsInvalid("paymentToken");
        Allocated().Pay("tok", new string('x', 101)).IsInvalid("operationId");
    }

    [Fact]
    public void A_card_number_in_place_of_a_token_is_not_even_written_down() =>
        Allocated().Pay("4111 1111 1111 1111").IsRefused(new PaymentDeclined(Order.TokenNeeded));

    [Fact]
    public void Trying_out_cards_ends_after_twenty()
    {
        var story = Allocated();
        for (var i = 0; i < Order.PaymentCountMax; i++)
        {
            story.Pay().Asked(PaymentStatus.Declined, "card_declined");
        }

        story.Pay().IsInState("AWAITING_PAYMENT");
    }
}
