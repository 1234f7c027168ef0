using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Grains.Returns;
using OrleansCommerce.Orders;
using OrleansCommerce.Payments;
using OrleansCommerce.Stock;
using static OrleansCommerce.Grains.Tests.Orders.OrderStory;

namespace OrleansCommerce.Grains.Tests.Orders;

public sealed class OrderReturningTests
{
    [Fact]
    public void Returned_units_are_restocked_and_their_share_is_refunded()
    {
        var story = Shipped().Return(new ReturnLine("1", 1, Disposition.Restock));
        story.Happens("order.returned", "order.refund-started");
        Assert.Equal([0], Assert.IsType<Order.Step.Restock>(Order.NextStep(story.State)).Goods.ToRestock);
        Assert.Equal(0m, story.Details.Refunded.Amount);

        story.Do((state, now) => Order.DecideRestocked(state, "o1:return:1", [0], now)).Happens("order.return-restocked");
        story.AskedToRefund(PaymentStatus.Approved).Happens("order.refunded");
        Assert.Equal(10m, story.Details.Refunded.Amount);
        Assert.Equal(1, story.Details.Lines[0].ReturnedQuantity);
        var answer = Order.ReturnAnswer(story.State, story.State.Returns[0].Operation.Id);
        Assert.Equal(("o1:return:1", 10m), (answer.ReturnId, answer.Refund.Amount));
    }

    [Theory]
    [InlineData(Disposition.Restock, StockState.Available)]
    [InlineData(Disposition.Quarantine, StockState.QualityControl)]
    [InlineData(Disposition.Damaged, StockState.Damaged)]
    [InlineData(Disposition.WriteOff, StockState.WrittenOff)]
    public void The_ledger_is_told_of_every_unit_whatever_becomes_of_it(Disposition disposition, StockState state)
    {
        var story = Shipped().Return(new ReturnLine("1", 1, disposition));
        var line = Assert.Single(Assert.IsType<Order.Step.Restock>(Order.NextStep(story.State)).Goods.Lines);
        Assert.Equal(state, ReturnedUnits.StateOf(line.Disposition));
    }

    [Fact]
    public void Of_a_return_of_before_the_ledger_was_told_only_what_is_sellable_goes_on_hand()
    {
        var story = Shipped();
        var line = new Order.ReturnedLine("1", "mug", true, 1, Disposition.WriteOff, 10m);
        story.Do((_, now) => new Order.Event.Returned(new Operation("old", "f"), "o1:return:1", "shop", [line], 10m, null, now));
        Assert.Empty(story.State.Returns[0].ToRestock);
    }

    [Fact]
    public void Units_of_one_line_are_graded_apart_and_the_order_keeps_why_and_how()
    {
        var story = Shipped().Return(
            new ReturnLine("1", 1, Disposition.Restock, ReturnReason.WrongSize, "too small", ReturnCondition.New),
            new ReturnLine("1", 1, Disposition.Quarantine, ReturnReason.Defective, null, ReturnCondition.Used));
        var goods = Assert.Single(Order.ReturnsOf(story.State));
        Assert.Equal(
            [(ReturnReason.WrongSize, "too small", ReturnCondition.New, 10m), (ReturnReason.Defective, null, ReturnCondition.Used, 10m)],
            goods.Lines.Select(line => (line.Reason!.Value, line.Note, line.Condition!.Value, line.Refund.Amount)));
        Assert.Equal("WRONG_SIZE; NEW; too small", ReturnedUnits.WordsOf(ReturnReason.WrongSize, ReturnCondition.New, "too small"));
        Assert.Equal("returned", ReturnedUnits.WordsOf(null, null, " "));
    }

