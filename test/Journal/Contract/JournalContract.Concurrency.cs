namespace OrleansCommerce.Journal.Tests;

public abstract partial class JournalContract
{
    [Fact]
    public async Task Many_writers_on_one_stream_leave_no_gap_and_no_double()
    {
        const int writers = 64, each = 5;

        await Task.WhenAll(
            Enumerable.Range(0, writers).Select(
                async w =>
                {
                    for (var i = 0; i < each; i++)
                    {
                        await _journal.AppendSomehowAsync("contended", $"{w}.{i}");
                    }
                }));

        var events = await _journal.ReadAllAsync("contended");
        Assert.Equal(Enumerable.Range(1, writers * each).Select(v => (long)v), events.Select(e => e.Version));
        Assert.Equal(writers * each, events.Select(e => e.Text()).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Ten_thousand_streams_are_written_at_once()
    {
        var answers = Enumerable.Range(0, 10_000).Select(i => _journal.AppendAsync(Given.Append($"stream/{i}", 0, "x", "y"))).ToList();

        Assert.All(await Task.WhenAll(answers), r => Assert.Equal(new AppendResult(AppendStatus.Committed, 2), r));
        Assert.Equal(20_000, (await _journal.ReadFeedAsync(count: 20_000, page: 5000)).Count);
    }

    [Fact]
    public async Task Two_journals_on_one_store_fence_each_other()
    {
        // Given two hosts that both believe to own the same ten streams
        var journals = new[] { _store.Open(), _store.Open() };
        var accepted = new int[2];

        // When each sends contiguous appends, and looks at the head after each conflict
        await Task.WhenAll(
            Enumerable.Range(0, 20).Select(
                async n =>
                {
                    var (host, stream) = (n % 2, $"s{n / 2}");
                    var head = 0L;
                    for (var i = 0; i < 50; i++)
                    {
                        var result = await journals[host].AppendAsync(Given.Append(stream, head, $"{host}:{head + 1}"));
                        head = result.Version;
                        Interlocked.Add(ref accepted[host], result.Status == AppendStatus.Committed ? 1 : 0);
                    }
                }));

        // Then each event was decided on the version right before it, and every acknowledged one is there
        var feed = await _journal.ReadFeedAsync(accepted.Sum());
        Assert.Equal(accepted.Sum(), feed.Count);
        Assert.All(feed, e => Assert.EndsWith($":{e.Version}", e.Text(), StringComparison.Ordinal));
        Assert.Equal(feed.Count, feed.Select(e => (e.Stream, e.Version)).Distinct().Count());
    }

    [Fact]
    public async Task A_writer_that_follows_its_own_commit_loses_to_another_who_was_faster()
    {
        // Given a writer that has committed, and another host that writes behind it
        var first = _journal.AppendAsync(Given.Append("s", 0, "ours"));
        await first;
        var theirs = _store.Open();
        await theirs.AppendAsync(Given.Append("s", 1, "theirs"));

        // When the first goes on from its own commit, beside an append that nobody disputes
        var follows = _journal.AppendAsync(Given.Append("s", 1, "late") with { After = first });
        var beside = _journal.AppendAsync(Given.Append("t", 0, "beside"));

        // Then it is told of the other's event, and its neighbour does not notice
        Assert.Equal(new AppendResult(AppendStatus.Conflict, 2), await follows);
        Assert.Equal(new AppendResult(AppendStatus.Committed, 1), await beside);
        Assert.Equal(["ours", "theirs"], (await _journal.ReadAllAsync("s")).Select(e => e.Text()));
    }

    [Fact]
    public async Task Each_append_may_follow_the_commit_before_it()
    {
        Task<AppendResult>? last = null;
        for (var i = 0; i < 20; i++)
        {
            last = _journal.AppendAsync(Given.Append("s", i, $"{i}") with { After = last });
            Assert.Equal(new AppendResult(AppendStatus.Committed, i + 1), await last);
        }

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i}"), (await _journal.ReadAllAsync("s")).Select(e => e.Text()));
    }
}
