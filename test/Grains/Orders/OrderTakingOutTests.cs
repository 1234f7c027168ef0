using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Orders;
using OrleansCommerce.Payments;
using static OrleansCommerce.Grains.Tests.Orders.OrderHost;
using static OrleansCommerce.Grains.Tests.Orders.OrderStory;

namespace OrleansCommerce.Grains.Tests.Orders;

/// <summary>Some units of an order are not wanted any more.</summary>
public sealed class OrderTakingOutTests
{
    [Fact]
    public void An_unpaid_order_costs_less_and_its_promise_shrinks()
    {
        var story = Allocated().CancelLines(("1", 1));
        story.Happens("order.units-cancelled");
        var trim = Assert.IsType<Order.Step.Trim>(Order.NextStep(story.State));
        Assert.Equal(("o1/1", 1, true), (trim.Promise.AllocationId, trim.Keep, trim.NotFound is null));
        story.Trimmed().Happens("order.promise-trimmed");
        Assert.Null(Order.NextStep(story.State));
        Assert.Equal((14.95m, 1, OrderStatus.AwaitingPayment), (story.Details.Total.Amount, story.Details.Lines[0].CancelledQuantity, story.Details.Status));
        Assert.Equal(14.95m, Assert.Single(story.Pay().State.Payments).Amount);
    }

    [Fact]
    public void What_was_set_aside_for_the_units_is_let_go_and_the_rest_is_captured_as_it_leaves()
    {
        var story = Paid().CancelLines(("1", 1));
        story.Happens("order.units-cancelled", "order.released");
        Assert.Equal((10m, OrderStatus.Confirmed), (story.Details.Refunded.Amount, story.Details.Status));
        story.Trimmed().Ship(1).Dispatched(1).AskedToCapture(PaymentStatus.Approved);
        Assert.Equal(14.95m, Order.Captured(story.State));
    }

    [Fact]
    public void A_parcel_of_which_nothing_is_left_will_not_leave()
    {
        var story = Paid().Ship(1).Dispatched(1).AskedToCapture(PaymentStatus.Approved).CancelLines(("2", 1)).Trimmed();
        Assert.Equal([FulfillmentStatus.Shipped, FulfillmentStatus.Cancelled], story.Details.Fulfillments.Select(parcel => parcel.Status));
        Assert.Equal(OrderStatus.Fulfilled, story.Details.Status);
        story.Ship(2).IsInState("CANCELLED");
    }

    [Fact]
    public void The_answer_shows_the_order_when_the_stock_knows_and_again_is_no_change()
    {
        var story = Paid().CancelLines("less", ("1", 1), ("2", 1)).Trimmed().Trimmed();
        Assert.Equal(story.State.Version, story.CancelLines("less", ("1", 1), ("2", 1)).Repeats);
        story.CancelLines("less", ("1", 1)).IsRefused(new OperationIdReused("less"));
    }

    [Fact]
    public void Who_wants_none_of_the_goods_cancels_the_order()
    {
        var story = Paid().CancelLines(("1", 2), ("2", 1));
        story.Happens("order.cancellation-started");
        story.Released();
        Assert.Equal((OrderStatus.Cancelled, 24.95m), (story.Details.Status, story.Details.Refunded.Amount));
    }

    [Fact]
    public void Units_are_taken_out_after_picking_too_but_of_what_nobody_has_worked_on_first()
    {
        var story = new OrderStory().Place([Tracked("mug", 3)], [Shows("mug", "w1", 2), Shows("mug", "w2", 1)]).Granted()
            .Pay().Asked(PaymentStatus.Approved).Pick(1).CancelLines(("1", 1)).Trimmed();
        Assert.Equal([FulfillmentStatus.Picked, FulfillmentStatus.Cancelled], story.Details.Fulfillments.Select(parcel => parcel.Status));
        story.CancelLines(("1", 1)).Trimmed();
        Assert.Equal((FulfillmentStatus.Picked, 1), (story.Details.Fulfillments[0].Status, story.Details.Fulfillments[0].Lines[0].Quantity));
    }

    [Fact]
    public void A_box_out_of_which_units_are_taken_is_open_again_and_the_others_stay_closed()
    {
        var story = Paid().Pack(1).Pack(2).CancelLines(("1", 1));
        story.Happens("order.units-cancelled", "order.fulfillment-advanced", "order.released");
        Assert.Equal([FulfillmentStatus.Picked, FulfillmentStatus.Packed], story.Details.Fulfillments.Select(parcel => parcel.Status));
        story.Trimmed().Pack(1).Ship(1).Happens("order.fulfillment-advanced", "order.capture-started");

        Paid().Pack(1).Pack(2).CancelLines(("2", 1)).Happens("order.units-cancelled");
    }

