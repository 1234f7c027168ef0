using OrleansCommerce.Catalog;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Orders;
using static OrleansCommerce.Grains.Tests.Orders.OrderStory;

namespace OrleansCommerce.Grains.Tests.Orders;

public sealed class OrderTillTests
{
    [Fact]
    public void Goods_and_money_change_hands_at_once()
    {
        var story = SoldAtTill(new TillLine("mug", 3, null, "hold-1"), new TillLine("bag", 1, null, null));
        story.Happens("order.sold-at-till");
        Assert.Equal(OrderStatus.Fulfilled, story.Details.Status);
        Assert.Equal((Channel.Pos, DeliveryMethod.TakenAtTill), (story.Details.Channel, story.Details.Delivery.Method));
        Assert.Equal((30.10m, 30.10m), (story.Details.Total.Amount, story.Details.Paid.Amount));
        Assert.Equal([3, 1], story.Details.Lines.Select(line => line.FulfilledQuantity));
    }

    [Fact]
    public void The_shops_stock_is_told_of_tracked_lines_and_of_the_reservation()
    {
        var story = SoldAtTill(new TillLine("mug", 3, null, "hold-1"), new TillLine("bag", 1, null, null));
        var sale = Assert.IsType<Order.Step.TakeSold>(Order.NextStep(story.State));
        var line = Assert.Single(sale.Lines);
        Assert.Equal(("shop", "1", "hold-1"), (sale.LocationId, line.Id, line.ReservationId));
        story.Taken().Happens("order.till-line-taken");
        Assert.IsType<Order.Step.AskReceipt>(Order.NextStep(story.State));
        story.Receipted().Happens("order.receipt-issued");
        Assert.Null(Order.NextStep(story.State));
        Assert.Equal(story.State.Version, story.Sell([new("mug", 3, null, "hold-1"), new("bag", 1, null, null)]).Repeats);
    }

    [Fact]
    public void A_till_that_was_offline_tells_its_own_time_and_a_repeat_with_another_time_is_the_same_sale()
    {
        var story = new OrderStory().Sell([new("mug", 1, null, null)], soldAt: Noon.AddHours(-3));
        Assert.Equal(Noon.AddHours(-3), story.Details.PlacedAt);
        story.Taken();
        Assert.NotNull(story.Sell([new("mug", 1, null, null)]).Repeats);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(-90 * 24 * 60 - 1)]
    public void A_sale_is_neither_of_the_future_nor_too_old(int minutes)
    {
        var story = new OrderStory().Sell([new("mug", 1, null, null)], soldAt: Noon.AddMinutes(minutes));
        Assert.Equal("soldAt", Assert.IsType<InvalidInput>(story.Refused).Field);
    }

    [Fact]
    public void Another_sale_under_the_same_operation_is_refused() =>
        SoldAtTill(new TillLine("mug", 1, null, null)).Sell([new("mug", 2, null, null)]).IsRefused(new OperationIdReused("sale"));

    [Fact]
    public void A_price_given_at_the_till_may_have_four_decimals()
    {
        Assert.Equal(0.04m, SoldAtTill(Priced(0.0125m, 3)).Details.Total.Amount);
        Assert.Equal(0m, SoldAtTill(Priced(0m)).Details.Total.Amount);
        SoldAtTill(Priced(0.01251m)).IsInvalid("lines[0].unitPrice.amount");
        SoldAtTill(Priced(-0.01m)).IsInvalid("lines[0].unitPrice.amount");
        SoldAtTill(Priced(1m) with { UnitPrice = new Money(1m, "EUR") }).IsInvalid("lines[0].unitPrice.currency");
    }

    [Fact]
    public void What_cannot_be_sold_is_refused()
    {
        SoldAtTill().IsInvalid("lines");
        SoldAtTill(Priced(1m), new TillLine("spoon", 1, null, null)).IsInvalid("lines[1].sku");
        SoldAtTill(Priced(1m, 0)).IsInvalid("lines[0].quantity");
        new OrderStory().Sell([Priced(1m)], currency: "XXX").IsInvalid("currency");
        new OrderStory().Sell([new("mug", 1, null, null)], currency: "EUR").IsInvalid("lines[0].unitPrice");
        new OrderStory().Sell([Priced(1m)], shop: LockerBank).IsInvalid("locationId");
        new OrderStory().Do((state, now) => Order.DecideSell(
            state,
            new SellAtTill("sale", "nowhere", null, "GBP", [Priced(1m)]),
            Number,
            "till",
            null,
            new Dictionary<string, ProductDetails>(StringComparer.Ordinal),
            now)).IsRefused(new NotFound("location", "nowhere"));
    }

