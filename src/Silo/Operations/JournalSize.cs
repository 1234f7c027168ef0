using Dapper;
using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Silo.Operations;

/// <summary>How much the database holds, and what waits in it.</summary>
internal sealed class JournalSize(IDatabase database, TimeProvider time)
{
    private const int DueMax = 50;

    /// <summary>Bytes of the database, events of the journal, and snapshots; on PostgreSQL rows are the server's own estimate.</summary>
    public async Task<object> ReadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return database.Kind == DatabaseKind.Sqlite
            ? new
            {
                store = "SQLite",
                bytes = await CountAsync("select page_count * page_size from pragma_page_count(), pragma_page_size()"),
                events = await CountAsync("select max(position) from journal_events"),
                snapshots = await CountAsync("select count(*) from journal_snapshots"),
                isEstimate = false,
            }
            : new
            {
                store = "PostgreSQL",
                bytes = await CountAsync("select pg_database_size(current_database())"),
                events = await CountAsync("select greatest(reltuples, 0)::bigint from pg_class where oid = 'journal_events'::regclass"),
                snapshots = await CountAsync("select greatest(reltuples, 0)::bigint from pg_class where oid = 'journal_snapshots'::regclass"),
                isEstimate = true,
            };

        async Task<long> CountAsync(string sql) =>
            await connection.ExecuteScalarAsync<long?>(new CommandDefinition(sql, cancellationToken: cancellationToken)) ?? 0;
    }

    /// <summary>The grains that want to be woken: how many, how many are overdue, and the first ones that somebody wants to see.</summary>
    public async Task<object> ReadDueAsync(DueFilter filter, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var now = Microseconds(time.GetUtcNow());
        var (total, overdue) = await connection.QuerySingleAsync<(long Total, long Overdue)>(new CommandDefinition(
            "select count(*), count(case when due <= @Now then 1 end) from due_work", new { Now = now }, cancellationToken: cancellationToken));
        var rows = await connection.QueryAsync<(string Stream, long Due, long Failures)>(new CommandDefinition(
            """
            select stream, due, failures from due_work
            where lower(stream) like @Part escape '!' and due >= @From and due < @To and failures >= @Failures
            order by due limit @Limit
            """,
            new
            {
                Part = $"%{Escaped(filter.Stream ?? string.Empty)}%",
                From = filter.DueFrom is { } from ? Microseconds(from) : long.MinValue,
                To = filter.DueTo is { } to ? Microseconds(to) : long.MaxValue,
                Failures = filter.Failures ?? 0,
                Limit = DueMax,
            },
            cancellationToken: cancellationToken));
        return new
        {
            total,
            overdue,
            first = rows.Select(static row => new
            {
                stream = row.Stream,
                due = DateTimeOffset.UnixEpoch.AddTicks(row.Due * TimeSpan.TicksPerMicrosecond),
                failures = row.Failures,
            }),
        };
    }

    private static long Microseconds(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private static string Escaped(string part) => part.ToLowerInvariant()
        .Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal);
}
