using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Orders;
using OrleansCommerce.Payments;
using OrleansCommerce.Stock;
using static OrleansCommerce.Grains.Tests.Orders.OrderHost;
using static OrleansCommerce.Grains.Tests.Orders.OrderStory;

namespace OrleansCommerce.Grains.Tests.Orders;

/// <summary>A carrier lost a parcel: its units are sent again or refunded, and no unit and no penny twice.</summary>
public sealed class OrderLosingTests
{
    [Fact]
    public void Units_of_a_lost_parcel_are_refunded_and_written_off()
    {
        var story = Resolve(Lost(), LossResolution.Refund);
        story.Happens("order.parcel-loss-resolved", "order.returned", "order.refund-started");
        Assert.Equal(20m, story.State.Returns[0].Amount);
        Assert.Empty(story.State.Returns[0].ToRestock);
        var step = Assert.IsType<Order.Step.WriteOffLost>(Order.NextStep(story.State));
        Assert.Equal([("mug", 2)], Order.UnitsOf(step.Parcel));
        story.Do((state, now) => Order.DecideWrittenOff(state, "o1.1", now)).Happens("order.loss-written-off");
        story.AskedToRefund(PaymentStatus.Approved);
        Assert.Equal((20m, OrderStatus.Confirmed, 2), (story.Details.Refunded.Amount, story.Details.Status, story.Details.Lines[0].ReturnedQuantity));
        story.Ship(2).Dispatched(2);
        Assert.Equal(OrderStatus.Fulfilled, story.Details.Status);

        Resolve(story, LossResolution.Reship, "again").IsInState("LOST");
        story.Return(new ReturnLine("1", 1, Disposition.Restock)).IsInvalid("lines[0].quantity");
    }

    [Fact]
    public void Units_of_a_lost_parcel_are_sent_again_and_paid_for_once()
    {
        var story = Resolve(Lost(), LossResolution.Reship);
        story.Happens("order.parcel-loss-resolved");
        Assert.Equal("mug", Assert.IsType<Order.Step.Replace>(Order.NextStep(story.State)).Sku);
        story.Replace(Shows("mug", "w1", 5)).Granted().Happens("order.allocation-answered", "order.replaced");
        Assert.Equal(("w1", FulfillmentStatus.Allocated, "o1.1"), (story.Details.Fulfillments[2].LocationId, story.Details.Fulfillments[2].Status, story.Details.Fulfillments[2].Replaces));
        Assert.Equal(24.95m, story.Details.Total.Amount);
        story.Do((state, now) => Order.DecideWrittenOff(state, "o1.1", now)).Happens("order.loss-written-off");

        story.Ship(3).Happens("order.fulfillment-advanced");
        story.Dispatched(3);
        Assert.Equal((24.95m, 0m, 2), (Order.Captured(story.State), story.Details.Refunded.Amount, story.Details.Lines[0].FulfilledQuantity));
        story.Ship(2).Happens("order.fulfillment-advanced");
        Assert.Equal((OrderStatus.Fulfilled, 24.95m), (story.Details.Status, Order.Captured(story.State)));
        story.Return(new ReturnLine("1", 3, Disposition.Restock)).IsInvalid("lines[0].quantity");
    }

    [Fact]
    public void What_nobody_has_of_a_lost_parcel_is_cancelled_and_refunded()
    {
        var story = Resolve(Lost(), LossResolution.Reship);
        story.Replace(Shows("mug", "w2", 1)).Granted();
        story.Replace().Happens("order.replaced", "order.refund-started");
        Assert.Equal((1, 14.95m), (story.Details.Lines[0].CancelledQuantity, story.Details.Total.Amount));
        story.Do((state, now) => Order.DecideWrittenOff(state, "o1.1", now)).AskedToRefund(PaymentStatus.Approved);
        story.Ship(3).Dispatched(3).Ship(2).Dispatched(2);
        Assert.Equal(
            (24.95m, 10m, OrderStatus.Fulfilled), (Order.Captured(story.State), story.Details.Refunded.Amount, story.Details.Status));
    }

