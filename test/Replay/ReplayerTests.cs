using static OrleansCommerce.Replay.Tests.FakeServer;
using static OrleansCommerce.Replay.Tests.InvoiceCsv;

namespace OrleansCommerce.Replay.Tests;

public class ReplayerTests
{
    [Fact]
    public async Task The_excerpt_adds_up()
    {
        await using var server = await FakeServer.StartAsync();

        var report = await ReplayAsync(server, Excerpt());

        AssertFiguresOfTheExcerpt(report);
        Assert.Equal(0, report.Retries);
        Assert.True(server.Shop.SplitOrders > 0, "No order needed two locations.");
    }

    [Fact]
    public async Task A_server_that_is_busy_away_or_loses_answers_changes_no_figure_and_does_nothing_twice()
    {
        await using var calm = await FakeServer.StartAsync();
        await using var wild = await FakeServer.StartAsync(request => (request % 5) switch
        {
            1 => Fault.DoneButAnswerLost,
            2 => Fault.Unavailable,
            3 => Fault.RefusedAsBusy,
            _ => Fault.None,
        });
        var file = Parse(
            Row("1", "A", 6, 1.25m, day: 1), Row("1", "POST", 1, 18m, day: 1), Row("2", "A", 4, 1.25m, day: 2, customer: "7", country: "Spain"),
            Row("3", "B", 2, 3m, day: 3, customer: ""), Row("C4", "A", -3, 1.25m, day: 4), Row("C5", "B", -1, 2m, day: 5));

        var expected = await ReplayAsync(calm, file, concurrency: 1);
        var report = await ReplayAsync(wild, file, concurrency: 1);

        Assert.True(report.Retries > 0);
        Assert.Equal(Figures(expected), Figures(report));
        Assert.Equal(calm.Shop.Effects.Where(NotUpsert), wild.Shop.Effects.Where(NotUpsert));
    }

    [Fact]
    public async Task Replaying_again_on_the_same_server_does_nothing_and_ends_with_the_same_figures()
    {
        await using var server = await FakeServer.StartAsync();
        await ReplayAsync(server, Excerpt());
        var effects = server.Shop.Effects.Count(NotUpsert);

        var report = await ReplayAsync(server, Excerpt());

        AssertFiguresOfTheExcerpt(report);
        Assert.Equal(effects, server.Shop.Effects.Count(NotUpsert));
    }

