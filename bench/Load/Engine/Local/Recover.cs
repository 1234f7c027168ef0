using System.Diagnostics;
using OrleansCommerce.Load.Measurement;
using OrleansCommerce.Load.Scenarios;

namespace OrleansCommerce.Load.Engine;

/// <summary>
/// The host dies after 1,000,000 events, a new one starts on the same journal, and one caller asks 10,000 stock items one after the
/// other, each for the first time; then one that has 100,000 of the events. In one process, so the code is warm, and the grains are not.
/// </summary>
internal static class Recover
{
    private const int Events = 1_000_000;
    private const int EventsOfOldItem = 100_000;
    private const int Skus = 1_000;
    private const int Locations = 10;
    private const int Writers = 256;
    private const double FirstAnswerMsMax = 20;

    public static async Task<Measured> RunAsync(Bench bench)
    {
        const string Ordinary = "first answer of each stock item";
        const string Old = "first answer of the stock item with most events";

        var skus = bench.Sized(Skus);
        var items = skus * Locations;
        var old = bench.Sized(EventsOfOldItem);
        Reservations stock;
        Reservations oldItem;
        await using (var writer = await GrainServer.StartAsync(bench.Database))
        {
            stock = await Reservations.StockUpAsync(writer.Grains, skus, Locations, receipts: 1);
            oldItem = await Reservations.StockUpAsync(writer.Grains, skus: 1, locations: 1, firstSku: Skus, receipts: 1);
            Bench.Progress("writing events");
            await Callers.EachAsync(Writers, bench.Sized(Events) - old, number => stock.ReserveAsync(number % items));

            // Reservations that end leave something to remember, and so the greatest state that a stock item can have.
            await Callers.EachAsync(Writers, old / 2, async _ => await oldItem.ReleaseAsync(0, await oldItem.ReserveAsync(0)));
            await stock.CheckAsync(bench, writer.Services, and: oldItem);
            writer.Kill();
        }

        await using (var warmUp = await GrainServer.StartAsync(bench.Database))
        {
            await Callers.EachAsync(1, items / 10, item => stock.ReadAsync(warmUp.Grains, item));
            await oldItem.ReadAsync(warmUp.Grains, 0);
            warmUp.Kill();
        }

        for (var round = 1; round <= Bench.Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            await using var server = await GrainServer.StartAsync(bench.Database);
            bench.Note($"Round {round}: the host was ready after {Stopwatch.GetElapsedTime(started).TotalMilliseconds:N0} ms.");
            await bench.MeasureEachAsync(round, Ordinary, callers: 1, items, item => stock.ReadAsync(server.Grains, item));
            await bench.MeasureEachAsync(round, Old, callers: 1, calls: 1, _ => oldItem.ReadAsync(server.Grains, 0));
            server.Kill();
        }

        bench.LimitLatency(Ordinary, "slowest", static slice => slice.Slowest, FirstAnswerMsMax);
        bench.LimitLatency(Old, "slowest", static slice => slice.Slowest, FirstAnswerMsMax);
        return bench.Result;
    }
}
