using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.PostgresServer;

namespace OrleansCommerce.Load.Servers;

/// <summary>An empty database for the journal, gone at the end: in a cluster of our own with default durability, or a SQLite file.</summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    private readonly string? _folder;

    private BenchDatabase(string connectionString, string? folder, LocalPostgres? server)
    {
        ConnectionString = connectionString;
        _folder = folder;
        Server = server;
        Postmaster = server is null
            ? null
            : int.Parse(File.ReadLines(Path.Combine(server.Folder, "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture);
    }

    /// <summary>The journal's setting.</summary>
    public string ConnectionString { get; }

    /// <summary>The cluster; null with SQLite.</summary>
    public LocalPostgres? Server { get; }

    /// <summary>The process id of the cluster's first process; null with SQLite.</summary>
    public int? Postmaster { get; }

    /// <summary>Creates one.</summary>
    /// <exception cref="InvalidOperationException">PostgreSQL is not installed, or does not start.</exception>
    public static async Task<BenchDatabase> CreateAsync(DatabaseKind kind)
    {
        if (kind == DatabaseKind.Postgres)
        {
            var connectionString = await LocalPostgres.CreateDatabaseAsync();
            return new BenchDatabase(connectionString, folder: null, await LocalPostgres.GetAsync());
        }

        var folder = Directory.CreateTempSubdirectory("load-").FullName;
        return new BenchDatabase($"Data Source={Path.Combine(folder, "journal.db")}", folder, server: null);
    }

    /// <summary>Lets nobody pay for what was written before: a checkpoint, and our own garbage.</summary>
    public async Task SettleAsync()
    {
        GC.Collect();
        if (Server is not null)
        {
            await using var connection = new NpgsqlConnection(Server.ConnectionString("postgres") + ";Pooling=false");
            await connection.OpenAsync();
            await using var checkpoint = new NpgsqlCommand("checkpoint", connection) { CommandTimeout = 0 };
            await checkpoint.ExecuteNonQueryAsync();
        }
    }

    /// <summary>Bytes that the cluster has written to its log since it was made; null with SQLite.</summary>
    public async Task<long?> ReadWalAsync()
    {
        if (Server is null)
        {
            return null;
        }

        await using var connection = new NpgsqlConnection(Server.ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select (pg_current_wal_insert_lsn() - '0/0')::bigint", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>How many events of a type the journal holds, read from its table.</summary>
    public static async Task<long> CountEventsAsync(IServiceProvider services, string type)
    {
        await using var connection = await services.GetRequiredService<IDatabase>().OpenReadAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from journal_events where type = @type";
        command.CommandTimeout = 0;
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("type", type);
        command.Parameters.Add(parameter);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }

        return ValueTask.CompletedTask;
    }
}
