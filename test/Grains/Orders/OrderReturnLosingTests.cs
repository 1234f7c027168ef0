using OrleansCommerce.Carriers;
using OrleansCommerce.Catalog;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Grains.Returns;
using OrleansCommerce.Orders;
using OrleansCommerce.Payments;
using static OrleansCommerce.Grains.Tests.Orders.OrderStory;

namespace OrleansCommerce.Grains.Tests.Orders;

/// <summary>Announced goods that a carrier lost: every one comes to an end, is refunded once at most, and booked when it comes after all.</summary>
public sealed class OrderReturnLosingTests
{
    private static readonly LabelOutcome Bought = new(LabelStatus.Done, "Carrier", "T1", "/labels/w1/o1.r1.pdf");

    [Fact]
    public void What_the_shops_carrier_lost_is_refunded_and_written_off_by_the_return_that_does_it()
    {
        var story = Labelled(Mugs(2));
        Track(story, TrackingStatus.InTransit, 1).Happens("order.return-tracked");
        Track(story, TrackingStatus.Lost, 2).Happens("order.return-tracked", "order.return-lost", "order.returned", "order.refund-started");
        var request = Order.ReturnRequestsOf(story.State)[0];
        Assert.Equal((ReturnRequestStatus.Lost, story.Now, "o1:return:1"), (request.Status, request.LostAt, request.ReturnId));
        var goods = Assert.Single(story.State.Returns);
        Assert.Equal((20m, "w1", Order.LostByCarrier), (goods.Amount, goods.LocationId, goods.Reason));
        Assert.Equal((Disposition.WriteOff, ReturnReason.WrongSize, 2), (goods.Lines[0].Disposition, goods.Lines[0].Reason, goods.Lines[0].Quantity));
        Assert.Equal([0], goods.ToRestock);

        story.Do((state, now) => Order.DecideRestocked(state, "o1:return:1", [0], now)).AskedToRefund(PaymentStatus.Approved);
        Assert.Equal((20m, ReturnRequestStatus.Lost), (story.State.Refunded, StatusOf(story)));
        Assert.Empty(story.State.UntoldTills);
        story.Return(Unit(1)).IsInvalid("lines[0].quantity");
        Track(story, TrackingStatus.Lost, 3).Happens("order.return-tracked");
    }

    [Fact]
    public void What_comes_after_it_was_refunded_is_booked_and_refunded_no_more()
    {
        var story = Labelled(Mugs(2));
        Track(story, TrackingStatus.Lost, 1).AskedToRefund(PaymentStatus.Approved).Do((state, now) => Order.DecideRestocked(state, "o1:return:1", [0], now));
        Track(story, TrackingStatus.Delivered, 2).Happens("order.return-tracked");
        Assert.Equal(ReturnRequestStatus.Lost, StatusOf(story));
        story.Do((state, now) => Order.DecideReceiveReturn(state, new AdvanceReturnRequest("dock", Rma, "shop", null), Shop, now)).Happens("order.return-arrived");
        Assert.Equal(ReturnRequestStatus.Received, StatusOf(story));

        story.Inspect(Unit(3)).IsInvalid("lines[0].quantity");
        story.Inspect(Unit(1), Unit(2)).IsInvalid("lines[1].quantity");
        story.Inspect(Unit(1) with { OrderLineId = "9" }).IsInvalid("lines[0].orderLineId");
        story.Inspect(Unit(1, Disposition.Damaged)).Happens("order.return-found");
        Assert.Equal(ReturnRequestStatus.Inspected, StatusOf(story));
        var step = Assert.IsType<Order.Step.BookFound>(Order.NextStep(story.State));
        Assert.Equal(("shop", Disposition.Damaged), (step.Request.LocationId, step.Request.Found[0].Disposition));
        story.Do((state, now) => Order.DecideFoundBooked(state, Rma, now)).Happens("order.return-found-booked");
        story.Do((state, now) => Order.DecideFoundBooked(state, Rma, now)).Happens();

        var request = Order.ReturnRequestsOf(story.State)[0];
        Assert.Equal((ReturnRequestStatus.Closed, new ReturnUnits("1", 1)), (request.Status, Assert.Single(request.Missing)));
        Assert.Equal((20m, 1), (story.State.Refunded, story.State.Returns.Count));
        Assert.IsNotType<Order.Step.BookFound>(Order.NextStep(story.State));
        Assert.NotNull(story.Inspect(Unit(1, Disposition.Damaged)).Repeats);
        Track(story, TrackingStatus.InTransit, 9).IsInState("CLOSED");
    }

