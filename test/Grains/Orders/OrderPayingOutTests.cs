using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Grains.Returns;
using OrleansCommerce.Orders;
using OrleansCommerce.Tills;
using static OrleansCommerce.Grains.Tests.Orders.OrderStory;

namespace OrleansCommerce.Grains.Tests.Orders;

/// <summary>Cash that goes back with nobody at a till is owed, handed out once, and counts where it is handed out.</summary>
public sealed class OrderPayingOutTests
{
    private static readonly Delivery Pickup = new(DeliveryMethod.StorePickup, "shop", null);

    [Fact]
    public void What_nobody_fetched_is_owed_until_a_till_hands_it_out_once()
    {
        var story = PaidInCash().Ready();
        story.At(story.Now + Order.StorePickupTime).Due().Happens("order.pickup-expired");
        story.TakeBack("shop").Released();
        Assert.Equal((20m, new Money(20m, "GBP")), (story.State.Refunded, story.Details.CashOwed));
        Assert.Empty(story.State.UntoldTills);

        story.Do(PayOut("a", 20m)).Happens("order.cash-paid-out");
        Assert.Null(story.Details.CashOwed);
        Assert.Equal(20m, story.State.Refunded);
        var entry = Assert.Single(story.State.UntoldTills);
        Assert.Equal(("o1:paid-out:1", "till-7", "shop", TillMoneyKind.Refund, 20m), (entry.Id, entry.TillId, entry.LocationId, entry.Kind, entry.Cash));
        Assert.NotNull(story.Do(PayOut("a", 20m)).Repeats);
        story.Do(PayOut("a", 21m)).IsRefused(new OperationIdReused("a"));
        story.Do(PayOut("b", 20m)).IsInState(Order.NothingOwed);
    }

    [Fact]
    public void What_is_cancelled_without_a_till_is_owed_and_with_one_is_not()
    {
        var story = PaidInCash();
        story.Do((state, now) => Order.DecideCancelLines(state, new CancelOrderLines("less", [new CancelLine("1", 1)], null), now));
        Assert.Equal(new Money(10m, "GBP"), story.Details.CashOwed);
        story.Do(PayOut("a", 10m)).Happens("order.cash-paid-out");
        story.Do((state, now) => Order.DecideTold(state, "o1:paid-out:1", now)).Happens("order.till-told");

        var atATill = PaidInCash();
        atATill.Do((state, now) => Order.DecideCancelLines(state, new CancelOrderLines("less", [new CancelLine("1", 1)], null, "till-7"), now));
        Assert.Null(atATill.Details.CashOwed);
        atATill.Do(PayOut("a", 10m)).IsInState(Order.NothingOwed);
    }

    [Fact]
    public void Several_debts_are_handed_out_at_once_and_a_later_one_by_itself()
    {
        var story = SoldAtTill(new TillLine("mug", 3, null, null)).Taken().Receipted();
        foreach (var number in new[] { 1, 2, 3 })
        {
            var id = ReturnRequestId.Of(OrderId, number);
            story.Announce(Announcement(ReturnMethod.Store, new AnnouncedReturnLine("1", 1, null, null)) with { OperationId = $"announce-{number}" }, Always);
            story.Do((state, now) => Order.DecideTrackReturn(state, new TrackReturn($"lost-{number}", id, TrackingStatus.Lost, null, null, null), now));
            if (number == 2)
            {
                Assert.Equal(new Money(20m, "GBP"), story.Details.CashOwed);
                story.Do(PayOut("both", 20m)).Happens("order.cash-paid-out");
            }
        }

        Assert.Equal(new Money(10m, "GBP"), story.Details.CashOwed);
        story.Do(PayOut("last", 10m)).Happens("order.cash-paid-out");
        Assert.Equal(["o1:paid-out:1", "o1:paid-out:2"], story.State.UntoldTills.Select(entry => entry.Id));
    }

