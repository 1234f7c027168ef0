using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using OrleansCommerce.Journal.Batching;
using OrleansCommerce.Journal.Diagnostics;
using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Journal.Sqlite;

/// <summary>The journal in a SQLite file. The feed's positions are row numbers: events are never deleted, so they have no gap.</summary>
public sealed class SqliteJournal : IJournal
{
    private const int PageSize = 500;

    private readonly SqliteDatabase _database;
    private readonly BatchWriter _writer;

    /// <summary>A journal over <paramref name="database"/>, which stays the caller's to dispose, after the journal.</summary>
    public SqliteJournal(SqliteDatabase database, JournalOptions options)
    {
        options.Validate();
        _database = database;
        _writer = new BatchWriter([new SqliteCommitter(database)], options, new JournalInstruments("sqlite"));
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
        return _database.ReadOnThreadAsync(
            connection =>
            {
                // One read transaction: a snapshot that is replaced meanwhile must not leave a gap before the events.
                using var transaction = connection.BeginTransaction(deferred: true);
                var snapshot = ReadSnapshot(connection, stream);
                return new StreamHistory(snapshot, ReadEvents(connection, stream, snapshot?.Version ?? 0, long.MaxValue, int.MaxValue));
            },
            cancellationToken);
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
            var from = afterVersion;
            var page = await _database.ReadOnThreadAsync(c => ReadEvents(c, stream, from, upToVersion, PageSize), cancellationToken);
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
        return _database.ReadOnThreadAsync(
            connection =>
            {
                using var command = connection.CreateCommand();
                command.CommandText = "select not exists (select 1 from journal_events where stream = $stream and version > $version)";
                command.Parameters.AddWithValue("$stream", stream);
                command.Parameters.AddWithValue("$version", version);
                return (long)command.ExecuteScalar()! == 1;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<RecordedEvent>> ReadFeedAsync(FeedPosition after, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        return _database.ReadOnThreadAsync<IReadOnlyList<RecordedEvent>>(
            connection =>
            {
                using var command = connection.CreateCommand();
                command.CommandText =
                    "select stream, version, position, type, payload, metadata, at from journal_events where position > $after order by position limit $limit";
                command.Parameters.AddWithValue("$after", after.Sequence);
                command.Parameters.AddWithValue("$limit", limit);
                return Read(command);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task WriteSnapshotAsync(Snapshot snapshot, CancellationToken cancellationToken = default)
    {
        AppendRules.CheckStream(snapshot.Stream);
        return _database.WriteOnThreadAsync(
            connection =>
            {
                using var command = connection.CreateCommand();
                command.CommandText =
                    """
                    insert into journal_snapshots (stream, version, format, payload) values ($stream, $version, $format, $payload)
                    on conflict (stream) do update set version = excluded.version, format = excluded.format, payload = excluded.payload
                    where excluded.version >= journal_snapshots.version
                    """;
                command.Parameters.AddWithValue("$stream", snapshot.Stream);
                command.Parameters.AddWithValue("$version", snapshot.Version);
                command.Parameters.AddWithValue("$format", snapshot.Schema);
                command.Parameters.AddWithValue("$payload", snapshot.Payload.ToArray());
                return command.ExecuteNonQuery();
            },
            cancellationToken);
    }

    /// <summary>Answers what is queued, then stops.</summary>
    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private static Snapshot? ReadSnapshot(SqliteConnection connection, string stream)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "select version, format, payload from journal_snapshots where stream = $stream";
        command.Parameters.AddWithValue("$stream", stream);
        using var reader = command.ExecuteReader();
        return reader.Read()
            ? new Snapshot(stream, reader.GetInt64(0), reader.GetInt32(1), reader.GetFieldValue<byte[]>(2))
            : null;
    }

    private static List<RecordedEvent> ReadEvents(SqliteConnection connection, string stream, long after, long upTo, int limit)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            select stream, version, position, type, payload, metadata, at from journal_events
            where stream = $stream and version > $after and version <= $upTo order by version limit $limit
            """;
        command.Parameters.AddWithValue("$stream", stream);
        command.Parameters.AddWithValue("$after", after);
        command.Parameters.AddWithValue("$upTo", upTo);
        command.Parameters.AddWithValue("$limit", limit);
        return Read(command);
    }

    private static List<RecordedEvent> Read(SqliteCommand command)
    {
        using var reader = command.ExecuteReader();
        var events = new List<RecordedEvent>();
        while (reader.Read())
        {
            events.Add(
                new RecordedEvent(
                    reader.GetString(0),
                    reader.GetInt64(1),
                    new FeedPosition(0, reader.GetInt64(2)),
                    reader.GetString(3),
                    reader.GetFieldValue<byte[]>(4),
                    MetadataFormat.Decode(reader.IsDBNull(5) ? null : reader.GetFieldValue<byte[]>(5)),
                    StoredTime.FromMicroseconds(reader.GetInt64(6))));
        }

        return events;
    }
}
