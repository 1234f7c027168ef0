using OrleansCommerce.Grains.Tests.Orders;
using OrleansCommerce.Journal;
using OrleansCommerce.Orders;
using OrleansCommerce.Receipts;
using static OrleansCommerce.Grains.Tests.Orders.OrderHost;

namespace OrleansCommerce.Grains.Tests.Receipts;

/// <summary>Orders and ledgers together, on the embedded host and a journal in memory.</summary>
public sealed class ReceiptGrainTests
{
    private static readonly SellAtTill Sale = new("sale", "shop", null, "GBP", [new TillLine("mug", 3, null, null)]);

    [Fact]
    public async Task A_till_shows_its_receipt_and_a_return_its_credit_note()
    {
        using var host = new OrderHost();
        await host.StockUpAsync("mug", "shop", 10);
        var sold = Accepted(await host.Order().SellAtTillAsync(Sale));
        var ledger = host.Receipts(KeyAt(host, "shop"));
        var receipt = (await ledger.GetAsync(1))!;
        Assert.Equal(receipt.Id, Assert.Single(sold.ReceiptIds));
        Assert.Equal((30m, 5m, 20m), (receipt.Total, receipt.Taxes[0].Tax, receipt.Taxes[0].Rate));
        Assert.Equal(sold.ReceiptIds.AsEnumerable(), Accepted(await host.Order().SellAtTillAsync(Sale)).ReceiptIds);

        var returned = new ReturnItems("return", "shop", [new ReturnLine("1", 1, Disposition.Restock)], null);
        var answer = Accepted(await host.Order().ReturnAsync(returned));
        Assert.Equal(2, answer.Order.ReceiptIds.Length);
        var credit = (await ledger.GetAsync(2))!;
        Assert.Equal((ReceiptKind.CreditNote, -10m, -1.67m, receipt.Id), (credit.Kind, credit.Total, credit.Taxes[0].Tax, credit.OriginalId));
    }

    [Fact]
    public async Task An_order_that_no_till_sold_asks_for_its_receipt_after_its_parcel_left()
    {
        using var host = new OrderHost();
        await host.StockUpAsync("mug", "w1", 10);
        await host.StockUpAsync("tea", "shop", 10);
        Accepted(await host.Order().PlaceAsync(OrderStory.PlaceCommand(OrderStory.Tracked("mug", 2), OrderStory.Postage())));
        Accepted(await host.Order().PayAsync(new PayOrder("pay", "tok_approve")));
        await host.Order().WakeAsync();
        Assert.Null(await host.Receipts(KeyAt(host, ReceiptId.OnlineStore)).GetLedgerAsync());

        Assert.Empty(Accepted(await host.Order().ShipAsync(new AdvanceFulfillment("ship", "o1.1"))).ReceiptIds);
        await host.Order().WakeAsync();
        var receipt = (await host.Receipts(KeyAt(host, ReceiptId.OnlineStore)).GetAsync(1))!;
        Assert.Equal((24.95m, 2), (receipt.Total, receipt.Lines.Length));
        Assert.Null(await host.Order().WakeAsync());

        var returned = new ReturnItems("return", "shop", [new ReturnLine("1", 1, Disposition.Restock)], null);
        Assert.Equal(2, Accepted(await host.Order().ReturnAsync(returned)).Order.ReceiptIds.Length);
        var credit = (await host.Receipts(KeyAt(host, "shop")).GetAsync(1))!;
        Assert.Equal((ReceiptKind.CreditNote, -10m, receipt.Id), (credit.Kind, credit.Total, credit.OriginalId));
    }

    [Fact]
    public async Task A_crash_between_the_ledger_and_the_order_leaves_neither_a_gap_nor_a_double()
    {
        using var host = new OrderHost(failsAt: "order.receipt-issued");
        await host.StockUpAsync("mug", "shop", 10);
        await Assert.ThrowsAsync<JournalBusyException>(() => host.Order().SellAtTillAsync(Sale));
        Assert.Equal(1, (await host.Receipts(KeyAt(host, "shop")).GetLedgerAsync())!.LastNumber);

        using var next = new OrderHost(host.Storage);
        Assert.Null(await next.Order().WakeAsync());
        Assert.Equal($"shop-{next.Time.GetUtcNow().Year}-000001", Assert.Single((await next.Order().GetAsync())!.ReceiptIds));
        Accepted(await next.Order("o2").SellAtTillAsync(Sale));
        Assert.Equal(2, (await next.Receipts(KeyAt(next, "shop")).GetLedgerAsync())!.LastNumber);
    }

    [Fact]
    public async Task Many_tills_of_a_shop_draw_each_number_once()
    {
        using var host = new OrderHost();
        await host.StockUpAsync("mug", "shop", 1_000);
        var sold = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => host.Order($"o{i}").SellAtTillAsync(Sale)));
        var numbers = sold.Select(answer => ReceiptId.TryParse(Accepted(answer).ReceiptIds[0], out var id) ? id.Number : 0);
        Assert.Equal(Enumerable.Range(1, 50).Select(number => (long)number), numbers.Order());
    }

    [Fact]
    public async Task A_new_year_goes_on_from_the_last_one_which_it_closes()
    {
        using var host = new OrderHost();
        await host.StockUpAsync("mug", "shop", 10);
        Accepted(await host.Order().SellAtTillAsync(Sale));
        var year = host.Time.GetUtcNow().Year;
        host.Time.Advance(TimeSpan.FromDays(367));
        var sold = Accepted(await host.Order("o2").SellAtTillAsync(Sale));
        var last = (await host.Receipts(ReceiptId.KeyOf("shop", year)).GetLedgerAsync())!;
        Assert.True(last.IsClosed);
        Assert.True(ReceiptId.TryParse(sold.ReceiptIds[0], out var id));
        Assert.Equal((1L, true), (id.Number, id.Year > year));
        Assert.Equal(60m, (await host.Receipts(id.LedgerKey).GetLedgerAsync())!.GrandTotals[0].Sales);
    }

    private static string KeyAt(OrderHost host, string storeId) => ReceiptId.KeyOf(storeId, host.Time.GetUtcNow().Year);
}
