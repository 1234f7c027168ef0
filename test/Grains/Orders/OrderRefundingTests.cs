using OrleansCommerce.Catalog;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Orders;
using OrleansCommerce.Payments;
using static OrleansCommerce.Grains.Tests.Orders.OrderStory;

namespace OrleansCommerce.Grains.Tests.Orders;

/// <summary>Where the money of a return goes.</summary>
public sealed class OrderRefundingTests
{
    private const string Credit = "o1:return:1:credit";
    private const string Redemption = "o0:return:1:credit/1";

    [Fact]
    public void A_refund_goes_to_cards_first_then_gift_cards_then_store_credit_and_to_cash_last()
    {
        var story = Sold(
            new Tender(TenderKind.Cash, Pounds(4m)),
            new Tender(TenderKind.StoreCredit, Pounds(3m), Redemption),
            new Tender(TenderKind.GiftCard, Pounds(2m), "gift-1"),
            new Tender(TenderKind.Card, Pounds(1m), "card-1"));
        Back(story, RefundTarget.OriginalTenders);
        Approve(story);
        Assert.Equal(
            [("tender:4", 1m, null), ("tender:3", 2m, null), ("tender:2", 3m, "o0:return:1:credit"), (null, 4m, null)],
            story.State.Refunds.Select(refund => (refund.PaymentKey, refund.Amount, refund.CreditId)));
        Assert.Equal(10m, story.Details.Refunded.Amount);
    }

    [Fact]
    public void The_customer_may_choose_store_credit_for_all_of_it()
    {
        var story = Back(Sold(new Tender(TenderKind.Cash, Pounds(4m)), new Tender(TenderKind.Card, Pounds(6m), "card-1")), RefundTarget.StoreCredit);
        Approve(story);
        Assert.Equal([("tender:2", 6m), ("cash", 4m)], story.State.Refunds.Select(refund => (refund.PaymentKey!, refund.Amount)));
        Assert.All(story.State.Refunds, refund => Assert.Equal((Credit, Order.Transfer.Done), (refund.CreditId, refund.Status)));
        Assert.Equal(Credit, Order.ReturnAnswer(story.State, "back").StoreCreditId);
    }

    [Fact]
    public void What_a_card_refuses_becomes_store_credit_when_the_return_says_so()
    {
        var story = Back(Sold(new Tender(TenderKind.Card, Pounds(10m), "card-1")), RefundTarget.OriginalTendersOrStoreCredit);
        story.AskedToRefund(PaymentStatus.Declined, "card_closed").Happens("order.refund-declined", "order.refund-redirected");
        Assert.Equal(Credit, Assert.IsType<Order.Step.GiveBack>(MoneyStep(story)).Refund.CreditId);
        story.AskedToRefund(PaymentStatus.Approved).Happens("order.refunded");
        Assert.Equal((10m, Credit), (story.Details.Refunded.Amount, Order.ReturnAnswer(story.State, "back").StoreCreditId));
    }

    [Fact]
    public void Otherwise_a_person_has_to_give_it_back()
    {
        var story = Back(Sold(new Tender(TenderKind.Card, Pounds(10m), "card-1")), RefundTarget.OriginalTenders);
        story.AskedToRefund(PaymentStatus.Declined, "card_closed").Happens("order.refund-declined");
        Assert.Null(Order.ReturnAnswer(story.State, "back").StoreCreditId);
    }

    [Fact]
    public void A_provider_that_never_answered_may_have_given_it_back()
    {
        var story = Back(Sold(new Tender(TenderKind.Card, Pounds(10m), "card-1")), RefundTarget.OriginalTendersOrStoreCredit);
        story.AskedToRefund(PaymentStatus.Pending).After(TimeSpan.FromDays(60)).Due().Happens("order.refund-declined");
    }

    [Fact]
    public void A_notice_about_a_refund_that_became_store_credit_is_not_believed()
    {
        var story = Back(Sold(new Tender(TenderKind.Card, Pounds(10m), "card-1")), RefundTarget.StoreCredit);
        var notice = new PaymentNotice("n", "o1:refund:1", Pounds(10m), new PaymentOutcome(PaymentStatus.Approved));
        story.Do((state, now) => Order.DecideNoticed(state, notice, now)).IsRefused(new NotFound("payment", "o1:refund:1"));
    }

    [Fact]
    public void A_sale_names_redemptions_of_store_credits_each_once()
    {
        Sold(new Tender(TenderKind.StoreCredit, Pounds(10m), "gift-1")).IsInvalid("tenders[0].reference");
        Sold(new Tender(TenderKind.StoreCredit, Pounds(5m), Redemption), new Tender(TenderKind.StoreCredit, Pounds(5m), Redemption)).IsInvalid("tenders");
    }

    private static Money Pounds(decimal amount) => new(amount, "GBP");

    /// <summary>Whoever was asked for a refund gives it.</summary>
    private static void Approve(OrderStory story)
    {
        foreach (var refund in story.State.Refunds.Where(refund => refund.IsUndecided))
        {
            story.Do((state, now) => Order.DecideAsked(state, refund, new PaymentOutcome(PaymentStatus.Approved), now));
        }
    }

    private static Order.Step? MoneyStep(OrderStory story)
    {
        story.Do((state, now) => Order.DecideTaken(state, ["1"], now)).Do((state, now) => Order.DecideRestocked(state, "o1:return:1", [0], now));
        return Order.NextStep(story.State);
    }

    /// <summary>A mug for ten pounds.</summary>
    private static OrderStory Sold(params Tender[] tenders)
    {
        var products = new Dictionary<string, ProductDetails>(StringComparer.Ordinal) { ["mug"] = new("mug", "Mug", Pounds(10m), true, ["shop"]) };
        var command = new SellAtTill("sale", "shop", null, "GBP", [new TillLine("mug", 1, null, null)], Tenders: [.. tenders]);
        return new OrderStory().Do((state, now) => Order.DecideSell(state, command, Number, "till-1", Shop, products, now));
    }

    private static OrderStory Back(OrderStory story, RefundTarget target) => story.Do((state, now) => Order.DecideReturn(
        state, new ReturnItems("back", "shop", [new ReturnLine("1", 1, Disposition.Restock)], null, target), Shop, Rules, now));
}
