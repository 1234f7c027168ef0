using OrleansCommerce.Catalog;
using OrleansCommerce.Grains.Catalog;
using OrleansCommerce.Grains.Locations;
using OrleansCommerce.Locations;
using OrleansCommerce.Search;
using OrleansCommerce.Views.Tests.Shops;

namespace OrleansCommerce.Views.Tests;

public abstract partial class ViewContract
{
    [Fact]
    public async Task A_product_shows_its_newest_content_and_its_locations_in_their_order()
    {
        await using var shop = await OpenAsync();
        await UpsertProductAsync(shop, "mug", "Mug");
        await AddLocationAsync(shop, "mug", "w");
        await shop.Catalog.FindProductsAsync(null, new PageRequest(10, null), Patience);
        await AddLocationAsync(shop, "mug", "b");
        await AddLocationAsync(shop, "mug", "a");
        await UpsertProductAsync(shop, "mug", "Großer Becher", 12.50m);

        var page = await shop.Catalog.FindProductsAsync(null, new PageRequest(10, null), Patience);

        var product = Assert.Single(page.Nodes);
        Assert.Equal(["w", "b", "a"], product.LocationIds.AsEnumerable());
        Assert.Equal(new ProductDetails("mug", "Großer Becher", new Money(12.50m, "EUR"), true, product.LocationIds), product);
    }

