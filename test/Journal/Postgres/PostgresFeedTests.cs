using Npgsql;

namespace OrleansCommerce.Journal.Tests;

public sealed class PostgresFeedTests : IAsyncLifetime
{
    private PostgresStore _store = null!;

    public async Task InitializeAsync() => _store = await PostgresStore.CreateAsync();

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task A_transaction_that_began_before_and_commits_late_is_neither_skipped_nor_out_of_order()
    {
        // Given a host that wrote, and another whose older transaction is still open
        var journal = _store.Open();
        await journal.AppendAsync(Given.Append("s", 0, "before"));
        await using var late = await _store.ConnectAsync();
        await journal.ReadFeedAsync(count: 1);
        await ExecuteAsync(
            late,
            """
            begin;
            insert into journal_events (stream, version, at, batch, seq, type, payload)
            values ('late', 1, now(), gen_random_uuid(), 1, 'stock.reserved', '"late"')
            """);
        await journal.AppendAsync(Given.Append("s", 1, "after"));

        // When a reader follows while it is open, and after
        var during = await journal.ReadFeedAsync(count: 1);
        await ExecuteAsync(late, "commit");
        var rest = (await journal.ReadFeedAsync(count: 3)).Skip(1);

        // Then the younger event was held back, and comes behind the older one
        Assert.Equal(["before"], during.Select(e => e.Text()));
        Assert.Equal(["late", "after"], rest.Select(e => e.Text()));
    }

    [Fact]
    public async Task A_transaction_that_rolls_back_lets_the_feed_go_on()
    {
        var journal = _store.Open();
        await using var late = await _store.ConnectAsync();
        await ExecuteAsync(late, "begin; select pg_current_xact_id()");
        await journal.AppendAsync(Given.Append("s", 0, "x"));
        Assert.Empty(await journal.ReadFeedAsync(count: 0));

        await ExecuteAsync(late, "rollback");

        Assert.Single(await journal.ReadFeedAsync(count: 1));
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
