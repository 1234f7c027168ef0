using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Journal;
using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Views.Lists;

/// <summary>
/// How many parcels each location was given on each day, UTC. A parcel that is cancelled later still counts: what its location could do
/// that day was given away when the next order chose.
/// </summary>
internal sealed class ParcelCount : IView
{
    private const string StreamPrefix = "order/";

    public string Name => "parcel-count";

    public string Table => "parcel_count";

    public string Definition(DatabaseKind kind, string table, string indexes) =>
        $"""
        create table {table} (
            day         bigint not null,
            location_id {SqlText.Of(kind)} not null,
            parcels     integer not null,
            primary key (day, location_id)
        );
        """;

    public ViewChange? Fold(IReadOnlyList<RecordedEvent> events)
    {
        Dictionary<(long Day, string LocationId), int>? counts = null;
        foreach (var recorded in events)
        {
            if (recorded.Type is not ("order.allocated" or "order.replaced" or "order.edited" or "order.moved" or "order.parcel-split") || !recorded.Stream.StartsWith(StreamPrefix, StringComparison.Ordinal))
            {
                continue;
            }

            var parcels = Order.Codec.Read(recorded) switch
            {
                Order.Event.Allocated e => e.Fulfillments,
                Order.Event.Replaced e => e.Fulfillments,
                Order.Event.Edited e => e.Fulfillments,
                Order.Event.Moved e => e.Fulfillments,
                Order.Event.ParcelSplit e => [e.Fulfillment],
                _ => throw new InvalidDataException($"The count of parcels has no rule for '{recorded.Type}'."),
            };
            counts ??= [];
            foreach (var parcel in parcels)
            {
                var key = (DayOf(recorded.At), parcel.LocationId);
                counts[key] = counts.GetValueOrDefault(key) + 1;
            }
        }

        return counts is null || counts.Count == 0
            ? null
            : transaction => WriteAsync(transaction, [.. counts.Select(count => new Row(count.Key.Day, count.Key.LocationId, count.Value))]);
    }

    /// <summary>The number of a day since 1970, UTC.</summary>
    internal static long DayOf(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerDay;

    private static async Task WriteAsync(ViewTransaction transaction, Row[] rows)
    {
        var onConflict = $"on conflict (day, location_id) do update set parcels = {transaction.Table}.parcels + excluded.parcels";
        transaction.Expect(rows.Length, await transaction.WriteAsync(
            rows,
            $"insert into {transaction.Table} (day, location_id, parcels) values (@Day, @LocationId, @Parcels) {onConflict}",
            $"insert into {transaction.Table} (day, location_id, parcels) select * from unnest(@Day, @LocationId, @Parcels) {onConflict}",
            static rows => new
            {
                Day = rows.Select(static row => row.Day).ToArray(),
                LocationId = rows.Select(static row => row.LocationId).ToArray(),
                Parcels = rows.Select(static row => row.Parcels).ToArray(),
            }));
    }

    private sealed record Row(long Day, string LocationId, int Parcels);
}
