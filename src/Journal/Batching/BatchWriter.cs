using OrleansCommerce.Journal.Diagnostics;

namespace OrleansCommerce.Journal.Batching;

/// <summary>
/// Group commit: gathers the appends of all grains, and sends them in batches over one or more lanes. A stream always takes
/// the same lane, so that its appends reach the store in the order in which they were queued.
/// </summary>
internal sealed class BatchWriter : IAsyncDisposable
{
    private readonly JournalOptions _options;
    private readonly JournalInstruments _instruments;
    private readonly IReadOnlyList<IBatchCommitter> _committers;
    private readonly Lane[] _lanes;
    private int _closed;

    /// <summary>Starts a lane for each of <paramref name="committers"/>, which the writer then owns.</summary>
    public BatchWriter(IReadOnlyList<IBatchCommitter> committers, JournalOptions options, JournalInstruments instruments)
    {
        _options = options;
        _instruments = instruments;
        _committers = committers;
        _lanes = [.. committers.Select(c => new Lane(c, new AppendQueue(options, instruments), instruments, Commits))];
    }

    /// <summary>Raised after each durable batch.</summary>
    public CommitSignal Commits { get; } = new();

    /// <summary>See <see cref="IJournal.AppendAsync"/>.</summary>
    public Task<AppendResult> AppendAsync(Append append, CancellationToken cancellationToken)
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

    /// <summary>Takes no more appends, and completes when all that were queued are answered.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
        {
            return;
        }

        foreach (var lane in _lanes)
        {
            await lane.WhenIdleAsync();
        }

        foreach (var committer in _committers)
        {
            await committer.DisposeAsync();
        }
    }

    private Task<AppendResult> Enqueue(Append append, CancellationToken cancellationToken)
    {
        var bytes = AppendRules.Check(append);
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<AppendResult>(cancellationToken);
        }

        if (Volatile.Read(ref _closed) != 0)
        {
            throw new JournalUnavailableException("The journal is closed.", outcomeKnown: true);
        }

        var queued = _instruments.Joined();
        if (queued > _options.QueueMax)
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

        _lanes[LaneOf(append.Stream)].Add(pending);
        return pending.Task;
    }

    private int LaneOf(string stream) =>
        _lanes.Length == 1 ? 0 : (int)((uint)string.GetHashCode(stream, StringComparison.Ordinal) % (uint)_lanes.Length);
}
