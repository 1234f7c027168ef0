using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Journal;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Views.Search;

namespace OrleansCommerce.Views.Lists;

/// <summary>
/// Every order, to find its id by; what it is now is read from its grain. A row never changes: whose it is and what was ordered
/// is agreed when the order is placed.
/// </summary>
internal sealed class OrderList : IView
{
    private const string StreamPrefix = "order/";

    public string Name => "order-list";

    public string Table => "order_list";

    public string Definition(DatabaseKind kind, string table, string indexes)
    {
        var text = SqlText.Of(kind);
        return $"""
            create table {table} (
                id            {text} not null primary key,
                customer_id   {text},
                owner_subject {text} not null,
                placed_at     bigint not null,
                search        {text} not null
            );
            create index {indexes}_newest on {table} (placed_at desc, id);
            create index {indexes}_customer on {table} (customer_id, placed_at desc, id);
            create index {indexes}_owner on {table} (owner_subject, placed_at desc, id);
            """;
    }

    public ViewChange? Fold(IReadOnlyList<RecordedEvent> events)
    {
        List<Row>? rows = null;
        foreach (var recorded in events)
        {
            // An order begins once, with its first event.
            if (recorded.Version == 1 && recorded.Stream.StartsWith(StreamPrefix, StringComparison.Ordinal))
            {
                rows ??= [];
                rows.Add(RowOf(recorded.Stream[StreamPrefix.Length..], recorded));
            }
        }

        return rows is null ? null : transaction => WriteAsync(transaction, rows);
    }

    private static Row RowOf(string id, RecordedEvent recorded) => Order.Codec.Read(recorded) switch
    {
        Order.Event.Placed e => new Row(
            id, e.CustomerId, e.OwnerSubject, ViewTime.ToMicroseconds(e.PlacedAt), Text(id, e.Number, e.CustomerId, e.Lines)),
        Order.Event.SoldAtTill e => new Row(
            id, e.CustomerId, e.OwnerSubject, ViewTime.ToMicroseconds(e.SoldAt), Text(id, e.Number, e.CustomerId, e.Lines)),
        _ => throw new InvalidDataException($"The order '{id}' begins with '{recorded.Type}', and the list of orders has no rule for that."),
    };

    private static string Text(string id, string number, string? customerId, IEnumerable<Order.Line> lines) =>
        SearchText.Of([number, id, customerId ?? string.Empty, .. lines.Select(static line => line.Sku).Distinct(StringComparer.Ordinal)]);

    private static async Task WriteAsync(ViewTransaction transaction, List<Row> rows) =>
        transaction.Expect(rows.Count, await transaction.WriteAsync(
            rows,
            $"""
            insert into {transaction.Table} (id, customer_id, owner_subject, placed_at, search)
            values (@Id, @CustomerId, @OwnerSubject, @PlacedAt, @Search)
            """,
            $"""
            insert into {transaction.Table} (id, customer_id, owner_subject, placed_at, search)
            select * from unnest(@Id, @CustomerId, @OwnerSubject, @PlacedAt, @Search)
            """,
            static rows => new
            {
                Id = rows.Select(static row => row.Id).ToArray(),
                CustomerId = rows.Select(static row => row.CustomerId).ToArray(),
                OwnerSubject = rows.Select(static row => row.OwnerSubject).ToArray(),
                PlacedAt = rows.Select(static row => row.PlacedAt).ToArray(),
                Search = rows.Select(static row => row.Search).ToArray(),
            }));

    private sealed record Row(string Id, string? CustomerId, string OwnerSubject, long PlacedAt, string Search);
}
