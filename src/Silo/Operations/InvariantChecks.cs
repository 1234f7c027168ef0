using System.Diagnostics;
using Dapper;
using OrleansCommerce.Grains;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Grains.Stock;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Silo.Operations;

/// <summary>
/// What must always hold, looked at now: the whole list of stock, and the stock items and orders that changed last, folded again from
/// their events.
/// </summary>
internal sealed class InvariantChecks(IDatabase database, JournalReader journal)
{
    /// <summary>Stock items, and orders, that are folded.</summary>
    public const int StreamsMax = 100;

    /// <summary>Streams with more events are passed over, and counted: one check answers within seconds.</summary>
    public const int EventsMax = 5_000;

    private const int TailMax = 5_000;
    private const int ShownMax = 20;

    /// <summary>All checks, with what they found.</summary>
    public async Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellationToken)
    {
        var (stock, stockPassedOver) = await LastChangedAsync("stock/", cancellationToken);
        var (orders, ordersPassedOver) = await LastChangedAsync("order/", cancellationToken);
        return
        [
            await TimedAsync("negative", NegativeAsync),
            await TimedAsync("sums", check => SumsAsync(check, stock, stockPassedOver)),
            await TimedAsync("list", check => ListAsync(check, stock, stockPassedOver)),
            await TimedAsync("money", check => MoneyAsync(check, orders, ordersPassedOver)),
            await TimedAsync("versions", check => VersionsAsync(check, [.. stock, .. orders], stockPassedOver + ordersPassedOver)),
        ];

        async Task NegativeAsync(Check check)
        {
            await using var connection = await database.OpenReadAsync(cancellationToken);
            check.Checked = await connection.ExecuteScalarAsync<long>(
                new CommandDefinition("select count(*) from stock_list", cancellationToken: cancellationToken));
            var rows = await connection.QueryAsync<(string Sku, string LocationId, int OnHand, int Reserved, int Allocated, int Safety)>(new CommandDefinition(
                """
                select sku, location_id, on_hand, reserved, allocated, safety from stock_list
                where on_hand < 0 or reserved < 0 or allocated < 0 or safety < 0 limit @Limit
                """,
                new { Limit = ShownMax + 1 },
                cancellationToken: cancellationToken));
            foreach (var (sku, location, onHand, reserved, allocated, safety) in rows)
            {
                check.Broken($"stock/{new StockItemKey(location, sku)}", $"on hand {onHand}, reserved {reserved}, allocated {allocated}, safety {safety}");
            }
        }

        async Task SumsAsync(Check check, IReadOnlyList<(string Stream, long Version)> streams, int passedOver)
        {
            check.PassedOver = passedOver;
            foreach (var (stream, version) in streams)
            {
                var state = await StateAsync<StockItem.State>(stream, version, cancellationToken);
                var (held, granted) = (state.Holds.Sum(hold => hold.Value.Quantity), state.Allocations.Values.Sum(allocation => allocation.Granted));
                check.Checked++;
                if (state.Reserved != held || state.Allocated != granted || state.OnHand < 0)
                {
                    check.Broken(stream, $"on hand {state.OnHand}; reserved {state.Reserved}, its reservations {held}; allocated {state.Allocated}, its promises {granted}");
                }
            }
        }

        async Task ListAsync(Check check, IReadOnlyList<(string Stream, long Version)> streams, int passedOver)
        {
            check.PassedOver = passedOver;
            await using var connection = await database.OpenReadAsync(cancellationToken);
            foreach (var (stream, _) in streams)
            {
                var key = StockItemKey.Parse(stream["stock/".Length..]);
                var row = await connection.QuerySingleOrDefaultAsync<(int OnHand, int Reserved, int Allocated, int Safety, long Version)>(new CommandDefinition(
                    "select on_hand, reserved, allocated, safety, version from stock_list where sku = @Sku and location_id = @LocationId",
                    new { key.Sku, key.LocationId },
                    cancellationToken: cancellationToken));
                if (row.Version == 0)
                {
                    // The list has not come to its first event yet.
                    check.PassedOver++;
                    continue;
                }

                // As of the version that the list shows, which may be late, and is then no less right.
                var state = await StateAsync<StockItem.State>(stream, row.Version, cancellationToken);
                check.Checked++;
                if ((state.OnHand, state.Reserved, state.Allocated, state.Safety) != (row.OnHand, row.Reserved, row.Allocated, row.Safety))
                {
                    check.Broken(stream, $"at version {row.Version} the journal says {state.OnHand}/{state.Reserved}/{state.Allocated}/{state.Safety}, the list {row.OnHand}/{row.Reserved}/{row.Allocated}/{row.Safety}");
                }
            }
        }

        async Task MoneyAsync(Check check, IReadOnlyList<(string Stream, long Version)> streams, int passedOver)
        {
            check.PassedOver = passedOver;
            foreach (var (stream, version) in streams)
            {
                var state = await StateAsync<Order.State>(stream, version, cancellationToken);
                foreach (var payment in state.Payments)
                {
                    var (captured, released, refunded) = (Order.CapturedOf(state, payment), Order.ReleasedOf(state, payment), Order.RefundedOf(state, payment));
                    check.Checked++;
                    if (captured < 0 || released < 0 || payment.Amount < captured + released + payment.Lapsed || captured < refunded)
                    {
                        check.Broken(stream, $"authorised {payment.Amount}, captured {captured}, released {released}, lapsed {payment.Lapsed}, refunded {refunded}");
                    }
                }
            }
        }

        async Task VersionsAsync(Check check, IReadOnlyList<(string Stream, long Version)> streams, int passedOver)
        {
            check.PassedOver = passedOver;
            await using var connection = await database.OpenReadAsync(cancellationToken);
            foreach (var (stream, version) in streams)
            {
                var count = await connection.ExecuteScalarAsync<long>(new CommandDefinition(
                    "select count(*) from journal_events where stream = @Stream and version between 1 and @Version",
                    new { Stream = stream, Version = version },
                    cancellationToken: cancellationToken));
                check.Checked++;
                if (count != version)
                {
                    check.Broken(stream, $"{count} events up to version {version}");
                }
            }
        }
    }

    private static async Task<CheckResult> TimedAsync(string name, Func<Check, Task> run)
    {
        var began = Stopwatch.GetTimestamp();
        var check = new Check();
        await run(check);
        return new CheckResult(name, check.Checked, check.PassedOver, check.BrokenCount, check.Shown, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }

    private async Task<TState> StateAsync<TState>(string stream, long version, CancellationToken cancellationToken)
    {
        var (kind, key) = Aggregates.Of(stream)!.Value;
        return (TState)await journal.FoldAsync(kind, key, version, until: null, cancellationToken);
    }

    private async Task<(IReadOnlyList<(string Stream, long Version)> Streams, int PassedOver)> LastChangedAsync(string prefix, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var newest = database.Kind == DatabaseKind.Sqlite ? "position desc" : "xid desc, seq desc";
        var rows = (await connection.QueryAsync<(string Stream, long Version)>(new CommandDefinition(
            $"""
            select stream, max(version) from (select stream, version from journal_events order by {newest} limit @Tail) t
            where stream >= @Prefix and stream < @Until group by stream order by stream limit @Limit
            """,
            new { Tail = TailMax, Prefix = prefix, Until = prefix + char.MaxValue, Limit = StreamsMax },
            cancellationToken: cancellationToken))).AsList();
        return ([.. rows.Where(static row => row.Version <= EventsMax)], rows.Count(static row => row.Version > EventsMax));
    }

    private sealed class Check
    {
        public long Checked { get; set; }

        public int PassedOver { get; set; }

        public int BrokenCount { get; private set; }

        public List<BrokenInvariant> Shown { get; } = [];

        public void Broken(string stream, string what)
        {
            BrokenCount++;
            if (Shown.Count < ShownMax)
            {
                Shown.Add(new BrokenInvariant(stream, what));
            }
        }
    }
}

/// <summary>What a check found.</summary>
/// <param name="Name">Of the check.</param>
/// <param name="Checked">How many things were looked at.</param>
/// <param name="PassedOver">How many were not, because they have too many events or the list is not there yet.</param>
/// <param name="BrokenCount">For how many it does not hold.</param>
/// <param name="Broken">The first of them.</param>
/// <param name="Milliseconds">It took.</param>
internal sealed record CheckResult(
    string Name, long Checked, int PassedOver, int BrokenCount, IReadOnlyList<BrokenInvariant> Broken, double Milliseconds);

/// <summary>Something that should hold and does not.</summary>
/// <param name="Stream">Where.</param>
/// <param name="What">The numbers.</param>
internal sealed record BrokenInvariant(string Stream, string What);