    [Fact]
    public void What_was_paid_in_cash_is_refunded_in_cash()
    {
        var story = SoldAtTill(new TillLine("mug", 2, null, null)).Taken().Return(new ReturnLine("1", 1, Disposition.Restock));
        story.Happens("order.returned", "order.refunded");
        Assert.Equal(10m, story.Details.Refunded.Amount);
        Assert.IsType<Order.Step.Restock>(Order.NextStep(story.State));
    }

    [Fact]
    public void A_sale_is_paid_with_a_gift_card_a_card_and_cash_and_cash_goes_back_last()
    {
        var story = Tendered(new(TenderKind.Cash, Pounds(5m)), new(TenderKind.GiftCard, Pounds(10m), "gift-1"), new(TenderKind.Card, Pounds(15m), "term_1"));
        story.Happens("order.sold-at-till");
        Assert.Equal((30m, 30m), (story.Details.Paid.Amount, Order.Captured(story.State)));
        Assert.Equal([TenderKind.Cash, TenderKind.GiftCard, TenderKind.Card], story.Details.Payments.Select(payment => payment.Tender));
        Assert.All(story.Details.Payments, payment => Assert.Equal(PaymentState.Captured, payment.State));

        story.Taken().Return(new ReturnLine("1", 3, Disposition.WriteOff));
        story.Happens("order.returned", "order.refund-started", "order.refund-started", "order.refunded");
        Assert.Equal(
            [("term_1", 15m), ("gift-1", 10m), (null, 5m)], story.State.Refunds.Select(refund => (refund.AuthorizationKey, refund.Amount)));
    }

    [Fact]
    public void Tenders_pay_to_the_penny()
    {
        Tendered(new Tender(TenderKind.Cash, Pounds(29.99m))).IsInvalid("tenders");
        Tendered(new Tender(TenderKind.Cash, Pounds(30.01m))).IsInvalid("tenders");
        Tendered().IsInvalid("tenders");
        Tendered([.. Enumerable.Repeat(new Tender(TenderKind.GiftCard, Pounds(30m / (Order.TenderCountMax + 2)), "gift"), Order.TenderCountMax + 1)]).IsInvalid("tenders");
        Tendered(new(TenderKind.Cash, Pounds(10m)), new(TenderKind.Cash, Pounds(20m))).IsInvalid("tenders");
        Tendered(new(TenderKind.Cash, Pounds(30m)), new(TenderKind.Card, Pounds(0m), "term_1")).IsInvalid("tenders[1].amount.amount");
        Tendered(new Tender(TenderKind.Cash, new Money(30m, "EUR"))).IsInvalid("tenders[0].amount.currency");
        Tendered(new Tender(TenderKind.Cash, Pounds(30m), "note")).IsInvalid("tenders[0].reference");
        Tendered(new Tender(TenderKind.Card, Pounds(30m))).IsInvalid("tenders[0].reference");
        Tendered(new Tender(TenderKind.Card, Pounds(30m), "4111 1111 1111 1111")).IsInvalid("tenders[0].reference");
    }

    private static Money Pounds(decimal amount) => new(amount, "GBP");

    /// <summary>Three mugs for 30 pounds.</summary>
    private static OrderStory Tendered(params Tender[] tenders) => new OrderStory().Do((state, now) => Order.DecideSell(
        state,
        new SellAtTill("sale", "shop", null, "GBP", [Priced(10m, 3)], Tenders: [.. tenders]),
        Number,
        "till-1",
        Shop,
        new Dictionary<string, ProductDetails>(StringComparer.Ordinal) { ["mug"] = new("mug", "Mug", new Money(10m, "GBP"), true, ["shop"]) },
        now));

    private static TillLine Priced(decimal price, int quantity = 1) => new("mug", quantity, new Money(price, "GBP"), null);
}
