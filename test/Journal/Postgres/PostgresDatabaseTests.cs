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

    protected override IDatabase Open() => new PostgresDatabase(_connectionString);
}
