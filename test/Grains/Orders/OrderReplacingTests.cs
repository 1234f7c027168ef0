using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Orders;
using OrleansCommerce.Payments;
using static OrleansCommerce.Grains.Tests.Orders.OrderStory;

namespace OrleansCommerce.Grains.Tests.Orders;

/// <summary>Units that were promised are not there.</summary>
public sealed class OrderReplacingTests
{
    private static readonly LosePromise OneMug = new("w1/mug#1/o1/1", "o1/1", 1);

    [Fact]
    public void A_lost_unit_is_given_up_first_and_then_sought_elsewhere()
    {
        var story = Paid().Lose(OneMug);
        Assert.Equal(["order.promise-lost"], story.Happened);
        Assert.Equal(1, story.Details.Fulfillments[0].Lines[0].Quantity);
        Assert.Equal(1, Assert.IsType<Order.Step.Trim>(Order.NextStep(story.State)).Keep);

        story.Trimmed();
        Assert.Equal("mug", Assert.IsType<Order.Step.Replace>(Order.NextStep(story.State)).Sku);
    }

    [Fact]
    public void Another_location_takes_over_with_a_parcel_of_its_own()
    {
        var story = Paid().Lose(OneMug).Trimmed().Replace(Shows("mug", "w1", 9), Shows("mug", "w3", 1)).Granted();
        Assert.Equal(["order.allocation-answered", "order.replaced"], story.Happened);
        Assert.Equal(OrderStatus.Confirmed, story.Details.Status);
        var parcel = story.Details.Fulfillments[2];
        Assert.Equal(("o1.3", "w3", 1), (parcel.Id, parcel.LocationId, parcel.Lines[0].Quantity));
        Assert.Equal((24.95m, 0m), (story.Details.Total.Amount, story.Details.Refunded.Amount));
        Assert.Null(Order.NextStep(story.State));
    }

    [Fact]
    public void What_nobody_has_is_cancelled_and_refunded_and_the_rest_goes_on()
    {
        var story = Paid().Lose(OneMug).Trimmed().Replace(Shows("mug", "w1", 9));
        Assert.Equal(["order.replaced", "order.released"], story.Happened);
        Assert.Equal((14.95m, 24.95m, 10m), (story.Details.Total.Amount, story.Details.Paid.Amount, story.Details.Refunded.Amount));
        Assert.Equal((2, 1), (story.Details.Lines[0].Quantity, story.Details.Lines[0].CancelledQuantity));
        Assert.Equal(OrderStatus.Confirmed, story.Details.Status);
    }

    [Fact]
    public void Another_order_was_faster_at_the_other_location_and_the_search_goes_on()
    {
        var story = Paid().Lose(OneMug).Trimmed().Replace(Shows("mug", "w3", 1)).Granted(most: 0);
        Assert.Equal(["order.allocation-answered"], story.Happened);
        story.Released().Replace(Shows("mug", "w4", 1)).Granted();
        Assert.Equal("w4", story.Details.Fulfillments[2].LocationId);
    }

    [Fact]
    public void An_order_that_is_not_paid_owes_less()
    {
        var story = Allocated().Lose(OneMug).Trimmed().Replace();
        Assert.Equal(["order.replaced"], story.Happened);
        Assert.Equal(14.95m, story.Pay().State.Payments[0].Amount);
    }

    [Fact]
    public void A_payment_that_was_under_way_is_partly_given_back()
    {
        var story = Allocated().Pay().Lose(OneMug).Trimmed().Replace().Asked(PaymentStatus.Approved);
        Assert.Equal(["order.authorized", "order.released"], story.Happened);
        Assert.Equal(10m, story.State.Refunds[0].Amount);
    }

    [Fact]
    public void An_order_without_any_goods_left_ends_and_postage_is_given_back_too()
    {
        var story = new OrderStory().Place([Tracked("mug", 2), Postage()], [Shows("mug", "w1", 2)]).Granted()
            .Pay().Asked(PaymentStatus.Approved)
            .Lose(OneMug with { Quantity = 2 }).Trimmed().Replace();
        Assert.Equal(["order.replaced", "order.cancellation-started"], story.Happened);
        story.Released();
        Assert.Equal((OrderStatus.Cancelled, 24.95m), (story.Details.Status, story.Details.Refunded.Amount));
    }

    [Fact]
    public void The_same_loss_again_is_no_change()
    {
        var story = Paid().Lose(OneMug).Trimmed().Replace();
        Assert.Empty(story.Lose(OneMug).Happened);
    }

    [Fact]
    public void A_parcel_that_left_is_not_concerned()
    {
        var story = Paid().Do((state, now) => Order.DecideShip(state, new AdvanceFulfillment("ship", "o1.1"), now));
        Assert.Empty(story.Lose(OneMug).Happened);
    }

    [Fact]
    public void No_more_is_lost_than_was_promised()
    {
        var story = Paid().Lose(OneMug with { Quantity = 9 });
        Assert.Equal((FulfillmentStatus.Cancelled, 0), (story.Details.Fulfillments[0].Status, story.Details.Fulfillments[0].Lines.Length));
        Assert.Equal(0, Assert.IsType<Order.Step.Trim>(Order.NextStep(story.State)).Keep);
    }

    [Fact]
    public void Refunds_of_cancelled_and_of_returned_units_add_up_to_the_penny()
    {
        var story = new OrderStory().Place([Tracked("mug", 3, 3.3333m)], [Shows("mug", "w1", 3)]).Granted()
            .Pay().Asked(PaymentStatus.Approved)
            .Lose(OneMug).Trimmed().Replace()
            .Do((state, now) => Order.DecideShip(state, new AdvanceFulfillment("ship", "o1.1"), now))
            .AskedToCapture(PaymentStatus.Approved)
            .Do((state, now) => Order.DecideReturn(
                state, new ReturnItems("back", "shop", [new ReturnLine("1", 2, Disposition.WriteOff)], null), Shop, OrderStory.Rules, now))
            .AskedToRefund(PaymentStatus.Approved);
        Assert.Equal((10m, 10m), (story.Details.Paid.Amount, story.Details.Refunded.Amount));
    }
}
