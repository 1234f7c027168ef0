using System.Data.Common;
using OrleansCommerce.Journal.PersonalData;
using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Journal.Tests;

/// <summary>What both databases owe to those who keep tables beside the journal.</summary>
public abstract class DatabaseContract : IAsyncLifetime
{
    private static readonly Migration[] Shop =
    [
        new(1, "orders", "create table orders (id integer primary key)", "create table orders (id integer primary key)"),
        new(2, "totals", "alter table orders add column total integer", "alter table orders add column total integer"),
    ];

    private IDatabase _database = null!;

    public virtual async Task InitializeAsync()
    {
        _database = Open();
        await JournalSchema.MigrateAsync(_database);
    }

    public virtual async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Two_processes_may_create_the_schema_at_once()
    {
        await using var first = Open();
        await using var second = Open();

        await Task.WhenAll(
            first.MigrateAsync("shop", Shop), second.MigrateAsync("shop", Shop), JournalSchema.MigrateAsync(first), JournalSchema.MigrateAsync(second));

        Assert.Equal(2L, await ScalarAsync(first, "select count(*) from schema_migrations where module = 'shop'"));
    }

    [Fact]
    public async Task Only_the_missing_migrations_are_applied()
    {
        await _database.MigrateAsync("shop", Shop[..1]);
        await _database.MigrateAsync("shop", Shop);
        await _database.MigrateAsync("shop", Shop);

        Assert.Equal(0L, await ScalarAsync(_database, "select count(total) from orders"));
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_nothing_behind()
    {
        var broken = new Migration(2, "broken", "create table half (id integer); nonsense", "create table half (id integer); nonsense");

        await Assert.ThrowsAnyAsync<DbException>(() => _database.MigrateAsync("shop", [Shop[0], broken]));

        Assert.Equal(0L, await ScalarAsync(_database, "select count(*) from schema_migrations where module = 'shop'"));
        await _database.MigrateAsync("shop", Shop);
    }

    [Fact]
    public async Task A_database_of_a_newer_version_stops_the_start_with_a_sentence()
    {
        await _database.MigrateAsync("shop", Shop);

        var error = await Assert.ThrowsAsync<SchemaException>(() => _database.MigrateAsync("shop", Shop[..1]));

        Assert.Contains("version 2 of the schema 'shop'", error.Message, StringComparison.Ordinal);
        Assert.Contains("knows up to 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrations_are_numbered_without_gap() =>
        await Assert.ThrowsAsync<ArgumentException>(() => _database.MigrateAsync("shop", Shop[1..]));

    [Fact]
    public async Task A_write_that_throws_is_rolled_back_and_the_next_one_works()
    {
        await _database.MigrateAsync("shop", Shop);

        await Assert.ThrowsAsync<InvalidOperationException>(() => InsertAsync(1, fail: true));
        await InsertAsync(2, fail: false);

        Assert.Equal(2L, await ScalarAsync(_database, "select sum(id) from orders"));
    }

    [Fact]
    public async Task Of_two_records_of_one_id_at_once_the_first_is_kept()
    {
        var people = new PersonalDataTable(_database);
        var added = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => people.TryAddAsync("a", "cust-1", $"[{i}]")));
        Assert.Single(added, true);
        Assert.Equal($"[{Array.IndexOf(added, true)}]", await people.GetAsync("a"));
    }

    [Fact]
    public async Task Personal_data_is_kept_found_exported_and_erased()
    {
        var people = new PersonalDataTable(_database);
        await people.PutAsync("a", "cust-1", """{"name":"Zoë"}""");
        await people.PutAsync("a", "cust-1", """{"name":"Zoé"}""");
        await people.PutAsync("b", "cust-1", "{}");
        await people.PutAsync("c", "cust-2", "[]");

        Assert.Equal("""{"name":"Zoé"}""", await people.GetAsync("a"));
        Assert.Null(await people.GetAsync("nobody"));
        var many = await people.GetManyAsync(["a", "c", "nobody", "c"]);
        Assert.Equal(["a", "c"], many.Keys.Order());
        Assert.Equal([new PersonalRecord("a", """{"name":"Zoé"}"""), new("b", "{}")], await people.ExportAsync("cust-1"));

        Assert.Equal(2, await people.EraseAsync("cust-1"));
        Assert.Null(await people.GetAsync("a"));
        Assert.Empty(await people.ExportAsync("cust-1"));
        Assert.Equal("[]", await people.GetAsync("c"));
        Assert.Equal(0, await people.EraseAsync("cust-1"));
    }

    [Fact]
    public async Task A_secret_is_the_same_for_every_process_from_the_first_moment()
    {
        await using var other = Open();
        IInstallationSecret[] processes = [new InstallationSecrets(_database), new InstallationSecrets(other)];

        var secrets = await Task.WhenAll(Enumerable.Range(0, 16).Select(async i => Convert.ToHexString((await processes[i % 2].GetAsync("tokens")).Span)));

        Assert.Equal(64, Assert.Single(secrets.Distinct(StringComparer.Ordinal)).Length);
        Assert.NotEqual(secrets[0], Convert.ToHexString((await processes[0].GetAsync("other")).Span));
    }

    protected abstract IDatabase Open();

    private static async Task<long> ScalarAsync(IDatabase database, string sql)
    {
        await using var connection = await database.OpenReadAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync());
    }

    private Task<bool> InsertAsync(int id, bool fail) =>
        _database.WriteAsync(
            async (connection, transaction, token) =>
            {
                await using var command = connection.CreateCommand();
                command.Transaction = transaction;
                command.CommandText = $"insert into orders (id) values ({id})";
                await command.ExecuteNonQueryAsync(token);
                return fail ? throw new InvalidOperationException("after the insert") : true;
            });
}
