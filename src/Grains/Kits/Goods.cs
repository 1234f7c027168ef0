using Orleans;
using OrleansCommerce.Catalog;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Kits;

namespace OrleansCommerce.Grains.Kits;

/// <summary>What is registered of SKUs that are to be sold.</summary>
/// <param name="Products">By SKU; those of the kits' parts among them.</param>
/// <param name="Kits">By SKU.</param>
internal sealed record Goods(IReadOnlyDictionary<string, ProductDetails> Products, IReadOnlyDictionary<string, KitDetails> Kits)
{
    /// <summary>Reads them. A product with a stock of its own is sold as itself, whatever it is made of, so it is not asked whether it is a kit.</summary>
    public static async Task<Goods> ReadAsync(IGrainFactory grains, IEnumerable<string> skus)
    {
        var products = await ProductsAsync(grains, skus.Distinct(StringComparer.Ordinal));
        var kits = (await FanOut.EachAsync(
                products.Values.Where(product => !product.StockTracked).Select(product => product.Sku), sku => grains.GetGrain<IKitGrain>(sku).GetAsync()))
            .OfType<KitDetails>()
            .ToDictionary(kit => kit.Sku, StringComparer.Ordinal);
        var parts = kits.Values.SelectMany(kit => kit.Parts).Select(part => part.Sku).Distinct(StringComparer.Ordinal);
        foreach (var (sku, product) in await ProductsAsync(grains, parts.Where(sku => !products.ContainsKey(sku))))
        {
            products.Add(sku, product);
        }

        return new Goods(products, kits);
    }

    private static async Task<Dictionary<string, ProductDetails>> ProductsAsync(IGrainFactory grains, IEnumerable<string> skus) =>
        (await FanOut.EachAsync(skus, sku => grains.GetGrain<IProductGrain>(sku).GetAsync()))
            .OfType<ProductDetails>()
            .ToDictionary(product => product.Sku, StringComparer.Ordinal);
}