    [Fact]
    public void What_comes_back_at_a_counter_and_what_was_paid_by_card_owes_no_cash()
    {
        var counter = SoldAtTill(new TillLine("mug", 1, null, null)).Taken().Receipted().Return(new ReturnLine("1", 1, Disposition.WriteOff));
        Assert.Equal((10m, null), (counter.State.Refunded, counter.Details.CashOwed));
        Assert.Null(Paid().Do((state, now) => Order.DecideCancel(state, new CancelOrder("cancel", null), now)).Details.CashOwed);
    }

    [Fact]
    public void What_cannot_be_handed_out_is_refused_with_its_field()
    {
        var story = PaidInCash();
        story.Do(PayOut("a", 20m)).IsInState(Order.NothingOwed);
        story.Do((state, now) => Order.DecideCancelLines(state, new CancelOrderLines("less", [new CancelLine("1", 1)], null), now));
        story.Do(PayOut("a", 9.99m)).IsInvalid("amount.amount");
        story.Do((state, now) => Order.DecidePayOut(state, Command("a", 10m), LockerBank, now)).IsInvalid("locationId");
        story.Do((state, now) => Order.DecidePayOut(state, Command("a", 10m), null, now)).IsRefused(new NotFound("location", "shop"));
        story.Do((state, now) => Order.DecidePayOut(state, Command("", 10m), Shop, now)).IsInvalid("operationId");
        Assert.Equal(new Money(10m, "GBP"), story.Details.CashOwed);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.01)]
    [InlineData(-10)]
    public void An_amount_that_is_none_is_refused_before_the_order_and_the_shop_are_looked_at(double amount)
    {
        var unknown = Order.Nothing(OrderId);
        Assert.Equal("amount.amount", Assert.IsType<InvalidInput>(Order.DecidePayOut(unknown, Command("a", (decimal)amount), shop: null, Noon).Failure).Field);
        var owing = PaidInCash();
        owing.Do((state, now) => Order.DecideCancelLines(state, new CancelOrderLines("less", [new CancelLine("1", 1)], null), now));
        owing.Do(PayOut("a", (decimal)amount)).IsInvalid("amount.amount");
        Assert.Equal(new Money(10m, "GBP"), owing.Details.CashOwed);
    }

    [Fact]
    public void Another_currency_than_the_orders_is_refused_whether_something_is_owed_or_not()
    {
        var story = PaidInCash();
        var euros = Command("a", 10m) with { Amount = new Money(10m, "EUR") };
        story.Do((state, now) => Order.DecidePayOut(state, euros, shop: null, now)).IsInvalid("amount.currency");
        story.Do((state, now) => Order.DecideCancelLines(state, new CancelOrderLines("less", [new CancelLine("1", 1)], null), now));
        story.Do((state, now) => Order.DecidePayOut(state, euros, Shop, now)).IsInvalid("amount.currency");
    }

    private static ReturnRules Always { get; } =
        Rules with { Policy = Rules.Policy with { LostRefund = LostReturnRefund.Always } };

    /// <summary>Two mugs to be fetched in the shop, paid there in cash.</summary>
    private static OrderStory PaidInCash() => new OrderStory()
        .Do((state, now) => Order.DecidePlace(state, PlaceCommand(Tracked("mug", 2)) with { Delivery = Pickup }, Number, Shop, [Shows("mug", "shop", 9)], now))
        .Granted()
        .Do((state, now) => Order.DecidePayAtTill(state, new PayOrderAtTill("pay", "shop", [new Tender(TenderKind.Cash, new Money(20m, "GBP"))]), Shop, now));

    private static PayOutCash Command(string operation, decimal amount) => new(operation, "shop", "till-7", new Money(amount, "GBP"));

    private static Func<Order.State, DateTimeOffset, Decision<Order.Event>> PayOut(string operation, decimal amount) =>
        (state, now) => Order.DecidePayOut(state, Command(operation, amount), Shop, now);
}
