using System.Text.Json;
using Microsoft.Extensions.Logging;
using Orleans;
using OrleansCommerce.Journal;

namespace OrleansCommerce.Grains.EventSourcing;

/// <summary>
/// The shell around a decider: loads, decides, commits, answers. A command is decided against the state that includes events
/// which are still being committed; its answer waits for their commit, and so does every answer that could reveal them. When a
/// commit fails, every caller behind it gets a retryable fault and the activation is dropped.
/// </summary>
public abstract partial class EventSourcedGrain<TState, TEvent>(GrainServices services) : Grain
    where TState : class, IAggregateState
    where TEvent : class
{
    /// <summary>Events after which a snapshot is worth its write.</summary>
    private const int SnapshotEvents = 500;

    /// <summary>Events since the last snapshot that make one worth writing when the grain goes to sleep.</summary>
    private const int SleepSnapshotEvents = 50;

    /// <summary>
    /// A state is written the rarer the bigger it is: at most this many snapshot bytes an event, on average. It bounds the events
    /// that an activation reads to some 2,000.
    /// </summary>
    private const int SnapshotBytesPerEvent = 512;

    /// <summary>A state above this size is that of thousands of reservations at once: reading it takes longer than its events.</summary>
    private const int BigSnapshotBytes = 1024 * 1024;

    /// <summary>As above, for a big state.</summary>
    private const int BigSnapshotBytesPerEvent = 64;

    private readonly Queue<DateTimeOffset> _uncommitted = [];
    private Task<AppendResult>? _lastAppend;
    private Exception? _lost;
    private string _stream = string.Empty;
    private TState _tentative = null!;
    private long _snapshotVersion;
    private int _snapshotBytes;
    private bool _writingSnapshot;
    private bool _telling;

    /// <summary>The state as of the last durable event.</summary>
    protected TState Committed { get; private set; } = null!;

    /// <summary>
    /// The time that <see cref="Committed"/> holds until, UTC: now, or the moment of the first decision that is still being committed.
    /// What depends on time is shown as of it: at a later time, that decision came first.
    /// </summary>
    protected DateTimeOffset CommittedUntil => _uncommitted.TryPeek(out var decided) ? decided : Now;

    /// <summary>Now, UTC.</summary>
    protected DateTimeOffset Now => services.Time.GetUtcNow();

    /// <summary>An id for something new, that nobody can guess.</summary>
    protected string NewId() => services.NewId(Now);

    /// <summary>The first part of the stream's name; the grain's key is the second.</summary>
    protected abstract string Category { get; }

    /// <summary>The number of the state's shape: grows when a snapshot of the old shape cannot be read as the new one.</summary>
    protected virtual int SnapshotSchema => 3;

    /// <summary>The state before the first event.</summary>
    protected abstract TState Initial { get; }

    /// <summary>How the aggregate's events are written.</summary>
    protected abstract EventCodec<TEvent> Codec { get; }

    /// <summary>Folds one event.</summary>
    protected abstract TState Evolve(TState state, TEvent happened);

    /// <summary>When the aggregate wants to be woken if nothing else happens: unfinished work, deadlines. Null for never.</summary>
    protected virtual DateTimeOffset? NextWake(TState state) => null;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _stream = $"{Category}/{this.GetPrimaryKeyString()}";
        _provenAt = Now;
        var history = await services.Journal.LoadAsync(_stream, cancellationToken);
        var state = Initial;
        if (history.Snapshot is { } snapshot && snapshot.Schema == SnapshotSchema)
        {
            state = JsonSerializer.Deserialize<TState>(snapshot.Payload.Span, EventJson.Options)!;
            _snapshotVersion = snapshot.Version;
            _snapshotBytes = snapshot.Payload.Length;
        }

        if (history.Snapshot is not null && _snapshotVersion == 0)
        {
            state = await StateAtAsync(long.MaxValue, cancellationToken);
        }
        else
        {
            state = history.Events.Aggregate(state, (folded, recorded) => Evolve(folded, Codec.Read(recorded)));
        }

        Committed = _tentative = state;
        CollectionPace.OfProcess.Loaded(_snapshotBytes + history.Events.Sum(static recorded => (long)recorded.Payload.Length));
        await base.OnActivateAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_lost is null && Committed.Version - _snapshotVersion >= SleepSnapshotEvents)
        {
            await WriteSnapshotAsync();
        }

        await base.OnDeactivateAsync(reason, cancellationToken);
    }

    /// <summary>Decides, commits, and gives the state that the answer may show.</summary>
    /// <param name="decide">The decider, with its command: from the newest state and the time to a decision.</param>
    /// <param name="origin">Operation id and channel of the request, for the journal's metadata.</param>
    /// <exception cref="ActivationLostException">The commit failed; repeat the call.</exception>
    /// <exception cref="JournalBusyException">Nothing was written; try again later.</exception>
    protected async Task<Outcome> ExecuteAsync(Func<TState, DateTimeOffset, Decision<TEvent>> decide, Origin origin = default)
    {
        ThrowIfLost();
        var now = Now;
        var decision = decide(_tentative, now);
        if (decision.Events.IsDefaultOrEmpty)
        {
            var seen = decision.RepeatOf is null ? await ReadNewestAsync() : await AwaitCommitAsync();
            var shown = decision.RepeatOf is { } version && version < seen.Version
                ? await StateAtAsync(version, CancellationToken.None)
                : seen;
            return new Outcome(shown, decision.Failure, Repeated: decision.RepeatOf is not null, now);
        }

        var before = _tentative;
        var after = before;
        var written = new NewEvent[decision.Events.Length];
        for (var i = 0; i < written.Length; i++)
        {
            written[i] = Codec.Write(decision.Events[i]);
            after = Evolve(after, decision.Events[i]);
        }

        _tentative = after;
        _uncommitted.Enqueue(now);
        var metadata = origin.ToMetadata(Caller.Current, NextWake(after));
        var append = new Append(_stream, before.Version, written, metadata, now) { After = _lastAppend };
        _lastAppend = services.Journal.AppendAsync(append);
        try
        {
            ThrowUnlessCommitted(await _lastAppend);
        }
        catch (Exception fault)
        {
            throw Lose(fault);
        }

        _uncommitted.Dequeue();
        _provenAt = now;
        if (after.Version > Committed.Version)
        {
            Committed = after;
        }

        MaybeWriteSnapshot();
        MaybeTell();
        return new Outcome(after, decision.Failure, Repeated: false, now);
    }

    /// <summary>
    /// Tells subscribers what <see cref="Committed"/> has become. Runs beside the answers, never before them; commits that come
    /// while one telling is under way share the next one.
    /// </summary>
    protected virtual Task PublishAsync() => Task.CompletedTask;

    /// <summary>Waits until nothing that the newest state shows is uncommitted: an answer that was given before is true whatever came later.</summary>
    private async Task<TState> AwaitCommitAsync()
    {
        var seen = _tentative;
        if (_lastAppend is { } append)
        {
            await CommittedAsync(append);
        }

        return seen;
    }

    private async ValueTask CommittedAsync(Task<AppendResult> append)
    {
        try
        {
            ThrowUnlessCommitted(await append);
        }
        catch (Exception fault)
        {
            throw Lose(fault);
        }
    }

    private void ThrowUnlessCommitted(AppendResult result)
    {
        if (result.Status == AppendStatus.Conflict)
        {
            throw new ActivationLostException(_stream);
        }
    }

    private void MaybeTell()
    {
        if (!_telling)
        {
            _ = TellAsync();
        }
    }

    private async Task TellAsync()
    {
        _telling = true;
        try
        {
            long told;
            do
            {
                told = Committed.Version;
                await PublishAsync();
            }
            while (told != Committed.Version);
        }
        catch (Exception fault)
        {
            // What happened has happened: subscribers read the state when they come back.
            LogNotTold(services.Loggers.CreateLogger(GetType()), _stream, fault.Message);
        }
        finally
        {
            _telling = false;
        }
    }

    /// <summary>Drops the activation.</summary>
    /// <returns>What its callers are told.</returns>
    private Exception Lose(Exception fault)
    {
        if (_lost is null)
        {
            _lost = fault;
            LogLost(services.Loggers.CreateLogger(GetType()), _stream, Committed.Version, ReasonOf(fault));
            DeactivateOnIdle();
        }

        return fault is ActivationLostException or JournalBusyException ? fault : new ActivationLostException(_stream, fault);
    }

    private static string ReasonOf(Exception fault) =>
        fault is ActivationLostException ? "the journal refused it, since another activation has written to the stream." : fault.Message;

    private void ThrowIfLost()
    {
        if (_lost is not null)
        {
            throw new ActivationLostException(_stream, _lost);
        }
    }

    private async Task<TState> StateAtAsync(long version, CancellationToken cancellationToken)
    {
        var state = Initial;
        await foreach (var recorded in services.Journal.ReadStreamAsync(_stream, 0, version, cancellationToken))
        {
            state = Evolve(state, Codec.Read(recorded));
        }

        return state;
    }

    private void MaybeWriteSnapshot()
    {
        var perEvent = _snapshotBytes <= BigSnapshotBytes ? SnapshotBytesPerEvent : BigSnapshotBytesPerEvent;
        var due = Math.Max(SnapshotEvents, _snapshotBytes / perEvent);
        if (!_writingSnapshot && Committed.Version - _snapshotVersion >= due)
        {
            _ = WriteSnapshotAsync();
        }
    }

    private async Task WriteSnapshotAsync()
    {
        _writingSnapshot = true;
        try
        {
            var state = Committed;
            var payload = JsonSerializer.SerializeToUtf8Bytes(state, EventJson.Options);
            await services.Journal.WriteSnapshotAsync(new Snapshot(_stream, state.Version, SnapshotSchema, payload));
            _snapshotVersion = state.Version;
            _snapshotBytes = payload.Length;
        }
        catch (Exception fault)
        {
            // The events are durable: without the snapshot the next activation only reads more of them.
            LogSnapshotFailed(services.Loggers.CreateLogger(GetType()), _stream, fault.Message);
        }
        finally
        {
            _writingSnapshot = false;
        }
    }

    [LoggerMessage(1001, LogLevel.Warning, "The activation of {Stream} at version {Version} was dropped: {Reason}")]
    private static partial void LogLost(ILogger logger, string stream, long version, string reason);

    [LoggerMessage(1002, LogLevel.Warning, "The snapshot of {Stream} was not written: {Reason}")]
    private static partial void LogSnapshotFailed(ILogger logger, string stream, string reason);

    [LoggerMessage(1003, LogLevel.Warning, "Subscribers of {Stream} were not told of a change: {Reason}")]
    private static partial void LogNotTold(ILogger logger, string stream, string reason);

    /// <summary>Where a command comes from.</summary>
    protected readonly record struct Origin(string? OperationId = null, Channel? Channel = null)
    {
        /// <summary>With who asked, and when to wake the grain.</summary>
        public EventMetadata ToMetadata(Caller caller, DateTimeOffset? wakeAt) =>
            new(caller.Subject, caller.Role.ToString(), caller.Device, Channel?.ToString(), OperationId, caller.CorrelationId, wakeAt);
    }

    /// <summary>What became of a command.</summary>
    /// <param name="State">The state that the answer shows; every event in it is durable.</param>
    /// <param name="Failure">Why it was refused, when it was.</param>
    /// <param name="Repeated">Whether it had been answered before.</param>
    /// <param name="At">When it was decided: an answer that showed the state of that moment by a later clock would fit no moment at all.</param>
    protected readonly record struct Outcome(TState State, Failure? Failure, bool Repeated, DateTimeOffset At);
}
