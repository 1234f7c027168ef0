using System.Text.Json.Nodes;
using OrleansCommerce.EndToEnd.Tests.Http;
using OrleansCommerce.EndToEnd.Tests.Servers;
using OrleansCommerce.Replay;

namespace OrleansCommerce.EndToEnd.Tests.Crash;

/// <summary>The real process dies under load, three times, and nothing that it acknowledged is lost or done twice.</summary>
public abstract class CrashTests(DatabaseKind kind)
{
    /// <summary>Mutations that a replay of the excerpt needs, at the least: the deaths lie somewhere among them.</summary>
    private const int OperationsMin = 1_200;

    [Theory]
    [InlineData(1)]
    public async Task Killed_three_times_in_the_middle_of_a_replay_every_unit_and_every_penny_adds_up(int seed)
    {
        using var database = await Database.CreateAsync(kind);
        await using var server = await MortalServer.StartAsync(database.ConnectionString);
#pragma warning disable CA5394 // a seeded generator, so that a failure can be repeated
        var random = new Random(seed);
        var deaths = Enumerable.Range(0, 3).Select(_ => random.NextInt64(1, OperationsMin)).Order().ToList();
#pragma warning restore CA5394
        var observer = new KillingObserver(server, deaths);

        var report = await ReplayAsync(server, observer);

        Assert.True(report.Retries > 0, "No request met the dead server.");
        Assert.Equal(3, server.Deaths);
        AssertFiguresOfTheExcerpt(report, observer);
        await AssertConsistentAsync(server.Address, report);

        // What was acknowledged is on the disk: after one more death the same replay has nothing left to do.
        await server.KillAndRestartAsync();
        AssertFiguresOfTheExcerpt(await ReplayAsync(server, observer), observer);
        await AssertConsistentAsync(server.Address, report);
    }

    private static Task<Report> ReplayAsync(MortalServer server, IReplayObserver observer) =>
        new Replayer(
            InvoiceFile.Read(Path.Combine(AppContext.BaseDirectory, "online-retail-excerpt.csv")),
            new ReplayOptions(server.Address, null, 16, TimeSpan.FromMinutes(2), null),
            observer).RunAsync();

    private static void AssertFiguresOfTheExcerpt(Report report, KillingObserver observer)
    {
        Assert.True(report.IsClean, string.Join(Environment.NewLine, [report.ToJson(), .. observer.Refusals, .. report.Mismatches]));
        Assert.Equal((31, 3), (report.Orders, report.TillSales));
        Assert.Equal((3828, 9167.78m), (report.UnitsSold, report.Gross));
        Assert.Equal((535, 2904.31m, 7), (report.ReturnedUnits, report.Refunded, report.UnmatchedReturns));
    }

    /// <summary>Each order came about once, reached its end, and was paid what it cost.</summary>
    private static async Task AssertConsistentAsync(Uri address, Report report)
    {
        using var api = new Api(address);
        JsonNode? orders = null;
        await Eventually.TrueAsync(
            async () =>
            {
                orders = await api.GetAsync(
                    "orders(first: 200)", "totalCount nodes { id status total { amount } paid { amount } fulfillments { status } }");
                return orders!["totalCount"]!.GetValue<int>() == report.Orders + report.TillSales;
            },
            () => $"{orders?["totalCount"]} orders are listed.");
        var nodes = orders!["nodes"]!.AsArray();
        Assert.All(nodes, order =>
        {
            Assert.Equal("FULFILLED", order!["status"]!.GetValue<string>());
            Assert.Equal(order["total"]!["amount"]!.GetValue<decimal>(), order["paid"]!["amount"]!.GetValue<decimal>());
            Assert.All(order["fulfillments"]!.AsArray(), fulfillment =>
                Assert.Contains(fulfillment!["status"]!.GetValue<string>(), (string[])["SHIPPED", "COLLECTED", "DELIVERED"]));
        });
        Assert.Equal(report.Gross, nodes.Sum(order => order!["total"]!["amount"]!.GetValue<decimal>()));
    }
}

public sealed class CrashOnSqliteTests() : CrashTests(DatabaseKind.Sqlite);

public sealed class CrashOnPostgresTests() : CrashTests(DatabaseKind.Postgres);
