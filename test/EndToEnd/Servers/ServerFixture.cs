using System.Reflection;
using OrleansCommerce.EndToEnd.Tests.Http;

namespace OrleansCommerce.EndToEnd.Tests.Servers;

/// <summary>
/// One running server with the sample loaded, shared by the test classes of a collection. With an engine that has clusters, the one
/// on PostgreSQL is three processes; the tests ask the first, and its grains are on all of them.
/// </summary>
public abstract class ServerFixture(DatabaseKind kind) : IAsyncLifetime
{
    private const int Silos = 3;

    private static readonly bool HasClusters =
        typeof(ServerFixture).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "Engine").Value == "Orleans";

    private Database? _database;
    private SiloProcess? _silo;
    private ClusterOfProcesses? _cluster;

    /// <summary>The server's API.</summary>
    internal Api Api { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _database = await Database.CreateAsync(kind);
        if (HasClusters && kind == DatabaseKind.Postgres)
        {
            _cluster = await ClusterOfProcesses.StartAsync(_database.ConnectionString, Silos);
            Api = new Api(_cluster.Silos[0].Address);
        }
        else
        {
            _silo = await SiloProcess.StartAsync(_database.ConnectionString);
            Api = new Api(_silo.Address);
        }
    }

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        Api?.Dispose();
        _silo?.Dispose();
        _cluster?.Dispose();
        _database?.Dispose();
        return Task.CompletedTask;
    }
}

/// <summary>On SQLite.</summary>
public sealed class SiloOnSqlite() : ServerFixture(DatabaseKind.Sqlite);

/// <summary>On PostgreSQL.</summary>
public sealed class SiloOnPostgres() : ServerFixture(DatabaseKind.Postgres);

[CollectionDefinition(Name)]
public sealed class OnSqlite : ICollectionFixture<SiloOnSqlite>
{
    public const string Name = "Server on SQLite";
}

[CollectionDefinition(Name)]
public sealed class OnPostgres : ICollectionFixture<SiloOnPostgres>
{
    public const string Name = "Server on PostgreSQL";
}
