using System.Collections.Immutable;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Locations;
using OrleansCommerce.Orders;
using OrleansCommerce.Payments;
using static OrleansCommerce.Grains.Tests.Orders.OrderStory;

namespace OrleansCommerce.Grains.Tests.Orders;

public sealed class OrderPlacingTests
{
    [Fact]
    public void An_order_is_taken_down_with_its_first_plan_in_one_commit()
    {
        var story = new OrderStory().Place([Tracked("mug", 2), Postage()], [Shows("mug", "w1", 5)]);
        story.Happens("order.placed", "order.allocation-planned");
        Assert.Equal(OrderStatus.Placed, story.Details.Status);
        Assert.Equal(new Money(24.95m, "GBP"), story.Details.Total);
        Assert.Equal(new Order.PlannedAllocation("o1/1", "mug", "w1", 2, Noon.AddHours(24 + 48)), Assert.Single(Requests(story)));
    }

    [Fact]
    public void When_all_is_granted_there_is_one_parcel_for_each_location()
    {
        var story = Allocated();
        story.Happens("order.allocation-answered", "order.allocation-answered", "order.allocated");
        Assert.Equal(OrderStatus.AwaitingPayment, story.Details.Status);
        Assert.Equal(["o1.1", "o1.2"], story.Details.Fulfillments.Select(parcel => parcel.Id));
        Assert.Equal(["w1", "w2"], story.Details.Fulfillments.Select(parcel => parcel.LocationId));
        Assert.Equal(new FulfillmentLineDetails("1", "mug", 2), Assert.Single(story.Details.Fulfillments[0].Lines));
    }

    [Fact]
    public void Two_lines_of_one_sku_are_one_demand()
    {
        var story = new OrderStory().Place([Tracked("mug", 3), Tracked("mug", 3, 9m)], [Shows("mug", "w1", 5)]);
        story.Happens("order.placed", "order.shortage-found", "order.rejected");
        Assert.Equal(new OutOfStock("mug", 6, 5), Order.PlacementFailure(story.State));
    }

    [Fact]
    public void Units_of_two_lines_are_dealt_out_to_both()
    {
        var story = new OrderStory()
            .Place([Tracked("mug", 3), Tracked("mug", 3, 9m)], [Shows("mug", "w1", 4), Shows("mug", "w2", 2)])
            .Granted();
        var lines = story.Details.Fulfillments.SelectMany(parcel => parcel.Lines).ToList();
        Assert.Equal(
            [new("1", "mug", 3), new("2", "mug", 1), new("2", "mug", 2)],
            lines);
    }

    [Fact]
    public void What_is_short_is_planned_again_on_top_of_what_is_held()
    {
        var story = new OrderStory().Place([Tracked("mug", 5)], [Shows("mug", "w1", 5)]).Granted(most: 3);
        story.Happens("order.allocation-answered");
        var missing = Assert.IsType<Order.Step.Plan>(Order.NextStep(story.State)).Missing;
        Assert.Equal(new Demand("mug", 2), Assert.Single(missing));

        story.Replan(Shows("mug", "w1", 0), Shows("mug", "w2", 7)).Happens("order.allocation-planned");
        Assert.Equal(new Order.PlannedAllocation("o1/2", "mug", "w2", 2, Noon.AddHours(24 + 48)), Assert.Single(Requests(story)));
        Assert.Equal(OrderStatus.AwaitingPayment, story.Granted().Details.Status);
    }

    [Fact]
    public void When_no_location_has_more_all_is_given_back_and_the_order_is_rejected()
    {
        var story = new OrderStory().Place([Tracked("mug", 5)], [Shows("mug", "w1", 5)]).Granted(most: 3);
        story.Replan(Shows("mug", "w2", 1)).Happens("order.shortage-found");
        Assert.Equal(OrderStatus.Placed, story.Details.Status);
        story.Released().Happens("order.allocation-released", "order.rejected");
        Assert.Equal(OrderStatus.Rejected, story.Details.Status);
        Assert.Equal(new OutOfStock("mug", 5, 4), Order.PlacementFailure(story.State));
        Assert.Null(Order.NextWake(story.State, story.Now));
    }

    [Fact]
    public void Planning_ends_after_twenty_lost_races()
    {
        var story = new OrderStory().Place([Tracked("mug", 1)], [Shows("mug", "w1", 1)]).Granted(most: 0);
        for (var plan = 1; plan < Order.PlansMax; plan++)
        {
            story.Replan(Shows("mug", "w1", 1)).Happens("order.allocation-planned");
            story.Granted(most: 0);
        }

        story.Replan(Shows("mug", "w1", 1)).Happens("order.shortage-found");
    }

    [Fact]
    public void A_location_that_granted_nothing_is_told_to_forget()
    {
        var story = new OrderStory().Place([Tracked("mug", 1)], [Shows("mug", "w1", 1)]).Granted(most: 0);
        story.Replan(Shows("mug", "w2", 1)).Granted().Happens("order.allocation-answered", "order.allocated");
        story.Released().Happens("order.allocation-released");
        Assert.Equal("o1/2", Assert.Single(story.State.Parcels[0].Content.AllocationIds));
    }

