using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Orders;
using OrleansCommerce.Payments;
using OrleansCommerce.Receipts;
using static OrleansCommerce.Grains.Tests.Orders.OrderStory;

namespace OrleansCommerce.Grains.Tests.Orders;

/// <summary>When an order asks for a receipt, whom, and what it shows.</summary>
public sealed class OrderReceiptsTests
{
    [Fact]
    public void Money_that_is_set_aside_is_no_sale() => Assert.Empty(Receipts(Paid()));

    [Fact]
    public void Each_parcel_has_its_receipt_when_its_money_is_taken_and_the_first_has_the_postage()
    {
        var story = TwoParcels().Ship(1).Dispatched(1);
        Assert.Empty(Receipts(story));
        story.AskedToCapture(PaymentStatus.Approved);
        Assert.Single(Receipts(story));
        story.Receipted();
        Assert.Equal((ReceiptKind.Sale, 24.95m), (story.Receipt!.Kind, story.Receipt.Total));
        Assert.Equal(["mug", "post"], story.Receipt.Lines.Select(line => line.Sku));
        Assert.Empty(Receipts(story));

        story.Ship(2).Dispatched(2).AskedToCapture(PaymentStatus.Approved).Receipted();
        Assert.Equal((ReceiptKind.Sale, 7m), (story.Receipt.Kind, story.Receipt.Total));
        Assert.Equal("lamp", Assert.Single(story.Receipt.Lines).Sku);
        Assert.Equal(24.95m + 7m, Order.Captured(story.State));
        Assert.Null(Order.NextWake(story.State, story.Now));
    }

    [Fact]
    public void Goods_that_nobody_pays_for_are_on_no_receipt_until_the_order_is_paid_again()
    {
        var story = TwoParcels().Ship(1).Dispatched(1).AskedToCapture(PaymentStatus.Declined, "fraud").AskedToRenew(PaymentStatus.Declined, "fraud");
        Assert.True(story.Details.OnHold);
        Assert.Empty(Receipts(story));
        story.Pay().Asked(PaymentStatus.Approved).AskedToCapture(PaymentStatus.Approved);
        Assert.Equal(24.95m, story.Receipted().Receipt!.Total);
    }

    [Fact]
    public void What_was_paid_ahead_is_a_sale_at_that_time()
    {
        var story = PaidAtOnce();
        Assert.Equal(24.95m, story.Receipted().Receipt!.Total);
        Assert.Equal(["online/2026", "online/2027", "online/2028"], Order.LedgersOf(story.Cancel().Released().AskedToRefund(PaymentStatus.Approved).State));
        Assert.Equal((ReceiptKind.CreditNote, -24.95m), (story.Receipted().Receipt!.Kind, story.Receipt!.Total));
    }

    [Fact]
    public void A_return_that_comes_before_the_sales_receipt_was_noted_does_not_ask_another_ledger_for_it()
    {
        var story = Shipped();
        var asked = Order.LedgersOf(story.State).First();
        Assert.Equal("online/2026", asked);
        Assert.Equal(asked, Order.LedgersOf(story.Return(new ReturnLine("1", 1, Disposition.Restock)).State).First());
    }

    [Fact]
    public void A_credit_note_is_of_the_store_that_takes_the_goods_back()
    {
        var story = Shipped().Receipted().Return(new ReturnLine("1", 1, Disposition.WriteOff));
        Assert.Equal("shop/2026", Order.LedgersOf(story.State).First());
        Assert.Equal((ReceiptKind.CreditNote, -10m), (story.Receipted().Receipt!.Kind, story.Receipt!.Total));
    }

    /// <summary>Two mugs from one warehouse, a lamp for 7 pounds from another, with postage: paid.</summary>
    private static OrderStory TwoParcels() => new OrderStory()
        .Place([Tracked("mug", 2), Tracked("lamp", 1, 7m), Postage()], [Shows("mug", "w1", 2), Shows("lamp", "w2", 1)])
        .Granted()
        .Pay()
        .Asked(PaymentStatus.Approved);

    private static OrderStory Shipped() => TwoParcels().Ship(1).Dispatched(1).AskedToCapture(PaymentStatus.Approved);

    private static IEnumerable<Order.Step> Receipts(OrderStory story) => Order.Pending(story.State).Where(step => step is Order.Step.AskReceipt);
}
