using Npgsql;
using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Journal.Postgres;

/// <summary>Reads events from their table.</summary>
internal static class PostgresRows
{
    /// <summary>What <see cref="Read"/> reads, in its order.</summary>
    public const string Columns = "stream, version, xid, seq, type, payload, metadata, at";

    /// <summary>All events of a question that selects <see cref="Columns"/>.</summary>
    public static async Task<List<RecordedEvent>> ReadAsync(
        PostgresDatabase database, string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var events = new List<RecordedEvent>();
        while (await reader.ReadAsync(cancellationToken))
        {
            events.Add(Read(reader, reader.GetString(0)));
        }

        return events;
    }

    /// <summary>The event of the current row, whose stream is known.</summary>
    public static RecordedEvent Read(NpgsqlDataReader reader, string stream) => new(
        stream,
        reader.GetInt64(1),
        new FeedPosition(reader.GetFieldValue<ulong>(2), reader.GetInt32(3)),
        reader.GetString(4),
        Bytes(reader, 5),
        MetadataFormat.Decode(reader.IsDBNull(6) ? null : Bytes(reader, 6)),
        new DateTimeOffset(reader.GetDateTime(7)));

    /// <summary>A column of bytes. The row is in memory once it is read; waiting for each column would only cost.</summary>
    public static byte[] Bytes(NpgsqlDataReader reader, int column) => (byte[])reader[column];
}
