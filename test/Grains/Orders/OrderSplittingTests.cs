using OrleansCommerce.Carriers;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Journal;
using OrleansCommerce.Orders;
using OrleansCommerce.Payments;
using static OrleansCommerce.Grains.Tests.Orders.OrderHost;
using static OrleansCommerce.Grains.Tests.Orders.OrderStory;

namespace OrleansCommerce.Grains.Tests.Orders;

/// <summary>Units of one location leave in several parcels.</summary>
public sealed class OrderSplittingTests
{
    private static readonly SplitFulfillment OneMugApart = new("split", "o1.1", [new CancelLine("1", 1)]);

    [Fact]
    public void Units_go_into_a_parcel_of_their_own_and_each_takes_its_own_out_of_the_stock_and_its_money()
    {
        var story = Split(Paid());
        story.Happens("order.parcel-split");
        Assert.Equal(
            [("o1.1", 1, null), ("o1.2", 1, null), ("o1.3", 1, "o1.1")],
            story.Details.Fulfillments.Select(parcel => (parcel.Id, parcel.Lines.Sum(line => line.Quantity), parcel.SplitFrom)));
        var part = Assert.IsType<Order.Step.PartPromise>(Order.NextStep(story.State));
        Assert.Equal(("o1/1", "o1/3", 1), (part.Command.AllocationId, part.Command.NewAllocationId, part.Command.Quantity));
        Parted(story).Happens("order.promise-parted");
        Assert.Null(Order.NextStep(story.State));
        Assert.NotNull(Split(story).Repeats);

        story.Ship(3);
        Assert.Equal(["o1/3"], Assert.IsType<Order.Step.Dispatch>(Order.NextStep(story.State)).Promises.Select(promise => promise.AllocationId));
        story.Dispatched(3);

        // The first parcel takes the postage with it.
        Assert.Equal(10m + 4.95m, Assert.Single(story.State.Captures).Amount);
        story.AskedToCapture(PaymentStatus.Approved);
        story.Ship(1).Dispatched(1);
        Assert.Equal(10m, story.State.Captures[^1].Amount);
        story.AskedToCapture(PaymentStatus.Approved);
        story.Ship(2).Dispatched(2);
        Assert.Equal((24.95m, OrderStatus.Fulfilled), (Order.Captured(story.State), story.Details.Status));
    }

    [Fact]
    public void Each_parcel_has_its_own_weight_label_way_and_loss()
    {
        var story = Labelled(Labelled(Parted(Split(Paid())), 1, 400), 3, 700);
        Assert.Equal([400, null, 700], story.Details.Fulfillments.Select(parcel => parcel.Label?.WeightGrams));
        Assert.Equal(["T1", null, "T3"], story.Details.Fulfillments.Select(parcel => parcel.Label?.TrackingNumber));
        story.Ship(1).Dispatched(1).AskedToCapture(PaymentStatus.Approved);
        story.Ship(3).Dispatched(3).AskedToCapture(PaymentStatus.Approved);
        story.Do((state, now) => Order.DecideTrack(state, new TrackParcel("lost", "o1.3", TrackingStatus.Lost, null, null), now));
        story.Deliver(1);
        Assert.Equal(
            [FulfillmentStatus.Delivered, FulfillmentStatus.Allocated, FulfillmentStatus.Lost], story.Details.Fulfillments.Select(parcel => parcel.Status));
        story.Do((state, now) => Order.DecideResolveLost(state, new ResolveLostParcel("refund", "o1.3", LossResolution.Refund), now));
        Assert.Equal(10m, story.State.Returns.Single().Amount);
    }

    [Fact]
    public void A_box_that_was_closed_is_open_again_and_a_label_is_given_back_first()
    {
        var packed = Split(Paid().Pack());
        packed.Happens("order.parcel-split", "order.fulfillment-advanced", "order.fulfillment-advanced");
        Assert.Equal(
            [FulfillmentStatus.Picked, FulfillmentStatus.Allocated, FulfillmentStatus.Picked], packed.Details.Fulfillments.Select(parcel => parcel.Status));
        Split(Labelled(Paid(), 1, 400)).IsInState("LABEL_BOUGHT");
    }

