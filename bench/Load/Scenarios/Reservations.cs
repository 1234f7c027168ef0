using System.Globalization;
using Orleans;
using OrleansCommerce.Catalog;
using OrleansCommerce.Load.Measurement;
using OrleansCommerce.Load.Servers;
using OrleansCommerce.Locations;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Load.Scenarios;

/// <summary>
/// Stock items with plenty of units, and reservations of one unit of them: each with an id of its own, durable, expiring after
/// the API's default of 15 minutes, and counted when it was acknowledged.
/// </summary>
internal sealed class Reservations
{
    /// <summary>How long each reservation holds.</summary>
    public const int ExpiresInSeconds = 900;

    private const int UnitsOfOneReceipt = 1_000_000;
    private const int ReceiptsOfOneItem = 20;
    private const int Together = 256;

    private readonly IStockItemGrain[] _items;
    private long _acknowledged;
    private long _ids;

    private Reservations(IStockItemGrain[] items) => _items = items;

    /// <summary>Registers locations and products, and receives units of each product in each location.</summary>
    public static async Task<Reservations> StockUpAsync(IGrainFactory grains, int skus, int locations)
    {
        Bench.Progress($"stocking up {skus * locations:N0} stock items");
        var ids = Enumerable.Range(0, locations).Select(LocationId).ToArray();
        await Task.WhenAll(ids.Select(id => Done(grains.GetGrain<ILocationGrain>(id)
            .UpsertAsync(new UpsertLocation(id, LocationKind.Warehouse, "GB", null, null)))));
        var items = new IStockItemGrain[skus * locations];
        await Parallel.ForEachAsync(Enumerable.Range(0, skus), new ParallelOptions { MaxDegreeOfParallelism = Together }, async (sku, _) =>
        {
            await Done(grains.GetGrain<IProductGrain>(Sku(sku)).UpsertAsync(new UpsertProduct(Sku(sku), new Money(9.99m, "GBP"), StockTracked: true)));
            for (var location = 0; location < locations; location++)
            {
                var item = grains.GetGrain<IStockItemGrain>(new StockItemKey(ids[location], Sku(sku)).ToString());
                await Task.WhenAll(Enumerable.Range(0, ReceiptsOfOneItem).Select(receipt =>
                    Done(item.ReceiveAsync(new ReceiveStock($"receipt-{receipt}", UnitsOfOneReceipt)))));
                items[(sku * locations) + location] = item;
            }
        });
        return new Reservations(items);
    }

    public static string LocationId(int number) => string.Create(CultureInfo.InvariantCulture, $"warehouse-{number}");

    public static string Sku(int number) => string.Create(CultureInfo.InvariantCulture, $"SKU-{number:D6}");

    /// <summary>An id that no other reservation has.</summary>
    public string NextId() => string.Create(CultureInfo.InvariantCulture, $"reservation-{Interlocked.Increment(ref _ids):D9}");

    /// <summary>Counts one that was acknowledged.</summary>
    public void Acknowledge() => Interlocked.Increment(ref _acknowledged);

    /// <summary>Reserves a unit of an item.</summary>
    public async Task ReserveAsync(int item)
    {
        await Done(_items[item].ReserveAsync(new ReserveStock(NextId(), 1, ExpiresInSeconds, Channel.Web)));
        Acknowledge();
    }

    /// <summary>Reserves a unit of any item.</summary>
    public Task ReserveAnyAsync() => ReserveAsync(Random.Shared.Next(_items.Length));

    /// <summary>Compares what was acknowledged with the journal.</summary>
    /// <exception cref="InvalidOperationException">They differ.</exception>
    public Task CheckAsync(Bench bench, IServiceProvider services) => CheckAsync(bench, services, "stock.reserved", Volatile.Read(ref _acknowledged));

    /// <summary>Compares a count of acknowledgements with the journal's events of a type.</summary>
    /// <exception cref="InvalidOperationException">They differ.</exception>
    public static async Task CheckAsync(Bench bench, IServiceProvider services, string type, long acknowledged)
    {
        var recorded = await BenchDatabase.CountEventsAsync(services, type);
        if (recorded != acknowledged)
        {
            throw new InvalidOperationException($"{acknowledged} were acknowledged, but the journal has {recorded} events {type}.");
        }

        bench.Note($"Checked: the journal holds {recorded:N0} events {type}, as many as were acknowledged (warm-up included).");
    }

    private static async Task Done<T>(Task<Result<T>> command)
        where T : class
    {
        var result = await command;
        if (!result.Succeeded)
        {
            throw new InvalidOperationException($"Refused: {result.Failure.Message}");
        }
    }
}
