namespace OrleansCommerce.Journal.Tests;

public abstract partial class JournalContract
{
    [Fact]
    public async Task A_full_queue_turns_the_next_append_away_and_takes_others_later()
    {
        var journal = _store.Open(new JournalOptions { QueueMax = 3 });
        List<Task<AppendResult>> accepted;
        await using (await _store.HoldCommitsAsync())
        {
            accepted = [.. Enumerable.Range(0, 3).Select(i => journal.AppendAsync(Given.Append($"s{i}", 0, "x")))];

            var busy = await Assert.ThrowsAsync<JournalBusyException>(() => journal.AppendAsync(Given.Append("s3", 0, "x")));
            Assert.StartsWith("BUSY", busy.Message, StringComparison.Ordinal);
            Assert.Equal(3, busy.Queued);
        }

        Assert.All(await Task.WhenAll(accepted), r => Assert.Equal(AppendStatus.Committed, r.Status));
        Assert.Equal(AppendStatus.Committed, (await journal.AppendAsync(Given.Append("s3", 0, "x"))).Status);
        Assert.Equal(4, (await journal.ReadFeedAsync(count: 4)).Count);
    }

    [Fact]
    public async Task Cancelling_abandons_an_append_that_is_in_no_batch_yet()
    {
        var journal = _store.Open(new JournalOptions { BatchEventsMax = 1 });
        using var cancellation = new CancellationTokenSource();
        Task<AppendResult> underWay, abandoned, behind;
        await using (await _store.HoldCommitsAsync())
        {
            underWay = journal.AppendAsync(Given.Append("s", 0, "a"));
            abandoned = journal.AppendAsync(Given.Append("s", 1, "b"), cancellation.Token);
            behind = journal.AppendAsync(Given.Append("s", 2, "c"));
            await cancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => abandoned);
        }

        Assert.Equal(AppendStatus.Committed, (await underWay).Status);
        var error = await Assert.ThrowsAsync<JournalUnavailableException>(() => behind);
        Assert.True(error.OutcomeKnown);
        Assert.Equal(["a"], (await journal.ReadAllAsync("s")).Select(e => e.Text()));
    }

    [Fact]
    public async Task Cancelling_at_any_moment_leaves_each_append_whole_or_absent()
    {
        var answers = new List<Task<AppendResult>>();
        for (var i = 0; i < 500; i++)
        {
            using var cancellation = new CancellationTokenSource();
            answers.Add(_journal.AppendAsync(Given.Append($"s{i}", 0, "x", "y"), cancellation.Token));
            await cancellation.CancelAsync();
        }

        for (var i = 0; i < answers.Count; i++)
        {
            await ((Task)answers[i]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            var written = (await _journal.ReadAllAsync($"s{i}")).Count;
            Assert.Equal(answers[i].IsCompletedSuccessfully ? 2 : 0, written);
        }
    }

    [Fact]
    public async Task A_token_that_is_cancelled_before_writes_nothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _journal.AppendAsync(Given.Append("s", 0, "x"), new CancellationToken(canceled: true)));

        Assert.Empty(await _journal.ReadAllAsync("s"));
    }

    [Fact]
    public async Task Disposing_answers_what_is_queued_and_takes_no_more()
    {
        var journal = _store.Open();
        List<Task<AppendResult>> queued;
        ValueTask disposing;
        await using (await _store.HoldCommitsAsync())
        {
            queued = [.. Enumerable.Range(0, 100).Select(i => journal.AppendAsync(Given.Append($"s{i}", 0, "x")))];
            disposing = journal.DisposeAsync();
            var late = await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.AppendAsync(Given.Append("late", 0, "x")));
            Assert.True(late.OutcomeKnown);
        }

        await disposing;
        Assert.All(queued, t => Assert.True(t.IsCompletedSuccessfully));
        Assert.Equal(100, (await _journal.ReadFeedAsync(count: 100)).Count);
    }
}
