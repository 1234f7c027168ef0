using OrleansCommerce.Journal.Postgres;

namespace OrleansCommerce.Silo.Engine;

/// <summary>Creates or upgrades the cluster's tables. Added before the silo, since hosted services start in order.</summary>
internal sealed class ClusterMigration(string connectionString) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var database = new PostgresDatabase(connectionString);
        await ClusterSchema.MigrateAsync(database, cancellationToken);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
