using OrleansCommerce.Carriers;
using OrleansCommerce.Grains.Carriers;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Orders;
using OrleansCommerce.Payments;
using static OrleansCommerce.Grains.Tests.Orders.OrderHost;
using static OrleansCommerce.Grains.Tests.Orders.OrderStory;

namespace OrleansCommerce.Grains.Tests.Orders;

/// <summary>What happens to a parcel on its way, told in any order.</summary>
public sealed class OrderTrackingTests
{
    private static readonly DateTimeOffset Evening = Noon.AddHours(8);

    [Fact]
    public void A_parcel_is_followed_until_it_is_delivered()
    {
        var story = Shipped().At(Evening);
        Tell(story, TrackingStatus.InTransit, Noon.AddHours(1)).Happens("order.parcel-tracked");
        Tell(story, TrackingStatus.OutForDelivery, Noon.AddHours(5)).Happens("order.parcel-tracked");
        Assert.Equal(FulfillmentStatus.Shipped, story.Details.Fulfillments[0].Status);
        Tell(story, TrackingStatus.Delivered, Noon.AddHours(6)).Happens("order.parcel-tracked", "order.fulfillment-advanced");
        Assert.Equal((FulfillmentStatus.Delivered, OrderStatus.PartiallyFulfilled), (story.Details.Fulfillments[0].Status, story.Details.Status));
        Assert.Equal(
            [TrackingStatus.InTransit, TrackingStatus.OutForDelivery, TrackingStatus.Delivered],
            story.Details.Fulfillments[0].Tracking.Select(happened => happened.Status));
    }

    [Fact]
    public void Late_news_goes_to_its_place_and_moves_nothing_and_the_same_news_counts_once()
    {
        var story = Shipped().At(Evening);
        Tell(story, TrackingStatus.Delivered, Noon.AddHours(6));
        Tell(story, TrackingStatus.InTransit, Noon.AddHours(1)).Happens("order.parcel-tracked");
        Assert.Equal(FulfillmentStatus.Delivered, story.Details.Fulfillments[0].Status);
        Assert.Equal([TrackingStatus.InTransit, TrackingStatus.Delivered], story.Details.Fulfillments[0].Tracking.Select(happened => happened.Status));
        Tell(story, TrackingStatus.Delivered, Noon.AddHours(6)).Happens();
    }

    [Fact]
    public void A_delivered_parcel_is_somewhere_else_only_for_a_reason()
    {
        var story = Shipped().At(Evening);
        Tell(story, TrackingStatus.Delivered, Noon.AddHours(6));
        Tell(story, TrackingStatus.DeliveryFailed, Noon.AddHours(7)).IsInvalid("reason");
        Tell(story, TrackingStatus.DeliveryFailed, Noon.AddHours(7), "given to a neighbour who brought it back")
            .Happens("order.parcel-tracked", "order.fulfillment-advanced");
        Assert.Equal(FulfillmentStatus.Shipped, story.Details.Fulfillments[0].Status);

        var byHand = Shipped().Deliver().At(Evening);
        Tell(byHand, TrackingStatus.OutForDelivery, Noon.AddHours(7)).IsInvalid("reason");
        Tell(byHand, TrackingStatus.InTransit, Noon.AddHours(-1)).Happens("order.parcel-tracked");
        Assert.Equal(FulfillmentStatus.Delivered, byHand.Details.Fulfillments[0].Status);
    }

    [Fact]
    public void What_the_carrier_has_left_whether_or_not_anybody_said_so()
    {
        var story = Paid().At(Evening);
        Tell(story, TrackingStatus.InTransit, Noon.AddHours(1)).Happens("order.parcel-tracked", "order.fulfillment-advanced", "order.capture-started");
        Assert.Equal((FulfillmentStatus.Shipped, "w1"), (story.Details.Fulfillments[0].Status, Assert.IsType<Order.Step.Dispatch>(Order.NextStep(story.State)).Parcel.LocationId));
        Tell(Allocated().At(Evening), TrackingStatus.InTransit, Noon).IsInState("AWAITING_PAYMENT");
    }

