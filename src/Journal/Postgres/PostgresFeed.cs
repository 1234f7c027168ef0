using Npgsql;
using NpgsqlTypes;

namespace OrleansCommerce.Journal.Postgres;

/// <summary>
/// Reads all events in the order of their commits. What is younger than the oldest running transaction is held back: that one may still commit,
/// and would come before it.
/// </summary>
internal sealed class PostgresFeed(PostgresDatabase database, RecentBatches recent)
{
    /// <summary>So many batches are looked for in memory at a time: a reader that is far behind finds none of them there.</summary>
    private const int BatchesMax = 200;

    private const string EventsSql =
        $"""
        select {PostgresRows.Columns} from journal_events
        where (xid, seq) > ($1, $2) and xid < pg_snapshot_xmin(pg_current_snapshot())
        order by xid, seq limit $3
        """;

    // From one transaction to the next by the index: one row of each is read.
    private const string BatchesSql =
        """
        with recursive batches as (
            (select xid, batch from journal_events
            where (xid, seq) > ($1, $2) and xid < pg_snapshot_xmin(pg_current_snapshot())
            order by xid, seq limit 1)
            union all
            select later.xid, later.batch
            from batches, lateral (
                select xid, batch from journal_events
                where xid > batches.xid and xid < pg_snapshot_xmin(pg_current_snapshot())
                order by xid, seq limit 1
            ) as later
        )
        select xid, batch from batches limit $3
        """;

    /// <summary>See <see cref="IJournal.ReadFeedAsync"/>.</summary>
    public async Task<IReadOnlyList<RecordedEvent>> ReadAsync(FeedPosition after, int limit, CancellationToken cancellationToken)
    {
        var (events, areAll) = recent.Look(after) ? await ReadRecentAsync(after, limit, cancellationToken) : ([], false);
        if (!areAll && events.Count < limit)
        {
            // What came before is settled, so whatever this later look sees comes behind it.
            var known = events.Count > 0 ? events[^1].Position : after;
            events.AddRange(await PostgresRows.ReadAsync(database, EventsSql, Parameters(known, limit - events.Count), cancellationToken));
        }

        if (events.Count > 0)
        {
            recent.WentOnFrom(after);
        }

        return events;
    }

    /// <summary>The first events, as long as they are of batches in memory; and whether there are no more.</summary>
    private async Task<(List<RecordedEvent> Events, bool AreAll)> ReadRecentAsync(FeedPosition after, int limit, CancellationToken cancellationToken)
    {
        var events = new List<RecordedEvent>();
        var batches = 0;
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(BatchesSql, connection);
        command.Parameters.AddRange(Parameters(after, BatchesMax));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            batches++;
            var (transaction, batch) = Place(reader);
            var known = transaction == after.Transaction ? after.Sequence : 0;
            if (events.Count == limit || !recent.TryRead(batch, transaction, known, events, limit))
            {
                return (events, AreAll: false);
            }
        }

        return (events, AreAll: batches < BatchesMax);
    }

    private static (ulong Transaction, Guid Batch) Place(NpgsqlDataReader reader) => (reader.GetFieldValue<ulong>(0), reader.GetGuid(1));

    private static NpgsqlParameter[] Parameters(FeedPosition after, int limit) =>
    [
        new NpgsqlParameter<ulong> { TypedValue = after.Transaction, NpgsqlDbType = NpgsqlDbType.Xid8 },
        new NpgsqlParameter<int> { TypedValue = (int)after.Sequence },
        new NpgsqlParameter<int> { TypedValue = limit },
    ];
}
