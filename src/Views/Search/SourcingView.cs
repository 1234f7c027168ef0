using System.Collections.Immutable;
using Dapper;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Search;
using OrleansCommerce.Views.Lists;

namespace OrleansCommerce.Views.Search;

/// <summary>Answers from the lists of stock and locations, and the count of parcels, as they are.</summary>
internal sealed class SourcingView(IDatabase database) : ISourcingView
{
    /// <inheritdoc/>
    public async Task<ImmutableArray<SourcingRow>> ReadAsync(
        IReadOnlyCollection<string> skus, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var levels = (await connection.QueryAsync<StockRow>(new CommandDefinition(
            $"""
            select sku, location_id as LocationId, on_hand as OnHand, reserved, allocated, safety, version, next_expiry as NextExpiry,
                ledger, policy
            from stock_list where sku {SqlCondition.IsOneOf(database.Kind, "Skus")} order by sku, location_id
            """,
            new { Skus = skus.ToArray() },
            cancellationToken: cancellationToken))).AsList();
        var ids = levels.Select(static row => row.LocationId).Distinct(StringComparer.Ordinal).ToArray();
        var locations = (await connection.QueryAsync<LocationRow>(new CommandDefinition(
            $"""
            select id, name, kind, country, latitude, longitude, handling_cost as HandlingCost, daily_capacity as DailyCapacity,
                lead_hours as LeadHours
            from location_list where id {SqlCondition.IsOneOf(database.Kind, "Ids")}
            """,
            new { Ids = ids },
            cancellationToken: cancellationToken))).ToDictionary(static row => row.Id, static row => row.ToDetails(), StringComparer.Ordinal);
        var limited = locations.Values.Where(static location => location.DailyCapacity is not null).Select(static location => location.Id).ToArray();
        var parcels = limited.Length == 0 ? null : await ParcelsAsync(limited, now, cancellationToken);
        return
        [
            .. levels
                .Where(row => locations.ContainsKey(row.LocationId))
                .Select(row => new SourcingRow(
                    row.ToSummary().Levels, locations[row.LocationId], parcels?.GetValueOrDefault(row.LocationId) ?? 0)),
        ];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, int>> ParcelsAsync(
        IReadOnlyCollection<string> locationIds, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var rows = await connection.QueryAsync<ParcelRow>(new CommandDefinition(
            $"select location_id as LocationId, parcels from parcel_count where day = @Day and location_id {SqlCondition.IsOneOf(database.Kind, "Ids")}",
            new { Day = ParcelCount.DayOf(now), Ids = locationIds.ToArray() },
            cancellationToken: cancellationToken));
        return rows.ToDictionary(static row => row.LocationId, static row => row.Parcels, StringComparer.Ordinal);
    }

    private sealed class ParcelRow
    {
        public required string LocationId { get; init; }

        public int Parcels { get; init; }
    }
}
