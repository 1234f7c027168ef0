using System.Globalization;
using OrleansCommerce.Grains.Locations;
using OrleansCommerce.Journal;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Views.Search;

namespace OrleansCommerce.Views.Lists;

/// <summary>Every location.</summary>
internal sealed class LocationList : IView
{
    private const string StreamPrefix = "location/";

    public string Name => "location-list";

    public string Table => "location_list";

    public string Definition(DatabaseKind kind, string table, string indexes)
    {
        var text = SqlText.Of(kind);
        return $"""
            create table {table} (
                id        {text} not null primary key,
                name      text   not null,
                kind      text   not null,
                country   text,
                latitude  double precision,
                longitude double precision,
                handling_cost  text,
                daily_capacity integer,
                lead_hours     integer,
                search    text   not null,
                version   bigint not null
            );
            """;
    }

    public ViewChange? Fold(IReadOnlyList<RecordedEvent> events)
    {
        Dictionary<string, Row>? rows = null;
        foreach (var recorded in events)
        {
            if (!recorded.Stream.StartsWith(StreamPrefix, StringComparison.Ordinal))
            {
                continue;
            }

            var content = Location.Codec.Read(recorded) switch
            {
                Location.Event.Upserted e => e.Content,
                _ => throw new InvalidDataException($"The list of locations has no rule for '{recorded.Type}'."),
            };
            rows ??= new(StringComparer.Ordinal);
            rows[recorded.Stream] = new Row(
                recorded.Stream[StreamPrefix.Length..],
                content.Name,
                content.Kind.ToString(),
                content.Country,
                content.Latitude,
                content.Longitude,
                content.HandlingCost?.ToString(CultureInfo.InvariantCulture),
                content.DailyCapacity,
                content.LeadHours,
                SearchWords.Plain(content.Name),
                recorded.Version);
        }

        return rows is null ? null : transaction => WriteAsync(transaction, rows.Values);
    }

    private static async Task WriteAsync(ViewTransaction transaction, IReadOnlyCollection<Row> rows)
    {
        var onConflict =
            $"""
            on conflict (id) do update set
                name = excluded.name, kind = excluded.kind, country = excluded.country,
                latitude = excluded.latitude, longitude = excluded.longitude, handling_cost = excluded.handling_cost,
                daily_capacity = excluded.daily_capacity, lead_hours = excluded.lead_hours, search = excluded.search, version = excluded.version
            where {transaction.Table}.version < excluded.version
            """;
        transaction.Expect(rows.Count, await transaction.WriteAsync(
            rows,
            $"""
            insert into {transaction.Table} (
                id, name, kind, country, latitude, longitude, handling_cost, daily_capacity, lead_hours, search, version)
            values (@Id, @Name, @Kind, @Country, @Latitude, @Longitude, @HandlingCost, @DailyCapacity, @LeadHours, @Search, @Version)
            {onConflict}
            """,
            $"""
            insert into {transaction.Table} (
                id, name, kind, country, latitude, longitude, handling_cost, daily_capacity, lead_hours, search, version)
            select * from unnest(
                @Id, @Name, @Kind, @Country, @Latitude, @Longitude, @HandlingCost, @DailyCapacity, @LeadHours, @Search, @Version)
            {onConflict}
            """,
            static rows => new
            {
                Id = rows.Select(static row => row.Id).ToArray(),
                Name = rows.Select(static row => row.Name).ToArray(),
                Kind = rows.Select(static row => row.Kind).ToArray(),
                Country = rows.Select(static row => row.Country).ToArray(),
                Latitude = rows.Select(static row => row.Latitude).ToArray(),
                Longitude = rows.Select(static row => row.Longitude).ToArray(),
                HandlingCost = rows.Select(static row => row.HandlingCost).ToArray(),
                DailyCapacity = rows.Select(static row => row.DailyCapacity).ToArray(),
                LeadHours = rows.Select(static row => row.LeadHours).ToArray(),
                Search = rows.Select(static row => row.Search).ToArray(),
                Version = rows.Select(static row => row.Version).ToArray(),
            }));
    }

    private sealed record Row(
        string Id,
        string Name,
        string Kind,
        string? Country,
        double? Latitude,
        double? Longitude,
        string? HandlingCost,
        int? DailyCapacity,
        int? LeadHours,
        string Search,
        long Version);
}