    [Fact]
    public async Task A_label_with_the_weight_of_what_was_taken_out_is_given_back()
    {
        using var host = new OrderHost();
        await host.StockUpAsync("mug", "w1", 5);
        Accepted(await host.Order().PlaceAsync(PlaceCommand(Tracked("mug", 3))));
        Accepted(await host.Order().PayAsync(new PayOrder("pay", "tok_approve")));
        Accepted(await host.Order().PackAsync(new AdvanceFulfillment("pack", "o1.1")));
        Accepted(await host.Order().BuyLabelAsync(new BuyLabel("buy", "o1.1", "STANDARD", 900)));
        Accepted(await host.Order().CancelLinesAsync(new CancelOrderLines("less", [new CancelLine("1", 1)], null)));

        var parcel = Assert.Single((await host.Order().GetAsync())!.Fulfillments);
        Assert.Equal((FulfillmentStatus.Picked, LabelState.Voided, 2), (parcel.Status, parcel.Label!.State, parcel.Lines[0].Quantity));
        Accepted(await host.Order().PackAsync(new AdvanceFulfillment("again", "o1.1")));
        Accepted(await host.Order().BuyLabelAsync(new BuyLabel("lighter", "o1.1", "STANDARD", 600)));
        Accepted(await host.Order().ShipAsync(new AdvanceFulfillment("ship", "o1.1")));
        Assert.Equal((3, 0), await host.LevelsAsync("mug", "w1"));
    }

    [Fact]
    public void What_is_no_goods_is_taken_out_until_it_is_paid_and_comes_back_as_a_return_then()
    {
        var story = Allocated().CancelLines("less", ("3", 1));
        story.Happens("order.units-cancelled");
        Assert.Equal((20m, 1, OrderStatus.AwaitingPayment), (story.Details.Total.Amount, story.Details.Lines[2].CancelledQuantity, story.Details.Status));
        Assert.Null(Order.NextStep(story.State));
        Assert.Equal(story.State.Version, story.CancelLines("less", ("3", 1)).Repeats);
        story.CancelLines(("3", 1)).IsInvalid("lines[0].orderLineId");

        story.Pay().Asked(PaymentStatus.Approved).Ship(2).Dispatched(2).Ship(1).Dispatched(1).AskedToCapture(PaymentStatus.Approved);
        Assert.Equal((20m, 0, OrderStatus.Fulfilled), (Order.Captured(story.State), story.Details.Lines[2].FulfilledQuantity, story.Details.Status));
    }

    [Fact]
    public void An_order_of_services_loses_some_and_is_cancelled_with_the_last()
    {
        var story = new OrderStory().Place([Postage(), Postage(3m)], []).CancelLines(("1", 1));
        story.Happens("order.units-cancelled");
        Assert.Equal((3m, OrderStatus.AwaitingPayment), (story.Details.Total.Amount, story.Details.Status));
        story.CancelLines(("2", 1)).Happens("order.cancellation-started", "order.cancelled");
    }

    [Fact]
    public void Shares_of_a_line_that_is_taken_out_in_parts_add_up_to_the_penny()
    {
        var story = new OrderStory().Place([Tracked("mug", 3, 3.3333m), Tracked("lamp", 1)], [Shows("mug", "w1", 3), Shows("lamp", "w1", 1)]).Granted();
        foreach (var expected in new[] { 16.67m, 13.33m, 10m })
        {
            Assert.Equal(expected, story.CancelLines(("1", 1)).Trimmed().Details.Total.Amount);
        }
    }

    [Fact]
    public void Only_units_of_an_open_order_that_have_not_left_are_taken_out()
    {
        new OrderStory().CancelLines(("1", 1)).IsRefused(new NotFound("order", "o1"));
        Paid().CancelLines().IsInvalid("lines");
        Paid().CancelLines(("1", 3)).IsInvalid("lines[0].quantity");
        Paid().CancelLines(("1", 0)).IsInvalid("lines[0].quantity");
        Paid().CancelLines(("2", 1), ("1", 1), ("1", 1)).IsInvalid("lines[2].orderLineId");
        Paid().CancelLines(("3", 1)).IsInvalid("lines[0].orderLineId");
        Paid().Ship(1).CancelLines(("1", 1)).IsInvalid("lines[0].orderLineId");
        Allocated().Cancel().Released().CancelLines(("1", 1)).IsInState("CANCELLED");
        Paid().Lose(new LosePromise("loss", "o1/1", 1)).CancelLines(("2", 1)).IsInState("CONFIRMED");
        Allocated().Pay().CancelLines(("1", 2), ("2", 1)).IsInState("AWAITING_PAYMENT");
    }

    [Fact]
    public async Task The_location_has_the_units_free_again()
    {
        using var host = new OrderHost();
        await host.StockUpAsync("mug", "w1", 5);
        Accepted(await host.Order().PlaceAsync(PlaceCommand(Tracked("mug", 4))));
        Accepted(await host.Order().PayAsync(new PayOrder("pay", "tok_approve")));
        var command = new CancelOrderLines("less", [new CancelLine("1", 3)], null);
        var order = Accepted(await host.Order().CancelLinesAsync(command));
        Assert.Equal((10m, 30m, 3), (order.Total.Amount, order.Refunded.Amount, order.Lines[0].CancelledQuantity));
        Assert.Equal((5, 1), await host.LevelsAsync("mug", "w1"));

        Assert.Equal(order.Version, Accepted(await host.Order().CancelLinesAsync(command)).Version);
        Accepted(await host.Order().ShipAsync(new AdvanceFulfillment("ship", "o1.1")));
        Assert.Equal((4, 0), await host.LevelsAsync("mug", "w1"));
    }
}
