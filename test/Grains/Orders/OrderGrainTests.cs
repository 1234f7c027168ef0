using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Journal;
using OrleansCommerce.Orders;
using static OrleansCommerce.Grains.Tests.Orders.OrderHost;
using static OrleansCommerce.Grains.Tests.Orders.OrderStory;

namespace OrleansCommerce.Grains.Tests.Orders;

/// <summary>The shell around the order's rules, with real stock items, on the embedded host and a journal in memory.</summary>
public sealed class OrderGrainTests
{
    /// <summary>How long an order waits for its payment provider.</summary>
    private static readonly TimeSpan ProviderPatience = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task An_order_from_promise_to_return()
    {
        using var host = await StockedAsync();
        var placed = Accepted(await host.Order().PlaceAsync(Mugs(13)));
        Assert.Equal(OrderStatus.AwaitingPayment, placed.Status);
        Assert.Equal(["w2", "w1"], placed.Fulfillments.Select(parcel => parcel.LocationId));
        Assert.True(OrderNumber.IsValid(placed.Number));
        Assert.Equal((10, 10), await host.LevelsAsync("mug", "w2"));

        Assert.Equal(OrderStatus.Confirmed, Accepted(await host.Order().PayAsync(new PayOrder("pay", "tok_approve"))).Status);
        Assert.Equal(
            OrderStatus.PartiallyFulfilled, Accepted(await host.Order().ShipAsync(new AdvanceFulfillment("ship-1", "o1.1"))).Status);
        Assert.Equal(OrderStatus.Fulfilled, Accepted(await host.Order().ShipAsync(new AdvanceFulfillment("ship-2", "o1.2"))).Status);
        Assert.Equal((0, 0), await host.LevelsAsync("mug", "w2"));
        Assert.Equal((6, 0), await host.LevelsAsync("mug", "w1"));

        var returned = new ReturnItems("return", "w1", [new ReturnLine("1", 4, Disposition.Restock)], null);
        var answer = Accepted(await host.Order().ReturnAsync(returned));
        Assert.Equal((40m, 40m, 4), (answer.Refund.Amount, answer.Order.Refunded.Amount, answer.Order.Lines[0].ReturnedQuantity));
        Assert.Equal((10, 0), await host.LevelsAsync("mug", "w1"));
        Assert.Equal(answer.Order.Version, Accepted(await host.Order().ReturnAsync(returned)).Order.Version);
        Assert.Null(await host.Order().WakeAsync());
    }

