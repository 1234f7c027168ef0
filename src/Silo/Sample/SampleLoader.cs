using Orleans;
using OrleansCommerce.Catalog;
using OrleansCommerce.Journal;
using OrleansCommerce.Locations;
using OrleansCommerce.Lockers;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Silo.Sample;

/// <summary>
/// Loads the sample into an empty database, through the grains, as any caller would. Operation ids are fixed, so a load that was
/// cut off could be repeated.
/// </summary>
internal sealed partial class SampleLoader(IJournal journal, IGrainFactory grains, ILogger<SampleLoader> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if ((await journal.ReadFeedAsync(FeedPosition.Start, limit: 1, cancellationToken)).Count > 0)
        {
            return;
        }

        await Task.WhenAll(SampleData.Locations.Select(location =>
            Done(grains.GetGrain<ILocationGrain>(location.Id).UpsertAsync(location.Content))));
        await Task.WhenAll(SampleData.Products.Select(product =>
            Done(grains.GetGrain<IProductGrain>(product.Sku).UpsertAsync(product.Content))));
        await Task.WhenAll(
            from product in SampleData.Products
            where product.Content.StockTracked
            from location in SampleData.Locations
            where location.Content.Kind != LocationKind.LockerBank
            let quantity = location.Content.Kind == LocationKind.Warehouse ? product.Warehouse : product.Store
            let key = new StockItemKey(location.Id, product.Sku)
            select Done(grains.GetGrain<IStockItemGrain>(key.ToString()).ReceiveAsync(new ReceiveStock("sample", quantity))));
        await Done(grains.GetGrain<ILockerBankGrain>(SampleData.LockerBankId).ConfigureAsync(SampleData.LockerBank));
        LogLoaded(logger, SampleData.Products.Length, SampleData.Locations.Length);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task Done<T>(Task<Result<T>> command)
        where T : class
    {
        var result = await command;
        if (!result.Succeeded)
        {
            throw new InvalidOperationException($"The sample could not be loaded: {result.Failure.Message}");
        }
    }

    [LoggerMessage(4001, LogLevel.Information, "Loaded a sample of {Products} products and {Locations} locations; --no-sample begins without.")]
    private static partial void LogLoaded(ILogger logger, int products, int locations);
}
