using System.Text.Json;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Receipts;
using OrleansCommerce.Journal;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Receipts;

namespace OrleansCommerce.Views.Lists;

/// <summary>Every closing of every ledger of receipts, whole: it never changes.</summary>
internal sealed class ClosingList : IView
{
    private const string Columns = "store_id, last_day, period, content";
    private const string StreamPrefix = ReceiptLedger.Category + "/";

    public string Name => "closing-list";

    public string Table => "closing_list";

    public string Definition(DatabaseKind kind, string table, string indexes) =>
        $"""
        create table {table} (
            store_id {SqlText.Of(kind)} not null,
            last_day integer not null,
            period   integer not null,
            content  text    not null,
            primary key (store_id, last_day, period)
        );
        create index {indexes}_newest on {table} (last_day desc, period desc, store_id);

        """;

    public ViewChange? Fold(IReadOnlyList<RecordedEvent> events)
    {
        List<Row>? rows = null;
        foreach (var recorded in events)
        {
            if (recorded.Stream.StartsWith(StreamPrefix, StringComparison.Ordinal)
                && ReceiptLedger.Codec.Read(recorded) is ReceiptLedger.Event.Closed closed)
            {
                var (storeId, _) = ReceiptId.ParseKey(recorded.Stream[StreamPrefix.Length..]);
                rows ??= [];
                rows.Add(new Row(
                    storeId,
                    closed.LastDate.DayNumber,
                    (int)closed.Period,
                    JsonSerializer.Serialize(ReceiptLedger.Details(storeId, closed), EventJson.Options)));
            }
        }

        return rows is null ? null : transaction => WriteAsync(transaction, rows);
    }

    private static async Task WriteAsync(ViewTransaction transaction, List<Row> rows) =>
        transaction.Expect(rows.Count, await transaction.WriteAsync(
            rows,
            $"insert into {transaction.Table} ({Columns}) values (@StoreId, @LastDay, @Period, @Content)",
            $"insert into {transaction.Table} ({Columns}) select {Columns} from unnest(@StoreId, @LastDay, @Period, @Content) as r({Columns})",
            static rows => new
            {
                StoreId = rows.Select(static row => row.StoreId).ToArray(),
                LastDay = rows.Select(static row => row.LastDay).ToArray(),
                Period = rows.Select(static row => row.Period).ToArray(),
                Content = rows.Select(static row => row.Content).ToArray(),
            }));

    private sealed record Row(string StoreId, int LastDay, int Period, string Content);
}
