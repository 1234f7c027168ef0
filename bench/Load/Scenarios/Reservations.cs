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
    /// <param name="grains">Where.</param>
    /// <param name="skus">How many products.</param>
    /// <param name="locations">In how many locations each.</param>
    /// <param name="firstSku">The number of the first product.</param>
    /// <param name="receipts">How often a million units arrive.</param>
    public static async Task<Reservations> StockUpAsync(
        IGrainFactory grains, int skus, int locations, int firstSku = 0, int receipts = ReceiptsOfOneItem)
    {
        Bench.Progress($"stocking up {skus * locations:N0} stock items");
        var ids = Enumerable.Range(0, locations).Select(LocationId).ToArray();
        await Task.WhenAll(ids.Select(id => Done(grains.GetGrain<ILocationGrain>(id)
            .UpsertAsync(new UpsertLocation(id, LocationKind.Warehouse, "GB", null, null)))));
        var items = new IStockItemGrain[skus * locations];
        await Parallel.ForEachAsync(Enumerable.Range(0, skus), new ParallelOptions { MaxDegreeOfParallelism = Together }, async (sku, _) =>
        {
            var name = Sku(firstSku + sku);
            await Done(grains.GetGrain<IProductGrain>(name).UpsertAsync(new UpsertProduct(name, new Money(9.99m, "GBP"), StockTracked: true)));
            for (var location = 0; location < locations; location++)
            {
                var item = grains.GetGrain<IStockItemGrain>(new StockItemKey(ids[location], name).ToString());
                await Task.WhenAll(Enumerable.Range(0, receipts).Select(receipt =>
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

    /// <summary>Reserves a unit of an item; gives the reservation's id.</summary>
    public async Task<string> ReserveAsync(int item, int expiresInSeconds = ExpiresInSeconds)
    {
        var id = NextId();
        await Done(_items[item].ReserveAsync(new ReserveStock(id, 1, expiresInSeconds, Channel.Web)));
        Acknowledge();
        return id;
    }

    /// <summary>Gives a reservation of an item back.</summary>
    public Task ReleaseAsync(int item, string reservationId) => Done(_items[item].ReleaseAsync(reservationId));

    /// <summary>A unit of an item arrives.</summary>
    /// <returns>The levels, which are committed.</returns>
    public Task<StockLevels> ReceiveAsync(int item) => Done(_items[item].ReceiveAsync(new ReceiveStock(NextId(), 1)));

    /// <summary>The levels of an item, as its grain tells them.</summary>
    public async Task ReadAsync(IGrainFactory grains, int item)
    {
        if (await grains.GetGrain<IStockItemGrain>(_items[item].GetPrimaryKeyString()).GetAsync() is null)
        {
            throw new InvalidOperationException($"{_items[item].GetPrimaryKeyString()} is not there.");
        }
    }

    /// <summary>Reserves a unit of any item.</summary>
    public Task ReserveAnyAsync() => ReserveAsync(Random.Shared.Next(_items.Length));

    /// <summary>Compares what was acknowledged, here and in <paramref name="and"/>, with the journal.</summary>
    /// <exception cref="InvalidOperationException">They differ.</exception>
    public Task CheckAsync(Bench bench, IServiceProvider services, Reservations? and = null) =>
        CheckAsync(bench, services, "stock.reserved", Volatile.Read(ref _acknowledged) + (and is null ? 0 : Volatile.Read(ref and._acknowledged)));

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

    private static async Task<T> Done<T>(Task<Result<T>> command)
        where T : class
    {
        var result = await command;
        if (!result.Succeeded)
        {
            throw new InvalidOperationException($"Refused: {result.Failure.Message}");
        }

        return result.Value;
    }
}
