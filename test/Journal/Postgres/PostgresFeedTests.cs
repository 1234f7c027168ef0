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

    [Fact]
    public async Task A_process_has_its_own_newest_batches_in_memory_and_lets_go_of_what_it_read()
    {
        // Given a reader that follows, and rows that somebody changes
        var journal = _store.Open();
        await journal.ReadFeedAsync(count: 0);
        await journal.AppendAsync(Given.Append("s", 0, "a", "b", "c"));
        await ChangeRowsAsync();

        // When it reads on in small pages, and once more from the start
        var first = await ReadUntilAsync(journal, FeedPosition.Start, limit: 2);
        var second = await ReadUntilAsync(journal, first[^1].Position, limit: 2);
        var again = await ReadUntilAsync(journal, FeedPosition.Start, limit: 5);

        // Then the table is asked for none but the last
        Assert.Equal(["a", "b"], first.Select(e => e.Text()));
        Assert.Equal(["c"], second.Select(e => e.Text()));
        Assert.Equal(["changed", "changed", "changed"], again.Select(e => e.Text()));
        Assert.Equal(again.Select(e => e.Position), first.Concat(second).Select(e => e.Position));
    }

    [Fact]
    public async Task A_process_that_nobody_reads_keeps_nothing()
    {
        var journal = _store.Open();
        await journal.AppendAsync(Given.Append("s", 0, "a"));
        await ChangeRowsAsync();

        Assert.Equal(["changed"], (await ReadUntilAsync(journal, FeedPosition.Start, limit: 5)).Select(e => e.Text()));
    }

    [Fact]
    public async Task A_cursor_beyond_the_end_takes_the_memory_from_nobody()
    {
        var journal = _store.Open();
        Assert.Empty(await journal.ReadFeedAsync(new FeedPosition(long.MaxValue, int.MaxValue), 1));
        await journal.AppendAsync(Given.Append("s", 0, "a"));
        await ChangeRowsAsync();

        Assert.Equal(["a"], (await ReadUntilAsync(journal, FeedPosition.Start, limit: 5)).Select(e => e.Text()));
    }

    [Fact]
    public async Task Who_wrote_reads_the_same_as_who_did_not()
    {
        // Given two processes that write beside each other, with conflicts, to the tick, and whatever metadata there is
        const int writers = 6;
        const int each = 150;
        IJournal[] hosts = [_store.Open(), _store.Open()];
        var writing = Task.WhenAll(Enumerable.Range(0, writers).Select(async writer =>
        {
            for (var i = 0; i < each; i++)
            {
                var events = Enumerable.Range(0, 1 + (i % 3)).Select(n => Given.Event($"{writer}/{i}/{n}")).ToList();
                var metadata = (i % 3) switch
                {
                    0 => EventMetadata.None,
                    1 => new EventMetadata(Subject: $"subject-{writer}", OperationId: $"operation-{i}", WakeAt: Given.Noon.AddTicks(i)),
                    _ => new EventMetadata(Role: "Associate", Device: "till-1", Channel: "Pos", CorrelationId: string.Empty),
                };
                var at = i % 2 == 0 ? Given.Noon.AddTicks((i * 7) + 3) : new DateTimeOffset(1999, 12, 31, 23, 0, 0, TimeSpan.FromHours(1)).AddTicks(-i);
                var head = 0L;
                AppendResult result;
                do
                {
                    result = await hosts[writer % 2].AppendAsync(new Append($"s{writer / 2}", head, events, metadata, at));
                    head = result.Version;
                }
                while (result.Status == AppendStatus.Conflict);
            }
        }));

        // When one of them follows the feed in pages that cut batches in two
        var seen = new List<RecordedEvent>();
        while (!writing.IsCompleted)
        {
            seen.AddRange(await hosts[0].ReadFeedAsync(seen.Count == 0 ? FeedPosition.Start : seen[^1].Position, 1 + (seen.Count % 11)));
        }

        await writing;
        var table = await _store.Open().ReadFeedAsync(count: writers * each * 2);
        while (seen.Count < table.Count)
        {
            seen.AddRange(await hosts[0].ReadFeedAsync(seen[^1].Position, 7));
        }

        // Then it saw what the table has
        Assert.Equal(writers * each * 2, table.Count);
        Assert.Equal(table.Select(Comparable), seen.Select(Comparable));

        static (RecordedEvent Event, string Text) Comparable(RecordedEvent e) => (e with { Payload = default }, e.Text());
    }

    // As nobody does: whoever still reads what was appended did not read the table.
    private async Task ChangeRowsAsync()
    {
        await using var connection = await _store.ConnectAsync();
        await ExecuteAsync(connection, """update journal_events set payload = '"changed"'""");
    }

    // What was committed a moment ago may be held back by an older transaction, even one of another database on the same server.
    private static async Task<IReadOnlyList<RecordedEvent>> ReadUntilAsync(IJournal journal, FeedPosition after, int limit)
    {
        var started = TimeProvider.System.GetTimestamp();
        IReadOnlyList<RecordedEvent> events;
        do
        {
            events = await journal.ReadFeedAsync(after, limit);
        }
        while (events.Count == 0 && TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(60));
        return events;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
