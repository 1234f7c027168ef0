using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Journal.Sqlite;

/// <summary>
/// One SQLite file. Every write of the process runs on one thread over one connection; readers see the last commit meanwhile
/// (write-ahead log). Another process may write the same file: SQLite's lock keeps the two apart.
/// </summary>
public sealed class SqliteDatabase : IDatabase
{
    /// <summary>How long a writer waits for another process, in milliseconds.</summary>
    private const int BusyTimeoutMilliseconds = 30_000;

    private readonly string _writerConnectionString;
    private readonly string _readerConnectionString;
    private readonly WorkerThreads _writer = new("journal writer", 1);
    private readonly WorkerThreads _readers = new("journal reader", 2);
    private SqliteConnection? _writerConnection;
    private int _closed;

    /// <summary>The file is created, with its directory, when it is first used.</summary>
    /// <exception cref="ArgumentException">The connection string does not name a file.</exception>
    public SqliteDatabase(string connectionString)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString);
        if (string.IsNullOrWhiteSpace(builder.DataSource) || builder.Mode == SqliteOpenMode.Memory
            || builder.DataSource.Contains(":memory:", StringComparison.Ordinal))
        {
            throw new ArgumentException(
                "The journal's 'Data Source' must be a file's path, such as 'Data Source=data/shop.db': a database in memory is lost at the end.",
                nameof(connectionString));
        }

        builder.ForeignKeys = false;
        builder.Pooling = false;
        _writerConnectionString = builder.ToString();
        builder.Pooling = true;
        _readerConnectionString = builder.ToString();
        Path = System.IO.Path.GetFullPath(builder.DataSource);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public DatabaseKind Kind => DatabaseKind.Sqlite;

    /// <inheritdoc/>
    public async ValueTask<DbConnection> OpenReadAsync(CancellationToken cancellationToken = default)
    {
        var connection = new SqliteConnection(_readerConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            Execute(connection, $"pragma busy_timeout = {BusyTimeoutMilliseconds}; pragma query_only = 1");
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<T> WriteAsync<T>(
        Func<DbConnection, DbTransaction, CancellationToken, Task<T>> work, CancellationToken cancellationToken = default) =>
        WriteOnThreadAsync(
            connection =>
            {
                using var transaction = connection.BeginTransaction(deferred: false);
                var result = Finish(work(connection, transaction, cancellationToken));
                transaction.Commit();
                return result;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task MigrateAsync(string module, IReadOnlyList<Migration> migrations, CancellationToken cancellationToken = default) =>
        Migrator.RunAsync(this, module, migrations, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
        {
            return;
        }

        _readers.Dispose();
        _writer.Dispose();
        if (_writerConnection is not null)
        {
            await _writerConnection.DisposeAsync();
        }

        await using var pooled = new SqliteConnection(_readerConnectionString);
        SqliteConnection.ClearPool(pooled);
    }

    /// <summary>Runs <paramref name="work"/> on the writer's thread with its connection, outside any transaction.</summary>
    internal Task<T> WriteOnThreadAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancellationToken = default) =>
        _writer.RunAsync(() => work(WriterConnection()), cancellationToken);

    /// <summary>Runs <paramref name="work"/>, which must not throw, on the writer's thread; false when the database is closed.</summary>
    internal bool TryPostToWriter(Action work) => _writer.TryPost(work);

    /// <summary>The writer's connection, for the writer's thread alone.</summary>
    internal SqliteConnection WriterConnection() => _writerConnection ??= OpenWriter();

    /// <summary>Runs <paramref name="work"/> on a reader's thread with a connection of its own.</summary>
    internal Task<T> ReadOnThreadAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancellationToken = default) =>
        _readers.RunAsync(
            () =>
            {
                using var connection = (SqliteConnection)Finish(OpenReadAsync(cancellationToken).AsTask());
                return work(connection);
            },
            cancellationToken);

    internal static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    [SuppressMessage("Usage", "VSTHRD002", Justification = "The thread exists to block; nothing that it waits for needs it.")]
    private static T Finish<T>(Task<T> task) => task.GetAwaiter().GetResult();

    private SqliteConnection OpenWriter()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        var connection = new SqliteConnection(_writerConnectionString);
        try
        {
            connection.Open();
            // secure_delete: erased personal data is overwritten in the file, not only unlinked.
            Execute(
                connection,
                $"""
                pragma busy_timeout = {BusyTimeoutMilliseconds};
                pragma journal_mode = wal;
                pragma synchronous = full;
                pragma foreign_keys = off;
                pragma secure_delete = on;
                pragma cache_size = -65536;
                pragma wal_autocheckpoint = 4000;
                """);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
