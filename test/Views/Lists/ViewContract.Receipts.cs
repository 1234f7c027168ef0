using Dapper;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Grains.Receipts;
using OrleansCommerce.Grains.Returns;
using OrleansCommerce.Receipts;
using OrleansCommerce.Search;
using OrleansCommerce.Views.Receipts;
using OrleansCommerce.Views.Tests.Shops;

namespace OrleansCommerce.Views.Tests;

/// <summary>Receipts: the list that is searched, and the proof that no row was touched.</summary>
public abstract partial class ViewContract
{
    private static readonly string[] FoundBySearch = ["shop-2026-000002"];

    [Fact]
    public async Task Receipts_are_found_by_words_customer_store_sku_time_and_amount()
    {
        await using var shop = await OpenAsync();
        await WriteLedgerAsync(shop, "shop", [("cu-1", "mug", "Café mug", 10m), ("cu-2", "tea-1", "Green tea", 25.50m)]);
        await WriteLedgerAsync(shop, "online", [("cu-1", "tea-2", "Black tea", 99m)]);

        Assert.Equal(["online-2026-000001", "shop-2026-000001", "shop-2026-000002"], await FoundAsync(shop, new ReceiptFilter()));
        Assert.Equal(FoundBySearch, await FoundAsync(shop, new ReceiptFilter(Search: "gre TEA")));
        Assert.Equal(["shop-2026-000001"], await FoundAsync(shop, new ReceiptFilter(Search: "CAFÉ")));
        Assert.Equal(FoundBySearch, await FoundAsync(shop, new ReceiptFilter(Search: "SHOP-2026-000002")));
        Assert.Equal(["online-2026-000001", "shop-2026-000001"], await FoundAsync(shop, new ReceiptFilter(CustomerId: "cu-1")));
        Assert.Equal(["online-2026-000001"], await FoundAsync(shop, new ReceiptFilter(StoreId: "online", Search: "tea")));
        Assert.Equal(FoundBySearch, await FoundAsync(shop, new ReceiptFilter(Sku: "tea-1")));
        Assert.Empty(await FoundAsync(shop, new ReceiptFilter(Sku: "tea")));
        Assert.Equal(FoundBySearch, await FoundAsync(shop, new ReceiptFilter(MinAmount: 10.01m, MaxAmount: 25.50m)));
        Assert.Empty(await FoundAsync(shop, new ReceiptFilter(From: Noon.AddSeconds(1))));
        Assert.Empty(await FoundAsync(shop, new ReceiptFilter(To: Noon)));
        Assert.Empty(await FoundAsync(shop, new ReceiptFilter(Search: "' & :* \" OR")));
    }

    [Fact]
    public async Task Receipts_of_a_sale_that_a_customer_claimed_are_the_customers_also_after_a_rebuild()
    {
        await using var shop = await OpenAsync();
        await WriteLedgerAsync(shop, "shop", [(null, "mug", "Mug", 10m), (null, "tea", "Tea", 20m)]);
        Assert.Empty(await FoundAsync(shop, new ReceiptFilter(CustomerId: "cu-1")));
        await TellAsync(shop, "shop-o0", new Order.Event.Claimed(Some, "cu-1", Noon));
        Assert.Equal(["shop-2026-000001"], await FoundAsync(shop, new ReceiptFilter(CustomerId: "cu-1")));
        Assert.Equal(["shop-o0"], await SortedAsync(shop, new OrderFilter(CustomerId: "cu-1")));
        await shop.Rebuilder.RebuildAsync("receipt-list");
        await shop.Rebuilder.RebuildAsync("order-list");
        Assert.Equal(["shop-2026-000001"], await FoundAsync(shop, new ReceiptFilter(CustomerId: "cu-1")));
        Assert.Equal(["shop-o0"], await SortedAsync(shop, new OrderFilter("cu-1", CustomerId: "cu-1")));
    }

