using OrleansCommerce.Journal;

namespace OrleansCommerce.Views.Lists;

/// <summary>The events of a batch by their orders.</summary>
internal sealed class OrderBatch
{
    /// <summary>What the names of orders' streams begin with; an order's id is the rest.</summary>
    public const string StreamPrefix = "order/";

    private readonly Dictionary<string, List<RecordedEvent>> _orders = new(StringComparer.Ordinal);

    /// <summary>Takes in one event.</summary>
    public void Add(RecordedEvent recorded)
    {
        var id = recorded.Stream[StreamPrefix.Length..];
        if (_orders.TryGetValue(id, out var known))
        {
            known.Add(recorded);
        }
        else
        {
            _orders.Add(id, [recorded]);
        }
    }

    /// <summary>
    /// Writes the row of each order, as the batch makes it or as it is later. What happened to it after this batch is then shown already, and
    /// again when its own batch comes.
    /// </summary>
    public async Task WriteAsync(ViewTransaction transaction)
    {
        List<OrderRow> rows = [.. (await transaction.Orders!.AfterAsync(_orders)).Select(OrderRow.Of)];
        var known = await OrderWords.ReadAsync(transaction, [.. _orders.Where(static order => order.Value[0].Version != 1).Select(static order => order.Key)]);
        await WriteRowsAsync(transaction, rows);
        await OrderWords.WriteAsync(transaction, rows.Where(row => known.GetValueOrDefault(row.Id) != row.Words));
    }

    private static async Task WriteRowsAsync(ViewTransaction transaction, List<OrderRow> rows)
    {
        const string Columns =
            "id, customer_id, owner_subject, placed_at, status, channel, method, total, on_hold, pickup_id, locations, skus, payments, paid, words, cash_owed";
        const string Values =
            "@Id, @CustomerId, @OwnerSubject, @PlacedAt, @Status, @Channel, @Method, @Total, @OnHold, @PickupId, @Locations, @Skus, @Payments, @Paid, @Words, @CashOwed";

        // When and how an order was placed and what was ordered never changes.
        const string Overwrite =
            """
            on conflict (id) do update set customer_id = excluded.customer_id, status = excluded.status, total = excluded.total, on_hold = excluded.on_hold,
                locations = excluded.locations, payments = excluded.payments, paid = excluded.paid, words = excluded.words,
                cash_owed = excluded.cash_owed
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
                Words = rows.Select(static row => row.Words).ToArray(),
                CashOwed = rows.Select(static row => row.CashOwed).ToArray(),
            }));
    }
}