    [Theory]
    [InlineData(ReturnCondition.Used)]
    [InlineData(ReturnCondition.Incomplete)]
    [InlineData(ReturnCondition.Defective)]
    [InlineData(ReturnCondition.Damaged)]
    public void What_is_not_as_new_does_not_go_back_on_the_shelf_before_somebody_looked_at_it(ReturnCondition condition)
    {
        Shipped().Return(new ReturnLine("1", 1, Disposition.Restock, Condition: condition)).IsInvalid("lines[0].disposition");
        Assert.NotEqual(Disposition.Restock, ReturnGrading.DispositionOf(condition));
    }

    [Fact]
    public void A_note_is_short() =>
        Shipped().Return(new ReturnLine("1", 1, Disposition.Restock, Note: new string('x', 151))).IsInvalid("lines[0].note");

    [Fact]
    public void Entries_for_one_line_are_summed_before_they_are_checked()
    {
        Shipped().Return(new ReturnLine("1", 1, Disposition.Restock), new ReturnLine("1", 2, Disposition.WriteOff)).IsInvalid("lines[1].quantity");
        Shipped().Return(new ReturnLine("1", 1, Disposition.Restock), new ReturnLine("1", 1, Disposition.WriteOff))
            .Happens("order.returned", "order.refund-started");
    }

    [Fact]
    public void Only_what_the_customer_has_can_come_back()
    {
        Shipped().Return(new ReturnLine("1", 3, Disposition.Restock)).IsInvalid("lines[0].quantity");
        Shipped().Return(new ReturnLine("2", 1, Disposition.Restock)).IsInvalid("lines[0].quantity");
        Shipped().Return(new ReturnLine("1", 2, Disposition.Restock)).Return(new ReturnLine("1", 1, Disposition.Restock)).IsInvalid("lines[0].quantity");
        Shipped().Return(new ReturnLine("9", 1, Disposition.Restock)).IsInvalid("lines[0].orderLineId");
        Shipped().Return(new ReturnLine("1", 0, Disposition.Restock)).IsInvalid("lines[0].quantity");
        Shipped().Return().IsInvalid("lines");
        Shipped().Return(location: null, new ReturnLine("1", 1, Disposition.Restock)).IsRefused(new NotFound("location", "nowhere"));
        Shipped().Return(LockerBank, new ReturnLine("1", 1, Disposition.Restock)).IsInvalid("locationId");
        Shipped().Return(LockerBank, new ReturnLine("1", 1, Disposition.WriteOff)).Happens("order.returned", "order.refund-started");
    }

    [Fact]
    public void Nothing_comes_back_from_an_order_that_is_not_paid()
    {
        new OrderStory().Return(new ReturnLine("1", 1, Disposition.Restock)).IsRefused(new NotFound("order", "o1"));
        Allocated().Return(new ReturnLine("3", 1, Disposition.Restock)).IsInState("AWAITING_PAYMENT");
        Allocated().Cancel().Released().Return(new ReturnLine("3", 1, Disposition.Restock)).IsInState("CANCELLED");
        new OrderStory().Place([Tracked("mug", 1)], []).Return(new ReturnLine("1", 1, Disposition.Restock)).IsInState("REJECTED");
    }

    [Fact]
    public void Postage_can_be_given_back_once_it_is_paid() =>
        Paid().Return(new ReturnLine("3", 1, Disposition.Restock)).Happens("order.returned", "order.released");

    [Fact]
    public void A_refund_of_nothing_asks_nobody() =>
        Paid().Ship(2).Dispatched(2).Return(new ReturnLine("2", 1, Disposition.WriteOff)).Happens("order.returned");

    [Fact]
    public void Shares_of_a_line_add_up_to_its_total_whatever_the_portions()
    {
        var line = new Order.Line("1", "mug", "Mug", true, 3, 3.3333m, 10m);
        Assert.Equal([3.33m, 3.34m, 3.33m], [Share(0, 1), Share(1, 2), Share(2, 3)]);
        Assert.Equal(10m, Share(0, 3));

        decimal Share(int before, int after) => Order.Share(line, "GBP", before, after);
    }

    private static OrderStory Shipped() => Paid().Ship(1).Dispatched(1).AskedToCapture(PaymentStatus.Approved);
}