    [Fact]
    public async Task A_hundred_orders_race_for_nineteen_mugs_and_nineteen_win()
    {
        using var host = await StockedAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => host.Order($"o{i}").PlaceAsync(Mugs(1))));
        Assert.Equal(19, answers.Count(answer => answer.Succeeded));
        Assert.All(answers.Where(answer => !answer.Succeeded), answer => Assert.Equal(new OutOfStock("mug", 1, 0), answer.Failure));
        Assert.Equal(((9, 9), (10, 10)), (await host.LevelsAsync("mug", "w1"), await host.LevelsAsync("mug", "w2")));
    }

    [Fact]
    public async Task The_same_request_again_gives_the_first_answer_whatever_happened_since()
    {
        using var host = await StockedAsync();
        var first = Accepted(await host.Order().PlaceAsync(Mugs(1)));
        Accepted(await host.Order().CancelAsync(new CancelOrder("cancel", null)));
        Assert.Equal(first.Version, Accepted(await host.Order().PlaceAsync(Mugs(1))).Version);
        Assert.Equal(OrderStatus.AwaitingPayment, Accepted(await host.Order().PlacementAsync()).Status);
        Assert.Equal(new OperationIdReused("place"), (await host.Order().PlaceAsync(Mugs(2))).Failure);
        Assert.Equal((9, 0), await host.LevelsAsync("mug", "w1"));

        Assert.Equal(new OutOfStock("mug", 20, 19), (await host.Order("o2").PlaceAsync(Mugs(20))).Failure);
        Assert.Equal(new OutOfStock("mug", 20, 19), (await host.Order("o2").PlaceAsync(Mugs(20))).Failure);
        Assert.Equal(OrderStatus.Rejected, (await host.Order("o2").GetAsync())!.Status);
    }

    [Theory]
    [InlineData("order.allocation-answered")]
    [InlineData("stock.allocated")]
    public async Task An_order_that_was_cut_off_goes_on_in_the_next_process(string failsAt)
    {
        using var before = await StockedAsync();
        using var crashed = new OrderHost(before.Storage, failsAt);
        await Assert.ThrowsAsync<JournalBusyException>(() => crashed.Order().PlaceAsync(Mugs(13)));

        using var after = new OrderHost(before.Storage);
        await after.Order().WakeAsync();
        Assert.Equal(OrderStatus.AwaitingPayment, (await after.Order().GetAsync())!.Status);
        Assert.Equal(((9, 3), (10, 10)), (await after.LevelsAsync("mug", "w1"), await after.LevelsAsync("mug", "w2")));
        Assert.Equal(OrderStatus.AwaitingPayment, Accepted(await after.Order().PlaceAsync(Mugs(13))).Status);
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_is_asked_again_and_its_decline_frees_the_order_for_another_payment()
    {
        using var host = await StockedAsync();
        Accepted(await host.Order().PlaceAsync(Mugs(1)));
        var asked = host.Order().PayAsync(new PayOrder("pay-1", "tok_timeout"));
        await host.Time.TimerOfAsync(ProviderPatience);
        host.Time.Advance(ProviderPatience);

        var pending = Accepted(await asked);
        Assert.Equal((OrderStatus.AwaitingPayment, true), (pending.Status, pending.PaymentPending));
        Assert.IsType<InvalidState>((await host.Order().PayAsync(new PayOrder("pay-2", "tok_approve"))).Failure);

        await host.Order().WakeAsync();
        Assert.False((await host.Order().GetAsync())!.PaymentPending);
        Assert.True(Accepted(await host.Order().PayAsync(new PayOrder("pay-1", "tok_timeout"))).PaymentPending);
        Assert.Equal(OrderStatus.Confirmed, Accepted(await host.Order().PayAsync(new PayOrder("pay-2", "tok_approve"))).Status);
    }

    [Fact]
    public async Task A_decline_is_the_answer_again_when_it_is_asked_for_again()
    {
        using var host = await StockedAsync();
        Accepted(await host.Order().PlaceAsync(Mugs(1)));
        var pay = new PayOrder("pay", "tok_decline");
        Assert.Equal(new PaymentDeclined("card_declined"), (await host.Order().PayAsync(pay)).Failure);
        Assert.Equal(new PaymentDeclined("card_declined"), (await host.Order().PayAsync(pay)).Failure);
    }

    [Fact]
    public async Task An_order_that_nobody_pays_gives_its_units_back()
    {
        using var host = await StockedAsync();
        Accepted(await host.Order().PlaceAsync(Mugs(1)));
        Assert.Equal(host.Time.GetUtcNow() + Order.PaymentPeriod, await host.Order().WakeAsync());
        host.Time.Advance(Order.PaymentPeriod);
        Assert.Null(await host.Order().WakeAsync());
        Assert.Equal(OrderStatus.Cancelled, (await host.Order().GetAsync())!.Status);
        Assert.Equal((10, 0), await host.LevelsAsync("mug", "w2"));
    }

    [Fact]
    public async Task A_till_sells_what_lies_on_the_counter_even_when_the_books_have_less()
    {
        using var host = await StockedAsync();
        await host.StockUpAsync("mug", "shop", 1);
        var sale = new SellAtTill("sale", "shop", null, "GBP", [new TillLine("mug", 3, null, null)]);
        var sold = Accepted(await host.Order().SellAtTillAsync(sale));
        Assert.Equal((OrderStatus.Fulfilled, 30m), (sold.Status, sold.Paid.Amount));
        Assert.Equal((0, 0), await host.LevelsAsync("mug", "shop"));
        Assert.Equal(sold.Version, Accepted(await host.Order().SellAtTillAsync(sale)).Version);
    }

    [Fact]
    public async Task Order_numbers_are_never_given_twice_even_by_the_next_process()
    {
        using var host = new OrderHost();
        var numbers = await Task.WhenAll(Enumerable.Range(0, 250).Select(_ => host.Numbers().NextAsync()));
        using var next = new OrderHost(host.Storage);
        Assert.Equal(251, numbers.Append(await next.Numbers().NextAsync()).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(OrderNumber.Format("2611", 302), await next.Numbers().NextAsync());
    }

    [Fact]
    public async Task Of_two_processes_that_both_own_an_order_the_one_that_is_behind_shows_nothing_old()
    {
        using var host = await StockedAsync();
        Accepted(await host.Order().PlaceAsync(Mugs(1)));
        using var other = new OrderHost(host.Storage);
        Assert.Equal(OrderStatus.AwaitingPayment, (await other.Order().GetNewestAsync())!.Status);

        Accepted(await host.Order().PayAsync(new PayOrder("pay", "tok_approve")));
        await Assert.ThrowsAsync<ActivationLostException>(() => other.Order().GetNewestAsync());
        Assert.Equal(OrderStatus.Confirmed, (await other.Order().GetNewestAsync())!.Status);
    }

    private static PlaceOrder Mugs(int quantity) => PlaceCommand(Tracked("mug", quantity));

    /// <summary>Nine mugs in one warehouse, ten in another.</summary>
    private static async Task<OrderHost> StockedAsync()
    {
        var host = new OrderHost();
        await host.StockUpAsync("mug", "w1", 9);
        await host.StockUpAsync("mug", "w2", 10);
        return host;
    }
}
