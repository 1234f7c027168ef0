using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Stock;
using OrleansCommerce.Journal;
using OrleansCommerce.Load.Measurement;
using OrleansCommerce.Load.Scenarios;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Load.Engine;

/// <summary>
/// A retailer with 1,000,000 stock items, each with a receipt: what one costs in the process's memory while nobody asked for it, and
/// after somebody did. Memory is that of live objects after a full collection; the process's own is told beside it.
/// </summary>
internal static class ManySkus
{
    private const int Items = 1_000_000;
    private const int Locations = 1_000;
    private const int Together = 256;

    /// <summary>None at all; what a busy process's memory varies by between two looks is some megabytes.</summary>
    private const double IdleBytesMax = 16;
    private const double ActivatedBytesMax = 4_096;

    public static async Task<Measured> RunAsync(Bench bench)
    {
        const string Activation = "first answer of each stock item";

        var items = bench.Sized(Items);
        await using var server = await GrainServer.StartAsync(bench.Database);
        var journal = server.Services.GetRequiredService<IJournal>();
        await Callers.EachAsync(Together, Together, number => ReceiveAsync(journal, items + number));
        await Callers.EachAsync(Together, Together, number => AskAsync(server.Grains, items + number));
        var before = Memory.Now();
        Bench.Progress($"writing {items:N0} stock items");
        await Callers.EachAsync(Together, items, number => ReceiveAsync(journal, number));
        var idle = Memory.Now();
        await bench.MeasureEachAsync(1, Activation, Together, items, number => AskAsync(server.Grains, number));
        var activated = Memory.Now();

        bench.Limit("bytes of live objects for each idle stock item", [(double)(idle.Live - before.Live) / items], IdleBytesMax);
        bench.Limit("bytes of live objects for each activated stock item", [(double)(activated.Live - idle.Live) / items], ActivatedBytesMax);
        bench.Note(
            $"The process itself: {before.Process / 1e6:N0} MB at first, {idle.Process / 1e6:N0} MB with {items:N0} idle stock items, "
            + $"{activated.Process / 1e6:N0} MB with as many activated: {(activated.Process - idle.Process) / items:N0} bytes each.");
        return bench.Result;
    }

    private static StockItemKey Key(int number) => new(
        string.Create(CultureInfo.InvariantCulture, $"warehouse-{number % Locations}"), Reservations.Sku(number / Locations));

    private static async Task ReceiveAsync(IJournal journal, int number)
    {
        var received = StockItem.Codec.Write(new StockItem.Event.Received(100, new Operation("receipt", "0")));
        var result = await journal.AppendAsync(new Append($"stock/{Key(number)}", 0, [received], EventMetadata.None, DateTimeOffset.UtcNow));
        if (result.Status != AppendStatus.Committed)
        {
            throw new InvalidOperationException($"{Key(number)} was there already.");
        }
    }

    private static async Task AskAsync(IGrainFactory grains, int number)
    {
        if (await grains.GetGrain<IStockItemGrain>(Key(number).ToString()).GetAsync() is null)
        {
            throw new InvalidOperationException($"{Key(number)} is not there.");
        }
    }

    /// <summary>Bytes.</summary>
    private readonly record struct Memory(long Live, long Process)
    {
        public static Memory Now()
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            return new Memory(GC.GetTotalMemory(forceFullCollection: true), Environment.WorkingSet);
        }
    }
}
