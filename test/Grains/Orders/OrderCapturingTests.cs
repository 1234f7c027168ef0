using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Orders;
using OrleansCommerce.Payments;
using static OrleansCommerce.Grains.Tests.Orders.OrderStory;

namespace OrleansCommerce.Grains.Tests.Orders;

/// <summary>When the money of an order moves.</summary>
public sealed class OrderCapturingTests
{
    [Fact]
    public void Money_is_captured_as_goods_leave_and_the_parts_add_up()
    {
        var story = Paid();
        Assert.Equal((24.95m, 0m), (story.Details.Paid.Amount, Order.Captured(story.State)));

        var first = Capture(story.Ship(2).Dispatched(2));
        Assert.Equal(("o1:capture:1", "o1:pay:1", 4.95m), (first.Key, first.AuthorizationKey, first.Amount));
        story.AskedToCapture(PaymentStatus.Approved).Happens("order.captured");
        Assert.Equal(4.95m, Order.Captured(story.State));

        Assert.Equal(20m, Capture(story.Ship(1).Dispatched(1)).Amount);
        story.AskedToCapture(PaymentStatus.Approved);
        Assert.Equal(24.95m, Order.Captured(story.State));
        Assert.Null(Order.NextStep(story.State));
        story.Receipted();
        Assert.Null(Order.NextWake(story.State, story.Now));
    }

    [Fact]
    public void An_order_without_goods_is_captured_when_it_is_paid()
    {
        var story = new OrderStory().Place([Postage()], []).Pay().Asked(PaymentStatus.Approved);
        story.Happens("order.authorized", "order.capture-started");
    }

    [Fact]
    public void The_stock_is_told_before_the_provider_is_asked() =>
        Assert.IsType<Order.Step.Dispatch>(Order.NextStep(Paid().Ship(1).State));

    [Fact]
    public void What_was_lost_before_it_left_is_let_go_and_the_provider_is_told_once_at_the_end()
    {
        var story = Paid().Lose(new LosePromise("loss", "o1/1", 1)).Trimmed().Replace();
        Assert.Equal((14.95m, 10m), (story.Details.Total.Amount, story.Details.Refunded.Amount));
        Assert.Null(Order.NextStep(story.State));

        story.Ship(1).Dispatched(1).AskedToCapture(PaymentStatus.Approved);
        Assert.Equal(14.95m, Order.Captured(story.State));
        Assert.IsType<Order.Step.Void>(Order.NextStep(story.State));
        Assert.Null(Order.NextStep(story.Voided().State));
    }

    [Fact]
    public void A_return_before_the_capture_is_decided_waits_for_the_money()
    {
        var story = Paid().Ship(2).Ship(1).Dispatched(1).Dispatched(2).Return(new ReturnLine("1", 2, Disposition.WriteOff));
        story.Happens("order.returned");
        story.Do((state, now) => Order.DecideAsked(state, state.Captures[0], new PaymentOutcome(PaymentStatus.Approved), now));
        story.Happens("order.captured", "order.refund-started");
        Assert.Equal(4.95m, story.State.Refunds[0].Amount);
        story.AskedToCapture(PaymentStatus.Approved).Happens("order.captured", "order.refund-started");
        Assert.Equal(15.05m, story.State.Refunds[1].Amount);
    }

    [Fact]
    public void An_authorisation_that_ends_is_renewed_and_captured_with_its_new_key()
    {
        var story = Paid();
        Assert.Equal(Noon + CardPeriod - Order.RenewalMargin, Order.NextWake(story.State, Noon));
        story.After(CardPeriod - Order.RenewalMargin).Due().Happens("order.renewal-started");
        var renewal = Assert.IsType<Order.Step.Renew>(Order.NextStep(story.State)).Payment.Renewal!;
        Assert.Equal(("o1:pay:1:renewal:1", 24.95m), (renewal.Key, renewal.Amount));
        Assert.Equal(OrderStatus.Confirmed, story.Details.Status);

        story.AskedToRenew(PaymentStatus.Approved, validFor: CardPeriod).Happens("order.authorization-renewed");
        Assert.Equal("o1:pay:1:renewal:1", Capture(story.Ship(1).Dispatched(1)).AuthorizationKey);
    }

    [Fact]
    public void An_authorisation_that_cannot_be_renewed_puts_the_order_on_hold_until_it_is_paid_again()
    {
        var story = Paid().After(CardPeriod).Due().AskedToRenew(PaymentStatus.Declined, "card_expired");
        story.Happens("order.authorization-lapsed");
        Assert.True(Order.IsOnHold(story.State));
        Assert.Equal((OrderStatus.AwaitingPayment, 0m), (story.Details.Status, story.Details.Paid.Amount));
        story.Ship(1).IsInState("AWAITING_PAYMENT");

        story.Pay().Asked(PaymentStatus.Approved).Happens("order.authorized");
        Assert.False(Order.IsOnHold(story.State));
        Assert.Equal(20m + 4.95m, Capture(story.Ship(1).Dispatched(1)).Amount);
    }