    [Fact]
    public void Of_what_is_found_and_thrown_away_the_stock_is_told_nothing()
    {
        var story = Labelled(Mugs(1));
        Track(story, TrackingStatus.Lost, 1).AskedToRefund(PaymentStatus.Approved).Do((state, now) => Order.DecideRestocked(state, "o1:return:1", [0], now));
        story.Inspect(Unit(1, Disposition.WriteOff)).Happens("order.return-found");
        Assert.Equal(ReturnRequestStatus.Closed, StatusOf(story));
        Assert.IsNotType<Order.Step.BookFound>(Order.NextStep(story.State));
    }

    [Fact]
    public void What_is_not_there_so_long_after_its_hand_over_is_lost()
    {
        var story = Labelled(Mugs(2));
        Track(story, TrackingStatus.InTransit, 1);
        Track(story, TrackingStatus.OutForDelivery, 20);
        var due = Noon.AddDays(2).AddHours(1).AddDays(30);
        Assert.Equal(due, Order.NextWake(story.State, story.Now));
        story.At(due.AddSeconds(-1)).Due().Happens();
        story.At(due).Due().Happens("order.return-lost", "order.returned", "order.refund-started");
        Assert.Equal(ReturnRequestStatus.Lost, StatusOf(story));
        story.Due().Happens();
    }

    [Fact]
    public void Several_are_lost_at_once_and_each_is_a_return_of_its_own()
    {
        var story = Labelled(Mugs(1));
        story.Announce(Announcement(ReturnMethod.Parcel, Mugs(1)) with { OperationId = "other" }, Rules);
        story.Do((state, now) => Order.DecideReturnLabelAsked(state, "o1.r2", isGivenBack: false, Bought with { TrackingNumber = "T2" }, now));
        Track(story, TrackingStatus.InTransit, 1);
        story.Do((state, now) => Order.DecideTrackReturn(state, new TrackReturn("scan2", "o1.r2", TrackingStatus.InTransit, null, null, "T2"), now));
        story.At(Noon.AddDays(60)).Due();
        Assert.Equal(["o1:return:1", "o1:return:2"], story.State.Returns.Select(goods => goods.Id));
        Assert.Equal([10m, 10m], story.State.Returns.Select(goods => goods.Amount));
    }

    [Fact]
    public void What_a_carrier_says_it_brought_or_what_nobody_handed_over_is_not_lost_by_time_alone()
    {
        foreach (var news in new[] { TrackingStatus.Delivered, TrackingStatus.ReturnedToSender })
        {
            var brought = Labelled(Mugs(1));
            Track(brought, news, 1);
            Assert.Null(Order.NextWake(brought.State, brought.Now));
            brought.At(Noon.AddYears(1)).Due().Happens();
            Track(brought, TrackingStatus.Lost, 400 * 24).Happens("order.return-tracked", "order.return-lost", "order.returned", "order.refund-started");
        }

        var received = Labelled(Mugs(1));
        Track(received, TrackingStatus.InTransit, 1);
        received.Do((state, now) => Order.DecideReceiveReturn(state, new AdvanceReturnRequest("dock", Rma, "shop", null), Shop, now));
        received.At(Noon.AddYears(1)).Due().Happens();
        Track(received, TrackingStatus.Lost, 400 * 24).Happens("order.return-tracked");
        Assert.Equal(ReturnRequestStatus.Received, StatusOf(received));

        var never = Labelled(RulesOf(new ReturnPolicy { TransitDays = null }), Mugs(1));
        Track(never, TrackingStatus.InTransit, 1);
        never.At(Noon.AddYears(1)).Due().Happens();
    }

    [Fact]
    public void What_a_locker_took_is_the_shops_to_lose_from_when_its_courier_has_it()
    {
        var story = Shipped().Announce(ReturnMethod.Locker, Mugs(1));
        story.Do((state, now) => Order.DecideDropOff(state, new AdvanceReturnRequest("put", Rma, "lockers", null), now)).Happens("order.return-dropped-off");
        story.At(Noon.AddDays(90)).Due().Happens();
        story.Do((state, now) => Order.DecideReturnFetched(state, new AdvanceReturnRequest("got", Rma, "lockers", null), now)).Happens("order.return-fetched");
        story.At(Noon.AddDays(120)).Due().Happens("order.return-lost", "order.returned", "order.refund-started");
    }

