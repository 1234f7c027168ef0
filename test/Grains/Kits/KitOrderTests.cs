using OrleansCommerce.Carts;
using OrleansCommerce.Catalog;
using OrleansCommerce.Grains.Tests.Orders;
using OrleansCommerce.Kits;
using OrleansCommerce.Orders;
using static OrleansCommerce.Grains.Tests.Orders.OrderHost;

namespace OrleansCommerce.Grains.Tests.Kits;

/// <summary>A kit is bought like any other product, on every channel, and is its parts from the order on: all of them or none.</summary>
public sealed class KitOrderTests
{
    private static readonly CheckoutCart Checkout = new("checkout", Channel.Web, new Delivery(DeliveryMethod.Ship, null, "address-1"));

    [Fact]
    public async Task A_kit_in_a_cart_is_ordered_as_its_parts_at_the_price_of_the_kit()
    {
        using var host = await WithSetInCartAsync(kits: 2);
        var line = Assert.Single((await host.Cart().GetAsync())!.Lines);
        Assert.Equal(("set", 2, 24m), (line.Sku, line.Quantity, line.Total.Amount));

        var order = Accepted(await host.Cart().CheckoutAsync(Checkout));

        Assert.Equal([("cup", 2, 8m), ("saucer", 4, 2m)], order.Lines.Select(line => (line.Sku, line.Quantity, line.UnitPrice.Amount)));
        Assert.All(order.Lines, line => Assert.Equal("set", line.KitSku));
        Assert.Equal(24m, order.Total.Amount);
        Assert.Equal(((10, 2), (5, 4)), (await host.LevelsAsync("cup", "shop"), await host.LevelsAsync("saucer", "shop")));
    }

    [Fact]
    public async Task When_one_part_is_short_nothing_is_promised()
    {
        using var host = await WithSetInCartAsync(kits: 3);

        var refusal = Assert.IsType<OutOfStock>((await host.Cart().CheckoutAsync(Checkout)).Failure);

        Assert.Equal("saucer", refusal.Sku);
        Assert.Equal(((10, 0), (5, 0)), (await host.LevelsAsync("cup", "shop"), await host.LevelsAsync("saucer", "shop")));
        Assert.Equal(CartStatus.Open, (await host.Cart().GetAsync())!.Status);
    }

    [Fact]
    public async Task What_a_kit_is_made_of_later_is_another_line_and_what_is_in_the_cart_stays()
    {
        using var host = await WithSetInCartAsync(kits: 1);
        Accepted(await host.KitOf("set").DefineAsync(new DefineKit("redefine", [new KitPart("cup", 1)])));
        var cart = Accepted(await host.Cart().AddLineAsync(new AddCartLine("add-2", "set", 1, Channel.Web)));
        Assert.Equal([2, 1], cart.Lines.Select(line => line.Parts!.Value.Length));

        var order = Accepted(await host.Cart().CheckoutAsync(Checkout));

        Assert.Equal([("cup", 8m), ("saucer", 2m), ("cup", 12m)], order.Lines.Select(line => (line.Sku, line.UnitPrice.Amount)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_till_sells_a_kit_from_a_cart_or_from_the_counter_and_one_part_of_it_comes_back_for_its_share(bool cart)
    {
        using var host = await WithSetInCartAsync(kits: 1);
        var sold = cart
            ? Accepted(await host.Cart().SellAtTillAsync(new SellCart("sell", "shop", null, null, [])))
            : Accepted(await host.Order().SellAtTillAsync(new SellAtTill("sell", "shop", null, "GBP", [new TillLine("set", 1, null, null)])));
        Assert.Equal([("1", "cup", 1, 8m), ("2", "saucer", 2, 2m)], sold.Lines.Select(line => (line.Id, line.Sku, line.Quantity, line.UnitPrice.Amount)));
        Assert.Equal(((9, 0), (3, 0)), (await host.LevelsAsync("cup", "shop"), await host.LevelsAsync("saucer", "shop")));

        var back = Accepted(await host.Order(sold.Id).ReturnAsync(
            new ReturnItems("return", "shop", [new ReturnLine("2", 1, Disposition.Restock)], Reason: null)));

        Assert.Equal(2m, back.Refund.Amount);
        Assert.Equal((4, 0), await host.LevelsAsync("saucer", "shop"));
    }

    [Fact]
    public async Task A_kit_is_added_to_an_order_as_its_parts()
    {
        using var host = await WithSetInCartAsync(kits: 1);
        var order = Accepted(await host.Cart().CheckoutAsync(Checkout));

        var grown = Accepted(await host.Order(order.Id).AddLinesAsync(new AddOrderLines("more", [new AddedLine("set", 1)], PaymentToken: null)));

        Assert.Equal([("1", "cup"), ("2", "saucer"), ("3", "cup"), ("4", "saucer")], grown.Lines.Select(line => (line.Id, line.Sku)));
        Assert.Equal(24m, grown.Total.Amount);
    }

    [Fact]
    public async Task No_reservation_of_one_sku_holds_a_kit_and_no_more_are_sold_than_a_quantity_counts()
    {
        using var host = await WithSetInCartAsync(kits: 1);
        Assert.Equal("lines[0].reservationId", await RefusedAsync(new TillLine("set", 1, null, "hold")));
        Assert.Equal("lines[0].quantity", await RefusedAsync(new TillLine("set", 500_001, null, null)));
        var many = await host.Cart().UpdateLineAsync(new UpdateCartLine("many", "1", 500_001, Channel.Web));
        Assert.Equal("quantity", Assert.IsType<InvalidInput>(many.Failure).Field);

        async Task<string> RefusedAsync(TillLine line) => Assert.IsType<InvalidInput>(
            (await host.Order("o9").SellAtTillAsync(new SellAtTill("sell", "shop", null, "GBP", [line]))).Failure).Field;
    }

    /// <summary>10 cups of 12 pounds and 5 saucers of 3, and a cart with sets of one cup and two saucers, 12 pounds each.</summary>
    private static async Task<OrderHost> WithSetInCartAsync(int kits)
    {
        var host = new OrderHost();
        await host.StockUpAsync("cup", "shop", 10);
        await host.StockUpAsync("saucer", "shop", 5);
        Accepted(await host.Product("cup").UpsertAsync(new UpsertProduct("A cup", new Money(12m, "GBP"), StockTracked: true)));
        Accepted(await host.Product("saucer").UpsertAsync(new UpsertProduct("A saucer", new Money(3m, "GBP"), StockTracked: true)));
        Accepted(await host.Product("set").UpsertAsync(new UpsertProduct("A set", new Money(12m, "GBP"), StockTracked: false)));
        Accepted(await host.KitOf("set").DefineAsync(new DefineKit("define", [new KitPart("cup", 1), new KitPart("saucer", 2)])));
        Accepted(await host.Cart().CreateAsync(new CreateCart("create", "customer", Channel.Web, "GBP")));
        Accepted(await host.Cart().AddLineAsync(new AddCartLine("add", "set", kits, Channel.Web)));
        return host;
    }
}
