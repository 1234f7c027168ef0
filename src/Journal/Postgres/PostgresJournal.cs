using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using NpgsqlTypes;
using OrleansCommerce.Journal.Batching;
using OrleansCommerce.Journal.Diagnostics;

namespace OrleansCommerce.Journal.Postgres;

/// <summary>The journal in PostgreSQL. Several processes may write to it at once.</summary>
public sealed class PostgresJournal : IJournal
{
    private const int PageSize = 500;
    private const int StatementsAtOnce = 4;
    private const int StreamsInStatement = 50;

    private readonly PostgresDatabase _database;
    private readonly BatchWriter _writer;
    private readonly PostgresFeed _feed;
    private readonly Gathering<string, StreamHistory> _loads;
    private readonly Gathering<(string Stream, long Version), bool> _heads;

    /// <summary>A journal over <paramref name="database"/>, which stays the caller's to dispose, after the journal.</summary>
    public PostgresJournal(PostgresDatabase database, JournalOptions options, ILogger<PostgresJournal>? logger = null)
    {
        options.Validate();
        _database = database;
        var instruments = new JournalInstruments("postgresql");
        var recent = new RecentBatches();
        var committers = new IBatchCommitter[options.Lanes];
        for (var i = 0; i < committers.Length; i++)
        {
            committers[i] = new PostgresCommitter(
                database.WriterConnectionString, options, recent, instruments, logger ?? NullLogger<PostgresJournal>.Instance);
        }

        _writer = new BatchWriter(committers, options, instruments);
        _feed = new PostgresFeed(database, recent);
        _loads = new Gathering<string, StreamHistory>(LoadAsync, StatementsAtOnce, StreamsInStatement);
        _heads = new Gathering<(string Stream, long Version), bool>(AreHeadsAsync, StatementsAtOnce, StreamsInStatement);
    }

    /// <inheritdoc/>
    public CommitSignal Commits => _writer.Commits;

    /// <inheritdoc/>
    public Task<AppendResult> AppendAsync(Append append, CancellationToken cancellationToken = default) =>
        _writer.AppendAsync(append, cancellationToken);

    /// <inheritdoc/>
    public Task<StreamHistory> LoadAsync(string stream, CancellationToken cancellationToken = default)
    {
        AppendRules.CheckStream(stream);
        return _loads.AskAsync(stream, cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<RecordedEvent> ReadStreamAsync(
        string stream,
        long afterVersion = 0,
        long upToVersion = long.MaxValue,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        AppendRules.CheckStream(stream);
        while (true)
        {
            var page = await PostgresRows.ReadAsync(
                _database,
                $"select {PostgresRows.Columns} from journal_events where stream = $1 and version > $2 and version <= $3 order by version limit {PageSize}",
                [
                    new NpgsqlParameter<string> { TypedValue = stream },
                    new NpgsqlParameter<long> { TypedValue = afterVersion },
                    new NpgsqlParameter<long> { TypedValue = upToVersion },
                ],
                cancellationToken);
            foreach (var e in page)
            {
                yield return e;
            }

            if (page.Count < PageSize)
            {
                yield break;
            }

            afterVersion = page[^1].Version;
        }
    }

    /// <inheritdoc/>
    public Task<bool> IsHeadAsync(string stream, long version, CancellationToken cancellationToken = default)
    {
        AppendRules.CheckStream(stream);
        return _heads.AskAsync((stream, version), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<RecordedEvent>> ReadFeedAsync(FeedPosition after, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        return _feed.ReadAsync(after, limit, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task WriteSnapshotAsync(Snapshot snapshot, CancellationToken cancellationToken = default)
    {
        AppendRules.CheckStream(snapshot.Stream);
        await using var connection = await _database.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            """
            insert into journal_snapshots (stream, version, format, payload) values ($1, $2, $3, $4)
            on conflict (stream) do update set version = excluded.version, format = excluded.format, payload = excluded.payload
            where excluded.version >= journal_snapshots.version
            """,
            connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = snapshot.Stream });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = snapshot.Version });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = snapshot.Schema });
        command.Parameters.Add(new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = snapshot.Payload, NpgsqlDbType = NpgsqlDbType.Bytea });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Answers what is queued, then stops.</summary>
    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private async Task<IReadOnlyList<StreamHistory>> LoadAsync(IReadOnlyList<string> streams)
    {
        await using var connection = await _database.OpenAsync(CancellationToken.None);
        // One statement has one view of the database: a snapshot that is replaced meanwhile leaves no gap before the events.
        // "offset 0" keeps each stream a search in the index: as one join of all, the planner of a young database reads the whole table.
        await using var command = new NpgsqlCommand(
            $"""
            select wanted.place::int, kept.version, '0'::xid8, kept.format, null, kept.payload, null, null
            from unnest($1) with ordinality as wanted(stream, place)
            join journal_snapshots as kept on kept.stream = wanted.stream
            union all
            select wanted.place::int, later.version, later.xid, later.seq, later.type, later.payload, later.metadata, later.at
            from unnest($1) with ordinality as wanted(stream, place)
            left join journal_snapshots as kept on kept.stream = wanted.stream
            cross join lateral (
                select {PostgresRows.Columns} from journal_events
                where stream = wanted.stream and version > coalesce(kept.version, 0)
                offset 0
            ) as later
            order by 1, 2
            """,
            connection);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. streams] });
        await using var reader = await command.ExecuteReaderAsync();
        var snapshots = new Snapshot?[streams.Count];
        var events = new List<RecordedEvent>?[streams.Count];
        while (await reader.ReadAsync())
        {
            var place = reader.GetInt32(0) - 1;
            if (reader[4] is DBNull)
            {
                snapshots[place] = new Snapshot(streams[place], reader.GetInt64(1), reader.GetInt32(3), PostgresRows.Bytes(reader, 5));
            }
            else
            {
                (events[place] ??= []).Add(PostgresRows.Read(reader, streams[place]));
            }
        }

        return [.. snapshots.Zip(events, static (snapshot, later) => new StreamHistory(snapshot, later ?? []))];
    }

    private async Task<IReadOnlyList<bool>> AreHeadsAsync(IReadOnlyList<(string Stream, long Version)> asked)
    {
        await using var connection = await _database.OpenAsync(CancellationToken.None);
        // "(select $1)" hides how many are asked: a plan for each number looks cheaper than one for all, and takes longer to make than to run.
        await using var command = new NpgsqlCommand(
            """
            select not exists (select 1 from journal_events where stream = asked.stream and version > asked.version)
            from unnest((select $1), (select $2)) with ordinality as asked(stream, version, place)
            order by asked.place
            """,
            connection);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. asked.Select(static one => one.Stream)] });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. asked.Select(static one => one.Version)] });
        await using var reader = await command.ExecuteReaderAsync();
        var answers = new List<bool>(asked.Count);
        while (await reader.ReadAsync())
        {
            answers.Add(reader.GetBoolean(0));
        }

        return answers;
    }
}
