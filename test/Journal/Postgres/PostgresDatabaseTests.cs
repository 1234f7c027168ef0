using Npgsql;
using OrleansCommerce.Journal.Postgres;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.PostgresServer;

namespace OrleansCommerce.Journal.Tests;

public sealed class PostgresDatabaseTests : DatabaseContract
{
    private string _connectionString = "";

    public override async Task InitializeAsync()
    {
        _connectionString = await LocalPostgres.CreateDatabaseAsync();
        await base.InitializeAsync();
    }

    [Fact]
    public async Task A_dump_that_was_restored_into_a_younger_server_stops_the_start_with_a_sentence()
    {
        await using var database = Open();
        await database.WriteAsync(
            async (connection, _, token) =>
            {
                await using var command = connection.CreateCommand();
                command.CommandText =
                    """
                    insert into journal_events (xid, stream, version, at, batch, seq, type, payload)
                    values ('99999999999', 's', 1, now(), gen_random_uuid(), 1, 'stock.reserved', '1')
                    """;
                return await command.ExecuteNonQueryAsync(token);
            });

        var error = await Assert.ThrowsAsync<SchemaException>(() => JournalSchema.MigrateAsync(database));

        Assert.Contains("99999999999", error.Message, StringComparison.Ordinal);
        Assert.Contains("pg_resetwal", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_may_create_nothing_finds_nothing_to_do_after_the_migration()
    {
        await using (var owner = Open())
        {
            await JournalSchema.MigrateAsync(owner);
            await owner.WriteAsync(
                async (connection, _, token) =>
                {
                    await using var command = connection.CreateCommand();
                    command.CommandText =
                        """
                        do $$ begin create role clerk login; exception when duplicate_object then null; end $$;
                        grant select, insert, update, delete on all tables in schema public to clerk;
                        """;
                    return await command.ExecuteNonQueryAsync(token);
                });
        }

        await using var database = new PostgresDatabase(new NpgsqlConnectionStringBuilder(_connectionString) { Username = "clerk" }.ToString());
        await JournalSchema.MigrateAsync(database);

        await Assert.ThrowsAsync<PostgresException>(
            () => database.MigrateAsync("more", [new Migration(1, "a table", Sqlite: "", Postgres: "create table more (id integer)")]));
    }

    protected override IDatabase Open() => new PostgresDatabase(_connectionString);
}
