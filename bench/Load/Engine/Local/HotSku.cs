using OrleansCommerce.Load.Measurement;
using OrleansCommerce.Load.Scenarios;
using OrleansCommerce.Load.Servers;

namespace OrleansCommerce.Load.Engine;

/// <summary>A flash sale: everybody wants the same SKU at the same location. Each slice has an item of its own, so all begin alike.</summary>
internal static class HotSku
{
    private const int Few = 64;
    private const int Many = 800;

    public static async Task<Measured> RunAsync(Bench bench)
    {
        const string Row = "pgbench, one row, 64 clients";
        const string FewCallers = "one stock item, 64 callers";
        const string ManyCallers = "one stock item, 800 callers";

        await using var server = await GrainServer.StartAsync(bench.Database);
        var pgbench = await Pgbench.PrepareAsync(bench, rows: 1);
        var stock = await Reservations.StockUpAsync(server.Grains, skus: 1 + (2 * Bench.Rounds), locations: 1);
        await Callers.RunAsync(Few, bench.WarmUp, _ => stock.ReserveAsync(0));
        for (var round = 1; round <= Bench.Rounds; round++)
        {
            var item = 2 * round;
            if (pgbench is not null)
            {
                await bench.MeasureAsync(round, Row, pgbench, Few);
            }

            await bench.MeasureAsync(round, FewCallers, Few, _ => stock.ReserveAsync(item - 1));
            await bench.MeasureAsync(round, ManyCallers, Many, _ => stock.ReserveAsync(item));
        }

        bench.Compare(FewCallers, Row, atLeast: 20);
        bench.Compare(ManyCallers, FewCallers, atLeast: 0.9);
        await stock.CheckAsync(bench, server.Services);
        return bench.Result;
    }
}
