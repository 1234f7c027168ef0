using System.Diagnostics;
using System.Text.Json;
using OrleansCommerce.Load.Measurement;
using OrleansCommerce.Load.Servers;

namespace OrleansCommerce.Load.Scenarios;

/// <summary>
/// How long after its commit a change is seen in <c>availability</c> of a SKU at 200 locations, over HTTP at the real host, while 64
/// callers reserve units of 10,000 other stock items. Each of the askers has a SKU of its own.
/// </summary>
internal static class Availability
{
    private const int Skus = 1_000;
    private const int SkuLocations = 10;
    private const int BusyCallers = 64;
    private const int Askers = 4;
    private const int Places = 200;
    private const string Query = "query($sku: String!) { availability(sku: $sku) { location { id } available version } }";

    public static async Task<Measured> RunAsync(Bench bench)
    {
        const string Lag = "from a commit until availability at 200 locations shows it";
        const double LagMsMax = 250;

        await using var server = await ShopServer.StartAsync(bench.Database);
        var busy = await Reservations.StockUpAsync(server.Grains, bench.Sized(Skus), SkuLocations);
        var wanted = await Reservations.StockUpAsync(server.Grains, Askers, Places, firstSku: Skus, receipts: 1);
        var connections = await server.ConnectAsync(Askers, GraphQLMutation.Path, Role.Associate);
        var warmUp = Callers.RunAsync(BusyCallers, bench.WarmUp, _ => busy.ReserveAnyAsync());
        await Callers.RunTimedAsync(Askers, bench.WarmUp, ChangeAndLookAsync);
        await warmUp;
        for (var round = 1; round <= Bench.Rounds; round++)
        {
            await bench.MeasureUnderLoadAsync(round, Lag, Askers, ChangeAndLookAsync, BusyCallers, _ => busy.ReserveAnyAsync(), "reservations");
        }

        bench.LimitLatency(Lag, "p99", static slice => slice.P99, LagMsMax);
        await busy.CheckAsync(bench, server.Services);
        return bench.Result;

        async Task<TimeSpan> ChangeAndLookAsync(int asker)
        {
            var place = Random.Shared.Next(Places);
            var changed = await wanted.ReceiveAsync((asker * Places) + place);
            var committed = Stopwatch.GetTimestamp();
            while (VersionAt(await AskAsync(connections[asker], changed.Sku), changed.LocationId) < changed.Version)
            {
                // Not seen yet: asked again.
            }

            return Stopwatch.GetElapsedTime(committed);
        }
    }

    private static Task<ReadOnlyMemory<byte>> AskAsync(HttpConnection connection, string sku) =>
        connection.PostAsync($$$"""{"query":"{{{Query}}}","variables":{"sku":"{{{sku}}}"}}""");

    private static long VersionAt(ReadOnlyMemory<byte> answer, string locationId)
    {
        using var document = JsonDocument.Parse(answer);
        return document.RootElement.GetProperty("data").GetProperty("availability").EnumerateArray()
            .Where(item => item.GetProperty("location").GetProperty("id").ValueEquals(locationId))
            .Select(static item => item.GetProperty("version").GetInt64())
            .FirstOrDefault();
    }
}
