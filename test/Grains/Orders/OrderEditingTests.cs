using OrleansCommerce.Catalog;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Journal;
using OrleansCommerce.Orders;
using OrleansCommerce.Payments;
using static OrleansCommerce.Grains.Tests.Orders.OrderHost;
using static OrleansCommerce.Grains.Tests.Orders.OrderStory;

namespace OrleansCommerce.Grains.Tests.Orders;

/// <summary>Lines are added to an order, all or nothing.</summary>
public sealed class OrderEditingTests
{
    private static readonly AddOrderLines TwoBowls = new("add", [new AddedLine("bowl", 2)], "tok_approve");

    [Fact]
    public void A_paid_order_has_more_lines_when_their_goods_are_promised_and_the_difference_is_authorised()
    {
        var story = Add(Paid(), TwoBowls);
        story.Happens("order.edit-started");
        Assert.Equal(new Demand("bowl", 2), Assert.Single(Assert.IsType<Order.Step.PlanEdit>(Order.NextStep(story.State)).Missing));
        PlanEdit(story, Shows("bowl", "w1", 5)).Happens("order.edit-planned");
        story.Granted().Happens("order.allocation-answered", "order.payment-started");
        Assert.Equal((24.95m, 3), (story.Details.Total.Amount, story.Details.Lines.Length));
        Assert.Equal(14m, Assert.IsType<Order.Step.Pay>(Order.NextStep(story.State)).Payment.Amount);

        story.Asked(PaymentStatus.Approved).Happens("order.authorized", "order.edited");
        Assert.Equal((38.95m, 38.95m, 0m), (story.Details.Total.Amount, story.Details.Paid.Amount, story.Details.Refunded.Amount));
        Assert.Equal(("4", "w1", OrderStatus.Confirmed), (story.Details.Lines[3].Id, story.Details.Fulfillments[2].LocationId, story.Details.Status));
        Assert.Null(Order.EditFailure(story.State, "add"));
        Assert.NotNull(Add(story, TwoBowls).Repeats);

        story.Ship(1).Dispatched(1).AskedToCapture(PaymentStatus.Approved);
        story.Ship(2).Dispatched(2);
        story.Ship(3).Dispatched(3);
        Assert.Equal(14m, story.State.Captures[^1].Amount);
        story.AskedToCapture(PaymentStatus.Approved);
        Assert.Equal((38.95m, OrderStatus.Fulfilled), (Order.Captured(story.State), story.Details.Status));
    }

    [Fact]
    public void A_declined_difference_leaves_the_order_as_it_was_and_the_goods_free()
    {
        var story = PlanEdit(Add(Paid(), TwoBowls), Shows("bowl", "w1", 5)).Granted();
        story.Asked(PaymentStatus.Declined, "card_declined").Happens("order.payment-declined", "order.edit-failed");
        Assert.Equal(new PaymentDeclined("card_declined"), Order.EditFailure(story.State, "add"));
        var trim = Assert.IsType<Order.Step.Trim>(Order.NextStep(story.State));
        Assert.Equal(("bowl", 0), (trim.Promise.Sku, trim.Keep));
        story.Trimmed();
        Assert.Equal((24.95m, 24.95m, 3, OrderStatus.Confirmed), (story.Details.Total.Amount, story.Details.Paid.Amount, story.Details.Lines.Length, story.Details.Status));
        Assert.Null(Order.NextStep(story.State));
    }

    [Fact]
    public void What_nobody_has_is_not_added_and_what_was_promised_of_it_is_given_up()
    {
        var story = PlanEdit(Add(Paid(), TwoBowls), Shows("bowl", "w1", 2)).Granted(most: 1);
        PlanEdit(story).Happens("order.edit-failed");
        Assert.Equal(new OutOfStock("bowl", 2, 1), Order.EditFailure(story.State, "add"));
        Assert.Equal(0, Assert.IsType<Order.Step.Trim>(Order.NextStep(story.State)).Keep);
        story.Trimmed();
        Assert.Equal((24.95m, 3, 1), (story.Details.Total.Amount, story.Details.Lines.Length, story.State.Payments.Count));
    }

