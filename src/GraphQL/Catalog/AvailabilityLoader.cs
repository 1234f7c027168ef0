using GreenDonut;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.Search;
using OrleansCommerce.Stock;

namespace OrleansCommerce.GraphQL;

/// <summary>
/// The stock of SKUs at every location, from the list of stock. A row whose reservations may have expired since it was written
/// is asked from its grain: an expired reservation never counts against availability.
/// </summary>
public sealed class AvailabilityLoader(
    ICatalogSearch catalog, GrainCalls grains, TimeProvider time, IBatchScheduler scheduler, DataLoaderOptions options)
    : BatchDataLoader<string, StockLevels[]>(scheduler, options)
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyDictionary<string, StockLevels[]>> LoadBatchAsync(
        IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var rows = await catalog.FindStockAsync(keys, cancellationToken);
        var now = time.GetUtcNow();
        var levels = await Task.WhenAll(keys.Select(async sku =>
            (sku, levels: await Task.WhenAll(rows[sku].Select(row => LevelsAsync(row, now))))));
        return levels.ToDictionary(item => item.sku, item => item.levels, StringComparer.Ordinal);
    }

    private async Task<StockLevels> LevelsAsync(StockSummary row, DateTimeOffset now)
    {
        if (row.NextExpiry is not { } expiry || expiry > now)
        {
            return row.Levels;
        }

        var key = new StockItemKey(row.Levels.LocationId, row.Levels.Sku);
        return await grains.CallAsync((IStockItemGrain grain) => grain.GetAsync(), key.ToString()) ?? row.Levels;
    }
}
