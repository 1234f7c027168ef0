using OrleansCommerce.Journal.Batching;
using OrleansCommerce.Journal.Diagnostics;

namespace OrleansCommerce.Journal.InMemory;

/// <summary>
/// The journal for simulation and tests: batches and answers as the real ones do, but on the threads of its callers and of
/// <see cref="TimeProvider"/>'s timers alone, so that a run under a deterministic scheduler is reproducible.
/// </summary>
public sealed class InMemoryJournal : IJournal
{
    private readonly InMemoryJournalStorage _storage;
    private readonly ICommitFaults? _faults;
    private readonly TimeProvider _time;
    private readonly JournalOptions _options;
    private readonly JournalInstruments _instruments = new("memory");
    private readonly AppendQueue _queue;
    private bool _closed;
    private bool _crashed;

    /// <summary>A journal on <paramref name="storage"/>.</summary>
    /// <param name="storage">What it shares with others.</param>
    /// <param name="faults">What goes wrong; nothing when null.</param>
    /// <param name="time">The clock for delays; the system's when null.</param>
    /// <param name="options">Limits; the defaults when null.</param>
    public InMemoryJournal(
        InMemoryJournalStorage storage, ICommitFaults? faults = null, TimeProvider? time = null, JournalOptions? options = null)
    {
        _storage = storage;
        _faults = faults;
        _time = time ?? TimeProvider.System;
        _options = options ?? new JournalOptions();
        _options.Validate();
        _queue = new AppendQueue(_options, _instruments);
    }

    /// <summary>A journal on storage of its own, where nothing goes wrong.</summary>
    public InMemoryJournal()
        : this(new InMemoryJournalStorage())
    {
    }

    /// <inheritdoc/>
    public CommitSignal Commits { get; } = new();

    /// <inheritdoc/>
    public Task<AppendResult> AppendAsync(Append append, CancellationToken cancellationToken = default)
    {
        try
        {
            return Enqueue(append, cancellationToken);
        }
        catch (Exception e) when (e is ArgumentException or JournalBusyException or JournalUnavailableException)
        {
            return Task.FromException<AppendResult>(e);
        }
    }

    /// <inheritdoc/>
    public Task<StreamHistory> LoadAsync(string stream, CancellationToken cancellationToken = default)
    {
        AppendRules.CheckStream(stream);
        return Task.FromResult(_storage.Load(stream));
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<RecordedEvent> ReadStreamAsync(
        string stream, long afterVersion = 0, long upToVersion = long.MaxValue, CancellationToken cancellationToken = default)
    {
        AppendRules.CheckStream(stream);
        return _storage.Read(stream, afterVersion, upToVersion).ToAsyncEnumerable();
    }

    /// <inheritdoc/>
    public Task<bool> IsHeadAsync(string stream, long version, CancellationToken cancellationToken = default)
    {
        AppendRules.CheckStream(stream);
        return Task.FromResult(_storage.Read(stream, version, version + 1).Count == 0);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<RecordedEvent>> ReadFeedAsync(FeedPosition after, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        return Task.FromResult(_storage.ReadFeed(after, limit));
    }

    /// <inheritdoc/>
    public Task WriteSnapshotAsync(Snapshot snapshot, CancellationToken cancellationToken = default)
    {
        AppendRules.CheckStream(snapshot.Stream);
        _storage.WriteSnapshot(snapshot);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Ends as a killed process does: what is queued is lost, nobody gets an answer, and the batch under way is written later or never.
    /// </summary>
    /// <param name="batchUnderWayCommits">Whether the store still writes the batch that it had been sent.</param>
    public void Crash(bool batchUnderWayCommits)
    {
        _closed = true;
        _crashed = true;
        _queue.Abandon();
        if (!batchUnderWayCommits)
        {
            _queue.Batch.Clear();
        }
    }

    /// <summary>Answers what is queued, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_crashed)
        {
            return;
        }

        _closed = true;
        await _queue.WhenIdleAsync();
    }

    private Task<AppendResult> Enqueue(Append append, CancellationToken cancellationToken)
    {
        var bytes = AppendRules.Check(append);
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<AppendResult>(cancellationToken);
        }

        if (_closed)
        {
            throw new JournalUnavailableException("The journal is closed.", outcomeKnown: true);
        }

        var queued = _instruments.Joined();
        if (queued > _options.QueueMax || _faults?.IsBusy(append) == true)
        {
            _instruments.Left(1);
            _instruments.Busy();
            throw new JournalBusyException(queued - 1);
        }

        var pending = new PendingAppend(append, bytes);
        if (cancellationToken.CanBeCanceled)
        {
            pending.CancelWith(cancellationToken);
        }

        if (_queue.Add(pending))
        {
            Run();
        }

        return pending.Task;
    }

    /// <summary>Works until the queue is empty, or until a delay: its timer then goes on here.</summary>
    private void Run()
    {
        while (!_crashed && _queue.TryTake())
        {
            var batch = _queue.Batch;
            if (batch.Appends.Count == 0)
            {
                _queue.Publish();
                continue;
            }

            var plan = _faults?.Next(batch.Appends.ConvertAll(static p => p.Append)) ?? default;
            if (plan.BeforeCommit > TimeSpan.Zero)
            {
                After(plan.BeforeCommit, () => CommitThenRun(plan));
                return;
            }

            if (!Commit(plan))
            {
                return;
            }
        }
    }

    private void CommitThenRun(CommitPlan plan)
    {
        if (Commit(plan))
        {
            Run();
        }
    }

    /// <summary>False when the answer comes later.</summary>
    private bool Commit(CommitPlan plan)
    {
        var batch = _queue.Batch;
        if (plan.Outcome is CommitOutcome.Commit or CommitOutcome.LoseAnswer)
        {
            _storage.Commit(batch);
        }

        if (_crashed)
        {
            return false;
        }

        if (plan.BeforeAnswer > TimeSpan.Zero)
        {
            After(
                plan.BeforeAnswer,
                () =>
                {
                    if (!_crashed)
                    {
                        Answer(plan);
                        Run();
                    }
                });
            return false;
        }

        Answer(plan);
        return true;
    }

    private void Answer(CommitPlan plan)
    {
        var batch = _queue.Batch;
        switch (plan.Outcome)
        {
            case CommitOutcome.Commit:
                batch.SettleDecided();
                break;
            case CommitOutcome.Refuse:
                batch.SettleRest(new JournalUnavailableException("The store refused the batch.", outcomeKnown: true));
                break;
            default:
                batch.SettleRest(new JournalUnavailableException("The store did not answer.", outcomeKnown: false));
                break;
        }

        _instruments.BatchDone(batch);
        if (batch.Appends.Exists(static a => a.IsCommitted))
        {
            Commits.Raise();
        }

        _queue.Publish();
    }

    private void After(TimeSpan delay, Action next)
    {
        // The timer keeps itself alive through the closure until it has fired once.
        ITimer? timer = null;
        timer = _time.CreateTimer(
            _ =>
            {
                timer?.Dispose();
                next();
            },
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
        timer.Change(delay, Timeout.InfiniteTimeSpan);
    }
}
