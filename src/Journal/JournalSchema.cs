using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Journal;

/// <summary>The journal's tables.</summary>
public static class JournalSchema
{
    /// <summary>
    /// Creates or upgrades the tables of the journal, of personal data and of secrets. A host calls it before anything else at
    /// its start; several may do so at once.
    /// </summary>
    /// <exception cref="SchemaException">
    /// The database was written by a newer version of this software, or its dump was restored into a younger PostgreSQL server.
    /// </exception>
    public static async Task MigrateAsync(IDatabase database, CancellationToken cancellationToken = default)
    {
        await database.MigrateAsync(JournalMigrations.Module, JournalMigrations.All, cancellationToken);
        if (database.Kind == DatabaseKind.Postgres)
        {
            await RefuseYoungerServerAsync(database, cancellationToken);
        }
    }

    /// <summary>
    /// The feed orders by transaction id, which a dump carries along but the server that it is restored into does not continue:
    /// its next events would stand before the old ones, where no follower looks any more.
    /// </summary>
    private static async Task RefuseYoungerServerAsync(IDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText =
            """
            select e.xid::text from (select xid from journal_events order by xid desc, seq desc limit 1) e
            where e.xid >= pg_snapshot_xmax(pg_current_snapshot())
            """;
        if (await command.ExecuteScalarAsync(cancellationToken) is string last)
        {
            throw new SchemaException(
                $"The journal's last event has transaction id {last}, which this PostgreSQL server has not reached: a dump was restored into a "
                + "younger server, and new events would be missed. Stop the server, raise its transaction id above that with pg_resetwal "
                + "(--epoch and --next-transaction-id), or restore a physical backup, which keeps it.");
        }
    }
}
