using System.Diagnostics;
using System.Text.Json;
using OrleansCommerce.Load.Measurement;
using OrleansCommerce.Load.Servers;

namespace OrleansCommerce.Load.Scenarios;

/// <summary>
/// How long after its payment's commit an order is found among the confirmed ones, over HTTP at the real host, while 16 callers check out as
/// fast as they can. The list of orders waits a moment for what was committed before the question, so that this is nearly always one question.
/// </summary>
internal static class SearchLag
{
    private const int BusyCallers = 16;
    private const int Askers = 4;
    private const string Query = "query($search: String!) { searchOrders(search: $search, status: CONFIRMED, first: 1) { totalCount } }";

    public static async Task<Measured> RunAsync(Bench bench)
    {
        const string Lag = "from a payment's commit until the search shows the order as confirmed";
        const double LagMsMax = 1_000;

        await using var server = await ShopServer.StartAsync(bench.Database);
        await Reservations.StockUpAsync(server.Grains, Checkout.Skus, locations: 1);
        var paid = 0L;
        var askers = await server.ConnectAsync(Askers, GraphQLMutation.Path, Role.Associate);
        var buyers = await server.ConnectAsync(BusyCallers, GraphQLMutation.Path, Role.Customer);
        var warmUp = Callers.RunAsync(BusyCallers, bench.WarmUp, CheckOutAsync);
        await Callers.RunTimedAsync(Askers, bench.WarmUp, PayAndLookAsync);
        await warmUp;
        for (var round = 1; round <= Bench.Rounds; round++)
        {
            await bench.MeasureUnderLoadAsync(round, Lag, Askers, PayAndLookAsync, BusyCallers, CheckOutAsync, "checkouts");
        }

        bench.LimitLatency(Lag, "p99", static slice => slice.P99, LagMsMax);
        await Reservations.CheckAsync(bench, server.Services, "order.authorized", Volatile.Read(ref paid));
        return bench.Result;

        async Task CheckOutAsync(int caller)
        {
            await Checkout.CheckOutAsync([buyers[caller]], lines: 1, Checkout.Skus);
            Interlocked.Increment(ref paid);
        }

        async Task<TimeSpan> PayAndLookAsync(int asker)
        {
            var order = await Checkout.CheckOutAsync([askers[asker]], lines: 1, Checkout.Skus);
            var committed = Stopwatch.GetTimestamp();
            Interlocked.Increment(ref paid);
            while (!IsFound(await askers[asker].PostAsync($$$"""{"query":"{{{Query}}}","variables":{"search":"{{{order}}}"}}""")))
            {
                // Not found yet: asked again.
            }

            return Stopwatch.GetElapsedTime(committed);
        }
    }

    private static bool IsFound(ReadOnlyMemory<byte> answer)
    {
        using var document = JsonDocument.Parse(answer);
        return document.RootElement.GetProperty("data").GetProperty("searchOrders").GetProperty("totalCount").GetInt32() == 1;
    }
}
