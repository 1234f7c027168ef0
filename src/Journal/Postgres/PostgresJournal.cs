using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using NpgsqlTypes;
using OrleansCommerce.Journal.Batching;
using OrleansCommerce.Journal.Diagnostics;
using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Journal.Postgres;

/// <summary>The journal in PostgreSQL. Several processes may write to it at once.</summary>
public sealed class PostgresJournal : IJournal
{
    private const int PageSize = 500;
    private const string Columns = "stream, version, xid, seq, type, payload, metadata, at";

    private readonly PostgresDatabase _database;
    private readonly BatchWriter _writer;

    /// <summary>A journal over <paramref name="database"/>, which stays the caller's to dispose, after the journal.</summary>
    public PostgresJournal(PostgresDatabase database, JournalOptions options, ILogger<PostgresJournal>? logger = null)
    {
        options.Validate();
        _database = database;
        var instruments = new JournalInstruments("postgresql");
        var committers = new IBatchCommitter[options.Lanes];
        for (var i = 0; i < committers.Length; i++)
        {
            committers[i] = new PostgresCommitter(
                database.WriterConnectionString, options, instruments, TimeProvider.System, logger ?? NullLogger<PostgresJournal>.Instance);
        }

        _writer = new BatchWriter(committers, options, instruments);
    }

    /// <inheritdoc/>
    public CommitSignal Commits => _writer.Commits;

    /// <inheritdoc/>
    public Task<AppendResult> AppendAsync(Append append, CancellationToken cancellationToken = default) =>
        _writer.AppendAsync(append, cancellationToken);

    /// <inheritdoc/>
    public async Task<StreamHistory> LoadAsync(string stream, CancellationToken cancellationToken = default)
    {
        AppendRules.CheckStream(stream);
        await using var connection = await _database.OpenAsync(cancellationToken);
        // One statement has one view of the database: a snapshot that is replaced meanwhile leaves no gap before the events.
        await using var command = new NpgsqlCommand(
            $"""
            with snapshot as (select version, format, payload from journal_snapshots where stream = $1)
            select $1, version, '0'::xid8, format, null, payload, null, null from snapshot
            union all
            select {Columns} from journal_events
            where stream = $1 and version > coalesce((select version from snapshot), 0)
            order by version
            """,
            connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = stream });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        Snapshot? snapshot = null;
        var events = new List<RecordedEvent>();
        while (await reader.ReadAsync(cancellationToken))
        {
            if (reader[4] is DBNull)
            {
                snapshot = new Snapshot(stream, reader.GetInt64(1), reader.GetInt32(3), Bytes(reader, 5));
            }
            else
            {
                events.Add(Read(reader));
            }
        }

        return new StreamHistory(snapshot, events);
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
            var page = await ReadAsync(
                $"select {Columns} from journal_events where stream = $1 and version > $2 and version <= $3 order by version limit {PageSize}",
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
    public async Task<IReadOnlyList<RecordedEvent>> ReadFeedAsync(
        FeedPosition after, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        // What is younger than the oldest running transaction is held back: that one may still commit, and would come before it.
        return await ReadAsync(
            $"""
            select {Columns} from journal_events
            where (xid, seq) > ($1, $2) and xid < pg_snapshot_xmin(pg_current_snapshot())
            order by xid, seq limit $3
            """,
            [
                new NpgsqlParameter<ulong> { TypedValue = after.Transaction, NpgsqlDbType = NpgsqlDbType.Xid8 },
                new NpgsqlParameter<int> { TypedValue = (int)after.Sequence },
                new NpgsqlParameter<int> { TypedValue = limit },
            ],
            cancellationToken);
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

    private static RecordedEvent Read(NpgsqlDataReader reader) => new(
        reader.GetString(0),
        reader.GetInt64(1),
        new FeedPosition(reader.GetFieldValue<ulong>(2), reader.GetInt32(3)),
        reader.GetString(4),
        Bytes(reader, 5),
        MetadataFormat.Decode(reader.IsDBNull(6) ? null : Bytes(reader, 6)),
        new DateTimeOffset(reader.GetDateTime(7)));

    // The row is in memory once it is read; waiting for each column would only cost.
    private static byte[] Bytes(NpgsqlDataReader reader, int column) => (byte[])reader[column];

    private async Task<List<RecordedEvent>> ReadAsync(string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        await using var connection = await _database.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var events = new List<RecordedEvent>();
        while (await reader.ReadAsync(cancellationToken))
        {
            events.Add(Read(reader));
        }

        return events;
    }
}
