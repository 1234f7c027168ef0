using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OrleansCommerce.Journal.Sqlite;

/// <summary>
/// The writer's prepared statements. They speak to SQLite directly: a batch runs thousands of inserts, and ADO.NET's commands cost
/// more than SQLite's own work.
/// </summary>
internal sealed class SqliteStatements : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _begin;
    private readonly sqlite3_stmt _commit;
    private readonly sqlite3_stmt _rollback;
    private readonly sqlite3_stmt _head;
    private readonly sqlite3_stmt _insert;

    public SqliteStatements(SqliteConnection connection)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
        _begin = Prepare("begin immediate");
        _commit = Prepare("commit");
        _rollback = Prepare("rollback");
        _head = Prepare("select version from journal_events where stream = ?1 order by version desc limit 1");
        _insert = Prepare("insert into journal_events (stream, version, type, payload, metadata, at) values (?1, ?2, ?3, ?4, ?5, ?6)");
    }

    /// <summary>Takes the file's write lock, waiting for another process.</summary>
    public void Begin() => Run(_begin);

    /// <summary>Returns when the transaction is durable.</summary>
    public void Commit() => Run(_commit);

    /// <summary>False when there was no transaction to roll back.</summary>
    public bool TryRollback()
    {
        var result = raw.sqlite3_step(_rollback);
        _ = raw.sqlite3_reset(_rollback);
        return result == raw.SQLITE_DONE;
    }

    /// <summary>The version of a stream's last event; 0 when it has none.</summary>
    public long Head(string stream)
    {
        Check(raw.sqlite3_bind_text(_head, 1, stream));
        try
        {
            var result = raw.sqlite3_step(_head);
            if (result == raw.SQLITE_ROW)
            {
                return raw.sqlite3_column_int64(_head, 0);
            }

            Check(result == raw.SQLITE_DONE ? raw.SQLITE_OK : result);
            return 0;
        }
        finally
        {
            _ = raw.sqlite3_reset(_head);
        }
    }

    /// <summary>Adds an event at the end of the feed.</summary>
    public void Insert(string stream, long version, NewEvent e, byte[]? metadata, long at)
    {
        Check(raw.sqlite3_bind_text(_insert, 1, stream));
        Check(raw.sqlite3_bind_int64(_insert, 2, version));
        Check(raw.sqlite3_bind_text(_insert, 3, e.Type));
        Check(raw.sqlite3_bind_blob(_insert, 4, e.Payload.Span));
        Check(metadata is null ? raw.sqlite3_bind_null(_insert, 5) : raw.sqlite3_bind_blob(_insert, 5, metadata));
        Check(raw.sqlite3_bind_int64(_insert, 6, at));
        Run(_insert);
    }

    public void Dispose()
    {
        _begin.Dispose();
        _commit.Dispose();
        _rollback.Dispose();
        _head.Dispose();
        _insert.Dispose();
    }

    private sqlite3_stmt Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_database, sql, out var statement));
        return statement;
    }

    private void Run(sqlite3_stmt statement)
    {
        var result = raw.sqlite3_step(statement);
        if (result == raw.SQLITE_DONE)
        {
            _ = raw.sqlite3_reset(statement);
            return;
        }

        // The message must be read before the reset replaces it.
        var error = new SqliteException(raw.sqlite3_errmsg(_database).utf8_to_string(), result, raw.sqlite3_extended_errcode(_database));
        _ = raw.sqlite3_reset(statement);
        throw error;
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
