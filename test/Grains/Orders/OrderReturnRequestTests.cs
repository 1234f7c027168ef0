using OrleansCommerce.Carriers;
using OrleansCommerce.Catalog;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Grains.Returns;
using OrleansCommerce.Orders;
using OrleansCommerce.Payments;
using static OrleansCommerce.Grains.Tests.Orders.OrderStory;

namespace OrleansCommerce.Grains.Tests.Orders;

/// <summary>Goods that are announced to come back: their units are nobody else's, and every one of them is accounted for in the end.</summary>
public sealed class OrderReturnRequestTests
{
    private static readonly LabelOutcome Bought = new(LabelStatus.Done, "Carrier", "T1", "/labels/w1/o1.r1.pdf");

    [Fact]
    public void By_parcel_from_the_announcement_to_the_money()
    {
        var story = Shipped().Announce(ReturnMethod.Parcel, Mugs(2));
        story.Happens("order.return-requested", "order.return-authorized");
        var request = Assert.Single(Order.ReturnRequestsOf(story.State));
        Assert.Equal((Rma, $"{Number}-R1", ReturnRequestStatus.Authorized, "w1"), (request.Id, request.Number, request.Status, request.LocationId));
        Assert.Equal(story.Now.AddDays(14), request.Deadline);

        Assert.IsType<Order.Step.BuyReturnLabel>(Order.NextStep(story.State));
        story.LabelAsked(Bought).Happens("order.return-label-answered");
        Assert.Equal("T1", Order.ReturnRequestsOf(story.State)[0].Label!.TrackingNumber);
        Track(story, TrackingStatus.InTransit, "T1").Happens("order.return-tracked");
        Assert.Equal(ReturnRequestStatus.InTransit, StatusOf(story));
        story.Do((state, now) => Order.DecideReceiveReturn(state, Step("dock", location: "shop"), Shop, now)).Happens("order.return-arrived");
        Assert.Equal(ReturnRequestStatus.Received, StatusOf(story));

        story.Inspect(Back(1, Disposition.Restock, ReturnCondition.New), Back(1, Disposition.Damaged, ReturnCondition.Damaged))
            .Happens("order.return-inspected", "order.returned", "order.refund-started");
        Assert.Equal(ReturnRequestStatus.Inspected, StatusOf(story));
        story.Do((state, now) => Order.DecideRestocked(state, "o1:return:1", [0, 1], now)).AskedToRefund(PaymentStatus.Approved);
        Assert.Equal(ReturnRequestStatus.Closed, StatusOf(story));
        Assert.Equal(20m, story.State.Refunded);
        Assert.Empty(Order.ReturnRequestsOf(story.State)[0].Missing);
    }

    [Fact]
    public void Announced_units_are_no_other_returns_until_the_request_ends()
    {
        var story = Shipped().Announce(ReturnMethod.Store, Mugs(2));
        story.Return(Back(1)).IsInvalid("lines[0].quantity");
        Assert.Contains($"{Number}-R1", story.Return(Back(1)).Refused!.Message, StringComparison.Ordinal);
        story.Announce(Announcement(ReturnMethod.Store, Mugs(1)) with { OperationId = "again" }, Rules).IsInvalid("lines[0].quantity");

        story.Do((state, now) => Order.DecideCancelReturnRequest(state, Step("no"), now)).Happens("order.return-cancelled");
        Assert.Equal(ReturnRequestStatus.Cancelled, StatusOf(story));
        story.Inspect(Back(1)).IsInState("CANCELLED");
        story.Return(Back(2)).Happens("order.returned", "order.refund-started");
    }

