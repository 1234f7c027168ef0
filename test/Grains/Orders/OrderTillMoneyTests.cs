using OrleansCommerce.Catalog;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Orders;
using OrleansCommerce.Payments;
using OrleansCommerce.Tills;
using static OrleansCommerce.Grains.Tests.Orders.OrderStory;

namespace OrleansCommerce.Grains.Tests.Orders;

/// <summary>What of an order's money changes hands at a till.</summary>
public sealed class OrderTillMoneyTests
{
    private static readonly Delivery Pickup = new(DeliveryMethod.StorePickup, "shop", null);

    [Fact]
    public void A_till_is_told_of_a_sale_once_its_stock_knows()
    {
        var story = SoldAt("till-7", new(TenderKind.Cash, Pounds(5m)), new(TenderKind.Card, Pounds(15m), "term_1"), new(TenderKind.GiftCard, Pounds(10m), "gift-1"));
        story.Taken();
        var entry = Assert.IsType<Order.Step.TellTill>(Order.NextStep(story.State)).Entry;
        Assert.Equal(
            new RecordTillMoney("o1:taken", "o1", "shop", TillMoneyKind.Sale, "GBP", 5m, 15m, 10m, Noon, Noon), Order.TillMoney(story.State, entry));
        Told(story).Happens("order.till-told");
        Assert.IsType<Order.Step.AskReceipt>(Order.NextStep(story.State));
        Told(story, "o1:taken").Happens();
    }

    [Fact]
    public void A_sale_without_a_till_tells_none()
    {
        var story = SoldAtTill(new TillLine("mug", 1, null, null)).Taken();
        Assert.IsType<Order.Step.AskReceipt>(Order.NextStep(story.State));
    }

    [Fact]
    public void Cash_that_goes_back_at_a_till_is_told_to_it_and_a_card_is_not()
    {
        var story = Told(SoldAt("till-7", new(TenderKind.Cash, Pounds(20m)), new(TenderKind.Card, Pounds(10m), "term_1")).Taken()).Receipted();
        story.Do((state, now) => Order.DecideReturn(
            state, new ReturnItems("back", "shop", [new ReturnLine("1", 2, Disposition.WriteOff)], null, TillId: "till-8"), Shop, OrderStory.Rules, now));
        story.Happens("order.returned", "order.refund-started", "order.refunded");
        var entry = Assert.Single(story.State.UntoldTills);
        Assert.Equal(("till-8", TillMoneyKind.Refund, 10m, "o1:refund:2"), (entry.TillId, entry.Kind, entry.Cash, entry.Id));
    }

    [Fact]
    public void Cash_that_goes_back_without_a_till_is_told_to_none()
    {
        var story = Told(SoldAt("till-7", new Tender(TenderKind.Cash, Pounds(30m))).Taken()).Receipted();
        Assert.Empty(story.Return(new ReturnLine("1", 1, Disposition.WriteOff)).State.UntoldTills);
    }

    [Fact]
    public void An_order_that_is_fetched_elsewhere_is_paid_at_a_till_with_several_tenders()
    {
        var story = Reserved();
        story.Do(PayAtTill(new(TenderKind.Cash, Pounds(5m)), new(TenderKind.Card, Pounds(15m), "term_1")));
        story.Happens("order.paid-at-till");
        Assert.Equal(OrderStatus.Confirmed, story.Details.Status);
        Assert.Equal([PaymentState.Captured, PaymentState.Captured], story.Details.Payments.Select(payment => payment.State));
        Assert.Equal(TillMoneyKind.Payment, Assert.IsType<Order.Step.TellTill>(Order.NextStep(story.State)).Entry.Kind);

        // Its receipt is of the shop that took the money, and the customer takes it along.
        Assert.Equal("sold-here/2026", Order.LedgersOf(Told(story).State).First());
        story.Receipted().Happens("order.receipt-issued");
        Assert.Equal(20m, story.Receipt!.Total);
        Assert.Equal(story.State.Version, story.Do(PayAtTill(new(TenderKind.Cash, Pounds(5m)), new(TenderKind.Card, Pounds(15m), "term_1"))).Repeats);

        story.Ready().Happens("order.fulfillment-advanced");
        story.Collect().Happens("order.fulfillment-advanced");
        story.Dispatched();
        Assert.Equal(OrderStatus.Fulfilled, story.Details.Status);
        Assert.Null(Order.NextStep(story.State));
    }

    [Fact]
    public void Tenders_of_an_order_pay_to_the_penny()
    {
        Reserved().Do(PayAtTill(new Tender(TenderKind.Cash, Pounds(19.99m)))).IsInvalid("tenders");
        Reserved().Do(PayAtTill()).IsInvalid("tenders");
        Reserved().Do(PayAtTill(new Tender(TenderKind.Card, Pounds(20m), "4111 1111 1111 1111"))).IsInvalid("tenders[0].reference");
    }

