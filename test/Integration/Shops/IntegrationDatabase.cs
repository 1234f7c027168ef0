using Microsoft.Extensions.Logging.Abstractions;
using OrleansCommerce.Integration.Webhooks;
using OrleansCommerce.Journal;
using OrleansCommerce.Journal.Postgres;
using OrleansCommerce.Journal.Sqlite;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.PostgresServer;

namespace OrleansCommerce.Integration.Tests.Shops;

/// <summary>A database with the journal's and the webhooks' tables, which several processes (<see cref="Shop"/>) can open.</summary>
public sealed class IntegrationDatabase
{
    private readonly DatabaseKind _kind;
    private readonly string _connectionString;
    private int _appended;
    private int _fed;
    private FeedPosition _fedTo;

    private IntegrationDatabase(DatabaseKind kind, string connectionString) => (_kind, _connectionString) = (kind, connectionString);

    public static async Task<IntegrationDatabase> CreateAsync(DatabaseKind kind)
    {
        var made = new IntegrationDatabase(
            kind,
            kind == DatabaseKind.Postgres
                ? await LocalPostgres.CreateDatabaseAsync()
                : $"Data Source={Directory.CreateTempSubdirectory("integration-").FullName}/shop.db");
        await using var database = made.Open();
        await JournalSchema.MigrateAsync(database);
        await WebhookSchema.MigrateAsync(database);
        return made;
    }

    /// <summary>
    /// Waits until the feed has everything that was appended: on PostgreSQL it holds an event back while an older transaction runs, of any
    /// database of the server.
    /// </summary>
    public async Task FedAsync(IJournal journal, CancellationToken cancellationToken)
    {
        while (_fed < Volatile.Read(ref _appended))
        {
            var events = await journal.ReadFeedAsync(_fedTo, 1_000, cancellationToken);
            _fed += events.Count;
            _fedTo = events.Count > 0 ? events[^1].Position : _fedTo;
            await Task.Yield();
        }
    }

    /// <summary>Notes that so many events were appended.</summary>
    public void Appended(int events) => Interlocked.Add(ref _appended, events);

    public IDatabase Open() => _kind == DatabaseKind.Postgres ? new PostgresDatabase(_connectionString) : new SqliteDatabase(_connectionString);

    public static IJournal JournalOf(IDatabase database) => database switch
    {
        PostgresDatabase postgres => new PostgresJournal(postgres, new JournalOptions(), NullLogger<PostgresJournal>.Instance),
        _ => new SqliteJournal((SqliteDatabase)database, new JournalOptions()),
    };
}