    [Fact]
    public void What_is_missing_is_named_and_stays_the_customers_and_what_was_not_announced_comes_back_too()
    {
        var fewer = Shipped().Announce(ReturnMethod.Store, Mugs(2)).Inspect(Back(1));
        fewer.Happens("order.return-inspected", "order.returned", "order.refund-started");
        var request = Order.ReturnRequestsOf(fewer.State)[0];
        Assert.Equal(new ReturnUnits("1", 1), Assert.Single(request.Missing));
        Assert.Empty(request.Unannounced);
        Assert.Null(fewer.Return(Back(1)).Refused);

        var more = Shipped().Announce(ReturnMethod.Store, Mugs(1)).Inspect(Back(2));
        Assert.Equal(new ReturnUnits("1", 1), Assert.Single(Order.ReturnRequestsOf(more.State)[0].Unannounced));
        more.Return(Back(1)).IsInvalid("lines[0].quantity");

        var none = Shipped().Announce(ReturnMethod.Store, Mugs(2)).Inspect();
        none.Happens("order.return-inspected");
        Assert.Equal((ReturnRequestStatus.Closed, 2), (StatusOf(none), Order.ReturnRequestsOf(none.State)[0].Missing[0].Quantity));
        none.Return(Back(2)).Happens("order.returned", "order.refund-started");
    }

    [Fact]
    public void The_policy_is_asked_when_goods_are_announced_and_of_others_when_they_come()
    {
        var month = new ReturnRules(new ReturnPolicy { WindowDays = 30, RequestDays = 20 }, new Dictionary<string, ProductDetails>(StringComparer.Ordinal));
        var story = Shipped().At(Noon.AddDays(30)).Announce(Announcement(ReturnMethod.Store, Mugs(1)), month);
        story.Happens("order.return-requested", "order.return-authorized");
        story.At(Noon.AddDays(45)).Inspect(month, Back(1), Back(1));
        Assert.Equal("lines[1].orderLineId", Assert.IsType<ReturnRefused>(story.Refused).Field);
        story.Inspect(month, Back(1)).Happens("order.return-inspected", "order.returned", "order.refund-started");

        var late = Shipped().At(Noon.AddDays(32)).Announce(Announcement(ReturnMethod.Store, Mugs(1)), month);
        Assert.Equal(ReturnRefusal.WindowOver, Assert.IsType<ReturnRefused>(late.Refused).Code);
        late.Announce(Announcement(ReturnMethod.Store, Mugs(1)) with { Override = new ReturnOverride("eve", "ill") }, month)
            .Happens("order.return-requested", "order.return-authorized");
    }

    [Fact]
    public void Goods_that_are_never_sent_expire_and_their_label_is_given_back()
    {
        var story = Sold().Announce(ReturnMethod.Parcel, Mugs(2)).LabelAsked(Bought);
        var deadline = Order.ReturnRequestsOf(story.State)[0].Deadline!.Value;
        Assert.Equal(deadline, Order.NextWake(story.State, story.Now));
        story.At(deadline.AddSeconds(-1)).Due().Happens();
        story.At(deadline).Due().Happens("order.return-expired");
        Assert.Equal(ReturnRequestStatus.Expired, StatusOf(story));
        Assert.IsType<Order.Step.GiveReturnLabelBack>(Order.NextStep(story.State));
        story.LabelAsked(new LabelOutcome(LabelStatus.Done), isGivenBack: true).Happens("order.return-label-answered");
        Assert.Null(Order.NextStep(story.State));
        Assert.Equal(LabelState.Voided, Order.ReturnRequestsOf(story.State)[0].Label!.State);

        // A carrier had it in time and says so late; what comes without that is judged as if nobody had announced it.
        Track(story, TrackingStatus.InTransit, "T1", deadline.AddSeconds(1)).IsInState("EXPIRED");
        Track(story, TrackingStatus.InTransit, "T1", deadline).Happens("order.return-tracked");
        Assert.Equal(ReturnRequestStatus.InTransit, StatusOf(story));
        story.At(deadline.AddDays(30).AddSeconds(-1)).Due().Happens();
        story.At(deadline.AddDays(30)).Due().Happens("order.return-lost", "order.returned", "order.refunded");
    }

