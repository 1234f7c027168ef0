using Microsoft.Extensions.DependencyInjection;
using OrleansCommerce.Journal.PersonalData;
using OrleansCommerce.Journal.Postgres;
using OrleansCommerce.Journal.Sqlite;
using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Journal.Tests;

public sealed class RegistrationTests
{
    [Fact]
    public async Task A_file_is_sqlite()
    {
        await using var services = new ServiceCollection().AddJournal("Data Source=/nowhere/shop.db").BuildServiceProvider();

        Assert.IsType<SqliteJournal>(services.GetRequiredService<IJournal>());
        Assert.Equal(DatabaseKind.Sqlite, services.GetRequiredService<IDatabase>().Kind);
        Assert.NotNull(services.GetRequiredService<IPersonalData>());
        Assert.NotNull(services.GetRequiredService<IInstallationSecret>());
    }

    [Fact]
    public async Task What_is_queued_when_the_host_stops_is_written_before_the_database_closes()
    {
        var folder = Directory.CreateTempSubdirectory("journal-").FullName;
        var services = new ServiceCollection().AddJournal($"Data Source={folder}/shop.db").BuildServiceProvider();
        var journal = services.GetRequiredService<IJournal>();
        await JournalSchema.MigrateAsync(services.GetRequiredService<IDatabase>());
        var queued = Enumerable.Range(0, 1000).Select(i => journal.AppendAsync(Given.Append($"s{i}", 0, "x"))).ToList();

        await services.DisposeAsync();

        Assert.All(await Task.WhenAll(queued), r => Assert.Equal(AppendStatus.Committed, r.Status));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_host_is_postgres()
    {
        await using var services = new ServiceCollection().AddJournal("Username=u;Host=db;Password=p").BuildServiceProvider();

        Assert.IsType<PostgresJournal>(services.GetRequiredService<IJournal>());
        Assert.Equal(DatabaseKind.Postgres, services.GetRequiredService<IDatabase>().Kind);
    }

    [Theory]
    [InlineData(null, "is empty")]
    [InlineData("", "is empty")]
    [InlineData("postgres://shop:hunter2@db/shop", "begins with 'postgres'")]
    [InlineData("Server=db;Password=hunter2", "begins with 'Server'")]
    [InlineData("hunter2", "begins with 'hunter'")]
    public void Anything_else_is_named_without_its_password(string? connectionString, string described)
    {
        var error = Assert.Throws<ArgumentException>(() => new ServiceCollection().AddJournal(connectionString));

        Assert.Contains("ConnectionStrings:Journal", error.Message, StringComparison.Ordinal);
        Assert.Contains(described, error.Message, StringComparison.Ordinal);
        Assert.Contains("Data Source=", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_limit_out_of_range_is_named_with_what_would_be_right()
    {
        var error = Assert.Throws<ArgumentException>(() => new ServiceCollection().AddJournal("Host=db", o => o.Lanes = 0));

        Assert.Contains("Lanes is 0; it must be 1 to 32", error.Message, StringComparison.Ordinal);
    }
}
