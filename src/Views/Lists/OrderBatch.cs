using System.Text.Json;
using Dapper;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Views.Lists;

/// <summary>The events of a batch by their orders.</summary>
internal sealed class OrderBatch
{
    private readonly Dictionary<string, (long FirstVersion, List<Order.Event> Events)> _orders = new(StringComparer.Ordinal);

    /// <summary>Takes in one event.</summary>
    public void Add(string orderId, long version, Order.Event happened)
    {
        if (_orders.TryGetValue(orderId, out var known))
        {
            known.Events.Add(happened);
        }
        else
        {
            _orders.Add(orderId, (version, [happened]));
        }
    }

    /// <summary>Folds each order's events into what is kept of it, and writes its row.</summary>
    /// <exception cref="InvalidDataException">What is kept of an order is not at the version before this batch.</exception>
    public async Task WriteAsync(ViewTransaction transaction)
    {
        var kept = await KeptAsync(transaction);
        var rows = new List<OrderRow>(_orders.Count);
        foreach (var (id, (firstVersion, events)) in _orders)
        {
            var state = kept.GetValueOrDefault(id) ?? Order.Nothing(id);
            if (state.Version != firstVersion - 1)
            {
                throw new InvalidDataException(
                    $"The order '{id}' is at version {state.Version} in '{transaction.Table}', and the next of its events is number {firstVersion}. Rebuild the view.");
            }

            rows.Add(OrderRow.Of(events.Aggregate(state, Order.Evolve)));
        }

        await WriteRowsAsync(transaction, rows);
        var folded = OrderList.FoldedTable(transaction.Table);
        const string Overwrite = "on conflict (id) do update set state = excluded.state";
        transaction.Expect(rows.Count, await transaction.WriteAsync(
            rows,
            $"insert into {folded} (id, state) values (@Id, @State) {Overwrite}",
            $"insert into {folded} (id, state) select * from unnest(@Id, @State) {Overwrite}",
            static rows => new
            {
                Id = rows.Select(static row => row.Id).ToArray(),
                State = rows.Select(static row => row.State).ToArray(),
            }));
    }

    private static async Task WriteRowsAsync(ViewTransaction transaction, List<OrderRow> rows)
    {
        const string Columns =
            "id, customer_id, owner_subject, placed_at, status, channel, method, total, on_hold, pickup_id, locations, skus, payments, paid, search";
        const string Values =
            "@Id, @CustomerId, @OwnerSubject, @PlacedAt, @Status, @Channel, @Method, @Total, @OnHold, @PickupId, @Locations, @Skus, @Payments, @Paid, @Search";

        // When and how an order was placed and what was ordered never changes.
        const string Overwrite =
            """
            on conflict (id) do update set customer_id = excluded.customer_id, status = excluded.status, total = excluded.total, on_hold = excluded.on_hold,
                locations = excluded.locations, payments = excluded.payments, paid = excluded.paid, search = excluded.search
            """;
        transaction.Expect(rows.Count, await transaction.WriteAsync(
            rows,
            $"insert into {transaction.Table} ({Columns}) values ({Values}) {Overwrite}",
            $"insert into {transaction.Table} ({Columns}) select * from unnest({Values}) {Overwrite}",
            static rows => new
            {
                Id = rows.Select(static row => row.Id).ToArray(),
                CustomerId = rows.Select(static row => row.CustomerId).ToArray(),
                OwnerSubject = rows.Select(static row => row.OwnerSubject).ToArray(),
                PlacedAt = rows.Select(static row => row.PlacedAt).ToArray(),
                Status = rows.Select(static row => row.Status).ToArray(),
                Channel = rows.Select(static row => row.Channel).ToArray(),
                Method = rows.Select(static row => row.Method).ToArray(),
                Total = rows.Select(static row => row.Total).ToArray(),
                OnHold = rows.Select(static row => row.OnHold).ToArray(),
                PickupId = rows.Select(static row => row.PickupId).ToArray(),
                Locations = rows.Select(static row => row.Locations).ToArray(),
                Skus = rows.Select(static row => row.Skus).ToArray(),
                Payments = rows.Select(static row => row.Payments).ToArray(),
                Paid = rows.Select(static row => row.Paid).ToArray(),
                Search = rows.Select(static row => row.Search).ToArray(),
            }));
    }

    /// <summary>What is kept of the orders of this batch that are older than it.</summary>
    private async Task<Dictionary<string, Order.State>> KeptAsync(ViewTransaction transaction)
    {
        var ids = _orders.Where(static order => order.Value.FirstVersion > 1).Select(static order => order.Key).ToArray();
        if (ids.Length == 0)
        {
            return [];
        }

        var rows = await transaction.Connection.QueryAsync<(string Id, string State)>(
            $"select id, state from {OrderList.FoldedTable(transaction.Table)} where id {SqlCondition.IsOneOf(transaction.Kind, "ids")}",
            new { ids },
            transaction.Transaction);
        return rows.ToDictionary(
            static row => row.Id,
            static row => JsonSerializer.Deserialize<Order.State>(row.State, EventJson.Options)!,
            StringComparer.Ordinal);
    }
}