    [Fact]
    public void A_locker_that_was_offline_tells_late_and_the_return_that_expired_is_open_again()
    {
        var story = Shipped().Announce(ReturnMethod.Locker, Mugs(2)).At(Noon.AddDays(20)).Due();
        story.Happens("order.return-expired");
        Assert.Equal(ReturnRequestStatus.Expired, StatusOf(story));
        story.Do((state, now) => Order.DecideDropOff(state, new AdvanceReturnRequest("put", Rma, "lockers", null), now)).Happens("order.return-dropped-off");
        Assert.Equal(ReturnRequestStatus.InTransit, StatusOf(story));
        Assert.NotNull(story.Do((state, now) => Order.DecideDropOff(state, new AdvanceReturnRequest("put", Rma, "lockers", null), now)).Repeats);
        story.Do((state, now) => Order.DecideDropOff(state, new AdvanceReturnRequest("twice", Rma, "lockers", null), now)).IsInState("IN_TRANSIT");
        story.At(Noon.AddDays(40)).Due().Happens();
        story.Inspect(Back(2)).Happens("order.return-inspected", "order.returned", "order.refund-started");
    }

    [Fact]
    public void A_locker_that_tells_late_opens_no_return_whose_units_came_back_another_way()
    {
        var story = Shipped().Announce(ReturnMethod.Locker, Mugs(2)).At(Noon.AddDays(20)).Due().Return(new ReturnLine("1", 1, Disposition.Restock));
        story.Do((state, now) => Order.DecideDropOff(state, new AdvanceReturnRequest("put", Rma, "lockers", null), now)).IsInState("EXPIRED");
    }

    [Fact]
    public void Goods_that_come_after_their_time_come_back_as_far_as_the_policy_lets_them()
    {
        var story = Sold().Announce(ReturnMethod.Store, Mugs(1)).At(Noon.AddDays(20)).Due();
        story.Happens("order.return-expired");
        var week = new ReturnRules(new ReturnPolicy { WindowDays = 15 }, new Dictionary<string, ProductDetails>(StringComparer.Ordinal));
        Assert.IsType<ReturnRefused>(story.Inspect(week, Back(1)).Refused);
        story.Inspect(Back(1)).Happens("order.return-inspected", "order.returned", "order.refunded");
        Assert.Equal(new ReturnUnits("1", 1), Assert.Single(Order.ReturnRequestsOf(story.State)[0].Unannounced));
    }

    [Fact]
    public void The_shop_may_want_to_agree_first_and_may_refuse()
    {
        var careful = new ReturnRules(new ReturnPolicy { ReviewsRequests = true }, new Dictionary<string, ProductDetails>(StringComparer.Ordinal));
        var story = Shipped().Announce(Announcement(ReturnMethod.Parcel, Mugs(1)), careful);
        story.Happens("order.return-requested");
        Assert.Equal(ReturnRequestStatus.Requested, StatusOf(story));
        Assert.Null(Order.NextStep(story.State));
        Track(story, TrackingStatus.InTransit, null).IsInState("REQUESTED");
        story.Do((state, now) => Order.DecideAuthorizeReturn(state, Step("yes"), careful.Policy, now)).Happens("order.return-authorized");
        Assert.IsType<Order.Step.BuyReturnLabel>(Order.NextStep(story.State));
        story.Do((state, now) => Order.DecideAuthorizeReturn(state, Step("yes again"), careful.Policy, now)).IsInState("AUTHORIZED");

        story.Do((state, now) => Order.DecideRejectReturn(state, Step("never"), now)).IsInvalid("reason");
        story.Do((state, now) => Order.DecideRejectReturn(state, Step("never", reason: "worn"), now)).Happens("order.return-rejected");
        Assert.Equal("worn", Order.ReturnRequestsOf(story.State)[0].Reason);
        story.Return(Back(2)).Happens("order.returned", "order.refund-started");
        var byStaff = Shipped().Announce(Announcement(ReturnMethod.Store, Mugs(1)) with { IsByStaff = true }, careful);
        byStaff.Happens("order.return-requested", "order.return-authorized");
    }

