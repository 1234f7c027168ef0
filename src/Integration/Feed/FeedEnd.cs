using Dapper;
using OrleansCommerce.Journal;
using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Integration.Feed;

/// <summary>Finds where the feed ends now, for those who want only what comes.</summary>
internal sealed class FeedEnd(IDatabase database)
{
    /// <summary>
    /// A place that everything answered from now on comes after. On PostgreSQL it is before the oldest transaction that still runs, so that
    /// what was committed a moment ago may come after it too.
    /// </summary>
    public async Task<FeedPosition> ReadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        if (database.Kind == DatabaseKind.Sqlite)
        {
            return new FeedPosition(0, await connection.ExecuteScalarAsync<long>(new CommandDefinition(
                "select coalesce(max(position), 0) from journal_events", cancellationToken: cancellationToken)));
        }

        var oldest = await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint", cancellationToken: cancellationToken));

        // Numbers in a transaction are int4 there.
        return new FeedPosition((ulong)oldest - 1, int.MaxValue);
    }
}