    [Fact]
    public void An_order_on_hold_that_nobody_pays_is_cancelled()
    {
        var story = Paid().After(CardPeriod).Due().AskedToRenew(PaymentStatus.Declined, "card_expired");
        Assert.Equal(story.Now + Order.HoldPeriod, Order.NextWake(story.State, story.Now));
        story.After(Order.HoldPeriod).Due().Happens("order.cancellation-started");
        story.Released().Happens("order.allocation-released", "order.allocation-released", "order.cancelled");
        Assert.Equal((0m, 0m), (story.Details.Paid.Amount, story.Details.Refunded.Amount));
    }

    [Fact]
    public void An_order_on_hold_of_which_a_part_left_loses_the_rest_alone_when_nobody_pays()
    {
        var story = new OrderStory().Place([Tracked("mug", 2), Tracked("lamp", 1, 7m)], [Shows("mug", "w1", 2), Shows("lamp", "w2", 1)]).Granted()
            .Pay().Asked(PaymentStatus.Approved)
            .Ship(1).Dispatched(1).AskedToCapture(PaymentStatus.Approved).Receipted()
            .After(CardPeriod).Due().AskedToRenew(PaymentStatus.Declined, "card_expired");
        Assert.Equal((OrderStatus.AwaitingPayment, story.Now + Order.HoldPeriod), (story.Details.Status, Order.NextWake(story.State, story.Now)));
        story.After(Order.HoldPeriod).Due().Happens("order.units-cancelled");
        Assert.Equal(("w2", 0), Assert.IsType<Order.Step.Trim>(Order.NextStep(story.State)) is var trim ? (trim.Promise.LocationId, trim.Keep) : default);
        Assert.Equal((OrderStatus.Fulfilled, 20m, 20m), (story.Trimmed().Details.Status, story.Details.Total.Amount, Order.Captured(story.State)));
        Assert.Null(Order.NextWake(story.State, story.Now));
    }

    [Fact]
    public void What_left_and_cannot_be_captured_is_authorised_anew_and_captured_then()
    {
        var story = Paid().Ship(1).Dispatched(1).AskedToCapture(PaymentStatus.Declined, "expired");
        story.Happens("order.capture-declined", "order.renewal-started");
        story.AskedToRenew(PaymentStatus.Approved, validFor: CardPeriod).Happens("order.authorization-renewed", "order.capture-started");
        Assert.Equal(("o1:capture:2", "o1:pay:1:renewal:1"), (story.State.Captures[1].Key, story.State.Captures[1].AuthorizationKey));
    }

    [Fact]
    public void Renewing_ends_after_ten_times()
    {
        var story = Paid();
        for (var i = 0; i < Order.RenewalsMax; i++)
        {
            story.After(CardPeriod).Due().AskedToRenew(PaymentStatus.Approved, validFor: CardPeriod).Happens("order.authorization-renewed");
        }

        story.After(CardPeriod).Due().Happens("order.authorization-lapsed");
    }

    [Fact]
    public void A_notice_counts_like_an_answer_and_only_once()
    {
        var story = Allocated().Pay().Asked(PaymentStatus.Pending);
        story.Do(Notice("o1:pay:1", 24.95m, PaymentStatus.Approved)).Happens("order.authorized");
        story.Do(Notice("o1:pay:1", 24.95m, PaymentStatus.Approved)).Happens();
        story.Do(Notice("o1:pay:1", 24.95m, PaymentStatus.Declined)).Happens();
    }

    [Fact]
    public void A_notice_that_the_order_did_not_ask_for_is_not_believed()
    {
        Allocated().Pay().Do(Notice("o1:pay:1", 24.94m, PaymentStatus.Approved)).IsInvalid("amount");
        Allocated().Pay().Do(Notice("o1:pay:2", 24.95m, PaymentStatus.Approved)).IsRefused(new NotFound("payment", "o1:pay:2"));
        new OrderStory().Do(Notice("o1:pay:1", 1m, PaymentStatus.Approved)).IsRefused(new NotFound("order", "o1"));
    }

    [Fact]
    public void An_order_that_was_paid_before_captures_had_events_counts_as_authorised_and_captured()
    {
        var story = PaidAtOnce();
        Assert.Equal((24.95m, 24.95m), (story.Details.Paid.Amount, Order.Captured(story.State)));
        story.Ship(1).Happens("order.fulfillment-advanced");
        story.Dispatched(1).Return(new ReturnLine("1", 1, Disposition.WriteOff)).Happens("order.returned", "order.refund-started");
        Assert.Equal("o1:pay:1", story.State.Refunds[0].AuthorizationKey);
    }

    private static Func<Order.State, DateTimeOffset, Grains.EventSourcing.Decision<Order.Event>> Notice(string key, decimal amount, PaymentStatus status) =>
        (state, now) => Order.DecideNoticed(
            state, new PaymentNotice("notice", key, new Money(amount, "GBP"), new PaymentOutcome(status, status == PaymentStatus.Declined ? "no" : null)), now);

    private static Order.Capture Capture(OrderStory story) => Assert.IsType<Order.Step.TakeMoney>(Order.NextStep(story.State)).Capture;
}
