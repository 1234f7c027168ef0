using OrleansCommerce.Load.Measurement;
using OrleansCommerce.Load.Scenarios;
using OrleansCommerce.Load.Servers;

namespace OrleansCommerce.Load.Engine;

/// <summary>An ordinary day: reservations spread evenly over 1,000 SKUs at 10 locations.</summary>
internal static class Uniform
{
    private const int Skus = 1_000;
    private const int Locations = 10;
    private const int Few = 64;
    private const int Many = 800;

    public static async Task<Measured> RunAsync(Bench bench)
    {
        const string Rows = "pgbench, 10,000 rows, 64 clients";
        const string FewCallers = "10,000 stock items, 64 callers";
        const string ManyCallers = "10,000 stock items, 800 callers";

        await using var server = await GrainServer.StartAsync(bench.Database);
        var pgbench = await Pgbench.PrepareAsync(bench, rows: Skus * Locations);
        var stock = await Reservations.StockUpAsync(server.Grains, Skus, Locations);
        await Callers.RunAsync(Few, bench.WarmUp, _ => stock.ReserveAnyAsync());
        for (var round = 1; round <= Bench.Rounds; round++)
        {
            if (pgbench is not null)
            {
                await bench.MeasureAsync(round, Rows, pgbench, Few);
            }

            await bench.MeasureAsync(round, FewCallers, Few, _ => stock.ReserveAnyAsync());
            await bench.MeasureAsync(round, ManyCallers, Many, _ => stock.ReserveAnyAsync());
        }

        bench.Compare(FewCallers, Rows, atLeast: 2.5);
        bench.Compare(ManyCallers, Rows, atLeast: 2.5);
        await stock.CheckAsync(bench, server.Services);
        return bench.Result;
    }
}