    [Fact]
    public void Something_stays_in_the_parcel_and_only_what_is_in_it_goes_out()
    {
        Split(Paid(), OneMugApart with { Lines = [new CancelLine("1", 2)] }).IsInvalid("lines");
        Split(Paid(), OneMugApart with { Lines = [new CancelLine("1", 3)] }).IsInvalid("lines[0].quantity");
        Split(Paid(), OneMugApart with { Lines = [new CancelLine("2", 1)] }).IsInvalid("lines[0].orderLineId");
        Split(Paid(), OneMugApart with { Lines = [] }).IsInvalid("lines");
        Split(Paid(), OneMugApart with { FulfillmentId = "o1.9" }).IsRefused(new NotFound("fulfillment", "o1.9"));
        Split(Allocated()).IsInState("AWAITING_PAYMENT");
        Split(Paid().Ship().Dispatched()).IsInState("SHIPPED");
    }

    [Theory]
    [InlineData("stock.allocation-split")]
    [InlineData("order.promise-parted")]
    [InlineData("stock.dispatched")]
    [InlineData("order.captured")]
    public async Task Cut_off_at_any_step_each_unit_leaves_once_and_is_paid_once(string failsAt)
    {
        using var before = new OrderHost();
        await before.StockUpAsync("mug", "w1", 5);
        Accepted(await before.Order().PlaceAsync(PlaceCommand(Tracked("mug", 3))));
        Accepted(await before.Order().PayAsync(new PayOrder("pay", "tok_approve")));
        using (var crashed = new OrderHost(before.Storage, failsAt))
        {
            await Assert.ThrowsAsync<JournalBusyException>(async () =>
            {
                Accepted(await crashed.Order().SplitAsync(OneMugApart));
                Accepted(await crashed.Order().ShipAsync(new AdvanceFulfillment("ship-1", "o1.1")));
            });
        }

        using var after = new OrderHost(before.Storage);
        Accepted(await after.Order().SplitAsync(OneMugApart));
        Assert.Equal(3, (await after.StockItem("mug", "w1").GetAsync())!.Allocated + (5 - (await after.StockItem("mug", "w1").GetAsync())!.OnHand));
        Accepted(await after.Order().ShipAsync(new AdvanceFulfillment("ship-1", "o1.1")));
        Assert.Equal((3, 1), await after.LevelsAsync("mug", "w1"));
        Accepted(await after.Order().ShipAsync(new AdvanceFulfillment("ship-2", "o1.2")));
        var order = (await after.Order().GetAsync())!;
        Assert.Equal((2, 0), await after.LevelsAsync("mug", "w1"));
        Assert.Equal((OrderStatus.Fulfilled, 30m), (order.Status, order.Payments.Sum(payment => payment.Captured.Amount)));
    }

    private static OrderStory Split(OrderStory story, SplitFulfillment? command = null) =>
        story.Do((state, now) => Order.DecideSplit(state, command ?? OneMugApart, now));

    private static OrderStory Parted(OrderStory story) =>
        story.Do((state, now) => Order.DecidePromiseSplit(state, state.PartedPromises[0].NewAllocationId, now));

    private static OrderStory Labelled(OrderStory story, int parcel, int grams) => story
        .Do((state, now) => Order.DecideBuyLabel(state, new BuyLabel($"buy-{parcel}", $"o1.{parcel}", "STANDARD", grams), now))
        .Do((state, now) => Order.DecideLabelAsked(
            state, $"o1.{parcel}", $"o1.{parcel}:label:1", new LabelOutcome(LabelStatus.Done, "C", $"T{parcel}", "/l"), now));
}
