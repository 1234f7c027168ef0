using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using OrleansCommerce.Catalog;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Tests.Engine;
using OrleansCommerce.Journal.InMemory;
using OrleansCommerce.Locations;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Grains.Tests.EventSourcing;

/// <summary>Grains on a journal in memory; several worlds on one storage are several processes on one database.</summary>
internal sealed class GrainWorld : IAsyncDisposable
{
    private readonly GrainEngine _engine;

    public GrainWorld(InMemoryJournalStorage? storage = null, ICommitFaults? faults = null, ManualTime? time = null)
    {
        Storage = storage ?? new InMemoryJournalStorage();
        Time = time ?? new ManualTime();
        Journal = new InMemoryJournal(Storage, faults, Time);
        _engine = new GrainEngine(new ServiceCollection().AddSingleton(new GrainServices(Journal, Time, NullLoggerFactory.Instance)));
    }

    public InMemoryJournalStorage Storage { get; }

    public InMemoryJournal Journal { get; }

    public ManualTime Time { get; }

    public IGrainFactory Grains => _engine.Grains;

    public IStockItemGrain Stock(string sku = "mug", string locationId = "w") =>
        Grains.GetGrain<IStockItemGrain>(new StockItemKey(locationId, sku).ToString());

    /// <summary>A product, a warehouse, and units there.</summary>
    public async Task StockUpAsync(int quantity, string sku = "mug", string locationId = "w")
    {
        await RegisterAsync(sku, locationId);
        Accepted(await Stock(sku, locationId).ReceiveAsync(new ReceiveStock($"receipt-{locationId}-{sku}", quantity)));
    }

    public async Task RegisterAsync(string sku = "mug", string locationId = "w")
    {
        Accepted(await Grains.GetGrain<IProductGrain>(sku).UpsertAsync(new UpsertProduct(sku, new Money(4.99m, "GBP"), StockTracked: true)));
        Accepted(await Grains.GetGrain<ILocationGrain>(locationId)
            .UpsertAsync(new UpsertLocation(locationId, LocationKind.Warehouse, null, null, null)));
    }

    public static T Accepted<T>(Result<T> result)
        where T : class
    {
        Assert.Null(result.Failure);
        return result.Value!;
    }

    /// <summary>Lets time go on, a little at a time, until <paramref name="done"/>.</summary>
    public async Task AdvanceUntilAsync(Task done)
    {
        while (!done.IsCompleted)
        {
            Time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }
    }

    /// <summary>Stops in order: what is asleep wrote its snapshot.</summary>
    public Task StopAsync() => _engine.StopAsync();

    public async ValueTask DisposeAsync() => await _engine.DisposeAsync();
}
