using Npgsql;
using OrleansCommerce.Journal.Postgres;
using OrleansCommerce.PostgresServer;

namespace OrleansCommerce.Journal.Tests;

/// <summary>Connections that die while a batch commits: nobody is answered by a guess, and nothing is written twice.</summary>
public sealed class PostgresOutcomeTests : IAsyncLifetime
{
    private PostgresStore _store = null!;
    private CuttingProxy _proxy = null!;
    private PostgresDatabase _database = null!;
    private PostgresJournal _journal = null!;

    public async Task InitializeAsync()
    {
        _store = await PostgresStore.CreateAsync();
        _proxy = new CuttingProxy((await LocalPostgres.GetAsync()).Socket);
        var direct = new NpgsqlConnectionStringBuilder(_store.ConnectionString);
        var through = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = _proxy.Port,
            Username = direct.Username,
            Database = direct.Database,
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
            Pooling = false,
        };
        _database = new PostgresDatabase(through.ToString());
        _journal = Open(TimeSpan.FromSeconds(30));
        await _journal.AppendAsync(Given.Append("warm", 0, "x"));
    }

    public async Task DisposeAsync()
    {
        await _journal.DisposeAsync();
        await _database.DisposeAsync();
        await _proxy.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task A_commit_whose_answer_is_lost_is_found_and_not_written_again()
    {
        // Given
        var cut = _proxy.CutNextAnswersAsync();

        // When
        var result = await _journal.AppendAsync(Given.Append("warm", 1, "a", "b"));

        // Then
        Assert.True(cut.IsCompleted);
        Assert.Equal(new AppendResult(AppendStatus.Committed, 3), result);
        Assert.Equal(["x", "a", "b"], (await _journal.ReadAllAsync("warm")).Select(e => e.Text()));
    }

    [Fact]
    public async Task Answers_that_are_lost_again_and_again_end_in_the_truth_for_each_append()
    {
        // Given a stream whose head the writer does not know, among others
        await using var other = _store.OpenDatabase();
        await using var theirs = new PostgresJournal(other, new JournalOptions());
        await theirs.AppendAsync(Given.Append("s3", 0, "theirs"));
        for (var round = 0; round < 5; round++)
        {
            // When several answers in a row are lost, some of a commit, some of the connection's start
            var cut = _proxy.CutNextAnswersAsync(times: 1 + round);
            var results = await Task.WhenAll(
                Enumerable.Range(0, 8).Select(i => _journal.AppendAsync(Given.Append($"s{i}", round, $"{round}"))));
            await cut;

            // Then
            for (var i = 0; i < 8; i++)
            {
                Assert.Equal(i == 3 && round == 0 ? AppendStatus.Conflict : AppendStatus.Committed, results[i].Status);
            }
        }

        for (var i = 0; i < 8; i++)
        {
            Assert.Equal(
                ["0", "1", "2", "3", "4"], (await theirs.ReadAllAsync($"s{i}")).Select(e => e.Text().Replace("theirs", "0", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task A_writer_whose_backend_is_terminated_goes_on()
    {
        var terminated = 0;
        var appending = Task.Run(
            async () =>
            {
                for (var i = 0; terminated < 10 || i < 200; i++)
                {
                    var result = await _journal.AppendAsync(Given.Append("hot", i, $"{i}"));
                    Assert.Equal(new AppendResult(AppendStatus.Committed, i + 1), result);
                }
            });
        await using var admin = await _store.ConnectAsync();
        while (!appending.IsCompleted && terminated < 10)
        {
            await using var kill = new NpgsqlCommand(
                "select count(pg_terminate_backend(pid, 5000)) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and query like '%written as%'",
                admin);
            terminated += (int)(long)(await kill.ExecuteScalarAsync())!;
        }

        await appending;

        var events = await _journal.ReadAllAsync("hot");
        Assert.Equal(Enumerable.Range(0, events.Count).Select(i => $"{i}"), events.Select(e => e.Text()));
    }

    [Fact]
    public async Task A_transaction_that_is_still_running_is_waited_for()
    {
        // Given an old backend that still runs the insert of the same event
        await using var old = await _store.ConnectAsync();
        await using (var insert = new NpgsqlCommand(
            """
            begin;
            insert into journal_events (stream, version, at, batch, seq, type, payload)
            values ('warm', 2, now(), gen_random_uuid(), 1, 'stock.reserved', '"old"')
            """,
            old))
        {
            await insert.ExecuteNonQueryAsync();
        }

        // When
        var append = _journal.AppendAsync(Given.Append("warm", 1, "new"));
        await WaitForALockAsync();
        Assert.False(append.IsCompleted);
        await using (var commit = new NpgsqlCommand("commit", old))
        {
            await commit.ExecuteNonQueryAsync();
        }

        // Then
        Assert.Equal(new AppendResult(AppendStatus.Conflict, 2), await append);
    }

    [Fact]
    public async Task What_a_connection_committed_is_looked_at_again_once_that_connection_is_lost()
    {
        // Given a commit that the server forgets while its connection dies, as a failover to a standby that lagged does
        var first = _journal.AppendAsync(Given.Append("s", 0, "forgotten"));
        await first;
        await using (var admin = await _store.ConnectAsync())
        {
            await using var forget = new NpgsqlCommand("delete from journal_events where stream = 's'", admin);
            await forget.ExecuteNonQueryAsync();
        }

        var cut = _proxy.CutNextAnswersAsync();
        await _journal.AppendAsync(Given.Append("elsewhere", 0, "x"));
        await cut;

        // When the writer goes on from that commit
        var result = await _journal.AppendAsync(Given.Append("s", 1, "late") with { After = first });

        // Then no gap appears
        Assert.Equal(new AppendResult(AppendStatus.Conflict, 0), result);
        Assert.Empty(await _journal.ReadAllAsync("s"));
    }

    [Fact]
    public async Task A_server_that_stays_away_is_reported_and_what_was_never_sent_is_certain()
    {
        await using var journal = Open(TimeSpan.FromMilliseconds(100));
        _proxy.Refuse(true);

        var error = await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.AppendAsync(Given.Append("s", 0, "x")));
        Assert.True(error.OutcomeKnown);

        _proxy.Refuse(false);
        Assert.Equal(AppendStatus.Committed, (await journal.AppendAsync(Given.Append("s", 0, "x"))).Status);
    }

    [Fact]
    public async Task A_server_that_stays_away_after_it_was_sent_a_batch_leaves_the_outcome_open()
    {
        await using var journal = Open(TimeSpan.FromMilliseconds(100));
        await journal.AppendAsync(Given.Append("s", 0, "x"));
        await using var held = await _store.HoldCommitsAsync();
        var append = journal.AppendAsync(Given.Append("s", 1, "y"));
        await WaitForALockAsync();

        _proxy.Refuse(true);

        var error = await Assert.ThrowsAsync<JournalUnavailableException>(() => append);
        Assert.False(error.OutcomeKnown);
        _proxy.Refuse(false);
    }

    [Fact]
    public async Task Who_comes_after_others_waited_in_vain_is_told_after_one_try()
    {
        await using var journal = Open(TimeSpan.FromMilliseconds(300));
        _proxy.Refuse(true);
        await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.AppendAsync(Given.Append("s", 0, "x")));
        var refused = _proxy.Refused;
        Assert.True(refused > 1);

        await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.AppendAsync(Given.Append("s", 0, "x")));
        Assert.Equal(refused + 1, _proxy.Refused);

        _proxy.Refuse(false);
        Assert.Equal(AppendStatus.Committed, (await journal.AppendAsync(Given.Append("s", 0, "x"))).Status);
    }

    private PostgresJournal Open(TimeSpan unavailableAfter) =>
        new(_database, new JournalOptions { Lanes = 1, UnavailableAfter = unavailableAfter });

    /// <summary>Completes when a writer waits for a lock in this database.</summary>
    private async Task WaitForALockAsync()
    {
        await using var connection = await _store.ConnectAsync();
        await using var command = new NpgsqlCommand(
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'", connection);
        while ((long)(await command.ExecuteScalarAsync())! == 0)
        {
            await Task.Yield();
        }
    }
}