    [Fact]
    public void A_label_that_the_carrier_does_not_sell_or_never_answers_about_ends_nothing()
    {
        var story = Shipped().Announce(ReturnMethod.Parcel, Mugs(1));
        story.LabelAsked(new LabelOutcome(LabelStatus.Pending)).Happens("order.return-label-answered");
        story.LabelAsked(new LabelOutcome(LabelStatus.Pending)).Happens();
        Assert.Single(Order.Pending(story.State).OfType<Order.Step.BuyReturnLabel>());
        story.After(Order.LabelAskingPeriod).Due().Happens("order.return-label-answered");
        Assert.Equal((LabelState.Refused, Order.NoAnswer), (Order.ReturnRequestsOf(story.State)[0].Label!.State, Order.ReturnRequestsOf(story.State)[0].Label!.Code));
        Assert.Equal(ReturnRequestStatus.Authorized, StatusOf(story));
    }

    [Fact]
    public void Every_command_is_done_once_and_its_key_is_of_one_step_alone()
    {
        var story = Shipped().Announce(ReturnMethod.Store, Mugs(1));
        story.Announce(ReturnMethod.Store, Mugs(1));
        Assert.NotNull(story.Repeats);
        story.Announce(ReturnMethod.Store, Mugs(2)).IsRefused(new OperationIdReused("announce"));
        story.Do((state, now) => Order.DecideReceiveReturn(state, Step("step", location: "shop"), Shop, now)).Happens("order.return-arrived");
        story.Do((state, now) => Order.DecideReceiveReturn(state, Step("step", location: "shop"), Shop, now));
        Assert.NotNull(story.Repeats);
        story.Do((state, now) => Order.DecideRejectReturn(state, Step("step", "shop", "worn"), now)).IsRefused(new OperationIdReused("step"));
        story.Inspect(Back(1));
        Assert.NotNull(story.Inspect(Back(1)).Repeats);
        story.Inspect(Back(2)).IsRefused(new OperationIdReused("inspect"));
    }

    [Fact]
    public void What_cannot_be_announced_is_refused_with_its_field()
    {
        Allocated().Announce(ReturnMethod.Store, Mugs(1)).IsInState("AWAITING_PAYMENT");
        Paid().Announce(ReturnMethod.Store, Mugs(1)).IsInvalid("lines[0].quantity");
        Shipped().Announce(ReturnMethod.Store).IsInvalid("lines");
        Shipped().Announce(ReturnMethod.Store, new AnnouncedReturnLine("9", 1, null, null)).IsInvalid("lines[0].orderLineId");
        Shipped().Announce(ReturnMethod.Store, Mugs(1) with { Note = new string('x', 151) }).IsInvalid("lines[0].note");
        Shipped().Announce(Announcement(ReturnMethod.Parcel, Mugs(1)) with { WeightGrams = 0 }, Rules).IsInvalid("weightGrams");
        Shipped().Announce(Announcement(ReturnMethod.Parcel, Mugs(1)) with { LocationId = "lockers" }, Rules).IsInvalid("locationId");
        Assert.Equal(new NotFound("return request", Rma), Shipped().Inspect(Back(1)).Refused);
    }

    private static OrderStory Shipped() => Paid().At(Noon.AddDays(1)).Ship(1).Dispatched(1).AskedToCapture(PaymentStatus.Approved);

    /// <summary>Two mugs, at a till, paid in cash.</summary>
    private static OrderStory Sold() => SoldAtTill(new TillLine("mug", 2, null, null)).Taken().Receipted();

    private static AnnouncedReturnLine Mugs(int quantity) => new("1", quantity, ReturnReason.WrongSize, null);

    private static ReturnLine Back(int quantity, Disposition disposition = Disposition.Restock, ReturnCondition? condition = null) =>
        new("1", quantity, disposition, Condition: condition);

    private static AdvanceReturnRequest Step(string operation, string? location = null, string? reason = null) => new(operation, Rma, location, reason);

    private static OrderStory Track(OrderStory story, TrackingStatus status, string? number, DateTimeOffset? at = null) =>
        story.Do((state, now) => Order.DecideTrackReturn(state, new TrackReturn($"scan-{at:O}", Rma, status, at, null, number), now));

    private static ReturnRequestStatus StatusOf(OrderStory story) => Assert.Single(Order.ReturnRequestsOf(story.State)).Status;
}
