using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Journal;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Silo.Operations;

/// <summary>Reads the journal by stream. No grain is activated by it.</summary>
internal sealed class JournalReader(IJournal journal, IDatabase database)
{
    /// <summary>Streams or events of a page.</summary>
    public const int PageMax = 50;

    /// <summary>Events that are folded for one state; more would keep a core busy for seconds.</summary>
    public const int FoldMax = 200_000;

    // A step through the index for each stream, so that the many events of one cost nothing.
    private const string Names =
        """
        with recursive s(stream, n) as (
            select min(stream), 1 from journal_events where stream > @After and stream >= @From and stream < @Until
            union all
            select (select min(e.stream) from journal_events e where e.stream > s.stream and e.stream < @Until), s.n + 1 from s
            where s.stream is not null and s.n < @Limit
        )
        select s.stream, (select max(e.version) from journal_events e where e.stream = s.stream) from s where s.stream is not null order by s.n
        """;

    /// <summary>Streams whose names begin so, by name.</summary>
    /// <param name="prefix">At least a category.</param>
    /// <param name="after">The last one of the page before; empty for the first page.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<(string Stream, long Version)>> FindAsync(string prefix, string after, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Stream, long Version)>(new CommandDefinition(
            Names,
            new { After = after, From = prefix, Until = prefix + char.MaxValue, Limit = PageMax + 1 },
            cancellationToken: cancellationToken));
        return rows.AsList();
    }

    /// <summary>Stock items of SKUs that begin so, by name.</summary>
    public async Task<IReadOnlyList<(string Stream, long Version)>> FindBySkuAsync(string prefix, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Sku, string LocationId, long Version)>(new CommandDefinition(
            "select sku, location_id, version from stock_list where sku >= @From and sku < @Until order by sku, location_id limit @Limit",
            new { From = prefix, Until = prefix + char.MaxValue, Limit = PageMax },
            cancellationToken: cancellationToken));
        return [.. rows.Select(static row => ($"stock/{new StockItemKey(row.LocationId, row.Sku)}", row.Version))];
    }

    /// <summary>The version of a stream's last event; 0 when it has none.</summary>
    public async Task<long> VersionOfAsync(string stream, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            "select max(version) from journal_events where stream = @Stream", new { Stream = stream }, cancellationToken: cancellationToken)) ?? 0;
    }

    /// <summary>A page of a stream's events, newest first.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="before">Only older ones than this version.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<RecordedEvent>> ReadBackAsync(string stream, long before, CancellationToken cancellationToken)
    {
        var events = new List<RecordedEvent>();
        await foreach (var recorded in journal.ReadStreamAsync(stream, Math.Max(0, before - 1 - PageMax), before - 1, cancellationToken))
        {
            events.Add(recorded);
        }

        events.Reverse();
        return events;
    }

    /// <summary>The state of a stream's grain at a version, or as of a time, made of its events alone.</summary>
    /// <exception cref="RefusedException">There are too many events.</exception>
    public async Task<IAggregateState> FoldAsync(
        Aggregate kind, string key, long version, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        var state = kind.Begin(key);
        await foreach (var recorded in journal.ReadStreamAsync($"{kind.Category}/{key}", 0, version, cancellationToken))
        {
            if (recorded.At > until)
            {
                break;
            }

            if (recorded.Version > FoldMax)
            {
                throw RefusedException.Bad(string.Create(
                    CultureInfo.InvariantCulture, $"The state is folded from the first event, {FoldMax:N0} at most; ask for an earlier version."));
            }

            state = kind.Fold(state, recorded);
        }

        return state;
    }

    /// <summary>A state as JSON, without what opens a door, and with long lists cut.</summary>
    public static JsonNode? Show(IAggregateState state) => ShownJson.Of(JsonSerializer.SerializeToNode(state, state.GetType(), EventJson.Options));

    /// <summary>An event's payload as JSON, without what opens a door.</summary>
    public static JsonNode? Show(RecordedEvent recorded) => ShownJson.Of(JsonNode.Parse(recorded.Payload.Span));
}
