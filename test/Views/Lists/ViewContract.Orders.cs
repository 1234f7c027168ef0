using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Orders;
using OrleansCommerce.Search;
using OrleansCommerce.Views.Tests.Shops;

namespace OrleansCommerce.Views.Tests;

public abstract partial class ViewContract
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Orders_are_listed_newest_first_page_by_page()
    {
        await using var shop = await OpenAsync();
        for (var i = 0; i < 7; i++)
        {
            // Two orders share each second.
            await PlaceAsync(shop, $"o{i}", placedAt: Noon.AddSeconds(i / 2));
        }

        var ids = new List<string>();
        string? after = null;
        bool more;
        do
        {
            var page = await FindAsync(shop, first: 3, after: after);
            ids.AddRange(page.Nodes);
            Assert.Equal(7, page.TotalCount);
            (after, more) = (page.Cursors[^1], page.HasNextPage);
        }
        while (more);

        Assert.Equal(["o6", "o4", "o5", "o2", "o3", "o0", "o1"], ids);
    }

    [Fact]
    public async Task Orders_are_found_by_number_id_customer_and_sku()
    {
        await using var shop = await OpenAsync();
        await PlaceAsync(shop, "first", number: "W-1001", customer: "cu-1", owner: "kiosk-7", skus: ["mug", "tea_bag"]);
        await PlaceAsync(shop, "second", number: "W-1002", customer: null, owner: "cu-1", skus: ["mug"]);
        await SellAsync(shop, "third", number: "T-77", customer: "cu-2", owner: "till-1", skus: ["teaXbag"]);

        Assert.Equal(["first", "second", "third"], Sorted(await FindAsync(shop)));
        Assert.Equal(["first"], Sorted(await FindAsync(shop, "w-1001")));
        Assert.Equal(["first", "second"], Sorted(await FindAsync(shop, "MUG w-")));
        Assert.Equal(["first"], Sorted(await FindAsync(shop, "tea_bag")));
        Assert.Equal(["third"], Sorted(await FindAsync(shop, "cu-2")));
        Assert.Equal(["first"], Sorted(await FindAsync(shop, customer: "cu-1")));
        Assert.Equal(["first", "second"], Sorted(await FindAsync(shop, owner: "cu-1")));
        Assert.Equal(["third"], Sorted(await FindAsync(shop, owner: "till-1")));
        Assert.Empty(Sorted(await FindAsync(shop, "mug", owner: "till-1")));
    }

    private static IEnumerable<string> Sorted(Page<string> page) => page.Nodes.Order(StringComparer.Ordinal);

    private static Task PlaceAsync(
        Shop shop, string id, string number = "1", string? customer = "cu", string owner = "cu", string[]? skus = null, DateTimeOffset? placedAt = null) =>
        shop.AppendAsync<Order.Event>(Order.Codec, $"order/{id}", new Order.Event.Placed(
            new Operation("op", "print"),
            number,
            "cart",
            customer,
            owner,
            Channel.Web,
            "EUR",
            new Delivery(DeliveryMethod.Ship, null, null),
            [.. (skus ?? ["mug"]).Select(Line)],
            placedAt ?? Noon,
            Noon));

    private static Task SellAsync(Shop shop, string id, string number, string? customer, string owner, string[] skus) =>
        shop.AppendAsync<Order.Event>(Order.Codec, $"order/{id}", new Order.Event.SoldAtTill(
            new Operation("op", "print"), number, "shop", customer, owner, "EUR", [.. skus.Select(Line)], Noon));

    private static Order.Line Line(string sku) => new("1", sku, "Thing", StockTracked: true, Quantity: 1, UnitPrice: 1, Total: 1);

    private Task<Page<string>> FindAsync(
        Shop shop, string? search = null, string? customer = null, string? owner = null, int first = 50, string? after = null) =>
        shop.Orders.FindOrdersAsync(search, customer, owner, new PageRequest(first, after), Patience);
}
