using System.Data.Common;
using System.Globalization;

namespace OrleansCommerce.Journal.Storage;

/// <summary>Brings a module's tables up to date, in one transaction that only one process at a time can be in.</summary>
internal static class Migrator
{
    // "OrlComm!" in ASCII: a key that no other user of the same database is likely to choose.
    private const long LockKey = 0x4f726c436f6d6d21;

    /// <summary>See <see cref="IDatabase.MigrateAsync"/>.</summary>
    public static async Task RunAsync(
        IDatabase database, string module, IReadOnlyList<Migration> migrations, CancellationToken cancellationToken)
    {
        for (var i = 0; i < migrations.Count; i++)
        {
            if (migrations[i].Version != i + 1)
            {
                throw new ArgumentException(
                    $"Migration {migrations[i].Version} of '{module}' stands at place {i + 1}; they are numbered from 1 without gap.",
                    nameof(migrations));
            }
        }

        await database.WriteAsync(
            async (connection, transaction, token) =>
            {
                await ApplyAsync(new Session(database.Kind, connection, transaction), module, migrations, token);
                return true;
            },
            cancellationToken);
    }

    private static async Task ApplyAsync(Session session, string module, IReadOnlyList<Migration> migrations, CancellationToken token)
    {
        if (session.Kind == DatabaseKind.Postgres)
        {
            // SQLite needs no lock: its write transaction already excludes every other one.
            await session.ExecuteAsync($"select pg_advisory_xact_lock({LockKey})", token);
        }

        if (!await session.HasHistoryAsync(token))
        {
            await session.ExecuteAsync(
                """
                create table schema_migrations (
                    module     text    not null,
                    version    integer not null,
                    name       text    not null,
                    applied_at text    not null,
                    primary key (module, version)
                )
                """,
                token);
        }

        var applied = await session.AppliedAsync(module, token);
        if (applied > migrations.Count)
        {
            throw new SchemaException(
                $"The database has version {applied} of the schema '{module}', and this software knows up to {migrations.Count}: "
                + "it was upgraded by a newer version. Start that version, or restore a backup from before the upgrade.");
        }

        foreach (var migration in migrations.Skip(applied))
        {
            token.ThrowIfCancellationRequested();
            await session.ExecuteAsync(session.Kind == DatabaseKind.Sqlite ? migration.Sqlite : migration.Postgres, token);
            await session.RecordAsync(module, migration, token);
        }
    }

    private sealed record Session(DatabaseKind Kind, DbConnection Connection, DbTransaction Transaction)
    {
        public async Task ExecuteAsync(string sql, CancellationToken token)
        {
            await using var command = Command(sql);
            await command.ExecuteNonQueryAsync(token);
        }

        /// <summary>Whether the table of applied migrations exists. "If not exists" would ask for the right to create it even then.</summary>
        public async Task<bool> HasHistoryAsync(CancellationToken token)
        {
            await using var command = Command(Kind == DatabaseKind.Sqlite
                ? "select count(*) from sqlite_master where type = 'table' and name = 'schema_migrations'"
                : "select count(to_regclass('schema_migrations'))");
            return Convert.ToInt64(await command.ExecuteScalarAsync(token), CultureInfo.InvariantCulture) > 0;
        }

        public async Task<int> AppliedAsync(string module, CancellationToken token)
        {
            await using var command = Command("select coalesce(max(version), 0) from schema_migrations where module = @module");
            command.Add("module", module);
            return Convert.ToInt32(await command.ExecuteScalarAsync(token), CultureInfo.InvariantCulture);
        }

        public async Task RecordAsync(string module, Migration migration, CancellationToken token)
        {
            await using var command = Command(
                "insert into schema_migrations (module, version, name, applied_at) values (@module, @version, @name, @at)");
            command.Add("module", module);
            command.Add("version", migration.Version);
            command.Add("name", migration.Name);
            // The database's operator reads it; nothing is decided by it.
            command.Add("at", TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            await command.ExecuteNonQueryAsync(token);
        }

        private DbCommand Command(string sql)
        {
            var command = Connection.CreateCommand();
            command.Transaction = Transaction;
            command.CommandText = sql;
            // No limit: another process may be rebuilding a large index, and this one waits for it.
            command.CommandTimeout = 0;
            return command;
        }
    }
}
