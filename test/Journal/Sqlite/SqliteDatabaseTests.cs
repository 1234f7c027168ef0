using OrleansCommerce.Journal.Sqlite;
using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Journal.Tests;

public sealed class SqliteDatabaseTests : DatabaseContract
{
    private readonly string _folder = Directory.CreateTempSubdirectory("journal-").FullName;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=")]
    [InlineData("Data Source=x;Mode=Memory;Cache=Shared")]
    public void A_database_that_would_be_lost_is_refused(string connectionString) =>
        Assert.Contains("Data Source", Assert.Throws<ArgumentException>(() => new SqliteDatabase(connectionString)).Message, StringComparison.Ordinal);

    protected override IDatabase Open() => new SqliteDatabase($"Data Source={_folder}/shop.db");
}