    [Fact]
    public void More_units_than_one_request_may_have_are_asked_for_in_parts()
    {
        var story = new OrderStory().Place([Tracked("screw", 1_000_000), Tracked("screw", 500_000, 1m)], [Shows("screw", "w1", 2_000_000)]);
        Assert.Equal([1_000_000, 500_000], Requests(story).Select(request => request.Quantity));
        Assert.Single(story.Granted().Details.Fulfillments);
    }

    [Fact]
    public void An_order_of_untracked_lines_needs_no_allocation_and_no_parcel()
    {
        var story = new OrderStory().Place([Postage()], []);
        story.Happens("order.placed", "order.allocated");
        Assert.Equal(OrderStatus.AwaitingPayment, story.Details.Status);
        story.Pay().Asked(PaymentStatus.Approved);
        Assert.Equal(OrderStatus.Fulfilled, story.Details.Status);
        Assert.Equal(1, story.Details.Lines[0].FulfilledQuantity);
    }

    [Fact]
    public void An_order_that_costs_nothing_needs_no_payment() =>
        Assert.Equal(
            OrderStatus.Confirmed,
            new OrderStory().Place([Tracked("mug", 1, 0m)], [Shows("mug", "w1", 1)]).Granted().Details.Status);

    [Fact]
    public void The_same_request_again_gives_the_first_answer()
    {
        var story = Allocated();
        var version = story.State.Version;
        story.Pay();
        story.Do((state, _) => Order.RecallPlacement(state));
        Assert.Equal(version, story.Repeats);
        story.Place([Tracked("mug", 3)], []).IsRefused(new OperationIdReused("place"));
        story.Do((state, _) => Order.RecallPlace(state, PlaceCommand(Postage()) with { OperationId = "other" })).IsInState("AWAITING_PAYMENT");
        new OrderStory().Do((state, _) => Order.RecallPlacement(state)).IsRefused(new NotFound("order", "o1"));
    }

    [Fact]
    public void A_pickup_needs_a_place_of_its_kind()
    {
        PlaceFor(new Delivery(DeliveryMethod.StorePickup, null, null), null).IsInvalid("delivery.locationId");
        PlaceFor(new Delivery(DeliveryMethod.StorePickup, "shop", null), null).IsRefused(new NotFound("location", "shop"));
        PlaceFor(new Delivery(DeliveryMethod.StorePickup, "lockers", null), LockerBank).IsInvalid("delivery.locationId");
        PlaceFor(new Delivery(DeliveryMethod.LockerPickup, "shop", null), Shop).IsInvalid("delivery.locationId");
        PlaceFor(new Delivery(DeliveryMethod.TakenAtTill, "shop", null), Shop).IsInvalid("delivery.method");
        PlaceFor(new Delivery(DeliveryMethod.LockerPickup, "lockers", null), LockerBank).Happens("order.placed", "order.allocation-planned");
    }

    [Fact]
    public void Lines_quantities_and_prices_have_limits()
    {
        new OrderStory().Place([], []).IsInvalid("lines");
        new OrderStory().Place([.. Enumerable.Repeat(Postage(), 2_001)], []).IsInvalid("lines");
        new OrderStory().Place([.. Enumerable.Repeat(Postage(), 2_000)], []).Happens("order.placed", "order.allocated");
        new OrderStory().Place([Postage(), Tracked("mug", 0)], []).IsInvalid("lines[1].quantity");
        new OrderStory().Place([Tracked("mug", 1_000_001)], []).IsInvalid("lines[0].quantity");
        new OrderStory().Place([Postage(-1m)], []).IsInvalid("lines[0].unitPrice.amount");
        new OrderStory().Place([Postage() with { UnitPrice = new Money(1m, "EUR") }], []).IsInvalid("lines[0].unitPrice.currency");
        new OrderStory().Do((state, now) => Order.DecidePlace(
            state, PlaceCommand(Postage()) with { OperationId = "" }, Number, null, [], now)).IsInvalid("operationId");
    }

    [Fact]
    public void A_line_is_rounded_once_half_away_from_zero() =>
        Assert.Equal(0.13m, new OrderStory().Place([Tracked("nail", 25, 0.005m)], [Shows("nail", "w1", 25)]).Details.Total.Amount);

    [Fact]
    public void Until_the_locations_answer_the_order_wakes_to_ask_again()
    {
        var story = new OrderStory().Place([Tracked("mug", 1)], [Shows("mug", "w1", 1)]);
        Assert.Equal(Noon + Order.StepPatience, Order.NextWake(story.State, story.State.ActedAt));
        Assert.Equal(Noon + Order.PaymentPeriod, Order.NextWake(story.Granted().State, story.State.ActedAt));
    }

    private static OrderStory PlaceFor(Delivery delivery, LocationDetails? pickup) => new OrderStory()
        .Do((state, now) => Order.DecidePlace(
            state, PlaceCommand(Tracked("mug", 1)) with { Delivery = delivery }, Number, pickup, [Shows("mug", "w1", 1)], now));

    private static ImmutableArray<Order.PlannedAllocation> Requests(OrderStory story) =>
        Assert.IsType<Order.Step.Allocate>(Order.NextStep(story.State)).Requests;
}
