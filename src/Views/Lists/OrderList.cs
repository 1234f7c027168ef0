using OrleansCommerce.Journal;
using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Views.Lists;

/// <summary>
/// Every order, with what it is searched by. An order's status follows from its lines, parcels and money; so that it follows here by the same
/// rule as in the grain, the row of an order that goes on is made from all its events, which its stream gives.
/// </summary>
internal sealed class OrderList : IView
{
    // SQLite's index of words knows rows by their numbers, which stay what they are only where the table says so.
    private const string Numbered = "number integer primary key, id text not null unique";
    private const string Named = "id text collate \"C\" not null primary key";

    public string Name => "order-list";

    public string Table => "order_list";

    /// <summary>One of several values in a column, so that it can be looked for whole.</summary>
    public static string Mark(string value) => $"\n{value}\n";

    public string Definition(DatabaseKind kind, string table, string indexes)
    {
        var text = SqlText.Of(kind);
        return $"""
            create table {table} (
                {(kind == DatabaseKind.Sqlite ? Numbered : Named)},
                customer_id   {text},
                owner_subject {text} not null,
                placed_at     bigint not null,
                status        {text} not null,
                channel       {text} not null,
                method        {text} not null,
                total         bigint not null,
                on_hold       integer not null,
                pickup_id     {text},
                locations     {text} not null,
                skus          {text} not null,
                payments      {text} not null,
                paid          {text} not null,
                words         {text} not null,
                cash_owed     bigint not null
            );
            create index {indexes}_newest on {table} (placed_at desc, id);
            create index {indexes}_customer on {table} (customer_id, placed_at desc, id);
            create index {indexes}_owner on {table} (owner_subject, placed_at desc, id);
            create index {indexes}_status on {table} (status, placed_at desc, id);
            create index {indexes}_total on {table} (total desc, id);
            create index {indexes}_owed on {table} (placed_at desc, id) where cash_owed > 0;
            {OrderWords.Definition(kind, table, indexes)}
            """;
    }

    public string Renaming(DatabaseKind kind, string from) =>
        $"drop table {OrderWords.Table(Table)}; alter table {OrderWords.Table(from)} rename to {OrderWords.Table(Table)};";

    public ViewChange? Fold(IReadOnlyList<RecordedEvent> events)
    {
        OrderBatch? batch = null;
        foreach (var recorded in events)
        {
            if (recorded.Stream.StartsWith(OrderBatch.StreamPrefix, StringComparison.Ordinal))
            {
                (batch ??= new OrderBatch()).Add(recorded);
            }
        }

        return batch is null ? null : batch.WriteAsync;
    }
}
