using System.Security.Cryptography;

namespace OrleansCommerce.Journal.Tests;

public abstract partial class JournalContract
{
    [Fact]
    public async Task What_was_appended_is_read_to_the_byte()
    {
        // Given an append with every field set, and bytes that no text encoding would keep
        var metadata = new EventMetadata("cust-1", "associate", "till-7", "store", "op-1", "corr-\"é🧺");
        var bytes = RandomNumberGenerator.GetBytes(300);
        var append = new Append("stock/été-🧦:0001", 0, [new("stock.received", bytes), new("stock.counted", new byte[] { 0 })], metadata, Given.Noon);

        // When
        var result = await _journal.AppendAsync(append);

        // Then
        Assert.Equal(new AppendResult(AppendStatus.Committed, 2), result);
        var read = await _journal.ReadAllAsync(append.Stream);
        Assert.Equal([1L, 2L], read.Select(e => e.Version));
        Assert.Equal(["stock.received", "stock.counted"], read.Select(e => e.Type));
        Assert.Equal(bytes, read[0].Payload.ToArray());
        Assert.Equal([0], read[1].Payload.ToArray());
        Assert.All(read, e => Assert.Equal((append.Stream, metadata, Given.Noon), (e.Stream, e.Metadata, e.At)));
    }

    [Fact]
    public async Task Times_are_kept_in_utc_to_the_microsecond()
    {
        var paris = new DateTimeOffset(2026, 7, 1, 9, 0, 0, TimeSpan.FromHours(2)).AddTicks(1_234_567);
        await _journal.AppendAsync(Given.Append("clock", 0, "a") with { At = paris });

        var read = Assert.Single(await _journal.ReadAllAsync("clock"));

        Assert.Equal(TimeSpan.Zero, read.At.Offset);
        Assert.Equal(paris.UtcTicks - 7, read.At.UtcTicks);
    }

    [Fact]
    public async Task A_stale_version_is_a_conflict_that_writes_nothing_and_tells_the_head()
    {
        await _journal.AppendAsync(Given.Append("s", 0, "a", "b"));

        var stale = await _journal.AppendAsync(Given.Append("s", 1, "c"));
        var again = await _journal.AppendAsync(Given.Append("s", 0, "c"));
        var ahead = await _journal.AppendAsync(Given.Append("s", 7, "c"));

        Assert.All([stale, again, ahead], r => Assert.Equal(new AppendResult(AppendStatus.Conflict, 2), r));
        Assert.Equal(["a", "b"], (await _journal.ReadAllAsync("s")).Select(e => e.Text()));
    }

    [Fact]
    public async Task A_new_stream_does_not_begin_in_the_middle()
    {
        var result = await _journal.AppendAsync(Given.Append("s", 3, "a"));

        Assert.Equal(new AppendResult(AppendStatus.Conflict, 0), result);
        Assert.Empty(await _journal.ReadFeedAsync(count: 0));
    }

    [Fact]
    public async Task A_conflict_in_the_middle_of_a_busy_batch_fails_alone()
    {
        // Given a stream with a head, and a batch that gathers while the store is busy
        await _journal.AppendAsync(Given.Append("s5", 0, "first"));
        List<Task<AppendResult>> answers;
        await using (await _store.HoldCommitsAsync())
        {
            answers = [.. Enumerable.Range(0, 11).Select(i => _journal.AppendAsync(Given.Append($"s{i}", 0, "x", "y")))];
        }

        // When
        var results = await Task.WhenAll(answers);

        // Then
        for (var i = 0; i < results.Length; i++)
        {
            Assert.Equal(i == 5 ? new(AppendStatus.Conflict, 1) : new(AppendStatus.Committed, 2), results[i]);
            Assert.Equal(i == 5 ? 1 : 2, (await _journal.ReadAllAsync($"s{i}")).Count);
        }
    }

    [Fact]
    public async Task Contiguous_appends_may_be_sent_without_waiting_for_each_other()
    {
        var answers = Enumerable.Range(0, 2000).Select(i => _journal.AppendAsync(Given.Append("hot", i, $"{i}"))).ToList();

        var results = await Task.WhenAll(answers);

        Assert.Equal(Enumerable.Range(1, 2000).Select(v => new AppendResult(AppendStatus.Committed, v)), results);
        Assert.Equal(Enumerable.Range(0, 2000).Select(i => $"{i}"), (await _journal.ReadAllAsync("hot")).Select(e => e.Text()));
    }

    [Fact]
    public async Task Those_that_wait_behind_a_conflict_in_their_stream_are_in_conflict_too()
    {
        // Given another writer whose events number exactly those that this one will lose
        var other = _store.Open();
        await other.AppendAsync(Given.Append("s", 0, "theirs", "theirs"));

        // When this one, which knows nothing of them, sends three in a row, one a batch
        var journal = _store.Open(new JournalOptions { BatchEventsMax = 1 });
        Task<AppendResult>[] answers;
        await using (await _store.HoldCommitsAsync())
        {
            answers = [journal.AppendAsync(Given.Append("s", 0, "mine")), journal.AppendAsync(Given.Append("s", 1, "mine")), journal.AppendAsync(Given.Append("s", 2, "mine"))];
        }

        // Then none of it is written, although the third expects the head by chance
        Assert.All(await Task.WhenAll(answers), r => Assert.Equal(new AppendResult(AppendStatus.Conflict, 2), r));
        Assert.All(await journal.ReadAllAsync("s"), e => Assert.Equal("theirs", e.Text()));
    }

    [Fact]
    public async Task An_append_that_names_its_predecessor_fails_with_it_even_when_it_comes_late()
    {
        await _journal.AppendAsync(Given.Append("s", 0, "theirs"));
        var lost = _journal.AppendAsync(Given.Append("s", 0, "mine"));
        await lost;

        var behind = await _journal.AppendAsync(Given.Append("s", 1, "mine") with { After = lost });
        var reloaded = await _journal.AppendAsync(Given.Append("s", 1, "mine, after a look"));

        Assert.Equal(AppendStatus.Conflict, behind.Status);
        Assert.Equal(new AppendResult(AppendStatus.Committed, 2), reloaded);
    }

    [Fact]
    public async Task A_payload_of_a_megabyte_passes()
    {
        var bytes = RandomNumberGenerator.GetBytes(1024 * 1024);

        await _journal.AppendAsync(new Append("big", 0, [new("blob", bytes)], EventMetadata.None, Given.Noon));

        Assert.Equal(bytes, Assert.Single(await _journal.ReadAllAsync("big")).Payload.ToArray());
    }

    [Fact]
    public async Task An_append_larger_than_a_batch_goes_whole()
    {
        var journal = _store.Open(new JournalOptions { BatchEventsMax = 3 });

        var result = await journal.AppendAsync(Given.Append("s", 0, "a", "b", "c", "d", "e"));

        Assert.Equal(new AppendResult(AppendStatus.Committed, 5), result);
    }
}
