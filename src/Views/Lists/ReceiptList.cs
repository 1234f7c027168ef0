using System.Text.Json;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Grains.Receipts;
using OrleansCommerce.Journal;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Receipts;
using OrleansCommerce.Views.Search;

namespace OrleansCommerce.Views.Lists;

/// <summary>Every receipt, whole: it never changes. Its words are in an index of words of the database's own kind.</summary>
internal sealed class ReceiptList : IView
{
    private const string StreamPrefix = ReceiptLedger.Category + "/";
    private const string OrderPrefix = "order/";
    private const string ClaimedType = "order.claimed";

    public string Name => "receipt-list";

    public string Table => "receipt_list";

    /// <summary>The index of words on SQLite.</summary>
    public static string TextTable(string table) => table + "_text";

    /// <summary>The SKUs of a receipt, so that one can be looked for whole.</summary>
    public static string SkuMark(string sku) => $"\n{sku}\n";

    public string Definition(DatabaseKind kind, string table, string indexes)
    {
        var text = SqlText.Of(kind);
        return $"""
            create table {table} (
                id          {text} not null primary key,
                store_id    {text} not null,
                order_id    {text} not null,
                customer_id {text},
                sold_at     bigint not null,
                total       bigint not null,
                skus        {text} not null,
                words       {(kind == DatabaseKind.Sqlite ? "text" : "tsvector")} not null,
                content     text   not null
            );
            create index {indexes}_newest on {table} (sold_at desc, id);
            create index {indexes}_customer on {table} (customer_id, sold_at desc, id);
            create index {indexes}_order on {table} (order_id);
            create index {indexes}_store on {table} (store_id, sold_at desc, id);
            {(kind == DatabaseKind.Sqlite
                ? $"drop table if exists {TextTable(table)}; create virtual table {TextTable(table)} using fts5(words, content='', tokenize='unicode61 remove_diacritics 0');"
                : $"create index {indexes}_words on {table} using gin (words);")}
            """;
    }

    public string Renaming(DatabaseKind kind, string from) => kind == DatabaseKind.Sqlite
        ? $"drop table {TextTable(Table)}; alter table {TextTable(from)} rename to {TextTable(Table)};"
        : string.Empty;

    public ViewChange? Fold(IReadOnlyList<RecordedEvent> events)
    {
        var rows = new List<Row>();
        var claims = new List<Claim>();
        foreach (var recorded in events)
        {
            if (recorded.Stream.StartsWith(StreamPrefix, StringComparison.Ordinal)
                && ReceiptLedger.Codec.Read(recorded) is ReceiptLedger.Event.Issued issued)
            {
                var (storeId, year) = ReceiptId.ParseKey(recorded.Stream[StreamPrefix.Length..]);
                rows.Add(RowOf(storeId, ReceiptLedger.Details(storeId, year, issued)));
            }
            else if (recorded.Type == ClaimedType && Order.Codec.Read(recorded) is Order.Event.Claimed claimed)
            {
                claims.Add(new Claim(recorded.Stream[OrderPrefix.Length..], claimed.CustomerId));
            }
        }

        return rows.Count == 0 && claims.Count == 0 ? null : async transaction =>
        {
            await WriteAsync(transaction, rows);
            await GiveAsync(transaction, claims);
        };
    }

    private static Row RowOf(string storeId, ReceiptDetails receipt) => new(
        receipt.Id,
        storeId,
        receipt.OrderId,
        receipt.CustomerId,
        ViewTime.ToMicroseconds(receipt.SoldAt),
        ViewMoney.ToTenThousandths(receipt.Total),
        string.Concat(receipt.Lines.Select(static line => line.Sku).Distinct(StringComparer.Ordinal).Select(SkuMark)),
        SearchWords.Of([receipt.Id, receipt.OrderNumber, .. receipt.Lines.SelectMany(static line => new[] { line.Sku, line.Name })]),
        JsonSerializer.Serialize(receipt, EventJson.Options));

    private static async Task WriteAsync(ViewTransaction transaction, List<Row> rows)
    {
        const string Columns = "id, store_id, order_id, customer_id, sold_at, total, skus, words, content";
        transaction.Expect(rows.Count, await transaction.WriteAsync(
            rows,
            $"insert into {transaction.Table} ({Columns}) values (@Id, @StoreId, @OrderId, @CustomerId, @SoldAt, @Total, @Skus, @Words, @Content)",
            $"""
            insert into {transaction.Table} ({Columns})
            select id, store_id, order_id, customer_id, sold_at, total, skus, array_to_tsvector(string_to_array(words, ' ')), content
            from unnest(@Id, @StoreId, @OrderId, @CustomerId, @SoldAt, @Total, @Skus, @Words, @Content)
                as r(id, store_id, order_id, customer_id, sold_at, total, skus, words, content)
            """,
            static rows => new
            {
                Id = rows.Select(static row => row.Id).ToArray(),
                StoreId = rows.Select(static row => row.StoreId).ToArray(),
                OrderId = rows.Select(static row => row.OrderId).ToArray(),
                CustomerId = rows.Select(static row => row.CustomerId).ToArray(),
                SoldAt = rows.Select(static row => row.SoldAt).ToArray(),
                Total = rows.Select(static row => row.Total).ToArray(),
                Skus = rows.Select(static row => row.Skus).ToArray(),
                Words = rows.Select(static row => row.Words).ToArray(),
                Content = rows.Select(static row => row.Content).ToArray(),
            }));
        if (transaction.Kind == DatabaseKind.Sqlite)
        {
            var text = TextTable(transaction.Table);
            transaction.Expect(rows.Count, await transaction.WriteAsync(
                rows,
                $"insert into {text} (rowid, words) select rowid, words from {transaction.Table} where id = @Id",
                string.Empty,
                static _ => new { }));
        }
    }

    /// <summary>The receipts of an order that a customer claimed are found in the account from then on. What they show stays as it was issued.</summary>
    private static Task<int> GiveAsync(ViewTransaction transaction, List<Claim> claims) => transaction.WriteAsync(
        claims,
        $"update {transaction.Table} set customer_id = @CustomerId where order_id = @OrderId",
        $"""
        update {transaction.Table} r set customer_id = c.customer_id
        from unnest(@OrderId, @CustomerId) as c(order_id, customer_id) where r.order_id = c.order_id
        """,
        static rows => new
        {
            OrderId = rows.Select(static row => row.OrderId).ToArray(),
            CustomerId = rows.Select(static row => row.CustomerId).ToArray(),
        });

    private sealed record Claim(string OrderId, string CustomerId);

    private sealed record Row(
        string Id, string StoreId, string OrderId, string? CustomerId, long SoldAt, long Total, string Skus, string Words, string Content);
}
