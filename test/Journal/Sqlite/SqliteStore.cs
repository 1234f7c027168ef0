using Microsoft.Data.Sqlite;
using OrleansCommerce.Journal.Sqlite;

namespace OrleansCommerce.Journal.Tests;

/// <summary>A file in a folder that does not exist before; each journal has its own connections, as another process would.</summary>
internal sealed class SqliteStore : IJournalStore
{
    private readonly string _folder = Directory.CreateTempSubdirectory("journal-").FullName;
    private readonly List<(SqliteJournal Journal, SqliteDatabase Database)> _open = [];

    public string ConnectionString => $"Data Source={_folder}/not/yet/there/journal.db";

    public static async Task<SqliteStore> CreateAsync()
    {
        var store = new SqliteStore();
        await using var database = store.OpenDatabase();
        await JournalSchema.MigrateAsync(database);
        return store;
    }

    public SqliteDatabase OpenDatabase() => new(ConnectionString);

    public IJournal Open(JournalOptions? options = null)
    {
        var database = OpenDatabase();
        var journal = new SqliteJournal(database, options ?? new JournalOptions());
        _open.Add((journal, database));
        return journal;
    }

    public async Task<IAsyncDisposable> HoldCommitsAsync()
    {
        var connection = new SqliteConnection(ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        var transaction = connection.BeginTransaction(deferred: false);
        return new Release(
            async () =>
            {
                await transaction.DisposeAsync();
                await connection.DisposeAsync();
            });
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (journal, database) in _open)
        {
            await journal.DisposeAsync();
            await database.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
