using System.Globalization;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Grains.Stock;
using OrleansCommerce.Journal;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Search;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Views.Lists;

/// <summary>How much happened in each minute at each location, for a day; what has no location is at the empty one.</summary>
internal sealed class ActivityList : IView
{
    private const string StockPrefix = "stock/";
    private const string Nowhere = "";
    private const string Columns = "minute, location_id, orders, rejections, till_sales, units_left, units_promised, reservations";

    public string Name => "activity-list";

    public string Table => "activity_list";

    public string Definition(DatabaseKind kind, string table, string indexes) =>
        $"""
        create table {table} (
            minute         bigint  not null,
            location_id    {SqlText.Of(kind)} not null,
            orders         integer not null,
            rejections     integer not null,
            till_sales     integer not null,
            units_left     bigint not null,
            units_promised bigint not null,
            reservations   integer not null,
            primary key (minute, location_id)
        );

        """;

    public ViewChange? Fold(IReadOnlyList<RecordedEvent> events)
    {
        Dictionary<(long Minute, string LocationId), Row>? rows = null;
        foreach (var recorded in events)
        {
            switch (recorded.Type)
            {
                case "order.placed":
                    Of(recorded, Nowhere).Orders++;
                    break;
                case "order.rejected":
                    Of(recorded, Nowhere).Rejections++;
                    break;
                case "order.sold-at-till" when Order.Codec.Read(recorded) is Order.Event.SoldAtTill e:
                    Of(recorded, e.LocationId).TillSales++;
                    break;
                case "stock.reserved":
                    Of(recorded, PlaceOf(recorded)).Reservations++;
                    break;
                case "stock.allocated" or "stock.sold" or "stock.confirmed" or "stock.dispatched":
                    Count(Of(recorded, PlaceOf(recorded)), StockItem.Codec.Read(recorded));
                    break;
            }
        }

        return rows is null ? null : transaction => WriteAsync(transaction, rows.Values);

        Row Of(RecordedEvent recorded, string locationId)
        {
            rows ??= [];
            var minute = ActivityTime.MinuteOf(recorded.At);
            if (!rows.TryGetValue((minute, locationId), out var row))
            {
                rows.Add((minute, locationId), row = new Row(minute, locationId));
            }

            return row;
        }
    }

    private static string PlaceOf(RecordedEvent recorded) => StockItemKey.Parse(recorded.Stream[StockPrefix.Length..]).LocationId;

    private static void Count(Row row, StockItem.Event happened)
    {
        switch (happened)
        {
            case StockItem.Event.Allocated e:
                row.UnitsPromised += e.Granted;
                break;
            case StockItem.Event.Sold e:
                row.UnitsLeft += e.Quantity;
                break;
            case StockItem.Event.Confirmed e:
                row.UnitsLeft += e.Quantity;
                break;
            case StockItem.Event.Dispatched e:
                row.UnitsLeft += e.Quantity;
                break;
        }
    }

    private static async Task WriteAsync(ViewTransaction transaction, IReadOnlyCollection<Row> rows)
    {
        const string AddUp =
            """
            on conflict (minute, location_id) do update set
                orders = a.orders + excluded.orders, rejections = a.rejections + excluded.rejections,
                till_sales = a.till_sales + excluded.till_sales, units_left = a.units_left + excluded.units_left,
                units_promised = a.units_promised + excluded.units_promised, reservations = a.reservations + excluded.reservations
            """;
        transaction.Expect(rows.Count, await transaction.WriteAsync(
            rows,
            $"""
            insert into {transaction.Table} as a ({Columns})
            values (@Minute, @LocationId, @Orders, @Rejections, @TillSales, @UnitsLeft, @UnitsPromised, @Reservations)
            {AddUp}
            """,
            $"""
            insert into {transaction.Table} as a ({Columns})
            select * from unnest(@Minute, @LocationId, @Orders, @Rejections, @TillSales, @UnitsLeft, @UnitsPromised, @Reservations)
            {AddUp}
            """,
            static rows => new
            {
                Minute = rows.Select(static row => row.Minute).ToArray(),
                LocationId = rows.Select(static row => row.LocationId).ToArray(),
                Orders = rows.Select(static row => row.Orders).ToArray(),
                Rejections = rows.Select(static row => row.Rejections).ToArray(),
                TillSales = rows.Select(static row => row.TillSales).ToArray(),
                UnitsLeft = rows.Select(static row => row.UnitsLeft).ToArray(),
                UnitsPromised = rows.Select(static row => row.UnitsPromised).ToArray(),
                Reservations = rows.Select(static row => row.Reservations).ToArray(),
            }));

        // By the events' own time: a table that is made again from the beginning keeps no more than this one.
        var oldest = (rows.Max(static row => row.Minute) - IActivitySearch.KeptMinutes).ToString(CultureInfo.InvariantCulture);
        await transaction.WriteAsync<object>(
            [new { }],
            $"delete from {transaction.Table} where minute < {oldest}",
            $"delete from {transaction.Table} where minute < {oldest}",
            static _ => new { });
    }

    private sealed class Row(long minute, string locationId)
    {
        public long Minute => minute;

        public string LocationId => locationId;

        public int Orders { get; set; }

        public int Rejections { get; set; }

        public int TillSales { get; set; }

        public long UnitsLeft { get; set; }

        public long UnitsPromised { get; set; }

        public int Reservations { get; set; }
    }
}

/// <summary>Minutes since 1970, UTC.</summary>
internal static class ActivityTime
{
    public static long MinuteOf(DateTimeOffset time) => time.ToUnixTimeSeconds() / 60;

    public static DateTimeOffset TimeOf(long minute) => DateTimeOffset.FromUnixTimeSeconds(minute * 60);
}