    [Fact]
    public async Task A_return_without_a_receipt_vouches_for_its_credit_note()
    {
        await using var shop = await OpenAsync();
        await WriteLedgerAsync(shop, "shop", [("cu-1", "mug", "Mug", 10m)], notes: (_, receipt) => shop.AppendAsync<UnreceiptedReturn.Event>(
            UnreceiptedReturn.Codec, "unreceipted-return/r", new UnreceiptedReturn.Event.ReceiptIssued(receipt.Id, receipt.Hash)));
        Assert.Empty((await new ReceiptProof(shop.Journal, shop.Database).RunAsync()).Faults);
        await shop.AppendAsync<UnreceiptedReturn.Event>(
            UnreceiptedReturn.Codec, "unreceipted-return/r2", new UnreceiptedReturn.Event.ReceiptIssued("shop-2026-000001", "forged"));
        var fault = Assert.Single((await new ReceiptProof(shop.Journal, shop.Database).RunAsync()).Faults);
        Assert.Equal(("unreceipted-return/r2", 1L), (fault.Stream, fault.Version));
    }

    [Fact]
    public async Task Closings_are_listed_newest_day_first_by_store_and_period()
    {
        await using var shop = await OpenAsync();
        await WriteLedgerAsync(shop, "shop", [("cu-1", "mug", "Mug", 10m)], closeThrough: new DateOnly(2026, 3, 31));
        await WriteLedgerAsync(shop, "online", [("cu-1", "tea", "Tea", 99m)], closeThrough: DateOnly.FromDateTime(Noon.Date));
        var list = new Search.ReceiptSearch(shop.Database, shop.Freshness);

        var first = await list.FindClosingsAsync(storeId: null, period: null, new PageRequest(2, After: null), CancellationToken.None);
        Assert.Equal(
            [("shop", ClosingPeriod.Month), ("shop", ClosingPeriod.Day)],
            first.Nodes.Select(closing => (closing.StoreId, closing.Period)));
        Assert.Equal(10m, first.Nodes[0].GrandTotals[0].Sales);
        var rest = await list.FindClosingsAsync(storeId: null, period: null, new PageRequest(9, first.Cursors[^1]), CancellationToken.None);
        Assert.Equal(first.TotalCount - 2, rest.Nodes.Length);
        Assert.DoesNotContain(first.Nodes[1].Hash, rest.Nodes.Select(closing => closing.Hash));
        var days = await list.FindClosingsAsync("online", ClosingPeriod.Day, new PageRequest(9, After: null), CancellationToken.None);
        Assert.Equal(DateOnly.FromDateTime(Noon.Date), Assert.Single(days.Nodes).LastDate);
    }

    [Fact]
    public async Task A_rebuilt_list_of_receipts_finds_words_again()
    {
        await using var shop = await OpenAsync();
        await WriteLedgerAsync(shop, "shop", [("cu-1", "mug", "Mug", 10m), ("cu-2", "tea", "Green tea", 25.50m)]);
        Assert.Equal(FoundBySearch, await FoundAsync(shop, new ReceiptFilter(Search: "green")));
        await shop.Rebuilder.RebuildAsync("receipt-list");
        Assert.Equal(FoundBySearch, await FoundAsync(shop, new ReceiptFilter(Search: "green")));
    }

