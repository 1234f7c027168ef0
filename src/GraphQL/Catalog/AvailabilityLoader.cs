using GreenDonut;
using OrleansCommerce.Search;
using OrleansCommerce.Stock;

namespace OrleansCommerce.GraphQL;

/// <summary>
/// The stock of SKUs at every location, from the list of stock alone: however many locations there are, no grain is asked. The list has
/// what was committed before the question; a reservation whose time is over counts until its grain was woken and has said so, which
/// is a matter of milliseconds.
/// </summary>
public sealed class AvailabilityLoader(ICatalogSearch catalog, IBatchScheduler scheduler, DataLoaderOptions options)
    : BatchDataLoader<string, StockLevels[]>(scheduler, options)
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyDictionary<string, StockLevels[]>> LoadBatchAsync(
        IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var rows = await catalog.FindStockAsync(keys, cancellationToken);
        return keys.ToDictionary(static sku => sku, sku => rows[sku].Select(static row => row.Levels).ToArray(), StringComparer.Ordinal);
    }
}