    [Fact]
    public void A_lost_parcel_is_not_fulfilled_and_is_when_it_is_found_again()
    {
        var story = Shipped().At(Evening);
        Tell(story, TrackingStatus.Lost, Noon.AddHours(2)).Happens("order.parcel-tracked", "order.fulfillment-advanced");
        Assert.Equal((FulfillmentStatus.Lost, OrderStatus.Confirmed, 0), (story.Details.Fulfillments[0].Status, story.Details.Status, story.Details.Lines[0].FulfilledQuantity));
        Tell(story, TrackingStatus.Delivered, Noon.AddHours(3));
        Assert.Equal((FulfillmentStatus.Delivered, 2), (story.Details.Fulfillments[0].Status, story.Details.Lines[0].FulfilledQuantity));
    }

    [Fact]
    public void What_comes_back_to_its_sender_is_taken_back_into_stock_and_refunded()
    {
        var story = Shipped().At(Evening);
        Tell(story, TrackingStatus.ReturnedToSender, Noon.AddHours(7));
        story.TakeBack("shop").Happens("order.parcel-taken-back", "order.returned", "order.refund-started");
        Assert.Equal(("shop", 20m), (Assert.IsType<Order.Step.Restock>(Order.NextStep(story.State)).Goods.LocationId, story.State.Returns[0].Amount));
        Tell(story, TrackingStatus.InTransit, Noon.AddHours(8)).IsInState("RETURNED_TO_SENDER");
    }

    [Fact]
    public void News_of_the_future_of_another_label_or_of_nothing_is_refused()
    {
        var story = Shipped();
        Tell(story, TrackingStatus.InTransit, Noon.AddHours(1)).IsInvalid("occurredAt");
        Tell(story, TrackingStatus.InTransit, Noon, reason: new string('x', 201)).IsInvalid("reason");
        story.Do((state, now) => Order.DecideTrack(
            state, new TrackParcel("t", "o1.1", TrackingStatus.InTransit, TrackingNumber: "somebody else's"), now)).IsInvalid("trackingNumber");
        story.Do((state, now) => Order.DecideTrack(state, new TrackParcel("t", "o1.7", TrackingStatus.InTransit), now))
            .IsRefused(new NotFound("fulfillment", "o1.7"));
    }

    [Fact]
    public async Task A_carriers_notice_counts_once_and_lost_notices_are_asked_for()
    {
        var carrier = new OwnCarrier();
        using var host = new OrderHost(carrier: carrier);
        await host.StockUpAsync("mug", "w1", 5);
        Accepted(await host.Order().PlaceAsync(PlaceCommand(Tracked("mug", 1))));
        Accepted(await host.Order().PayAsync(new PayOrder("pay", "tok_approve")));
        var number = Accepted(await host.Order().BuyLabelAsync(new BuyLabel("buy", "o1.1", "EXPRESS", 100))).Fulfillments[0].Label!.TrackingNumber!;
        var now = host.Time.GetUtcNow();
        var scanned = new CarrierNotice("o1.1:label:1", number, new TrackingNews("n1", TrackingStatus.InTransit, now));

        var moved = Accepted(await host.Order().NoticeTrackingAsync(scanned));
        Assert.Equal((FulfillmentStatus.Shipped, 10m), (moved.Fulfillments[0].Status, moved.Payments[0].Captured.Amount));
        Assert.Equal((4, 0), await host.LevelsAsync("mug", "w1"));
        Assert.Equal(moved.Version, Accepted(await host.Order().NoticeTrackingAsync(scanned)).Version);
        Assert.IsType<InvalidInput>((await host.Order().NoticeTrackingAsync(scanned with { TrackingNumber = "OC1", News = scanned.News with { Id = "n0" } })).Failure);

        carrier.Scan(number, new TrackingNews("n2", TrackingStatus.Delivered, now.AddMinutes(2)));
        carrier.Scan(number, new TrackingNews("n1", TrackingStatus.InTransit, now));
        var asked = Accepted(await host.Order().RefreshTrackingAsync(new AdvanceFulfillment("refresh", "o1.1")));
        Assert.Equal((FulfillmentStatus.Delivered, 2), (asked.Fulfillments[0].Status, asked.Fulfillments[0].Tracking.Length));
    }

    /// <summary>The mugs are on their way, and paid for.</summary>
    private static OrderStory Shipped() => Paid().Ship().Dispatched().AskedToCapture(PaymentStatus.Approved);

    private static OrderStory Tell(OrderStory story, TrackingStatus status, DateTimeOffset at, string? reason = null) =>
        story.Do((state, now) => Order.DecideTrack(
            state, new TrackParcel($"{status}-{state.Version}", "o1.1", status, at, reason), now));
}
