using System.Text.Json.Nodes;
using OrleansCommerce.EndToEnd.Tests.Http;
using OrleansCommerce.EndToEnd.Tests.Replaying;
using OrleansCommerce.EndToEnd.Tests.Servers;
using OrleansCommerce.Replay;

namespace OrleansCommerce.EndToEnd.Tests.Crash;

/// <summary>Goods go every way that a shop has: shipped, in two parcels, to stores, to lockers, over the counter, and back.</summary>
public abstract class PathsTests(DatabaseKind kind)
{
    private static readonly PathShares Shares = new(Collect: 20, Lockers: 20, TwoParcels: 20, Till: 20);

    [Fact]
    public async Task Server_and_replay_are_killed_while_goods_go_every_way_and_every_sum_is_exact()
    {
        using var database = await Database.CreateAsync(kind);
        await using var server = await MortalServer.StartAsync(database.ConnectionString);

        // The replay dies with a fifth of the invoices done, and the server with it.
        using var killed = new CancellationTokenSource();
        var first = new MilestoneObserver(
            [12],
            () =>
            {
                server.Kill();
                killed.Cancel();
            },
            stepsOf: "Invoices");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Excerpt.ReplayAsync(server.Address, first, Shares, killed.Token));
        Assert.Empty(first.Refusals);

        // Another one goes on, and the server dies twice more.
        await server.BackAsync();
        var observer = new MilestoneObserver([20, 40], server.Kill, stepsOf: "Invoices");
        var report = await Excerpt.ReplayAsync(server.Address, observer, Shares);

        Assert.Equal(3, server.Deaths);
        Excerpt.AssertFigures(report, observer, server.Log);
        await Excerpt.AssertConsistentAsync(server.Address, report);
        Assert.Equal(
            ["Shipped", "Two parcels", "Click and collect", "Lockers", "Tills", "Returned with a receipt", "Returned without one"],
            report.Paths.Select(path => path.Path));
        Assert.All(report.Paths, path => Assert.True(path is { Invoices: > 0, Units: > 0, UnitsOff: 0, MoneyOff: 0 }, $"{path}"));
        Assert.Equal((report.UnitsSold, report.Gross), (report.Paths.Take(5).Sum(path => path.Units), report.Paths.Take(5).Sum(path => path.Money)));
        await AssertChannelsAsync(server.Address, report);
    }

    /// <summary>What the list of orders adds up to by channel is what the replay says by path.</summary>
    private static async Task AssertChannelsAsync(Uri server, Report report)
    {
        using var api = new Api(server);
        var money = new Dictionary<string, decimal>(StringComparer.Ordinal);
        await Eventually.TrueAsync(
            async () =>
            {
                var nodes = (await api.GetAsync("orders(first: 200)", "nodes { channel authorized { amount } captured { amount } refunded { amount } }"))!["nodes"]!.AsArray();
                Assert.All(nodes, order => Assert.True(
                    Amount(order!, "authorized") >= Amount(order!, "captured") && Amount(order!, "captured") >= Amount(order!, "refunded"), order!.ToJsonString()));
                money = nodes.GroupBy(order => order!["channel"]!.GetValue<string>()).ToDictionary(
                    orders => orders.Key, orders => orders.Sum(order => Amount(order!, "captured")), StringComparer.Ordinal);
                return money.GetValueOrDefault("WEB") == Of("Shipped") + Of("Click and collect") + Of("Lockers")
                    && money.GetValueOrDefault("APP") == Of("Two parcels")
                    && money.GetValueOrDefault("POS") == Of("Tills");
            },
            () => $"{string.Join(", ", money)}: {report.ToJson()}");

        decimal Of(string path) => report.Paths.Single(row => row.Path == path).MoneyExpected;

        static decimal Amount(JsonNode order, string field) => order[field]!["amount"]!.GetValue<decimal>();
    }
}

public sealed class PathsOnSqliteTests() : PathsTests(DatabaseKind.Sqlite);

public sealed class PathsOnPostgresTests() : PathsTests(DatabaseKind.Postgres);
