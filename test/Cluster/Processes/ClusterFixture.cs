using OrleansCommerce.EndToEnd.Tests.Servers;
using OrleansCommerce.PostgresServer;

namespace OrleansCommerce.Cluster.Tests.Processes;

/// <summary>Three silos that were started at the same time on an empty database, and a front end.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    private ClusterOfProcesses? _processes;

    /// <summary>The database that they share.</summary>
    public string ConnectionString { get; private set; } = string.Empty;

    /// <summary>The API of each silo, then that of the front end.</summary>
    internal IReadOnlyList<GraphQLClient> Apis { get; private set; } = [];

    internal GraphQLClient FrontEnd => Apis[^1];

    public async Task InitializeAsync()
    {
        ConnectionString = await LocalPostgres.CreateDatabaseAsync();
        _processes = await ClusterOfProcesses.StartAsync(ConnectionString, silos: 3, "--no-sample", "--Logging:LogLevel:Default=Warning", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information");
        await _processes.AddFrontEndAsync();
        Apis = [.. _processes.Silos.Select(silo => new GraphQLClient(silo.Address))];
    }

    public Task DisposeAsync()
    {
        foreach (var api in Apis)
        {
            api.Dispose();
        }

        _processes?.Dispose();
        return Task.CompletedTask;
    }
}