    [Theory]
    [InlineData("MUG", "blue-mug", "mug_1", "red-mug")]
    [InlineData("mug red", "red-mug")]
    [InlineData("100%", "cotton")]
    [InlineData("mug_", "mug_1")]
    [InlineData("ÉTÉ", "ete")]
    [InlineData("blue red")]
    [InlineData(@"\")]
    [InlineData("d'", "ete")]
    public async Task Every_word_must_be_found_whatever_its_case_and_no_character_is_special(string search, params string[] skus)
    {
        await using var shop = await OpenAsync();
        await UpsertProductAsync(shop, "blue-mug", "For tea");
        await UpsertProductAsync(shop, "red-mug", "For coffee");
        await UpsertProductAsync(shop, "mug_1", "Plain");
        await UpsertProductAsync(shop, "cotton", "T-Shirt, 100% cotton");
        await UpsertProductAsync(shop, "linen", "T-Shirt, 1000 knots");
        await UpsertProductAsync(shop, "ete", "Robe d'été");

        var page = await shop.Catalog.FindProductsAsync(search, new PageRequest(10, null), Patience);

        Assert.Equal(skus, page.Nodes.Select(static product => product.Sku));
        Assert.Equal(skus.Length, page.TotalCount);
    }

    [Fact]
    public async Task Pages_of_products_follow_each_other_without_gap()
    {
        await using var shop = await OpenAsync();
        foreach (var sku in (string[])["b", "a", "B", "ä", "c"])
        {
            await UpsertProductAsync(shop, sku, "Thing");
        }

        var first = await shop.Catalog.FindProductsAsync("thing", new PageRequest(2, null), Patience);
        var second = await shop.Catalog.FindProductsAsync("thing", new PageRequest(2, first.Cursors[^1]), Patience);
        var third = await shop.Catalog.FindProductsAsync("thing", new PageRequest(2, second.Cursors[^1]), Patience);

        Assert.Equal(["B", "a", "b", "c", "ä"], [.. Skus(first), .. Skus(second), .. Skus(third)]);
        Assert.Equal([true, true, false], [first.HasNextPage, second.HasNextPage, third.HasNextPage]);
        Assert.Equal([5, 5, 5], [first.TotalCount, second.TotalCount, third.TotalCount]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no cursor!")]
    [InlineData("b25lCnR3bwp0aHJlZQ")]
    public async Task A_cursor_that_no_list_gave_is_refused(string cursor)
    {
        await using var shop = await OpenAsync();

        await Assert.ThrowsAsync<InvalidCursorException>(() => shop.Catalog.FindProductsAsync(null, new PageRequest(1, cursor), Patience));
        await Assert.ThrowsAsync<InvalidCursorException>(() => shop.Orders.FindOrdersAsync(new OrderFilter(), OrderSort.Newest, new PageRequest(1, cursor), Patience));
    }

    [Fact]
    public async Task Locations_are_listed_by_id_with_their_newest_content()
    {
        await using var shop = await OpenAsync();
        await UpsertLocationAsync(shop, "w", new UpsertLocation("Warehouse", LocationKind.Warehouse, null, null, null));
        await UpsertLocationAsync(shop, "s", new UpsertLocation("Shop", LocationKind.Store, "FR", 48.8566, 2.3522));
        await UpsertLocationAsync(shop, "w", new UpsertLocation("Big warehouse", LocationKind.Warehouse, "DE", null, null));

        var locations = await shop.Catalog.ListLocationsAsync(Patience);

        Assert.Equal(
            [
                new LocationDetails("s", "Shop", LocationKind.Store, "FR", 48.8566, 2.3522),
                new LocationDetails("w", "Big warehouse", LocationKind.Warehouse, "DE", null, null),
            ],
            locations.AsEnumerable());
        Assert.Equal([locations[0]], (await shop.Catalog.FindLocationsAsync(["s", "nowhere"], Patience)).AsEnumerable());
        var first = await shop.Catalog.FindLocationPageAsync(new PageRequest(1, null), Patience);
        var second = await shop.Catalog.FindLocationPageAsync(new PageRequest(1, first.Cursors[0]), Patience);
        Assert.Equal((true, false, 2), (first.HasNextPage, second.HasNextPage, second.TotalCount));
        Assert.Equal(locations.AsEnumerable(), [.. first.Nodes, .. second.Nodes]);
    }

    [Fact]
    public async Task Products_are_listed_with_their_category_and_their_terms_of_return()
    {
        await using var shop = await OpenAsync();
        await UpsertProductAsync(shop, "bra", "A bra");
        await UpsertProductAsync(shop, "mug", "A mug");
        await TellProductAsync(shop, "bra", new Product.Event.CategorySet("underwear", Noon));
        await TellProductAsync(shop, "bra", new Product.Event.ReturnTermsSet(30, true, Noon.AddHours(1)));
        await UpsertProductAsync(shop, "bra", "A better bra", 2);

        var products = (await shop.Catalog.FindProductsAsync(null, new PageRequest(9, null), Patience)).Nodes;
        Assert.Equal(new ProductCategory("underwear", Noon), Assert.Single(products[0].Categories!.Value));
        Assert.Equal(new ProductReturnTerms(30, true, Noon.AddHours(1)), Assert.Single(products[0].ReturnTerms!.Value));
        Assert.Equal((null, null), (products[1].Categories, products[1].ReturnTerms));

        await TellProductAsync(shop, "bra", new Product.Event.CategorySet(null, Noon.AddHours(2)));
        await TellProductAsync(shop, "bra", new Product.Event.ReturnTermsSet(null, false, Noon.AddHours(3)));
        var changed = (await shop.Catalog.FindProductsAsync(null, new PageRequest(1, null), Patience)).Nodes[0];
        Assert.Equal(new ProductCategory(null, Noon.AddHours(2)), Assert.Single(changed.Categories!.Value));
        Assert.Equal(new ProductReturnTerms(null, false, Noon.AddHours(3)), Assert.Single(changed.ReturnTerms!.Value));
        Assert.Equal("A better bra", changed.Name);
    }

    private static Task TellProductAsync(Shop shop, string sku, Product.Event happened) => shop.AppendAsync(Product.Codec, $"product/{sku}", happened);

    private static IEnumerable<string> Skus(Page<ProductDetails> page) => page.Nodes.Select(static product => product.Sku);

    private static Task UpsertProductAsync(Shop shop, string sku, string name, decimal price = 1) =>
        shop.AppendAsync(Product.Codec, $"product/{sku}", new Product.Event.Upserted(name, new Money(price, "EUR"), StockTracked: true));

    private static Task AddLocationAsync(Shop shop, string sku, string location) =>
        shop.AppendAsync(Product.Codec, $"product/{sku}", new Product.Event.LocationAdded(location));

    private static Task UpsertLocationAsync(Shop shop, string id, UpsertLocation content) =>
        shop.AppendAsync(Location.Codec, $"location/{id}", new Location.Event.Upserted(content));
}
