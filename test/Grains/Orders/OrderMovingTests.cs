using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Journal;
using OrleansCommerce.Locations;
using OrleansCommerce.Orders;
using static OrleansCommerce.Grains.Tests.Orders.OrderHost;
using static OrleansCommerce.Grains.Tests.Orders.OrderStory;

namespace OrleansCommerce.Grains.Tests.Orders;

/// <summary>An order that goes somewhere else is sent from where that costs least.</summary>
public sealed class OrderMovingTests
{
    private static readonly ChangeDeliveryAddress South = new("move", new Delivery(DeliveryMethod.Ship, null, "address-2", 40, 0));

    [Fact]
    public void Units_come_from_nearer_locations_once_all_of_them_are_promised_there()
    {
        var story = Change(Paid());
        story.Happens("order.delivery-changed");
        Assert.Equal([new Demand("mug", 2), new Demand("lamp", 1)], Assert.IsType<Order.Step.PlanMove>(Order.NextStep(story.State)).Held.ToArray());

        // The lamp stays in its parcel, and the mugs come to it.
        Plan(story, At("mug", "w1", 0, 2_000), At("lamp", "w2", 0, 10), At("mug", "w2", 5, 10)).Happens("order.move-planned");
        Assert.Equal([2, 1], story.Details.Fulfillments.Select(parcel => parcel.Lines.Sum(line => line.Quantity)));
        story.Granted().Happens("order.allocation-answered", "order.moved");
        Assert.Equal(
            [("w1", FulfillmentStatus.Cancelled, 0), ("w2", FulfillmentStatus.Allocated, 3)],
            story.Details.Fulfillments.Select(parcel => (parcel.LocationId, parcel.Status, parcel.Lines.Sum(line => line.Quantity))));
        Assert.Equal(("o1/1", 0), (Trim(story).Promise.AllocationId, Trim(story).Keep));
        story.Trimmed();
        Assert.Null(Order.NextStep(story.State));
        Assert.Equal((24.95m, 24.95m, OrderStatus.Confirmed), (story.Details.Total.Amount, story.Details.Paid.Amount, story.Details.Status));
        Assert.NotNull(Change(story).Repeats);

        story.Ship(2);
        Assert.Equal(["o1/2", "o1/3"], Assert.IsType<Order.Step.Dispatch>(Order.NextStep(story.State)).Promises.Select(promise => promise.AllocationId));
        story.Dispatched(2);
        Assert.Equal((24.95m, OrderStatus.Fulfilled), (story.State.Captures.Sum(capture => capture.Amount), story.Details.Status));
    }

    [Fact]
    public void A_location_that_has_nothing_of_the_order_yet_gets_a_parcel_of_its_own()
    {
        var story = Plan(Change(Paid()), At("mug", "w1", 0, 2_000), At("lamp", "w2", 0, 10), At("mug", "w3", 5, 10)).Granted();
        Assert.Equal(
            [("w1", 0), ("w2", 1), ("w3", 2)], story.Details.Fulfillments.Select(parcel => (parcel.LocationId, parcel.Lines.Sum(line => line.Quantity))));
    }

    [Fact]
    public void Parcels_stay_when_no_plan_is_better_and_when_a_location_does_not_keep_what_it_showed()
    {
        var same = Plan(Change(Paid()), At("mug", "w1", 3, 10), At("lamp", "w2", 0, 10), At("mug", "w3", 3, 900));
        same.Happens("order.move-ended");
        Assert.Null(Order.NextStep(same.State));

        var short1 = Plan(Change(Paid()), At("mug", "w1", 0, 2_000), At("lamp", "w2", 0, 10), At("mug", "w3", 5, 10)).Granted(most: 1);
        short1.Happens("order.allocation-answered", "order.move-ended");
        Assert.Equal(("o1/3", 0), (Trim(short1).Promise.AllocationId, Trim(short1).Keep));
        short1.Trimmed();
        Assert.Equal([("w1", 2), ("w2", 1)], short1.Details.Fulfillments.Select(parcel => (parcel.LocationId, parcel.Lines.Sum(line => line.Quantity))));
        Assert.Equal("address-2", short1.Details.Delivery.AddressId);
    }

    [Fact]
    public void Nothing_is_sought_for_an_address_of_which_nobody_knows_where_it_is()
    {
        var story = Change(Paid(), South with { Delivery = South.Delivery with { Latitude = null, Longitude = null } });
        Assert.Null(Order.NextStep(story.State));
    }

    [Theory]
    [InlineData("order.move-planned")]
    [InlineData("stock.allocated")]
    [InlineData("order.allocation-answered")]
    [InlineData("stock.deallocated")]
    [InlineData("order.promise-trimmed")]
    public async Task Cut_off_at_any_step_the_units_are_promised_once_in_the_end(string failsAt)
    {
        using var before = new OrderHost();
        await before.StockUpAsync("mug", "north", 5);
        await before.StockUpAsync("mug", "south", 5);
        await before.PlaceOnMapAsync("north", 60, 0);
        await before.PlaceOnMapAsync("south", 40, 0);
        Accepted(await before.Order().PlaceAsync(PlaceCommand(Tracked("mug", 3)) with { Delivery = new Delivery(DeliveryMethod.Ship, null, "address", 60, 0) }));
        Accepted(await before.Order().PayAsync(new PayOrder("pay", "tok_approve")));
        Assert.Equal(((5, 3), (5, 0)), (await before.LevelsAsync("mug", "north"), await before.LevelsAsync("mug", "south")));
        using (var crashed = new OrderHost(before.Storage, failsAt))
        {
            await Assert.ThrowsAsync<JournalBusyException>(() => crashed.Order().ChangeAddressAsync(South));
        }

        using var after = new OrderHost(before.Storage);
        Assert.Null(await after.Order().WakeAsync() is { } next && next < after.Time.GetUtcNow().AddMinutes(1) ? next : null);
        var order = Accepted(await after.Order().ChangeAddressAsync(South));
        Assert.Equal(((5, 0), (5, 3)), (await after.LevelsAsync("mug", "north"), await after.LevelsAsync("mug", "south")));
        var parcel = Assert.Single(order.Fulfillments, parcel => parcel.Status != FulfillmentStatus.Cancelled);
        Assert.Equal(("south", 3, "address-2"), (parcel.LocationId, parcel.Lines[0].Quantity, order.Delivery.AddressId));
        Accepted(await after.Order().ShipAsync(new AdvanceFulfillment("ship", parcel.Id)));
        Assert.Equal(((5, 0), (2, 0)), (await after.LevelsAsync("mug", "north"), await after.LevelsAsync("mug", "south")));
        Assert.Equal(30m, (await after.Order().GetAsync())!.Payments.Sum(payment => payment.Captured.Amount));
    }

    private static OrderStory Change(OrderStory story, ChangeDeliveryAddress? command = null) =>
        story.Do((state, now) => Order.DecideChangeAddress(state, command ?? South, now));

    private static OrderStory Plan(OrderStory story, params Supply[] supply) =>
        story.Do((state, now) => Order.DecidePlanMove(state, supply, now));

    private static Order.Step.Trim Trim(OrderStory story) => Assert.IsType<Order.Step.Trim>(Order.NextStep(story.State));

    private static Supply At(string sku, string location, int available, double kilometres) =>
        new(sku, location, LocationKind.Warehouse, available, new Site(DistanceKm: kilometres));
}
