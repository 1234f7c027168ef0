using System.Collections.Immutable;
using Dapper;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Search;
using OrleansCommerce.Views.Following;
using OrleansCommerce.Views.Lists;

namespace OrleansCommerce.Views.Search;

/// <summary>Answers from the list of activity.</summary>
internal sealed class ActivitySearch(IDatabase database, IFreshness freshness) : IActivitySearch
{
    private const string Sums =
        """
        sum(orders) as Orders, sum(rejections) as Rejections, sum(till_sales) as TillSales,
        sum(units_left) as UnitsLeft, sum(units_promised) as UnitsPromised, sum(reservations) as Reservations
        """;

    /// <inheritdoc/>
    public async Task<ImmutableArray<ActivityMinute>> FindMinutesAsync(
        DateTimeOffset since, string? locationId, CancellationToken cancellationToken)
    {
        var rows = await ReadAsync(
            $"""
            select minute as Minute, '' as LocationId, {Sums} from activity_list
            where minute >= @since{(locationId is null ? string.Empty : " and location_id = @locationId")}
            group by minute order by minute
            """,
            new { since = ActivityTime.MinuteOf(since), locationId },
            cancellationToken);
        return [.. rows.Select(static row => new ActivityMinute(ActivityTime.TimeOf(row.Minute), row.Counts()))];
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<ActivityPlace>> FindPlacesAsync(DateTimeOffset since, int limit, CancellationToken cancellationToken)
    {
        var rows = await ReadAsync(
            $"""
            select 0 as Minute, location_id as LocationId, {Sums} from activity_list
            where minute >= @since and location_id <> ''
            group by location_id
            order by sum(units_left) + sum(units_promised) + sum(reservations) desc, location_id limit @limit
            """,
            new { since = ActivityTime.MinuteOf(since), limit },
            cancellationToken);
        return [.. rows.Select(static row => new ActivityPlace(row.LocationId, row.Counts()))];
    }

    private async Task<IEnumerable<Row>> ReadAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await freshness.WaitAsync("activity-list", cancellationToken);
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return await connection.QueryAsync<Row>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
    }

    private sealed class Row
    {
        public long Minute { get; init; }

        public required string LocationId { get; init; }

        public long Orders { get; init; }

        public long Rejections { get; init; }

        public long TillSales { get; init; }

        public long UnitsLeft { get; init; }

        public long UnitsPromised { get; init; }

        public long Reservations { get; init; }

        public ActivityCounts Counts() =>
            new(Int(Orders), Int(Rejections), Int(TillSales), Int(UnitsLeft), Int(UnitsPromised), Int(Reservations));

        private static int Int(long count) => (int)Math.Min(count, int.MaxValue);
    }
}
