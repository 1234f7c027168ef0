using OrleansCommerce.Grains.Carts;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Search;
using OrleansCommerce.Views.Tests.Shops;

namespace OrleansCommerce.Views.Tests;

/// <summary>Carts: those of a customer, until an order is made of them.</summary>
public abstract partial class ViewContract
{
    private static readonly Operation CartOperation = new("op", "print");

    [Fact]
    public async Task A_customers_carts_are_listed_page_by_page_until_they_are_ordered()
    {
        await using var shop = await OpenAsync();
        foreach (var (id, customer) in ((string, string?)[])[("a", "cu-1"), ("b", "cu-1"), ("c", "cu-2"), ("d", null), ("e", "cu-1")])
        {
            await shop.AppendAsync(Cart.Codec, $"cart/{id}", new Cart.Event.Created(customer, "subject", Channel.Web, "GBP", CartOperation));
        }

        await shop.AppendAsync(Cart.Codec, "cart/d", new Cart.Event.LineRemoved("1", Channel.Web, CartOperation));
        await shop.AppendAsync(Cart.Codec, "cart/e", new Cart.Event.CheckoutFailed("o-1"));

        Assert.Equal(["a", "b", "e"], await EveryCartAsync(shop, "cu-1"));
        Assert.Equal(["c"], await EveryCartAsync(shop, "cu-2"));
        Assert.Empty(await EveryCartAsync(shop, "cu-3"));

        await shop.AppendAsync(Cart.Codec, "cart/b", new Cart.Event.CheckoutCompleted("o-2"));
        await shop.AppendAsync(Cart.Codec, "cart/d", new Cart.Event.CheckoutCompleted("o-3"));
        Assert.Equal(["a", "e"], await EveryCartAsync(shop, "cu-1"));
        await shop.Rebuilder.RebuildAsync("cart-list");
        Assert.Equal(["a", "e"], await EveryCartAsync(shop, "cu-1"));
        await Assert.ThrowsAsync<InvalidCursorException>(() => shop.Carts.FindCartsAsync("cu-1", new PageRequest(1, "nonsense"), Patience));
    }

    [Fact]
    public async Task The_cart_that_changed_last_is_first()
    {
        var time = new FixedTime(Noon);
        await using var shop = await OpenAsync(new Shop(_database, time: time));
        foreach (var id in (string[])["a", "b"])
        {
            await shop.AppendAsync(Cart.Codec, $"cart/{id}", new Cart.Event.Created("cu-1", "subject", Channel.Web, "GBP", CartOperation));
        }

        time.Now = Noon.AddMinutes(1);
        await shop.AppendAsync(Cart.Codec, "cart/b", new Cart.Event.LineRemoved("1", Channel.Pos, CartOperation));
        Assert.Equal(["b", "a"], (await shop.Carts.FindCartsAsync("cu-1", new PageRequest(10, null), Patience)).Nodes.AsEnumerable());
        await shop.Rebuilder.RebuildAsync("cart-list");
        Assert.Equal(["b", "a"], (await shop.Carts.FindCartsAsync("cu-1", new PageRequest(10, null), Patience)).Nodes.AsEnumerable());
    }

    private async Task<List<string>> EveryCartAsync(Shop shop, string customer)
    {
        var found = new List<string>();
        Page<string> page;
        string? after = null;
        do
        {
            page = await shop.Carts.FindCartsAsync(customer, new PageRequest(2, after), Patience);
            found.AddRange(page.Nodes);
            after = page.Cursors.LastOrDefault();
        }
        while (page.HasNextPage);

        return [.. found.Order(StringComparer.Ordinal)];
    }
}