    [Fact]
    public void Only_what_nobody_paid_is_paid_at_a_till()
    {
        var cash = new Tender(TenderKind.Cash, Pounds(20m));
        Assert.Equal("CONFIRMED", State(Reserved().Do(PayAtTill(cash)).Do(PayAtTillAs("again", cash))));
        Assert.Equal("AWAITING_PAYMENT", State(Reserved().Pay().Do(PayAtTill(cash))));
        Reserved().Pay().Asked(PaymentStatus.Declined, "no").Do(PayAtTill(cash)).Happens("order.paid-at-till");
        Assert.IsType<NotFound>(new OrderStory().Do(PayAtTill(cash)).Refused);
        Assert.IsType<NotFound>(Reserved().Do((state, now) => Order.DecidePayAtTill(
            state, new PayOrderAtTill("pay", "nowhere", [cash]), shop: null, now)).Refused);
        Reserved().Do((state, now) => Order.DecidePayAtTill(state, new PayOrderAtTill("pay", "lockers", [cash]), LockerBank, now)).IsInvalid("locationId");
    }

    [Fact]
    public void An_order_paid_in_cash_and_cancelled_gives_it_back_at_the_till_that_is_named()
    {
        var story = Told(Reserved().Do(PayAtTill(new Tender(TenderKind.Cash, Pounds(20m))))).Receipted();
        story.Do((state, now) => Order.DecideCancel(state, new CancelOrder("cancel", null, "till-7"), now)).Released();
        var entry = Assert.Single(story.State.UntoldTills);
        Assert.Equal(("till-7", TillMoneyKind.Refund, 20m), (entry.TillId, entry.Kind, entry.Cash));
        Assert.Equal((OrderStatus.Cancelled, 20m), (story.Details.Status, story.Details.Refunded.Amount));
        Assert.Equal("sold-here/2026", Order.LedgersOf(story.State).First());
    }

    [Fact]
    public void Goods_that_are_paid_when_they_are_fetched_are_put_aside_before()
    {
        var story = Reserved(payAtPickup: true);
        story.Pick().Happens("order.fulfillment-advanced");
        story.Ready().Happens("order.fulfillment-advanced");
        Assert.Equal(OrderStatus.AwaitingPayment, story.Details.Status);
        Assert.IsType<InvalidState>(story.Collect().Refused);
        story.Do(PayAtTill(new Tender(TenderKind.Cash, Pounds(20m)))).Happens("order.paid-at-till");
        story.Collect().Happens("order.fulfillment-advanced");
    }

    [Fact]
    public void Goods_that_are_paid_when_they_are_fetched_do_not_leave_another_location_before()
    {
        var story = Reserved(payAtPickup: true, from: "w1");
        Assert.IsType<InvalidState>(story.Pick().Refused);
        Assert.IsType<InvalidState>(story.Ship().Refused);
    }

    [Fact]
    public void Goods_that_nobody_fetches_and_pays_are_free_after_a_week()
    {
        var story = Reserved(payAtPickup: true).Pick().Ready();
        Assert.Empty(story.After(Order.PaymentPeriod).Due().Happened);
        story.After(Order.PickupPaymentPeriod).Due();
        Assert.Contains("order.cancellation-started", story.Happened);
    }

    [Fact]
    public void Only_a_pickup_in_a_store_is_paid_when_it_is_fetched() => new OrderStory()
        .Do((state, now) => Order.DecidePlace(
            state, PlaceCommand(Tracked("mug", 2)) with { PayAtPickup = true }, Number, null, [Shows("mug", "w1", 9)], now))
        .IsInvalid("payAtPickup");

    private static OrderStory Told(OrderStory story, string? id = null) =>
        story.Do((state, now) => Order.DecideTold(state, id ?? state.UntoldTills[0].Id, now));

    /// <summary>Two mugs for 20 pounds, to be fetched in the shop.</summary>
    private static OrderStory Reserved(bool payAtPickup = false, string from = "shop") => new OrderStory()
        .Do((state, now) => Order.DecidePlace(
            state,
            PlaceCommand(Tracked("mug", 2)) with { Delivery = Pickup, Channel = Channel.Pos, PayAtPickup = payAtPickup ? true : null },
            Number,
            Shop,
            [Shows("mug", from, 9)],
            now))
        .Granted();

    private static Func<Order.State, DateTimeOffset, Decision<Order.Event>> PayAtTill(params Tender[] tenders) => PayAtTillAs("pay", tenders);

    private static Func<Order.State, DateTimeOffset, Decision<Order.Event>> PayAtTillAs(string operation, params Tender[] tenders) =>
        (state, now) => Order.DecidePayAtTill(state, new PayOrderAtTill(operation, "sold-here", [.. tenders], "till-7"), Shop, now);

    private static string State(OrderStory story) => Assert.IsType<InvalidState>(story.Refused).State;

    private static Money Pounds(decimal amount) => new(amount, "GBP");

    /// <summary>Three mugs for 30 pounds.</summary>
    private static OrderStory SoldAt(string tillId, params Tender[] tenders) => new OrderStory().Do((state, now) => Order.DecideSell(
        state,
        new SellAtTill("sale", "shop", null, "GBP", [new("mug", 3, null, null)], Tenders: [.. tenders], TillId: tillId),
        Number,
        "till-7",
        Shop,
        new Dictionary<string, ProductDetails>(StringComparer.Ordinal) { ["mug"] = new("mug", "Mug", Pounds(10m), true, ["shop"]) },
        now));
}
