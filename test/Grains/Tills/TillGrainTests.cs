using OrleansCommerce.Grains.Tests.Orders;
using OrleansCommerce.Grains.Tills;
using OrleansCommerce.Journal;
using OrleansCommerce.Orders;
using OrleansCommerce.Tills;
using static OrleansCommerce.Grains.Tests.Orders.OrderHost;

namespace OrleansCommerce.Grains.Tests.Tills;

/// <summary>Orders tell tills what changed hands, once, whatever dies in between.</summary>
public sealed class TillGrainTests
{
    private static readonly SellAtTill ThreeMugs = new(
        "sale",
        "shop",
        null,
        "GBP",
        [new TillLine("mug", 3, null, null)],
        Tenders: [new Tender(TenderKind.Cash, new Money(10m, "GBP")), new Tender(TenderKind.Card, new Money(20m, "GBP"), "term_1")],
        TillId: "t1");

    [Fact]
    public async Task A_sale_and_its_refund_in_cash_count_into_the_open_session()
    {
        using var host = await OpenAsync();
        Accepted(await host.Order().SellAtTillAsync(ThreeMugs));
        Accepted(await host.Order().SellAtTillAsync(ThreeMugs));
        Assert.Equal(new TillTotals("GBP", 1, 10m, 20m, 0, 0, 0), Assert.Single((await SessionAsync(host)).Totals));

        // The card's part goes back by the provider, and only the rest is cash.
        var back = new ReturnItems("back", "shop", [new ReturnLine("1", 3, Disposition.Restock)], null, TillId: "t1");
        Accepted(await host.Order().ReturnAsync(back));
        Accepted(await host.Order().ReturnAsync(back));
        var session = await SessionAsync(host);
        Assert.Equal((100m, 1, 10m), (session.ExpectedCash, session.Totals[0].Refunds, session.Totals[0].CashRefunds));
    }

    [Theory]
    [InlineData("order.till-line-taken")]
    [InlineData("till.money-recorded")]
    [InlineData("order.till-told")]
    [InlineData("order.receipt-issued")]
    public async Task A_sale_that_is_cut_off_anywhere_counts_once_after_its_wake_up_and_its_repeat(string failsAt)
    {
        using var first = await OpenAsync();
        using var cut = new OrderHost(first.Storage, failsAt);
        await Assert.ThrowsAsync<JournalBusyException>(() => cut.Order().SellAtTillAsync(ThreeMugs));

        using var next = new OrderHost(first.Storage);
        await next.Order().WakeAsync();
        Accepted(await next.Order().SellAtTillAsync(ThreeMugs));
        Assert.Equal(new TillTotals("GBP", 1, 10m, 20m, 0, 0, 0), Assert.Single((await SessionAsync(next)).Totals));
        Assert.Null(await next.Order().WakeAsync());
    }

    [Fact]
    public async Task A_sale_without_a_session_is_sold_and_kept_apart()
    {
        using var host = await StockedAsync();
        Accepted(await host.Order().SellAtTillAsync(ThreeMugs));
        Assert.Null(await host.Till().GetSessionAsync(null));
        Assert.Equal(10m, Assert.Single((await host.Till().GetOutsideAsync()).Totals).Cash);
    }

    [Fact]
    public async Task Where_the_settings_demand_a_session_a_till_sells_in_one_alone_and_what_was_sold_offline_in_any_case()
    {
        using var host = await StockedAsync(new TillRules(5m, SessionRequired: true));
        Assert.Equal("CLOSED", Assert.IsType<InvalidState>((await host.Order().SellAtTillAsync(ThreeMugs)).Failure).State);
        Assert.Equal("tillId", Assert.IsType<InvalidInput>((await host.Order().SellAtTillAsync(ThreeMugs with { TillId = null })).Failure).Field);
        Assert.Null(await host.Order().GetAsync());

        Accepted(await host.Order("offline").SellAtTillAsync(ThreeMugs with { SoldAt = host.Time.GetUtcNow() }));
        Accepted(await host.Till().OpenAsync(Open("open")));
        Accepted(await host.Order().SellAtTillAsync(ThreeMugs));
    }

    [Fact]
    public async Task An_offline_sale_of_a_closed_session_is_late_there()
    {
        using var host = await OpenAsync();
        var soldAt = host.Time.GetUtcNow();
        host.Time.Advance(TimeSpan.FromHours(8));
        Accepted(await host.Till().CloseAsync(new CloseTillSession("close", new CashCount("GBP", 110m, []), "An offline sale is missing.")));
        Accepted(await host.Till().OpenAsync(Open("open-2")));

        Accepted(await host.Order().SellAtTillAsync(ThreeMugs with { SoldAt = soldAt }));
        var first = (await host.Till().GetSessionAsync(1))!;
        Assert.Equal((10m, 10m), (first.Closing!.Variance, Assert.Single(first.LateTotals).Cash));
        Assert.Empty((await SessionAsync(host)).Totals);
    }

    [Fact]
    public async Task What_the_till_has_forgotten_is_looked_for_and_not_counted_twice()
    {
        using var host = await OpenAsync();
        var since = host.Time.GetUtcNow();
        for (var i = 0; i < 13; i++)
        {
            host.Time.Advance(TimeSpan.FromMinutes(10));
            await Task.WhenAll(Enumerable.Range(0, 512).Select(j => host.Till().RecordAsync(Entry($"o{i}-{j}", host.Time.GetUtcNow()))));
        }

        Assert.Equal(new TillRecord(1, IsLate: false), await host.Till().RecordAsync(Entry("o0-0", since.AddMinutes(10))));
        Assert.Equal(13 * 512, (await SessionAsync(host)).Totals[0].Sales);
    }

    private static RecordTillMoney Entry(string orderId, DateTimeOffset at) =>
        new($"{orderId}:taken", orderId, "shop", TillMoneyKind.Sale, "GBP", 1m, 0, 0, at, at);

    private static OpenTillSession Open(string operation) => new(operation, "shop", new CashCount("GBP", 100m, []));

    private static async Task<TillSessionDetails> SessionAsync(OrderHost host) => (await host.Till().GetSessionAsync(null))!;

    private static async Task<OrderHost> OpenAsync()
    {
        var host = await StockedAsync();
        Accepted(await host.Till().OpenAsync(Open("open")));
        return host;
    }

    private static async Task<OrderHost> StockedAsync(TillRules? tills = null)
    {
        var host = new OrderHost(tills: tills);
        await host.StockUpAsync("mug", "shop", 10);
        return host;
    }
}