    [Theory]
    [InlineData(100, 0, 0, 0, "Click and collect", "markReadyForPickup", "collectFulfillment")]
    [InlineData(0, 100, 0, 0, "Lockers", "depositParcel", "openForPickup", "reportDoor")]
    [InlineData(0, 0, 100, 0, "Two parcels", "buyLabel", "trackParcel")]
    [InlineData(0, 0, 0, 100, "Tills", "openTillSession", "sellCartAtTill", "closeTillSession")]
    [InlineData(0, 0, 0, 0, "Shipped", "shipFulfillment")]
    public async Task Each_path_adds_up_with_all_invoices_on_it(
        int collect, int lockers, int twoParcels, int till, string path, params string[] effects)
    {
        await using var server = await FakeServer.StartAsync();
        var file = Parse(
            Row("1", "A", 6, 1.25m, day: 1), Row("1", "B", 3, 2m, day: 1), Row("1", "A", 1, 1.25m, day: 1), Row("1", "POST", 1, 18m, day: 1),
            Row("2", "A", 4, 1.25m, day: 2, customer: "7", country: "Spain"), Row("2", "B", 1, 2m, day: 2, customer: "7", country: "Spain"),
            Row("C3", "A", -5, 1.25m, day: 4), Row("C4", "B", -1, 2.5m, day: 5));

        var report = await ReplayAsync(server, file, shares: new PathShares(collect, lockers, twoParcels, till));

        Assert.True(report.IsClean, string.Join(Environment.NewLine, report.Mismatches));
        Assert.Equal((path, 2, 16L, 39.75m), (report.Paths[0].Path, report.Paths[0].Invoices, report.Paths[0].Units, report.Paths[0].Money));
        Assert.Equal((1, 5L, 6.25m), (report.Paths[1].Invoices, report.Paths[1].Units, report.Paths[1].Money));
        Assert.Equal((1, 1L, 2.5m), (report.Paths[2].Invoices, report.Paths[2].Units, report.Paths[2].Money));
        Assert.Equal(twoParcels > 0, report.Paths[0].Parcels == 4 && server.Shop.Effects.Contains("setChannelBuffer"));
        Assert.Subset(server.Shop.Effects.ToHashSet(StringComparer.Ordinal), effects.ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Lines_that_cannot_be_booked_are_refused_before_their_stock_is_received()
    {
        await using var server = await FakeServer.StartAsync();

        var report = await ReplayAsync(server, Parse(Row("1", "A", 2, 1m), Row("1", "A", 3, -1m)));

        Assert.Equal((1, 0, 2), (report.Refusals, report.StockMismatches, report.UnitsSold));
        Assert.False(report.IsClean);
    }

    [Fact]
    public async Task A_request_that_is_not_allowed_stops_the_replay_and_says_why()
    {
        await using var server = await FakeServer.StartAsync(_ => Fault.NotAllowed);

        var fault = await Assert.ThrowsAsync<GraphQLFaultException>(() => ReplayAsync(server, Excerpt()));

        Assert.Contains("AUTH_NOT_AUTHORIZED", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_stays_away_longer_than_patience_stops_the_replay()
    {
        await using var server = await FakeServer.StartAsync(_ => Fault.Unavailable);
        var options = new ReplayOptions(server.Address, null, 4, TimeSpan.FromMilliseconds(1), null, PathShares.Default);

        await Assert.ThrowsAsync<GraphQLFaultException>(() => new Replayer(Excerpt(), options, new RecordingObserver()).RunAsync());
    }

    // These set the same again, and go without an operation id.
    private static bool NotUpsert(string effect) => !effect.StartsWith("upsert", StringComparison.Ordinal) && effect != "configureLockerBank";

    private static Task<Report> ReplayAsync(FakeServer server, InvoiceFile file, int concurrency = 8, PathShares? shares = null) =>
        new Replayer(
            file,
            new ReplayOptions(server.Address, null, concurrency, TimeSpan.FromMinutes(1), null, shares ?? PathShares.Default),
            new RecordingObserver()).RunAsync();

    private static object Figures(Report report) => (
        report.Orders, report.TillSales, report.UnitsSold, report.Gross, report.ReturnedUnits, report.Refunded,
        (report.UnmatchedReturns, report.Refusals, report.StockMismatches), string.Join(Environment.NewLine, report.Paths));

    private static void AssertFiguresOfTheExcerpt(Report report)
    {
        Assert.Equal((29, 5), (report.Orders, report.TillSales));
        Assert.Equal((3828, 9167.78m), (report.UnitsSold, report.Gross));
        Assert.Equal((535, 2904.31m), (report.ReturnedUnits, report.Refunded));
        Assert.Equal((7, 0), (report.UnmatchedReturns, report.Refusals));
        Assert.True(report.IsClean, string.Join(Environment.NewLine, report.Mismatches));
        Assert.Equal(
            [
                ("Shipped", 21, 1945, 5534.54m), ("Two parcels", 3, 684, 1286.35m), ("Click and collect", 3, 260, 499.49m),
                ("Lockers", 2, 179, 362.95m), ("Tills", 5, 760, 1484.45m),
                ("Returned with a receipt", 22, 522, 1358.94m), ("Returned without one", 6, 13, 1545.37m),
            ],
            report.Paths.Select(path => (path.Path, path.Invoices, path.Units, path.Money)));
    }
}
