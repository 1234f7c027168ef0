using OrleansCommerce.Carts;
using OrleansCommerce.Grains.Tests.Orders;
using OrleansCommerce.Grains.Tills;
using OrleansCommerce.Journal;
using OrleansCommerce.Orders;
using OrleansCommerce.Stock;
using OrleansCommerce.Tills;
using static OrleansCommerce.Grains.Tests.Orders.OrderHost;

namespace OrleansCommerce.Grains.Tests.Carts;

/// <summary>A cart of any channel is sold at a till, once, with what was reserved for it.</summary>
public sealed class CartSellingTests
{
    private static readonly SellCart Sell = new("sell", "shop", "t1", null, []);

    [Fact]
    public async Task A_cart_is_sold_and_closed()
    {
        using var host = await FilledAsync();
        var sold = Accepted(await host.Cart().SellAtTillAsync(Sell));
        Assert.Equal((OrderStatus.Fulfilled, 20m, "c1"), (sold.Status, sold.Paid.Amount, sold.CartId));
        var cart = (await host.Cart().GetAsync())!;
        Assert.Equal((CartStatus.Ordered, sold.Id), (cart.Status, cart.OrderId));
        Assert.Equal((8, 0), await host.LevelsAsync("mug", "shop"));

        Assert.Equal(sold.Id, Accepted(await host.Cart().SellAtTillAsync(Sell)).Id);
        Assert.Equal("ORDERED", Assert.IsType<InvalidState>((await host.Cart().SellAtTillAsync(Sell with { OperationId = "again" })).Failure).State);
        Assert.IsType<OperationIdReused>((await host.Cart().SellAtTillAsync(Sell with { TillId = "t2" })).Failure);
        Assert.Equal((8, 0), await host.LevelsAsync("mug", "shop"));
    }

    [Fact]
    public async Task What_was_reserved_for_the_cart_is_used_up_and_not_held_beside_the_sale()
    {
        using var host = await FilledAsync();
        Accepted(await host.StockItem("mug", "shop").ReserveAsync(new ReserveStock("hold", 2, 900, Channel.App)));
        Accepted(await host.Cart().SellAtTillAsync(Sell with { Reservations = [new CartReservation("1", "hold")] }));
        var levels = (await host.StockItem("mug", "shop").GetAsync())!;
        Assert.Equal((8, 0, 8), (levels.OnHand, levels.Reserved, levels.Available));
    }

    [Theory]
    [InlineData("order.sold-at-till")]
    [InlineData("stock.sold")]
    [InlineData("till.money-recorded")]
    [InlineData("order.receipt-issued")]
    [InlineData("cart.checkout-completed")]
    public async Task A_sale_that_is_cut_off_anywhere_goes_on_and_is_one(string failsAt)
    {
        using var first = await FilledAsync();
        Accepted(await first.Till().OpenAsync(new OpenTillSession("open", "shop", new CashCount("GBP", 100m, []))));
        using var cut = new OrderHost(first.Storage, failsAt);
        await Assert.ThrowsAsync<JournalBusyException>(() => cut.Cart().SellAtTillAsync(Sell));

        using var next = new OrderHost(first.Storage);
        await next.Cart().WakeAsync();
        var cart = (await next.Cart().GetAsync())!;
        Assert.Equal(CartStatus.Ordered, cart.Status);
        Assert.Equal(cart.OrderId, Accepted(await next.Cart().SellAtTillAsync(Sell)).Id);
        Assert.Equal((8, 0), await next.LevelsAsync("mug", "shop"));
        Assert.Equal(new TillTotals("GBP", 1, 20m, 0, 0, 0, 0), Assert.Single((await next.Till().GetSessionAsync(null))!.Totals));
        Assert.Null(await next.Receipts("shop/2026").GetAsync(2));
    }

    [Fact]
    public async Task A_sale_that_the_order_would_refuse_leaves_the_cart_open()
    {
        using var host = await FilledAsync();
        var short1 = Sell with { Tenders = [new Tender(TenderKind.Cash, new Money(19m, "GBP"))] };
        Assert.Equal("tenders", Assert.IsType<InvalidInput>((await host.Cart().SellAtTillAsync(short1)).Failure).Field);
        Assert.IsType<NotFound>((await host.Cart().SellAtTillAsync(Sell with { LocationId = "nowhere" })).Failure);
        Assert.Equal(
            "reservations[0].lineId",
            Assert.IsType<InvalidInput>((await host.Cart().SellAtTillAsync(Sell with { Reservations = [new CartReservation("9", "hold")] })).Failure).Field);
        Assert.Equal(CartStatus.Open, (await host.Cart().GetAsync())!.Status);
        Accepted(await host.Cart().SellAtTillAsync(Sell));
        Assert.IsType<NotFound>((await host.Cart("none").SellAtTillAsync(Sell)).Failure);
    }

    [Fact]
    public async Task Where_the_settings_demand_a_session_a_cart_is_sold_in_one_alone()
    {
        using var host = await FilledAsync(new TillRules(5m, SessionRequired: true));
        Assert.Equal("CLOSED", Assert.IsType<InvalidState>((await host.Cart().SellAtTillAsync(Sell)).Failure).State);
        Accepted(await host.Till().OpenAsync(new OpenTillSession("open", "shop", new CashCount("GBP", 100m, []))));
        Accepted(await host.Cart().SellAtTillAsync(Sell));
    }

    [Fact]
    public async Task A_cart_is_put_aside_and_taken_up_by_one_till()
    {
        using var host = await FilledAsync();
        var held = Accepted(await host.HeldCarts().HoldAsync(new HoldCart("hold", "c1", "Red coat")));
        Assert.Equal(held, Assert.Single(await host.HeldCarts().GetAsync()));
        Accepted(await host.HeldCarts().ResumeAsync(new ResumeCart("resume", "c1")));
        Accepted(await host.HeldCarts().ResumeAsync(new ResumeCart("resume", "c1")));
        Assert.IsType<NotFound>((await host.HeldCarts().ResumeAsync(new ResumeCart("other", "c1"))).Failure);
        Assert.Empty(await host.HeldCarts().GetAsync());
        Assert.IsType<NotFound>((await host.HeldCarts("nowhere").HoldAsync(new HoldCart("hold", "c1", "Red coat"))).Failure);
    }

    /// <summary>A cart with two mugs of ten, for 20 pounds.</summary>
    private static async Task<OrderHost> FilledAsync(TillRules? tills = null)
    {
        var host = new OrderHost(tills: tills);
        await host.StockUpAsync("mug", "shop", 10);
        Accepted(await host.Cart().CreateAsync(new CreateCart("create", "customer", Channel.App, "GBP")));
        Accepted(await host.Cart().AddLineAsync(new AddCartLine("add", "mug", 2, Channel.App)));
        return host;
    }
}
