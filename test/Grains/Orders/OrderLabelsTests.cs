using System.Collections.Immutable;
using OrleansCommerce.Carriers;
using OrleansCommerce.Grains.Carriers;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Journal;
using OrleansCommerce.Orders;
using static OrleansCommerce.Grains.Tests.Orders.OrderHost;
using static OrleansCommerce.Grains.Tests.Orders.OrderStory;

namespace OrleansCommerce.Grains.Tests.Orders;

/// <summary>A parcel's label: bought once, given back when it is not used.</summary>
public sealed class OrderLabelsTests
{
    private const string Key = "o1.1:label:1";

    private static readonly BuyLabel Buy = new("buy", "o1.1", "STANDARD", 1_200);

    [Fact]
    public void A_label_is_written_down_before_the_carrier_is_asked_and_shown_when_it_is_bought()
    {
        var story = Bought(Paid(), Buy);
        story.Happens("order.label-started");
        var step = Assert.IsType<Order.Step.Buy>(Order.NextStep(story.State));
        Assert.Equal((Key, "o1.1", "w1"), (step.Label.Key, step.Parcel.Id, step.Parcel.LocationId));

        Answered(story, new LabelOutcome(LabelStatus.Done, "Carrier", "T1", "/labels/1")).Happens("order.label-bought");
        Assert.Equal(new LabelDetails(LabelState.Bought, "STANDARD", 1_200, "Carrier", "T1", "/labels/1"), story.Details.Fulfillments[0].Label);
        Assert.Null(Order.NextStep(story.State));

        var shown = story.State.Version;
        Assert.Equal(shown, Bought(story, Buy).Repeats);
        Bought(story, Buy with { OperationId = "again" }).IsInState("LABEL_BOUGHT");
        Bought(story, Buy with { WeightGrams = 1 }).IsRefused(new OperationIdReused("buy"));
    }

    [Fact]
    public void A_carrier_that_hesitates_is_asked_again_with_the_same_key_and_given_up_after_a_day()
    {
        var story = Answered(Bought(Paid(), Buy), new LabelOutcome(LabelStatus.Pending));
        story.Happens("order.label-pending");
        Assert.Null(Order.NextStep(story.State));
        Assert.Equal(Key, Assert.IsType<Order.Step.Buy>(Assert.Single(Order.Pending(story.State).OfType<Order.Step.Buy>())).Label.Key);
        Assert.NotNull(Order.NextWake(story.State, story.Now));
        Bought(story, Buy with { OperationId = "again" }).IsInState("LABEL_PENDING");

        story.After(Order.LabelAskingPeriod).Due().Happens("order.label-refused");
        Assert.Equal((LabelState.Refused, Order.NoAnswer), (story.Details.Fulfillments[0].Label!.State, story.Details.Fulfillments[0].Label!.Code));
        Bought(story, Buy with { OperationId = "again" }).Happens("order.label-started");
        Assert.Equal("o1.1:label:2", story.State.Parcels[0].Label!.Key);
    }

    [Fact]
    public void A_refusal_is_the_answer_and_another_label_can_be_asked_for()
    {
        var story = Answered(Bought(Paid(), Buy), new LabelOutcome(LabelStatus.Refused, Code: "too_heavy"));
        Assert.Equal(Order.LabelRefused, Assert.IsType<InvalidState>(Order.LabelFailure(story.State, "buy")).State);
        Bought(story, Buy with { OperationId = "lighter", WeightGrams = 100 }).Happens("order.label-started");
        Assert.Null(Order.LabelFailure(story.State, "buy"));
    }

    [Fact]
    public void Only_a_parcel_of_a_paid_order_that_has_not_left_is_labelled()
    {
        Bought(Allocated(), Buy).IsInState("AWAITING_PAYMENT");
        Bought(Paid().Ship(), Buy).IsInState("SHIPPED");
        Bought(Paid(), Buy with { FulfillmentId = "o1.9" }).IsRefused(new NotFound("fulfillment", "o1.9"));
        Bought(Paid(), Buy with { WeightGrams = 0 }).IsInvalid("weightGrams");
        Bought(Paid(), Buy with { Service = "" }).IsInvalid("service");
        Bought(Paid(), Buy with { OperationId = "" }).IsInvalid("operationId");
    }

