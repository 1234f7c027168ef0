using OrleansCommerce.PostgresServer;

namespace OrleansCommerce.EndToEnd.Tests.Servers;

/// <summary>Which database a server keeps its journal in.</summary>
public enum DatabaseKind
{
    Sqlite,
    Postgres,
}

/// <summary>An empty database that goes with the test.</summary>
internal sealed class Database : IDisposable
{
    private readonly string? _folder;

    private Database(string connectionString, string? folder)
    {
        ConnectionString = connectionString;
        _folder = folder;
    }

    /// <summary>The server's one setting of it.</summary>
    public string ConnectionString { get; }

    /// <summary>Creates one.</summary>
    public static async Task<Database> CreateAsync(DatabaseKind kind)
    {
        if (kind == DatabaseKind.Postgres)
        {
            return new Database(await LocalPostgres.CreateDatabaseAsync(), null);
        }

        var folder = Directory.CreateTempSubdirectory("silo-").FullName;
        return new Database($"Data Source={Path.Combine(folder, "journal.db")}", folder);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
