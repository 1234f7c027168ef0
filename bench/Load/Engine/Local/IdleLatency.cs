using OrleansCommerce.Load.Measurement;
using OrleansCommerce.Load.Scenarios;
using OrleansCommerce.Load.Servers;

namespace OrleansCommerce.Load.Engine;

/// <summary>A quiet night: one caller, who waits for each answer.</summary>
internal static class IdleLatency
{
    public static async Task<Measured> RunAsync(Bench bench)
    {
        const string Row = "pgbench, one row, 1 client";
        const string OneCaller = "one stock item, 1 caller";

        await using var server = await GrainServer.StartAsync(bench.Database);
        var pgbench = await Pgbench.PrepareAsync(bench, rows: 1);
        var stock = await Reservations.StockUpAsync(server.Grains, skus: 1 + Bench.Rounds, locations: 1);
        await Callers.RunAsync(1, bench.WarmUp, _ => stock.ReserveAsync(0));
        for (var round = 1; round <= Bench.Rounds; round++)
        {
            var item = round;
            if (pgbench is not null)
            {
                await bench.MeasureAsync(round, Row, pgbench, clients: 1);
            }

            await bench.MeasureAsync(round, OneCaller, 1, _ => stock.ReserveAsync(item));
        }

        bench.CompareLatency(OneCaller, Row, atMost: 2);
        await stock.CheckAsync(bench, server.Services);
        return bench.Result;
    }
}
