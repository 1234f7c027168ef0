namespace OrleansCommerce.Journal.Tests;

public abstract partial class JournalContract
{
    [Fact]
    public async Task The_feed_has_every_event_once_in_an_order_that_keeps_each_stream()
    {
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => _journal.AppendSomehowAsync($"s{i % 7}", $"{i}")));

        var feed = await _journal.ReadFeedAsync(count: 300, page: 13);

        Assert.Equal(300, feed.Count);
        Assert.Equal(feed.Select(e => e.Position).Order(), feed.Select(e => e.Position));
        Assert.Equal(300, feed.Select(e => e.Position).Distinct().Count());
        Assert.All(
            feed.GroupBy(e => e.Stream, StringComparer.Ordinal),
            s => Assert.Equal(Enumerable.Range(1, s.Count()).Select(v => (long)v), s.Select(e => e.Version)));
    }

    [Fact]
    public async Task A_reader_that_follows_the_feed_while_it_grows_misses_nothing()
    {
        // Given two hosts that write
        const int each = 400;
        var hosts = new[] { _journal, _store.Open() };
        var writing = Task.WhenAll(
            hosts.SelectMany(
                (journal, host) => Enumerable.Range(0, 4).Select(
                    async w =>
                    {
                        for (var i = 0; i < each; i++)
                        {
                            await journal.AppendAsync(Given.Append($"{host}/{w}", i, $"{i}"));
                        }
                    })));

        // When a reader follows from a checkpoint, until all has been written and read
        var seen = new List<RecordedEvent>();
        var deadline = TimeProvider.System.GetTimestamp();
        while (seen.Count < 8 * each && TimeProvider.System.GetElapsedTime(deadline) < TimeSpan.FromSeconds(60))
        {
            var commits = hosts[0].Commits.Count;
            var page = await hosts[0].ReadFeedAsync(seen.Count == 0 ? FeedPosition.Start : seen[^1].Position, 50);
            seen.AddRange(page);
            if (page.Count == 0)
            {
                await hosts[0].Commits.WaitAsync(commits, TimeSpan.FromMilliseconds(20), TimeProvider.System, default);
            }
        }

        await writing;

        // Then what it saw on the way is what stands there now
        Assert.Equal(8 * each, seen.Count);
        Assert.Equal(
            (await _journal.ReadFeedAsync(8 * each)).Select(e => (e.Position, e.Stream, e.Version)),
            seen.Select(e => (e.Position, e.Stream, e.Version)));
    }

    [Fact]
    public async Task A_commit_raises_the_signal_and_a_conflict_does_not()
    {
        await _journal.AppendAsync(Given.Append("s", 0, "x"));
        var seen = _journal.Commits.Count;

        await _journal.AppendAsync(Given.Append("s", 0, "x"));
        Assert.Equal(seen, _journal.Commits.Count);

        var waiting = _journal.Commits.WaitAsync(seen, TimeSpan.FromMinutes(1), TimeProvider.System, default);
        await _journal.AppendAsync(Given.Append("s", 1, "x"));
        await waiting;
        Assert.Equal(seen + 1, _journal.Commits.Count);
    }

    [Fact]
    public async Task A_page_of_a_stream_has_its_bounds()
    {
        await _journal.AppendAsync(new Append("s", 0, [.. Enumerable.Range(1, 1200).Select(i => Given.Event($"{i}"))], EventMetadata.None, Given.Noon));

        var versions = new List<long>();
        await foreach (var e in _journal.ReadStreamAsync("s", afterVersion: 3, upToVersion: 1105))
        {
            versions.Add(e.Version);
        }

        Assert.Equal(Enumerable.Range(4, 1102).Select(v => (long)v), versions);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => _journal.ReadFeedAsync(FeedPosition.Start, 0));
    }

    [Fact]
    public async Task Heads_that_are_asked_for_at_once_are_each_known()
    {
        await _journal.AppendAsync(Given.Append("one", 0, "x"));
        await _journal.AppendAsync(Given.Append("three", 0, "x", "y", "z"));
        (string Stream, long Version, bool IsHead)[] known =
            [("none", 0, true), ("one", 0, false), ("one", 1, true), ("three", 0, false), ("three", 2, false), ("three", 3, true)];

        await Task.WhenAll(Enumerable.Range(0, 300).Select(async i =>
        {
            var (stream, version, isHead) = known[i % known.Length];
            Assert.Equal(isHead, await _journal.IsHeadAsync(stream, version));
        }));

        await _journal.AppendAsync(Given.Append("one", 1, "y"));
        Assert.False(await _journal.IsHeadAsync("one", 1));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => _journal.IsHeadAsync(string.Empty, 0));
    }
}
