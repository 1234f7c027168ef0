using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Journal;
using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Views.Lists;

/// <summary>
/// Every order, with what it is searched by. An order's status follows from its lines, parcels and money; so that it follows here by the same
/// rule as in the grain, the view keeps each order as its events make it, in a table beside the list that is read only to fold more events.
/// </summary>
internal sealed class OrderList : IView
{
    private const string StreamPrefix = "order/";

    public string Name => "order-list";

    public string Table => "order_list";

    /// <summary>The orders as their events make them.</summary>
    public static string FoldedTable(string table) => table + "_folded";

    /// <summary>One of several values in a column, so that it can be looked for whole.</summary>
    public static string Mark(string value) => $"\n{value}\n";

    public string Definition(DatabaseKind kind, string table, string indexes)
    {
        var text = SqlText.Of(kind);
        var folded = FoldedTable(table);
        return $"""
            create table {table} (
                id            {text} not null primary key,
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
                search        {text} not null
            );
            create index {indexes}_newest on {table} (placed_at desc, id);
            create index {indexes}_customer on {table} (customer_id, placed_at desc, id);
            create index {indexes}_owner on {table} (owner_subject, placed_at desc, id);
            create index {indexes}_status on {table} (status, placed_at desc, id);
            create index {indexes}_total on {table} (total desc, id);
            drop table if exists {folded};
            create table {folded} (
                id    {text} not null primary key,
                state text   not null
            );
            """;
    }

    public string Renaming(DatabaseKind kind, string from) =>
        $"drop table {FoldedTable(Table)}; alter table {FoldedTable(from)} rename to {FoldedTable(Table)};";

    public ViewChange? Fold(IReadOnlyList<RecordedEvent> events)
    {
        OrderBatch? batch = null;
        foreach (var recorded in events)
        {
            if (recorded.Stream.StartsWith(StreamPrefix, StringComparison.Ordinal))
            {
                (batch ??= new OrderBatch()).Add(recorded.Stream[StreamPrefix.Length..], recorded.Version, Order.Codec.Read(recorded));
            }
        }

        return batch is null ? null : batch.WriteAsync;
    }
}
