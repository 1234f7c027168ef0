using System.Text.Json.Nodes;
using OrleansCommerce.EndToEnd.Tests.Http;
using OrleansCommerce.Replay;

namespace OrleansCommerce.EndToEnd.Tests.Replaying;

/// <summary>A replay of some real invoices, and what must be true after it.</summary>
internal static class Excerpt
{
    /// <summary>Mutations that the replay needs, at the least.</summary>
    public const int OperationsMin = 1_200;

    /// <summary>Replays it. What was done before is not done again.</summary>
    /// <param name="server">Where.</param>
    /// <param name="observer">Hears of it.</param>
    /// <param name="shares">Which invoices go which way; those of the command line when left out.</param>
    /// <param name="cancellationToken">Ends the replay as a kill does, in the middle of what it does.</param>
    public static Task<Report> ReplayAsync(
        Uri server, IReplayObserver observer, PathShares? shares = null, CancellationToken cancellationToken = default) =>
        new Replayer(
            InvoiceFile.Read(Path.Combine(AppContext.BaseDirectory, "online-retail-excerpt.csv")),
            new ReplayOptions(server, null, 16, TimeSpan.FromMinutes(2), null, shares ?? PathShares.Default),
            observer).RunAsync(cancellationToken);

    /// <summary>Its units and pennies.</summary>
    /// <param name="report">What was sold.</param>
    /// <param name="observer">Heard of what was refused.</param>
    /// <param name="log">Of the server, for the message when something is wrong.</param>
    public static void AssertFigures(Report report, MilestoneObserver observer, string log = "")
    {
        Assert.True(report.IsClean, string.Join(Environment.NewLine, [report.ToJson(), .. observer.Refusals, .. report.Mismatches, log]));
        Assert.Equal(34, report.Orders + report.TillSales);
        Assert.Equal((3828, 9167.78m), (report.UnitsSold, report.Gross));
        Assert.Equal((535, 2904.31m, 7), (report.ReturnedUnits, report.Refunded, report.UnmatchedReturns));
    }

    /// <summary>Each order came about once, reached its end, and was paid what it cost.</summary>
    public static async Task AssertConsistentAsync(Uri server, Report report)
    {
        using var api = new Api(server);
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
