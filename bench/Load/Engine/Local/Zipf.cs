using OrleansCommerce.Load.Measurement;
using OrleansCommerce.Load.Scenarios;
using OrleansCommerce.Load.Servers;

namespace OrleansCommerce.Load.Engine;

/// <summary>
/// A shop as it is: few of 100,000 SKUs are wanted by many. Of a hundred calls 5 give a reservation back, and 10 hold a unit for a
/// short time only, so that it expires during the run.
/// </summary>
internal static class Zipf
{
    private const int Skus = 100_000;
    private const double Exponent = 1.1;
    private const int ReleasePercent = 5;
    private const int ExpiryPercent = 10;
    private const int ShortSeconds = 10;
    private const int Few = 64;
    private const int Many = 800;

    public static async Task<Measured> RunAsync(Bench bench)
    {
        const string Rows = "pgbench, Zipf's rows, 64 clients";
        const string FewCallers = "Zipf's stock items, 64 callers";
        const string ManyCallers = "Zipf's stock items, 800 callers";

        var skus = bench.Sized(Skus);
        await using var server = await GrainServer.StartAsync(bench.Database);
        var pgbench = await Pgbench.PrepareAsync(bench, skus, Exponent);
        var stock = await Reservations.StockUpAsync(server.Grains, skus, locations: 1, receipts: 1);
        var popularity = Popularity(skus);
        var last = new (int Item, string Id)?[Many];
        var released = 0L;
        await Callers.RunAsync(Few, bench.WarmUp, CallAsync);
        for (var round = 1; round <= Bench.Rounds; round++)
        {
            if (pgbench is not null)
            {
                await bench.MeasureAsync(round, Rows, pgbench, Few);
            }

            await bench.MeasureAsync(round, FewCallers, Few, CallAsync);
            await bench.MeasureAsync(round, ManyCallers, Many, CallAsync);
        }

        bench.Compare(FewCallers, Rows, atLeast: 2.5);
        bench.Compare(ManyCallers, Rows, atLeast: 2.5);
        await stock.CheckAsync(bench, server.Services);
        await Reservations.CheckAsync(bench, server.Services, "stock.released", Volatile.Read(ref released));
        bench.Note($"{await BenchDatabase.CountEventsAsync(server.Services, "stock.expired"):N0} reservations expired meanwhile.");
        return bench.Result;

        async Task CallAsync(int caller)
        {
            var kind = Random.Shared.Next(100);
            if (kind < ReleasePercent && last[caller] is { } mine)
            {
                last[caller] = null;
                await stock.ReleaseAsync(mine.Item, mine.Id);
                Interlocked.Increment(ref released);
                return;
            }

            var item = Pick(popularity);
            if (kind < ReleasePercent + ExpiryPercent)
            {
                await stock.ReserveAsync(item, ShortSeconds);
            }
            else
            {
                last[caller] = (item, await stock.ReserveAsync(item));
            }
        }
    }

    // The share of all calls that the items up to each one get.
    private static double[] Popularity(int skus)
    {
        var sums = new double[skus];
        var sum = 0.0;
        for (var rank = 1; rank <= skus; rank++)
        {
            sum += Math.Pow(rank, -Exponent);
            sums[rank - 1] = sum;
        }

        return Array.ConvertAll(sums, upTo => upTo / sum);
    }

    private static int Pick(double[] popularity)
    {
        var found = Array.BinarySearch(popularity, Random.Shared.NextDouble());
        return found < 0 ? ~found : found;
    }
}
