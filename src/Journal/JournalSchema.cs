using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Journal;

/// <summary>The journal's tables.</summary>
public static class JournalSchema
{
    /// <summary>
    /// Creates or upgrades the tables of the journal, of personal data and of secrets. A host calls it before anything else at
    /// its start; several may do so at once.
    /// </summary>
    /// <exception cref="SchemaException">The database was written by a newer version of this software.</exception>
    public static Task MigrateAsync(IDatabase database, CancellationToken cancellationToken = default) =>
        database.MigrateAsync(JournalMigrations.Module, JournalMigrations.All, cancellationToken);
}