    [Fact]
    public void An_order_that_is_not_paid_owes_more_and_what_is_free_needs_no_payment()
    {
        var owing = PlanEdit(Add(Allocated(), TwoBowls with { PaymentToken = null }), Shows("bowl", "w1", 5)).Granted();
        owing.Happens("order.allocation-answered", "order.edited");
        Assert.Equal((38.95m, OrderStatus.AwaitingPayment), (owing.Details.Total.Amount, owing.Details.Status));
        owing.Pay().Asked(PaymentStatus.Approved);
        Assert.Equal((38.95m, OrderStatus.Confirmed), (owing.Details.Paid.Amount, owing.Details.Status));

        var gift = PlanEdit(Add(Paid(), new AddOrderLines("gift", [new AddedLine("gift", 1)], null)), Shows("gift", "w1", 1)).Granted();
        Assert.Equal((24.95m, 4), (gift.Details.Total.Amount, gift.Details.Lines.Length));
    }

    [Fact]
    public void From_the_first_pick_on_and_while_money_is_undecided_nothing_is_added()
    {
        Add(Paid().Pick(), TwoBowls).IsInState("PICKED");
        Add(Paid().Ship().Dispatched(), TwoBowls).IsInState("PARTIALLY_FULFILLED");
        Add(Allocated().Pay().Asked(PaymentStatus.Pending), TwoBowls).IsInState("AWAITING_PAYMENT");
        Add(PlanEdit(Add(Paid(), TwoBowls), Shows("bowl", "w1", 5)).Granted(), TwoBowls with { OperationId = "more" }).IsInState("EDIT_PENDING");
        Add(Paid(), TwoBowls with { PaymentToken = null }).IsInvalid("paymentToken");
        Add(Paid(), TwoBowls with { PaymentToken = "4111 1111 1111 1111" }).IsRefused(new PaymentDeclined(Order.TokenNeeded));
        Add(Paid(), TwoBowls with { Lines = [new AddedLine("unknown", 1)] }).IsInvalid("lines[0].sku");
        Add(Paid(), TwoBowls with { Lines = [new AddedLine("bowl", 0)] }).IsInvalid("lines[0].quantity");
        Add(Paid(), TwoBowls with { Lines = [] }).IsInvalid("lines");
        Add(new OrderStory(), TwoBowls).IsRefused(new NotFound("order", OrderId));
    }

    [Theory]
    [InlineData("order.edit-planned")]
    [InlineData("order.allocation-answered")]
    [InlineData("order.edited")]
    public async Task Cut_off_at_any_step_the_lines_are_added_once_and_paid_once(string failsAt)
    {
        using var before = new OrderHost();
        await before.StockUpAsync("mug", "w1", 5);
        await before.StockUpAsync("bowl", "w1", 5);
        Accepted(await before.Order().PlaceAsync(PlaceCommand(Tracked("mug", 1))));
        Accepted(await before.Order().PayAsync(new PayOrder("pay", "tok_approve")));
        using (var crashed = new OrderHost(before.Storage, failsAt))
        {
            await Assert.ThrowsAsync<JournalBusyException>(() => crashed.Order().AddLinesAsync(TwoBowls));
        }

        using var after = new OrderHost(before.Storage);
        var order = Accepted(await after.Order().AddLinesAsync(TwoBowls));
        Assert.Equal((30m, 30m, 2, OrderStatus.Confirmed), (order.Total.Amount, order.Paid.Amount, order.Payments.Length, order.Status));
        Assert.Equal((5, 2), await after.LevelsAsync("bowl", "w1"));
        Assert.Equal(order.Version, Accepted(await after.Order().AddLinesAsync(TwoBowls)).Version);

        Assert.Equal(new PaymentDeclined("card_declined"), (await after.Order().AddLinesAsync(TwoBowls with { OperationId = "no", PaymentToken = "tok_decline" })).Failure);
        Assert.Equal(new OutOfStock("bowl", 9, 3), (await after.Order().AddLinesAsync(new AddOrderLines("all", [new AddedLine("bowl", 9)], "tok_approve"))).Failure);
        Assert.Equal((5, 2), await after.LevelsAsync("bowl", "w1"));
        Assert.Equal(30m, (await after.Order().GetAsync())!.Total.Amount);
    }

    private static OrderStory Add(OrderStory story, AddOrderLines command)
    {
        var products = new Dictionary<string, ProductDetails>(StringComparer.Ordinal)
        {
            ["bowl"] = new("bowl", "Bowl", new Money(7m, "GBP"), true, ["w1"]),
            ["gift"] = new("gift", "Gift", new Money(0m, "GBP"), true, ["w1"]),
        };
        return story.Do((state, now) => Order.DecideAddLines(state, command, products, now));
    }

    private static OrderStory PlanEdit(OrderStory story, params Supply[] supply) =>
        story.Do((state, now) => Order.DecidePlanEdit(state, supply, now));
}