    [Fact]
    public void A_label_is_given_back_and_another_bought_and_one_that_the_carrier_keeps_is_good()
    {
        var story = Answered(Bought(Paid(), Buy), new LabelOutcome(LabelStatus.Done, "Carrier", "T1", "/labels/1"));
        Void(story, "void").Happens("order.label-void-started");
        Assert.Equal(Key, Assert.IsType<Order.Step.GiveLabelBack>(Order.NextStep(story.State)).Label.Key);
        story.Do((state, _) => Order.DecideVoidAsked(state, "o1.1", Key, new LabelOutcome(LabelStatus.Refused, Code: "in_use")));
        Assert.Equal((LabelState.Bought, "in_use"), (story.Details.Fulfillments[0].Label!.State, story.Details.Fulfillments[0].Label!.Code));
        Assert.NotNull(Order.LabelFailure(story.State, "void"));

        Void(story, "void-again");
        story.Do((state, _) => Order.DecideVoidAsked(state, "o1.1", Key, new LabelOutcome(LabelStatus.Done))).Happens("order.label-voided");
        Assert.Equal(LabelState.Voided, story.Details.Fulfillments[0].Label!.State);
        Void(story, "void-more").IsInState("NO_LABEL");
        Bought(story, Buy with { OperationId = "second" }).Happens("order.label-started");
    }

    [Fact]
    public void What_was_bought_for_a_parcel_that_is_cancelled_is_given_back_by_itself()
    {
        var story = Answered(Bought(Paid(), Buy), new LabelOutcome(LabelStatus.Done, "Carrier", "T1", "/labels/1"));
        story.CancelLines(("1", 2)).Happens("order.units-cancelled", "order.released", "order.label-void-started");
        Assert.Equal(LabelState.Voiding, story.Details.Fulfillments[0].Label!.State);
    }

    [Fact]
    public async Task Cut_off_after_the_carrier_sold_the_label_the_next_process_gets_the_same_one()
    {
        var carrier = new CountingCarrier();
        using var before = new OrderHost(carrier: carrier);
        await before.StockUpAsync("mug", "w1", 5);
        Accepted(await before.Order().PlaceAsync(PlaceCommand(Tracked("mug", 1))));
        Accepted(await before.Order().PayAsync(new PayOrder("pay", "tok_approve")));
        using (var crashed = new OrderHost(before.Storage, failsAt: "order.label-bought", carrier))
        {
            await Assert.ThrowsAsync<JournalBusyException>(() => crashed.Order().BuyLabelAsync(Buy));
        }

        using var after = new OrderHost(before.Storage, carrier: carrier);
        var order = Accepted(await after.Order().BuyLabelAsync(Buy));
        Assert.Equal(OwnCarrier.TrackingNumberOf(Key), order.Fulfillments[0].Label!.TrackingNumber);
        Assert.Equal(order.Version, Accepted(await after.Order().BuyLabelAsync(Buy)).Version);
        Assert.Equal([Key, Key], carrier.Asked);
        Assert.Single(carrier.Asked.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_built_in_carrier_refuses_what_it_cannot_carry_and_gives_one_label_for_a_key()
    {
        using var host = new OrderHost();
        await host.StockUpAsync("mug", "w1", 5);
        Accepted(await host.Order().PlaceAsync(PlaceCommand(Tracked("mug", 1))));
        Accepted(await host.Order().PayAsync(new PayOrder("pay", "tok_approve")));
        Assert.Equal(Order.LabelRefused, Assert.IsType<InvalidState>((await host.Order().BuyLabelAsync(Buy with { Service = "ROCKET" })).Failure).State);
        Assert.Contains(
            "too_heavy",
            (await host.Order().BuyLabelAsync(Buy with { OperationId = "heavy", WeightGrams = OwnCarrier.WeightGramsMax + 1 })).Failure!.Message,
            StringComparison.Ordinal);
        var label = Accepted(await host.Order().BuyLabelAsync(Buy with { OperationId = "right" })).Fulfillments[0].Label!;
        Assert.Matches("^OC[0-9]{17}$", label.TrackingNumber);
        Assert.Equal("/labels/w1/o1.1.pdf", label.Url);
    }

    private static OrderStory Bought(OrderStory story, BuyLabel command) => story.Do((state, now) => Order.DecideBuyLabel(state, command, now));

    private static OrderStory Answered(OrderStory story, LabelOutcome outcome) =>
        story.Do((state, now) => Order.DecideLabelAsked(state, "o1.1", state.Parcels[0].Label!.Key, outcome, now));

    private static OrderStory Void(OrderStory story, string operation) =>
        story.Do((state, now) => Order.DecideVoidLabel(state, new AdvanceFulfillment(operation, "o1.1"), now));

    /// <summary>The built-in carrier, with the keys that it was asked for.</summary>
    private sealed class CountingCarrier : ICarrier
    {
        private readonly OwnCarrier _inner = new();

        public List<string> Asked { get; } = [];

        public Task<LabelOutcome> BuyLabelAsync(LabelRequest request, CancellationToken cancellationToken)
        {
            Asked.Add(request.Key);
            return _inner.BuyLabelAsync(request, cancellationToken);
        }

        public Task<LabelOutcome> VoidLabelAsync(string labelKey, CancellationToken cancellationToken) => _inner.VoidLabelAsync(labelKey, cancellationToken);

        public Task<ImmutableArray<TrackingNews>> TrackAsync(string trackingNumber, CancellationToken cancellationToken) =>
            _inner.TrackAsync(trackingNumber, cancellationToken);
    }
}
