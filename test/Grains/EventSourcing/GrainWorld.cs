using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using OrleansCommerce.Catalog;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Stock;
using OrleansCommerce.Journal;
using OrleansCommerce.Journal.InMemory;
using OrleansCommerce.Local;
using OrleansCommerce.Locations;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Grains.Tests.EventSourcing;

/// <summary>A grain host on a journal in memory; several worlds on one storage are several processes on one database.</summary>
internal sealed class GrainWorld : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly GrainHost _host;

    public GrainWorld(InMemoryJournalStorage? storage = null, ICommitFaults? faults = null, ManualTime? time = null)
    {
        Storage = storage ?? new InMemoryJournalStorage();
        Time = time ?? new ManualTime();
        Journal = new InMemoryJournal(Storage, faults, Time);
        _services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
            .AddSingleton<IJournal>(Journal)
            .AddSingleton<GrainServices>()
            .AddGrainHost(options => options.GrainAssemblies.Add(typeof(StockItemGrain).Assembly))
            .BuildServiceProvider();
        _host = _services.GetRequiredService<GrainHost>();
    }

    public InMemoryJournalStorage Storage { get; }

    public InMemoryJournal Journal { get; }

    public ManualTime Time { get; }

    public IGrainFactory Grains => _host;

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
    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync() => await _services.DisposeAsync();
}
