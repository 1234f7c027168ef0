using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Journal;
using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Views.Lists;

/// <summary>
/// Announced returns, and where their goods are to come to, or are. One that ended, or was lost, stays, closed: a carrier may tell late that it
/// has the goods.
/// </summary>
internal sealed class ReturnRequestList : IView
{
    private const string Columns = "id, order_id, location_id, requested_at, open";
    private const string StreamPrefix = "order/";

    public string Name => "return-request-list";

    public string Table => "return_request_list";

    public string Definition(DatabaseKind kind, string table, string indexes)
    {
        var text = SqlText.Of(kind);
        return $"""
            create table {table} (
                id           {text}  not null primary key,
                order_id     {text}  not null,
                location_id  {text}  not null,
                requested_at bigint  not null,
                open         integer not null
            );
            create index {indexes}_open on {table} (location_id, requested_at, id) where open = 1;

            """;
    }

    public ViewChange? Fold(IReadOnlyList<RecordedEvent> events)
    {
        List<Requested>? requested = null;
        Dictionary<string, Moved>? moved = null;
        foreach (var recorded in events)
        {
            if (!Concerns(recorded.Type) || !recorded.Stream.StartsWith(StreamPrefix, StringComparison.Ordinal))
            {
                continue;
            }

            switch (Order.Codec.Read(recorded))
            {
                case Order.Event.ReturnRequested e:
                    (requested ??= []).Add(new Requested(
                        e.RequestId, recorded.Stream[StreamPrefix.Length..], e.LocationId, ViewTime.ToMicroseconds(e.At), 1));
                    break;
                case Order.Event.ReturnArrived e:
                    Move(e.RequestId, 1, e.LocationId);
                    break;
                case Order.Event.ReturnTracked e:
                    Move(e.RequestId, 1);
                    break;
                case Order.Event.ReturnInspected e:
                    Move(e.RequestId, 0, e.LocationId);
                    break;
                case Order.Event.ReturnRejected e:
                    Move(e.RequestId, 0);
                    break;
                case Order.Event.ReturnCancelled e:
                    Move(e.RequestId, 0);
                    break;
                case Order.Event.ReturnExpired e:
                    Move(e.RequestId, 0);
                    break;
                case Order.Event.ReturnLost e:
                    Move(e.RequestId, 0);
                    break;
                case Order.Event.ReturnFound e:
                    Move(e.RequestId, 0, e.LocationId);
                    break;
                default:
                    break;
            }
        }

        return requested is null && moved is null ? null : transaction => WriteAsync(transaction, requested ?? [], moved is null ? [] : moved.Values);

        // On PostgreSQL a row is changed once a statement, so the last change has all of them; its location is empty when it stays where it is.
        void Move(string id, int open, string? locationId = null) => (moved ??= new(StringComparer.Ordinal))[id] = new Moved(
            id, open, locationId ?? (moved.TryGetValue(id, out var before) ? before.LocationId : string.Empty));
    }

    private static bool Concerns(string type) => type
        is "order.return-requested" or "order.return-arrived" or "order.return-tracked" or "order.return-inspected" or "order.return-rejected"
        or "order.return-cancelled" or "order.return-expired" or "order.return-lost" or "order.return-found";

    private static async Task WriteAsync(ViewTransaction transaction, IReadOnlyCollection<Requested> requested, IReadOnlyCollection<Moved> moved)
    {
        transaction.Expect(requested.Count, await transaction.WriteAsync(
            requested,
            $"insert into {transaction.Table} ({Columns}) values (@Id, @OrderId, @LocationId, @RequestedAt, @Open)",
            $"insert into {transaction.Table} ({Columns}) select * from unnest(@Id, @OrderId, @LocationId, @RequestedAt, @Open)",
            static rows => new
            {
                Id = rows.Select(static row => row.Id).ToArray(),
                OrderId = rows.Select(static row => row.OrderId).ToArray(),
                LocationId = rows.Select(static row => row.LocationId).ToArray(),
                RequestedAt = rows.Select(static row => row.RequestedAt).ToArray(),
                Open = rows.Select(static row => row.Open).ToArray(),
            }));
        transaction.Expect(moved.Count, await transaction.WriteAsync(
            moved,
            $"update {transaction.Table} set open = @Open, location_id = coalesce(nullif(@LocationId, ''), location_id) where id = @Id",
            $"""
            update {transaction.Table} t set open = r.open, location_id = coalesce(nullif(r.location_id, ''), t.location_id)
            from unnest(@Id, @Open, @LocationId) as r(id, open, location_id) where t.id = r.id
            """,
            static rows => new
            {
                Id = rows.Select(static row => row.Id).ToArray(),
                Open = rows.Select(static row => row.Open).ToArray(),
                LocationId = rows.Select(static row => row.LocationId).ToArray(),
            }));
    }

    private sealed record Requested(string Id, string OrderId, string LocationId, long RequestedAt, int Open);

    private sealed record Moved(string Id, int Open, string LocationId);
}
