using OrleansCommerce.Journal.Postgres;
using OrleansCommerce.Silo.Storage;

namespace OrleansCommerce.Silo.Engine;

/// <summary>The cluster's tables, in the database where its silos find each other.</summary>
internal sealed class ClusterTables(string connectionString) : ISchema
{
    /// <inheritdoc/>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var database = new PostgresDatabase(connectionString);
        await ClusterSchema.MigrateAsync(database, cancellationToken);
    }
}
