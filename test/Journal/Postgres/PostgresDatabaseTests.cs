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

    protected override IDatabase Open() => new PostgresDatabase(_connectionString);
}