    [Fact]
    public async Task Receipts_are_proved_and_a_row_that_was_changed_in_the_database_is_named()
    {
        await using var shop = await OpenAsync();
        await WriteLedgerAsync(shop, "shop", [("cu-1", "mug", "Mug", 10m), ("cu-2", "tea", "Tea", 20m), ("cu-3", "mug", "Mug", 30m)]);
        Assert.Empty((await new ReceiptProof(shop.Journal, shop.Database).RunAsync()).Faults);

        var payload = await PayloadAsync(shop, 3);
        await TouchAsync(shop, payload.Replace("\"total\":20", "\"total\":19", StringComparison.Ordinal), 3);
        var fault = Assert.Single((await new ReceiptProof(shop.Journal, shop.Database).RunAsync()).Faults);
        Assert.Equal(("receipts/shop/2026", 3L), (fault.Stream, fault.Version));

        await TouchAsync(shop, payload, 3);
        Assert.Empty((await new ReceiptProof(shop.Journal, shop.Database).RunAsync()).Faults);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_row_that_was_removed_from_the_database_is_missed(int version)
    {
        await using var shop = await OpenAsync();
        await WriteLedgerAsync(shop, "shop", [("cu-1", "mug", "Mug", 10m), ("cu-2", "tea", "Tea", 20m), ("cu-3", "mug", "Mug", 30m)]);
        await shop.Database.WriteAsync(async (connection, transaction, _) => await connection.ExecuteAsync(
            "delete from journal_events where stream = 'receipts/shop/2026' and version = @version", new { version }, transaction));
        var faults = (await new ReceiptProof(shop.Journal, shop.Database).RunAsync()).Faults;
        Assert.Contains(faults, fault => fault.What.Contains(version == 4 ? "removed" : "version 3", StringComparison.Ordinal));
    }

    private static Task<int> TouchAsync(Shop shop, string payload, int version) =>
        shop.Database.WriteAsync(async (connection, transaction, _) => await connection.ExecuteAsync(
            "update journal_events set payload = @payload where stream = 'receipts/shop/2026' and version = @version",
            new { payload = System.Text.Encoding.UTF8.GetBytes(payload), version },
            transaction));

    private static async Task<string> PayloadAsync(Shop shop, int version)
    {
        await using var connection = await shop.Database.OpenReadAsync();
        return System.Text.Encoding.UTF8.GetString((await connection.ExecuteScalarAsync<byte[]>(
            "select payload from journal_events where stream = 'receipts/shop/2026' and version = @version", new { version }))!);
    }

    private static async Task<IEnumerable<string>> FoundAsync(Shop shop, ReceiptFilter filter)
    {
        var page = await new Search.ReceiptSearch(shop.Database, shop.Freshness)
            .FindReceiptsAsync(filter, new PageRequest(50, After: null), CancellationToken.None);
        return page.Nodes.Select(receipt => receipt.Id).Order(StringComparer.Ordinal);
    }

    /// <summary>A ledger as its grain writes it, and the orders that know its receipts.</summary>
    private static async Task WriteLedgerAsync(
        Shop shop,
        string store,
        (string? Customer, string Sku, string Name, decimal Amount)[] sales,
        DateOnly? closeThrough = null,
        Func<string, ReceiptDetails, Task>? notes = null)
    {
        var state = ReceiptLedger.Nothing(ReceiptId.KeyOf(store, 2026));
        await AddAsync(ReceiptLedger.DecideOpen(state, predecessor: null, Noon));
        foreach (var sale in sales)
        {
            var order = $"{store}-o{state.LastNumber}";
            var decision = ReceiptLedger.DecideIssue(
                state,
                new IssueReceipt(
                    order, order, "2603-000001-1", sale.Customer, "EUR", [new ReceiptLineInput("1", sale.Sku, sale.Name, 1, 0, sale.Amount, null, null)], Noon, Noon, null),
                TaxTable.Default.Of("FR"),
                Noon);
            await AddAsync(decision);
            var receipt = ReceiptLedger.Details(state, (ReceiptLedger.Event.Issued)decision.Events[^1]);
            await (notes ?? NoteAsync)(order, receipt);
        }

        if (closeThrough is { } date)
        {
            await AddAsync(ReceiptLedger.DecideClose(state, date, TaxTable.Default.Of("FR"), Noon.AddDays(60)));
        }

        async Task NoteAsync(string order, ReceiptDetails receipt)
        {
            await PlaceAsync(shop, order);
            await TellAsync(shop, order, new Order.Event.ReceiptIssued(receipt.Id, receipt.Kind, [], receipt.Total, receipt.Hash));
        }

        async Task AddAsync(Decision<ReceiptLedger.Event> decision)
        {
            foreach (var happened in decision.Events)
            {
                await shop.AppendAsync(ReceiptLedger.Codec, ReceiptLedger.StreamOf(state), happened);
                state = ReceiptLedger.Evolve(state, happened);
            }
        }
    }
}
