using System.Data.Common;
using Npgsql;
using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Journal.Postgres;

/// <summary>A PostgreSQL database, 15 or later.</summary>
public sealed class PostgresDatabase : IDatabase
{
    // Readers are short; more connections than this only queue inside the server.
    private const int ReadersMaxDefault = 20;
    private const int PreparedMax = 50;

    /// <summary>Seconds that the writer waits for a connection: a server that is there answers in milliseconds, and callers wait behind it.</summary>
    private const int WriterConnectSeconds = 5;

    private readonly NpgsqlDataSource _pool;

    /// <summary>Connects when first used. A limit of the pool that the string does not give is 20 connections.</summary>
    public PostgresDatabase(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        var given = new DbConnectionStringBuilder { ConnectionString = connectionString };
        if (!given.ContainsKey("Maximum Pool Size") && !given.ContainsKey("MaxPoolSize"))
        {
            builder.MaxPoolSize = ReadersMaxDefault;
        }

        builder.MaxAutoPrepare = Math.Max(builder.MaxAutoPrepare, PreparedMax);
        builder.ApplicationName ??= "orleans-commerce";
        builder.Multiplexing = false;
        // Nothing here leaves anything in a session: no setting, no temporary table, no lock that outlives its transaction. The reset is eight
        // statements at every use of a connection.
        builder.NoResetOnClose = true;
        _pool = NpgsqlDataSource.Create(builder);

        builder.Pooling = false;
        builder.MaxAutoPrepare = 0;
        builder.Timeout = given.ContainsKey("Timeout") ? builder.Timeout : WriterConnectSeconds;
        // A statement that is not answered in time is not called back: its connection is dropped, and the next try sees what became of it.
        builder.CancellationTimeout = -1;
        WriterConnectionString = builder.ToString();
    }

    /// <inheritdoc/>
    public DatabaseKind Kind => DatabaseKind.Postgres;

    /// <summary>For the writer's own connections, which live as long as the journal.</summary>
    internal string WriterConnectionString { get; }

    /// <inheritdoc/>
    public async ValueTask<DbConnection> OpenReadAsync(CancellationToken cancellationToken = default) => await OpenAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<T> WriteAsync<T>(
        Func<DbConnection, DbTransaction, CancellationToken, Task<T>> work, CancellationToken cancellationToken = default)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var result = await work(connection, transaction, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    /// <inheritdoc/>
    public Task MigrateAsync(string module, IReadOnlyList<Migration> migrations, CancellationToken cancellationToken = default) =>
        Migrator.RunAsync(this, module, migrations, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    internal ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken) => _pool.OpenConnectionAsync(cancellationToken);
}
