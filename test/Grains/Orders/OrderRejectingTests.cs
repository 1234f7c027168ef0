using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Locations;
using OrleansCommerce.Orders;
using static OrleansCommerce.Grains.Tests.Orders.OrderHost;
using static OrleansCommerce.Grains.Tests.Orders.OrderStory;

namespace OrleansCommerce.Grains.Tests.Orders;

/// <summary>A location cannot find units of a parcel.</summary>
public sealed class OrderRejectingTests
{
    private static readonly RejectFulfillmentLine OneMug = new("reject", "o1.1", "1", 1, "not on its shelf");

    [Fact]
    public async Task The_unit_comes_from_elsewhere_and_the_books_of_who_cannot_find_it_are_put_right()
    {
        using var host = await PaidAsync(("w1", 5), ("w2", 4));
        var order = Accepted(await host.Order().RejectLineAsync(OneMug));
        Assert.Equal([("w1", 1), ("w2", 1)], order.Fulfillments.Select(parcel => (parcel.LocationId, parcel.Lines[0].Quantity)));
        Assert.Equal((0, 0m), (order.Lines[0].CancelledQuantity, order.Refunded.Amount));
        Assert.Equal(((4, 1), (4, 1)), (await host.LevelsAsync("mug", "w1"), await host.LevelsAsync("mug", "w2")));

        Assert.Equal(order.Version, Accepted(await host.Order().RejectLineAsync(OneMug)).Version);
        Assert.Equal(((4, 1), (4, 1)), (await host.LevelsAsync("mug", "w1"), await host.LevelsAsync("mug", "w2")));
    }

    [Fact]
    public async Task What_nobody_has_is_cancelled_and_refunded_and_the_rest_of_the_line_goes_on()
    {
        using var host = await PaidAsync(("w1", 5));
        Accepted(await host.Order().RejectLineAsync(OneMug));
        var order = (await host.Order().GetAsync())!;
        Assert.Equal((1, 10m, OrderStatus.Confirmed), (order.Lines[0].CancelledQuantity, order.Refunded.Amount, order.Status));
        Assert.Equal((4, 1), await host.LevelsAsync("mug", "w1"));
    }

    [Fact]
    public async Task After_it_was_packed_a_parcel_is_opened_its_label_given_back_and_the_books_put_right()
    {
        using var host = await PaidAsync(("w1", 5), ("w2", 4));
        Accepted(await host.Order().PackAsync(new AdvanceFulfillment("pack", "o1.1")));
        Accepted(await host.Order().BuyLabelAsync(new BuyLabel("buy", "o1.1", "STANDARD", 900)));
        Accepted(await host.Order().RejectLineAsync(OneMug));
        var order = (await host.Order().GetAsync())!;
        Assert.Equal(
            [("w1", FulfillmentStatus.Picked, 1), ("w2", FulfillmentStatus.Allocated, 1)],
            order.Fulfillments.Select(parcel => (parcel.LocationId, parcel.Status, parcel.Lines[0].Quantity)));
        Assert.Equal(LabelState.Voided, order.Fulfillments[0].Label!.State);
        Assert.Equal(((4, 1), (4, 1)), (await host.LevelsAsync("mug", "w1"), await host.LevelsAsync("mug", "w2")));

        Accepted(await host.Order().BuyLabelAsync(new BuyLabel("again", "o1.1", "STANDARD", 450)));
        Accepted(await host.Order().ShipAsync(new AdvanceFulfillment("ship", "o1.1")));
        Assert.Equal((3, 0), await host.LevelsAsync("mug", "w1"));
    }

    [Fact]
    public void What_is_found_broken_when_it_is_handed_over_is_sought_elsewhere_and_the_rest_goes_along()
    {
        var story = ForPickup(new Delivery(DeliveryMethod.StorePickup, "shop", null), Shop, "shop").Ready();
        story.Do((state, now) => Order.DecideRejectLine(state, OneMug, now)).Happens("order.promise-lost");
        Assert.Equal((FulfillmentStatus.ReadyForPickup, 1), (story.Details.Fulfillments[0].Status, story.Details.Fulfillments[0].Lines[0].Quantity));
        story.Trimmed();
        story.Collect().Happens("order.fulfillment-advanced", "order.capture-started");
        Assert.IsType<InvalidState>(Refusal(story, OneMug with { OperationId = "late" }));
    }

