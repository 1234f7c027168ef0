namespace OrleansCommerce.Silo.Storage;

/// <summary>Creates or upgrades all tables at the start. Added before whatever uses them, since hosted services start in order.</summary>
internal sealed class SchemaMigration(IEnumerable<ISchema> schemas) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var schema in schemas)
        {
            await schema.MigrateAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
