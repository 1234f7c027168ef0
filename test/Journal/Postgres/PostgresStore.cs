using Npgsql;
using OrleansCommerce.Journal.Postgres;
using OrleansCommerce.PostgresServer;

namespace OrleansCommerce.Journal.Tests;

/// <summary>A database of its own on a real server.</summary>
internal sealed class PostgresStore(string connectionString) : IJournalStore
{
    private readonly List<(PostgresJournal Journal, PostgresDatabase Database)> _open = [];

    public string ConnectionString => connectionString;

    public static async Task<PostgresStore> CreateAsync()
    {
        var store = new PostgresStore(await LocalPostgres.CreateDatabaseAsync());
        await using var database = store.OpenDatabase();
        await JournalSchema.MigrateAsync(database);
        return store;
    }

    public PostgresDatabase OpenDatabase() => new(connectionString);

    public IJournal Open(JournalOptions? options = null)
    {
        var database = OpenDatabase();
        var journal = new PostgresJournal(database, options ?? new JournalOptions());
        _open.Add((journal, database));
        return journal;
    }

    public async Task<NpgsqlConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    public async Task<IAsyncDisposable> HoldCommitsAsync()
    {
        var connection = await ConnectAsync();
        await using var command = new NpgsqlCommand("begin; lock table journal_events in share row exclusive mode", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (journal, database) in _open)
        {
            await journal.DisposeAsync();
            await database.DisposeAsync();
        }
    }
}
