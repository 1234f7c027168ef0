using OrleansCommerce.Load.Measurement;
using OrleansCommerce.Load.Servers;

namespace OrleansCommerce.Load.Engine;

/// <summary>
/// Silos of one cluster, with callers spread evenly over them: reservations of many stock items and of one, and checkouts. On one
/// machine the sum cannot grow with the silos; what an operation costs, and which part of its calls goes over the network, is told.
/// </summary>
internal static class Cluster
{
    private const int Items = 1_000;
    private const int CallerCount = 64;

    // Of fewer rows the pages that are not full are most.
    private const int RowsMin = 500;

    public static async Task<Measured> RunAsync(Bench bench)
    {
        if (bench.Database.Server is null)
        {
            throw new InvalidOperationException("The silos of a cluster share a journal in PostgreSQL: run it with --journal postgres.");
        }

        for (var round = 1; round <= Bench.Rounds; round++)
        {
            foreach (var silos in bench.Silos)
            {
                await MeasureAsync(bench, round, silos);
            }
        }

        return bench.Result;
    }

    private static async Task MeasureAsync(Bench bench, int round, int silos)
    {
        using var cluster = await SiloCluster.StartAsync(silos);
        var stock = new ClusterStock(bench.Sized(Items));
        await stock.ReceiveAsync(await cluster.ConnectAsync(CallerCount, Role.Admin));
        if (round == 1)
        {
            await NoteIdleAsync(bench, silos, cluster);
            await NoteSizesAsync(bench, $"{silos} silos, {stock.Items:N0} stock items received, nothing reserved", cluster);
        }

        var associates = await cluster.ConnectAsync(CallerCount, Role.Associate);
        var staying = await ConnectCustomersAsync(cluster, perCaller: 1);
        var wandering = await ConnectCustomersAsync(cluster, perCaller: silos);
        await Callers.RunAsync(CallerCount, bench.WarmUp, caller => stock.CheckOutAsync(wandering[caller]));
        await Callers.RunAsync(CallerCount, bench.WarmUp, caller => stock.ReserveAnyAsync(associates[caller]));

        await MeasureAsync("reserveStock, any stock item", caller => stock.ReserveAnyAsync(associates[caller]));
        await MeasureAsync("reserveStock, one stock item", caller => stock.ReserveHotAsync(associates[caller]));
        if (silos > 1)
        {
            await ClusterNeighbours.MeasureAsync(bench, round, cluster, stock, associates, $"{silos} silos");
        }

        await MeasureAsync("checkout, all requests at one silo", caller => stock.CheckOutAsync(staying[caller]));
        await MeasureAsync("checkout, each request at any silo", caller => stock.CheckOutAsync(wandering[caller]));

        if (round == 1)
        {
            await NoteSizesAsync(bench, $"{silos} silos, after all loads", cluster);
        }

        await cluster.CheckAsync("stock.reserved", stock.Reserved);
        await cluster.CheckAsync("order.authorized", stock.Paid);
        bench.Note($"Checked, round {round}, {silos} silos: as many reservations and payments in the journal as were acknowledged.");

        Task MeasureAsync(string load, Func<int, Task> call) =>
            bench.MeasureAsync(round, $"{silos} {(silos == 1 ? "silo" : "silos")}: {load}", CallerCount, cluster, call);
    }

    // What a cluster costs when nobody asks: signs of life, looks for due work, the feed's followers.
    private static async Task NoteIdleAsync(Bench bench, int silos, SiloCluster cluster)
    {
        var (wal, transactions) = (await bench.Database.ReadWalAsync(), await cluster.ReadTransactionsAsync());
        var before = CpuTime.Now(bench.Database.Postmaster, cluster.ProcessIds);
        await Task.Delay(bench.Duration);
        var cpu = CpuTime.Now(bench.Database.Postmaster, cluster.ProcessIds) - before;
        var seconds = bench.Duration.TotalSeconds;
        bench.Note(
            $"{silos} silos at rest for {seconds:N0} s, a second: {cpu.Silos / seconds:F3} CPU s of the silos, {cpu.Postgres / seconds:F3} of PostgreSQL, "
            + $"{(await cluster.ReadTransactionsAsync() - transactions) / seconds:F1} transactions, {(await bench.Database.ReadWalAsync() - wal) / seconds:N0} bytes of WAL.");
    }

    private static async Task NoteSizesAsync(Bench bench, string when, SiloCluster cluster)
    {
        foreach (var (table, rows, bytes, indexBytes) in await cluster.ReadSizesAsync())
        {
            if (rows >= RowsMin)
            {
                bench.Note($"{when}: {table}: {rows:N0} rows, {(double)bytes / rows:N0} bytes a row, {(double)indexBytes / rows:N0} of indexes.");
            }
        }
    }

    // Each customer has connections of his own: to one silo, or to each.
    private static async Task<HttpConnection[][]> ConnectCustomersAsync(SiloCluster cluster, int perCaller)
    {
        var connections = new HttpConnection[CallerCount][];
        for (var caller = 0; caller < CallerCount; caller++)
        {
            connections[caller] = await cluster.ConnectAsync(perCaller, Role.Customer, from: caller);
        }

        return connections;
    }
}
