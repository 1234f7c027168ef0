using System.Collections.Immutable;
using OrleansCommerce.Catalog;
using OrleansCommerce.Locations;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Search;

/// <summary>
/// Lists that the feed of the journal fills. A list lags behind a commit by a short time; before it answers, it waits a moment
/// (at most <see cref="FreshnessTimeoutMs"/>) for what was committed before the question.
/// </summary>
public interface ICatalogSearch
{
    /// <summary>The longest wait for what was committed before the question.</summary>
    const int FreshnessTimeoutMs = 1_000;

    /// <summary>Products whose SKU or name contains every word of <paramref name="search"/>, by SKU; all when it is null.</summary>
    Task<Page<ProductDetails>> FindProductsAsync(string? search, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Every location, by id.</summary>
    Task<ImmutableArray<LocationDetails>> ListLocationsAsync(CancellationToken cancellationToken);

    /// <summary>Locations, by id.</summary>
    Task<Page<LocationDetails>> FindLocationPageAsync(PageRequest page, CancellationToken cancellationToken);

    /// <summary>Those of <paramref name="ids"/> that are registered, in no order.</summary>
    Task<ImmutableArray<LocationDetails>> FindLocationsAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken);

    /// <summary>The stock of each of <paramref name="skus"/> at every location that holds or held it, by location id.</summary>
    Task<ILookup<string, StockSummary>> FindStockAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken);
}

/// <summary>Levels from the list of stock.</summary>
/// <param name="Levels">As of the last event that the list has seen.</param>
/// <param name="NextExpiry">When the first of its reservations may end, UTC; from then until the grain was woken and said so, the levels still count it.</param>
public sealed record StockSummary(StockLevels Levels, DateTimeOffset? NextExpiry);
