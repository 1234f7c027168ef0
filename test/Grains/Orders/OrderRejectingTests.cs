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
    public void Only_units_of_the_parcel_that_are_still_to_be_picked_can_be_rejected()
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