    [Fact]
    public void Two_skus_of_a_lost_parcel_are_sought_one_after_the_other()
    {
        var story = new OrderStory()
            .Place([Tracked("mug", 2), Tracked("lamp", 1)], [Shows("mug", "w1", 2), Shows("lamp", "w1", 1)]).Granted()
            .Pay().Asked(PaymentStatus.Approved).Ship().Dispatched().AskedToCapture(PaymentStatus.Approved).Receipted();
        Resolve(Lose(story), LossResolution.Reship);
        Assert.Equal("lamp", Assert.IsType<Order.Step.Replace>(Order.NextStep(story.State)).Sku);
        story.Replace(Shows("lamp", "w2", 1)).Granted();
        Assert.Equal("mug", Assert.IsType<Order.Step.Replace>(Order.NextStep(story.State)).Sku);
        story.Replace(Shows("mug", "w2", 2)).Granted();
        Assert.Null(story.State.Loss);
        Assert.Equal([("lamp", 1), ("mug", 2)], story.Details.Fulfillments.Skip(1).Select(parcel => (parcel.Lines[0].Sku, parcel.Lines[0].Quantity)));
        Assert.Equal(OrderStatus.Confirmed, story.Details.Status);
    }

    [Fact]
    public void Only_a_lost_parcel_is_decided_on()
    {
        Resolve(Paid().Ship(), LossResolution.Refund).IsInState("SHIPPED");
        Resolve(Paid(), LossResolution.Refund, string.Empty).IsInvalid("operationId");
        Paid().Do((state, now) => Order.DecideResolveLost(state, new ResolveLostParcel("r", "o1.9", LossResolution.Refund), now))
            .IsRefused(new NotFound("fulfillment", "o1.9"));
    }

    [Theory]
    [InlineData(LossResolution.Reship)]
    [InlineData(LossResolution.Refund)]
    public async Task Books_money_and_receipts_agree_and_a_repeat_changes_nothing(LossResolution resolution)
    {
        using var host = new OrderHost();
        await host.StockUpAsync("mug", "w1", 5);
        Accepted(await host.Order().PlaceAsync(PlaceCommand(Tracked("mug", 2))));
        Accepted(await host.Order().PayAsync(new PayOrder("pay", "tok_approve")));
        Accepted(await host.Order().ShipAsync(new AdvanceFulfillment("ship", "o1.1")));
        Accepted(await host.Order().TrackAsync(new TrackParcel("lost", "o1.1", TrackingStatus.Lost)));
        var decide = new ResolveLostParcel("decide", "o1.1", resolution);
        var order = Accepted(await host.Order().ResolveLostParcelAsync(decide));
        Assert.Equal(order.Version, Accepted(await host.Order().ResolveLostParcelAsync(decide)).Version);

        var isReship = resolution == LossResolution.Reship;
        Assert.Equal((3, isReship ? 2 : 0), await host.LevelsAsync("mug", "w1"));
        Assert.Equal((20m, isReship ? 0m : 20m), (order.Payments[0].Captured.Amount, order.Refunded.Amount));
        Assert.Equal(isReship ? OrderStatus.Confirmed : OrderStatus.Cancelled, order.Status);
        var history = await host.HistoryAsync("mug", "w1");
        Assert.Single(history, change => change.Reference == "o1.1" && change.Movements.Contains(new StockMovement(StockState.Customer, StockState.WrittenOff, 2)));

        if (isReship)
        {
            var shipped = Accepted(await host.Order().ShipAsync(new AdvanceFulfillment("ship-again", "o1.2")));
            Assert.Equal((OrderStatus.Fulfilled, 20m), (shipped.Status, shipped.Payments[0].Captured.Amount));
            Assert.Equal((1, 0), await host.LevelsAsync("mug", "w1"));
        }
    }

    /// <summary>Mugs and a lamp, paid; the mugs left and are lost, the lamp lies where it was.</summary>
    private static OrderStory Lost() => Lose(Paid().Ship().Dispatched().AskedToCapture(PaymentStatus.Approved));

    private static OrderStory Lose(OrderStory story) =>
        story.Do((state, now) => Order.DecideTrack(state, new TrackParcel("lost", "o1.1", TrackingStatus.Lost), now));

    private static OrderStory Resolve(OrderStory story, LossResolution resolution, string operation = "resolve") =>
        story.Do((state, now) => Order.DecideResolveLost(state, new ResolveLostParcel(operation, "o1.1", resolution), now));
}