    [Theory]
    [InlineData(LostReturnRefund.OwnLabel, true, true)]
    [InlineData(LostReturnRefund.OwnLabel, false, false)]
    [InlineData(LostReturnRefund.Always, false, true)]
    [InlineData(LostReturnRefund.Never, true, false)]
    public void The_policy_of_when_it_was_agreed_says_whether_it_is_refunded(LostReturnRefund policy, bool isOurLabel, bool isRefunded)
    {
        var story = Shipped().Announce(Announcement(ReturnMethod.Parcel, Mugs(1)), RulesOf(new ReturnPolicy { LostRefund = policy }));
        story.LabelAsked(isOurLabel ? Bought : new LabelOutcome(LabelStatus.Refused, Code: "too_far"));
        story.Do((state, now) => Order.DecideTrackReturn(state, new TrackReturn("word", Rma, TrackingStatus.Lost, null, "no trace", null), now));
        Assert.Equal((ReturnRequestStatus.Lost, isRefunded ? 1 : 0), (StatusOf(story), story.State.Returns.Count));
    }

    [Fact]
    public void What_was_lost_and_not_refunded_is_the_customers_to_return_and_is_refunded_when_it_comes()
    {
        var limited = RulesOf(new ReturnPolicy { LostRefund = LostReturnRefund.Never, WindowDays = 14, Limits = new ReturnLimits { RefundCount = 9 } });
        OrderStory Lost()
        {
            var lost = Labelled(limited, Mugs(2));
            Track(lost, TrackingStatus.Lost, 1).Happens("order.return-tracked", "order.return-lost");
            return lost;
        }

        // Its customer's count forgets it; its units are free.
        Assert.IsType<Order.Step.ForgetCount>(Order.NextStep(Lost().State));
        Lost().Return(Unit(2)).Happens("order.returned", "order.refund-started");

        // The policy was asked when it was announced, and is not asked again.
        var comes = Lost().At(Noon.AddDays(60)).Inspect(limited, Unit(1), Unit(1, Disposition.WriteOff));
        comes.Happens("order.return-inspected", "order.returned", "order.refund-started");
        Assert.Empty(Order.ReturnRequestsOf(comes.State)[0].Unannounced);
        var refused = Lost().At(Noon.AddDays(60)).Inspect(limited, Unit(2), Unit(1));
        refused.IsInvalid("lines[1].quantity");
    }

    [Fact]
    public void Older_news_that_is_told_late_neither_loses_nor_finds_anything()
    {
        var story = Labelled(Mugs(1));
        Track(story, TrackingStatus.OutForDelivery, 9);
        Track(story, TrackingStatus.Lost, 5).Happens("order.return-tracked");
        Assert.Equal(ReturnRequestStatus.InTransit, StatusOf(story));
    }

    private static OrderStory Shipped() => Paid().At(Noon.AddDays(1)).Ship(1).Dispatched(1).AskedToCapture(PaymentStatus.Approved).Receipted();

    private static OrderStory Labelled(params AnnouncedReturnLine[] lines) => Labelled(Rules, lines);

    private static OrderStory Labelled(ReturnRules rules, params AnnouncedReturnLine[] lines) =>
        Shipped().Announce(Announcement(ReturnMethod.Parcel, lines), rules).LabelAsked(Bought).At(Noon.AddDays(2));

    private static ReturnRules RulesOf(ReturnPolicy policy) => new(policy, new Dictionary<string, ProductDetails>(StringComparer.Ordinal));

    private static AnnouncedReturnLine Mugs(int quantity) => new("1", quantity, ReturnReason.WrongSize, "too small");

    private static ReturnLine Unit(int quantity, Disposition disposition = Disposition.Restock) => new("1", quantity, disposition);

    /// <summary>The carrier tells what happened so many hours after the second day.</summary>
    private static OrderStory Track(OrderStory story, TrackingStatus status, int hours)
    {
        var at = Noon.AddDays(2).AddHours(hours);
        return (story.Now < at ? story.At(at) : story)
            .Do((state, now) => Order.DecideTrackReturn(state, new TrackReturn($"scan-{hours}", Rma, status, at, null, "T1"), now));
    }

    private static ReturnRequestStatus StatusOf(OrderStory story) => Order.ReturnRequestsOf(story.State)[0].Status;
}
