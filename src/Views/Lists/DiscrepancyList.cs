using System.Text.Json;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Stock;
using OrleansCommerce.Journal;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Views.Lists;

/// <summary>Where fewer units are on the shelf than are promised, and what became of it.</summary>
internal sealed class DiscrepancyList : IView
{
    private const string StreamPrefix = "stock/";
    private const string Columns = "sku, location_id, number, shortfall, cause, reference, at_risk, raised_at";

    public string Name => "discrepancy-list";

    public string Table => "discrepancy_list";

    public string Definition(DatabaseKind kind, string table, string indexes)
    {
        var text = SqlText.Of(kind);
        return $"""
            create table {table} (
                sku         {text}  not null,
                location_id {text}  not null,
                number      integer not null,
                shortfall   integer not null,
                cause       {text}  not null,
                reference   {text}  not null,
                at_risk     {text}  not null,
                raised_at   bigint  not null,
                resolved_at bigint,
                resolution  {text},
                primary key (sku, location_id, number)
            );
            create index {indexes}_location on {table} (location_id, raised_at);
            create index {indexes}_newest on {table} (raised_at);
            """;
    }

    public ViewChange? Fold(IReadOnlyList<RecordedEvent> events)
    {
        List<Raised>? raised = null;
        List<Resolved>? resolved = null;
        foreach (var recorded in events)
        {
            // Nearly every event of the feed is about something else: its name says so, and it is not read.
            if (!recorded.Type.StartsWith("stock.discrepancy-", StringComparison.Ordinal))
            {
                continue;
            }

            var key = StockItemKey.Parse(recorded.Stream[StreamPrefix.Length..]);
            switch (StockItem.Codec.Read(recorded))
            {
                case StockItem.Event.DiscrepancyRaised e:
                    (raised ??= []).Add(new Raised(
                        key.Sku,
                        key.LocationId,
                        e.Number,
                        e.Shortfall,
                        e.Cause.ToString(),
                        e.Reference,
                        JsonSerializer.Serialize(e.AtRisk, EventJson.Options),
                        ViewTime.ToMicroseconds(e.At)));
                    break;
                case StockItem.Event.DiscrepancyResolved e:
                    (resolved ??= []).Add(new Resolved(key.Sku, key.LocationId, e.Number, ViewTime.ToMicroseconds(recorded.At), e.Resolution));
                    break;
                default:
                    throw new InvalidDataException($"The list of discrepancies has no rule for '{recorded.Type}'.");
            }
        }

        return raised is null && resolved is null ? null : transaction => WriteAsync(transaction, raised ?? [], resolved ?? []);
    }

    private static async Task WriteAsync(ViewTransaction transaction, List<Raised> raised, List<Resolved> resolved)
    {
        transaction.Expect(raised.Count, await transaction.WriteAsync(
            raised,
            $"""
            insert into {transaction.Table} ({Columns})
            values (@Sku, @LocationId, @Number, @Shortfall, @Cause, @Reference, @AtRisk, @RaisedAt)
            """,
            $"""
            insert into {transaction.Table} ({Columns})
            select * from unnest(@Sku, @LocationId, @Number, @Shortfall, @Cause, @Reference, @AtRisk, @RaisedAt)
            """,
            static rows => new
            {
                Sku = rows.Select(static row => row.Sku).ToArray(),
                LocationId = rows.Select(static row => row.LocationId).ToArray(),
                Number = rows.Select(static row => row.Number).ToArray(),
                Shortfall = rows.Select(static row => row.Shortfall).ToArray(),
                Cause = rows.Select(static row => row.Cause).ToArray(),
                Reference = rows.Select(static row => row.Reference).ToArray(),
                AtRisk = rows.Select(static row => row.AtRisk).ToArray(),
                RaisedAt = rows.Select(static row => row.RaisedAt).ToArray(),
            }));
        transaction.Expect(resolved.Count, await transaction.WriteAsync(
            resolved,
            $"""
            update {transaction.Table} set resolved_at = @ResolvedAt, resolution = @Resolution
            where sku = @Sku and location_id = @LocationId and number = @Number
            """,
            $"""
            update {transaction.Table} d set resolved_at = r.resolved_at, resolution = r.resolution
            from unnest(@Sku, @LocationId, @Number, @ResolvedAt, @Resolution) as r(sku, location_id, number, resolved_at, resolution)
            where d.sku = r.sku and d.location_id = r.location_id and d.number = r.number
            """,
            static rows => new
            {
                Sku = rows.Select(static row => row.Sku).ToArray(),
                LocationId = rows.Select(static row => row.LocationId).ToArray(),
                Number = rows.Select(static row => row.Number).ToArray(),
                ResolvedAt = rows.Select(static row => row.ResolvedAt).ToArray(),
                Resolution = rows.Select(static row => row.Resolution).ToArray(),
            }));
    }

    private sealed record Raised(
        string Sku, string LocationId, int Number, int Shortfall, string Cause, string Reference, string AtRisk, long RaisedAt);

    private sealed record Resolved(string Sku, string LocationId, int Number, long ResolvedAt, string Resolution);
}