    [Fact]
    public void A_label_that_is_not_decided_yet_is_given_back_when_it_is_bought()
    {
        var story = Allocated().Pay().Asked(OrleansCommerce.Payments.PaymentStatus.Approved).Pack()
            .Do((state, now) => Order.DecideBuyLabel(state, new BuyLabel("buy", "o1.1", "STANDARD", 900), now))
            .Do((state, now) => Order.DecideLabelAsked(state, "o1.1", "o1.1:label:1", new OrleansCommerce.Carriers.LabelOutcome(OrleansCommerce.Carriers.LabelStatus.Pending), now))
            .Do((state, now) => Order.DecideRejectLine(state, OneMug, now));
        story.Happens("order.promise-lost", "order.fulfillment-advanced");
        story.Do((state, now) => Order.DecideLabelAsked(
            state, "o1.1", "o1.1:label:1", new OrleansCommerce.Carriers.LabelOutcome(OrleansCommerce.Carriers.LabelStatus.Done, "C", "T", "/l"), now));
        story.Happens("order.label-bought", "order.label-void-started");
    }

    [Fact]
    public void Only_units_of_a_parcel_that_has_not_left_can_be_rejected()
    {
        var story = Allocated().Pay().Asked(OrleansCommerce.Payments.PaymentStatus.Approved);
        Assert.Equal("quantity", Assert.IsType<InvalidInput>(Refusal(story, OneMug with { Quantity = 3 })).Field);
        Assert.Equal("orderLineId", Assert.IsType<InvalidInput>(Refusal(story, OneMug with { OrderLineId = "2" })).Field);
        Assert.Equal("reason", Assert.IsType<InvalidInput>(Refusal(story, OneMug with { Reason = "" })).Field);
        Assert.IsType<NotFound>(Refusal(story, OneMug with { FulfillmentId = "o1.9" }));
        Assert.IsType<InvalidState>(Refusal(story.Ship(), OneMug));
    }

    [Fact]
    public void A_quote_promises_what_placing_the_order_would()
    {
        Supply[] supply = [Shows("mug", "shop", 1, LocationKind.Store), Shows("mug", "w1", 9)];
        var fetched = Quoting.Option(
            [new Demand("mug", 2)], supply, new Delivery(DeliveryMethod.StorePickup, "shop", null), SourcingPolicy.Default, Noon);
        Assert.Equal((true, Noon.AddHours(48)), (fetched.IsAvailable, fetched.PromisedAt));
        Assert.Equal([("shop", 1), ("w1", 1)], fetched.Parcels.Select(parcel => (parcel.LocationId, parcel.Units)));

        var shipped = Quoting.Option([new Demand("mug", 2)], supply, new Delivery(DeliveryMethod.Ship, null, null), SourcingPolicy.Default, Noon);
        Assert.Equal(("w1", Noon.AddHours(72), 10.222m), (Assert.Single(shipped.Parcels).LocationId, shipped.PromisedAt, shipped.Cost));
        Assert.False(Quoting.Option(
            [new Demand("mug", 11)], supply, new Delivery(DeliveryMethod.Ship, null, null), SourcingPolicy.Default, Noon).IsAvailable);
    }

    private static Failure? Refusal(OrderStory story, RejectFulfillmentLine command) =>
        Order.DecideRejectLine(story.State, command, Noon).Failure;

    private static async Task<OrderHost> PaidAsync(params (string LocationId, int Mugs)[] stock)
    {
        var host = new OrderHost();
        foreach (var (locationId, mugs) in stock)
        {
            await host.StockUpAsync("mug", locationId, mugs);
        }

        Accepted(await host.Order().PlaceAsync(PlaceCommand(Tracked("mug", 2))));
        Accepted(await host.Order().PayAsync(new PayOrder("pay", "tok_approve")));
        return host;
    }
}
