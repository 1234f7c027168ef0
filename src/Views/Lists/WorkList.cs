using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Journal;
using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Views.Lists;

/// <summary>
/// Every parcel, with what its location has to know to work on it. A parcel that left or ended stays in the table, closed, unless it was not
/// fetched, was lost or came back; one of an order that nobody paid yet is in it and not shown.
/// </summary>
internal sealed class WorkList : IView
{
    private const string StreamPrefix = "order/";

    public string Name => "work-list";

    public string Table => "work_list";

    public string Definition(DatabaseKind kind, string table, string indexes)
    {
        var text = SqlText.Of(kind);
        return $"""
            create table {table} (
                id          {text}  not null primary key,
                order_id    {text}  not null,
                location_id {text}  not null,
                promises    {text}  not null,
                promised_at bigint  not null,
                status      {text}  not null,
                units       integer not null,
                paid        integer not null,
                closed      integer not null
            );
            create index {indexes}_order on {table} (order_id);
            create index {indexes}_work on {table} (location_id, promised_at, id) where paid = 1 and closed = 0 and units > 0;
            """;
    }

    public ViewChange? Fold(IReadOnlyList<RecordedEvent> events)
    {
        WorkBatch? batch = null;
        foreach (var recorded in events)
        {
            if (WorkBatch.Concerns(recorded.Type) && recorded.Stream.StartsWith(StreamPrefix, StringComparison.Ordinal))
            {
                (batch ??= new WorkBatch()).Add(recorded.Stream[StreamPrefix.Length..], Order.Codec.Read(recorded));
            }
        }

        return batch is null ? null : batch.WriteAsync;
    }
}
