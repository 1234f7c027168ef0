using Npgsql;
using NpgsqlTypes;
using OrleansCommerce.Journal.Batching;
using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Journal.Postgres;

/// <summary>
/// The one statement that writes a batch, prepared on one connection: it is its own transaction, so a batch is one round trip.
/// </summary>
/// <remarks>
/// It writes the chains whose expected version is the stream's head, and answers the others with the head that it saw. Between
/// that look and the insert another process can commit: the primary key then aborts the whole statement, and running it again
/// sees that commit. A chain whose first event carries this batch's id is durable from an earlier try. A chain that follows a
/// commit of this very connection is not looked up at all: what could have come between would stand in its place, and the
/// primary key finds it.
/// </remarks>
internal sealed class PostgresBatchStatement : IDisposable
{
    private const string Sql =
        """
        with stale as materialized (
            select c.stream, c.expected, h.head
            from unnest($7, $8) as c(stream, expected),
            lateral (select coalesce((select e.version from journal_events e where e.stream = c.stream order by e.version desc limit 1), 0) as head) h
            where h.head <> c.expected
        ), written as (
            insert into journal_events (stream, version, seq, type, payload, metadata, at, batch)
            select n.stream, n.version, n.seq::integer, n.type, n.payload, n.metadata, n.at, $9
            from unnest($1, $2, $3, $4, $5, $6) with ordinality as n(stream, version, type, payload, metadata, at, seq)
            where n.stream not in (select s.stream from stale s)
        )
        select s.stream, s.head,
            coalesce((select e.batch = $9 from journal_events e where e.stream = s.stream and e.version = s.expected + 1), false)
        from stale s
        """;

    private readonly NpgsqlCommand _command;
    private readonly List<string> _streams = [];
    private readonly List<long> _versions = [];
    private readonly List<string> _types = [];
    private readonly List<ReadOnlyMemory<byte>> _payloads = [];
    private readonly List<byte[]?> _metadata = [];
    private readonly List<DateTime> _times = [];
    private readonly List<string> _chains = [];
    private readonly List<long> _expected = [];
    private readonly NpgsqlParameter<Guid> _batchId = new() { NpgsqlDbType = NpgsqlDbType.Uuid };

    private PostgresBatchStatement(NpgsqlConnection connection, TimeSpan timeout)
    {
        _command = new NpgsqlCommand(Sql, connection) { CommandTimeout = (int)timeout.TotalSeconds };
        Add(_streams, NpgsqlDbType.Text);
        Add(_versions, NpgsqlDbType.Bigint);
        Add(_types, NpgsqlDbType.Text);
        Add(_payloads, NpgsqlDbType.Bytea);
        Add(_metadata, NpgsqlDbType.Bytea);
        Add(_times, NpgsqlDbType.TimestampTz);
        Add(_chains, NpgsqlDbType.Text);
        Add(_expected, NpgsqlDbType.Bigint);
        _command.Parameters.Add(_batchId);
    }

    /// <summary>Prepares the statement on <paramref name="connection"/>.</summary>
    public static PostgresBatchStatement Prepare(NpgsqlConnection connection, TimeSpan timeout)
    {
        var statement = new PostgresBatchStatement(connection, timeout);
        statement._command.Prepare();
        return statement;
    }

    /// <summary>Runs it for the chains of <paramref name="batch"/> that are open, and decides them.</summary>
    /// <param name="batch">What to write.</param>
    /// <param name="batchId">The same for every try of one batch.</param>
    /// <param name="trusting">
    /// Whether a chain that follows a commit of this connection goes without a look at its head. Not after a race was lost: the look
    /// then tells which chain lost it.
    /// </param>
    public void Execute(Batch batch, Guid batchId, bool trusting)
    {
        Fill(batch, trusting);
        _batchId.TypedValue = batchId;
        Dictionary<string, (long Head, bool Ours)>? stale = null;
        using (var reader = _command.ExecuteReader())
        {
            while (reader.Read())
            {
                stale ??= new(StringComparer.Ordinal);
                stale.Add(reader.GetString(0), (reader.GetInt64(1), reader.GetBoolean(2)));
            }
        }

        foreach (var chain in batch.Chains)
        {
            if (chain.State != ChainState.Open)
            {
                continue;
            }

            if (stale is not null && stale.TryGetValue(chain.Stream, out var found) && !found.Ours)
            {
                chain.Conflict(found.Head);
            }
            else
            {
                chain.Commit();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _command.Dispose();

    private void Fill(Batch batch, bool trusting)
    {
        Clear();
        EventMetadata? last = null;
        byte[]? metadata = null;
        foreach (var pending in batch.Appends)
        {
            if (!pending.Continues || pending.Chain!.State != ChainState.Open)
            {
                continue;
            }

            var append = pending.Append;
            if (append.ExpectedVersion == pending.Chain.Start && !(trusting && pending.FollowsCommitOf(this)))
            {
                _chains.Add(append.Stream);
                _expected.Add(append.ExpectedVersion);
            }

            if (!ReferenceEquals(append.Metadata, last))
            {
                last = append.Metadata;
                metadata = MetadataFormat.Encode(last);
            }

            var at = append.At.UtcDateTime;
            for (var i = 0; i < append.Events.Count; i++)
            {
                var e = append.Events[i];
                _streams.Add(append.Stream);
                _versions.Add(append.ExpectedVersion + 1 + i);
                _types.Add(e.Type);
                _payloads.Add(e.Payload);
                _metadata.Add(metadata);
                _times.Add(at);
            }
        }
    }

    private void Clear()
    {
        _streams.Clear();
        _versions.Clear();
        _types.Clear();
        _payloads.Clear();
        _metadata.Clear();
        _times.Clear();
        _chains.Clear();
        _expected.Clear();
    }

    private void Add<T>(List<T> list, NpgsqlDbType element) =>
        _command.Parameters.Add(new NpgsqlParameter<List<T>> { TypedValue = list, NpgsqlDbType = NpgsqlDbType.Array | element });
}
