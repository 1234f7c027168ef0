using System.Collections.Immutable;
using System.Globalization;
using OrleansCommerce.Catalog;
using OrleansCommerce.Locations;
using OrleansCommerce.Search;
using OrleansCommerce.Stock;

namespace OrleansCommerce.GraphQL.Tests.Loading;

/// <summary>200 products, each in two locations; the rows of the second may have expired reservations.</summary>
internal sealed class CountingCatalog : ICatalogSearch
{
    public const int ProductCount = 200;

    private int _productQuestions;
    private int _stockQuestions;

    public static string[] LocationIds { get; } = ["london", "leeds"];

    public int ProductQuestions => _productQuestions;

    public int StockQuestions => _stockQuestions;

    public async Task<Page<ProductDetails>> FindProductsAsync(string? search, PageRequest page, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _productQuestions);
        await Task.Yield();
        var products = Enumerable.Range(0, ProductCount).Select(Product).ToImmutableArray();
        return new Page<ProductDetails>(products, [.. products.Select(product => product.Sku)], HasNextPage: false, ProductCount);
    }

    public Task<Page<LocationDetails>> FindLocationPageAsync(PageRequest page, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<ImmutableArray<LocationDetails>> ListLocationsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ImmutableArray<LocationDetails>> FindLocationsAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public async Task<ILookup<string, StockSummary>> FindStockAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _stockQuestions);
        Assert.Equal(ProductCount, skus.Distinct(StringComparer.Ordinal).Count());
        await Task.Yield();
        return skus.SelectMany(static sku => LocationIds.Select(location => Row(sku, location))).ToLookup(row => row.Levels.Sku, StringComparer.Ordinal);
    }

    private static ProductDetails Product(int number)
    {
        var sku = string.Create(CultureInfo.InvariantCulture, $"SKU-{number:D3}");
        return new ProductDetails(sku, sku, new Money(1, "GBP"), StockTracked: true, [.. LocationIds]);
    }

    private static StockSummary Row(string sku, string location) =>
        new(new StockLevels(sku, location, 5, 0, 0, 0, 1), location == LocationIds[1] ? DateTimeOffset.UnixEpoch : null);
}
