using OrleansCommerce.Journal.InMemory;

namespace OrleansCommerce.Journal.Tests;

public sealed class InMemoryFaultTests : ICommitFaults
{
    private readonly InMemoryJournalStorage _storage = new();
    private readonly ManualTime _time = new();
    private readonly InMemoryJournal _journal;
    private CommitPlan _plan;
    private bool _busy;

    public InMemoryFaultTests() => _journal = new InMemoryJournal(_storage, this, _time);

    bool ICommitFaults.IsBusy(Append append) => _busy;

    CommitPlan ICommitFaults.Next(IReadOnlyList<Append> batch) => _plan;

    [Fact]
    public async Task A_busy_journal_turns_an_append_away()
    {
        _busy = true;

        await Assert.ThrowsAsync<JournalBusyException>(() => _journal.AppendAsync(Given.Append("s", 0, "x")));
    }

    [Theory]
    [InlineData(CommitOutcome.Refuse, true, 0)]
    [InlineData(CommitOutcome.LoseAnswer, false, 1)]
    [InlineData(CommitOutcome.LoseRequest, false, 0)]
    public async Task A_batch_that_fails_tells_what_is_known(CommitOutcome outcome, bool known, int written)
    {
        _plan = new CommitPlan(outcome);

        var error = await Assert.ThrowsAsync<JournalUnavailableException>(() => _journal.AppendAsync(Given.Append("s", 0, "x")));

        Assert.Equal(known, error.OutcomeKnown);
        Assert.Equal(written, _storage.Count);
    }

    [Fact]
    public async Task A_commit_is_readable_before_it_is_answered()
    {
        _plan = new CommitPlan(CommitOutcome.Commit, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        var append = _journal.AppendAsync(Given.Append("s", 0, "x"));

        _time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal(0, _storage.Count);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, _storage.Count);
        Assert.False(append.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(AppendStatus.Committed, (await append).Status);
    }

    [Fact]
    public async Task Those_behind_a_batch_that_failed_are_not_tried()
    {
        _plan = new CommitPlan(CommitOutcome.Refuse, TimeSpan.FromSeconds(1));
        var lost = _journal.AppendAsync(Given.Append("s", 0, "x"));
        var behind = _journal.AppendAsync(Given.Append("s", 1, "y"));
        var other = _journal.AppendAsync(Given.Append("t", 0, "z"));
        _time.Advance(TimeSpan.FromMilliseconds(500));
        _plan = default;

        _time.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<JournalUnavailableException>(() => lost);
        Assert.True((await Assert.ThrowsAsync<JournalUnavailableException>(() => behind)).OutcomeKnown);
        Assert.Equal(AppendStatus.Committed, (await other).Status);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task A_crash_answers_nobody_and_loses_the_queue(bool batchUnderWayCommits, int written)
    {
        // Given one append at the store and one in the queue
        _plan = new CommitPlan(CommitOutcome.Commit, TimeSpan.FromSeconds(1));
        var sent = _journal.AppendAsync(Given.Append("s", 0, "x"));
        var queued = _journal.AppendAsync(Given.Append("s", 1, "y"));

        // When
        _journal.Crash(batchUnderWayCommits);
        _time.Advance(TimeSpan.FromHours(1));

        // Then another host finds only what the store had been sent
        Assert.False(sent.IsCompleted || queued.IsCompleted);
        await using var next = new InMemoryJournal(_storage);
        Assert.Equal(written, (await next.LoadAsync("s")).Events.Count);
        await Assert.ThrowsAsync<JournalUnavailableException>(() => _journal.AppendAsync(Given.Append("s", 0, "x")));
    }

    [Fact]
    public async Task Without_delays_every_call_completes_at_once()
    {
        Assert.True(_journal.AppendAsync(Given.Append("s", 0, "x")).IsCompleted);
        Assert.True(_journal.LoadAsync("s").IsCompleted);
        Assert.True(_journal.ReadFeedAsync(FeedPosition.Start, 1).IsCompleted);
        await _journal.DisposeAsync();
    }
}
