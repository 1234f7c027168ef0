using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Search;
using OrleansCommerce.Stock;
using OrleansCommerce.Views.Following;

namespace OrleansCommerce.Views.Search;

/// <summary>Answers from the list of discrepancies.</summary>
internal sealed class StockSearch(IDatabase database, IFreshness freshness) : IStockSearch
{
    private const string CursorMark = "d";

    /// <inheritdoc/>
    public async Task<Page<StockDiscrepancy>> FindDiscrepanciesAsync(
        string? locationId, string? sku, bool? resolved, PageRequest page, CancellationToken cancellationToken)
    {
        var query = new ListQuery(database.Kind, "discrepancy_list");
        if (locationId is not null)
        {
            query.Where("location_id = @location", "location", locationId);
        }

        if (sku is not null)
        {
            query.Where("sku = @sku", "sku", sku);
        }

        if (resolved is { } isResolved)
        {
            query.Where("(resolved_at is not null) = @resolved", "resolved", isResolved);
        }

        if (page.After is { } after)
        {
            Continue(query, after);
        }

        await freshness.WaitAsync("discrepancy-list", cancellationToken);
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return await query.ReadAsync<Row, StockDiscrepancy>(
            connection,
            """
            sku, location_id as LocationId, number, shortfall, cause, reference, at_risk as AtRisk, raised_at as RaisedAt,
            resolved_at as ResolvedAt, resolution
            """,
            "raised_at desc, location_id desc, sku desc, number desc",
            page.First,
            static row => row.ToDiscrepancy(),
            static row => Cursor.Of(
                CursorMark,
                row.RaisedAt.ToString(CultureInfo.InvariantCulture),
                row.LocationId,
                row.Sku,
                row.Number.ToString(CultureInfo.InvariantCulture)),
            cancellationToken);
    }

    private static void Continue(ListQuery query, string cursor)
    {
        var parts = Cursor.Parts(cursor, CursorMark, 4);
        if (!long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var raisedAt)
            || !int.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            throw new InvalidCursorException(cursor);
        }

        query.After(
            "(raised_at, location_id, sku, number) < (@raisedAt, @afterLocation, @afterSku, @number)",
            ("raisedAt", raisedAt),
            ("afterLocation", parts[1]),
            ("afterSku", parts[2]),
            ("number", number));
    }

    private sealed class Row
    {
        public required string Sku { get; init; }

        public required string LocationId { get; init; }

        public int Number { get; init; }

        public int Shortfall { get; init; }

        public required string Cause { get; init; }

        public required string Reference { get; init; }

        public required string AtRisk { get; init; }

        public long RaisedAt { get; init; }

        public long? ResolvedAt { get; init; }

        public string? Resolution { get; init; }

        public StockDiscrepancy ToDiscrepancy() => new(
            new DiscrepancyId(new StockItemKey(LocationId, Sku), Number),
            Shortfall,
            Enum.Parse<DiscrepancyCause>(Cause),
            Reference,
            JsonSerializer.Deserialize<ImmutableArray<AtRisk>>(AtRisk, EventJson.Options),
            ViewTime.FromMicroseconds(RaisedAt),
            ResolvedAt is { } at ? ViewTime.FromMicroseconds(at) : null,
            Resolution);
    }
}
