using System.Collections.Immutable;
using System.Diagnostics;
using Orleans;
using Orleans.Runtime;

namespace OrleansCommerce.Local.Execution;

/// <summary>
/// One activation of a grain: its queue of calls, who may run beside whom, and its life from the first call to its end.
/// It is also the scheduler of the grain's turns, one object for all, because there are many.
/// </summary>
internal sealed partial class Activation : TurnScheduler, IGrainContext
{
    private readonly string _key;
    private Grain? _instance;

    // Calls that interleave with everything stand apart, so that the others may be taken from the head alone.
    private WorkQueue<GrainCall> _interleaving;
    private WorkQueue<GrainCall> _waiting;
    private int _waitingCount;
    private int _waitingReadOnly;

    // The call whose synchronous part runs now, and those that wait at an await.
    private GrainCall? _current;
    private GrainCall? _running;
    private int _runningCount;
    private int _blocking;
    private int _blockingWrites;

    private Phase _phase;
    private bool _watched;

    public Activation(GrainHost host, GrainClass grainClass, string key)
        : base(host)
    {
        Class = grainClass;
        _key = key;
        Number = host.NextActivationNumber();
    }

    private enum Phase : byte
    {
        New,
        Activating,
        Active,

        /// <summary>Asked to end; running calls may finish, no other begins.</summary>
        Ending,

        /// <summary>The end is under way.</summary>
        Closing,
        Ended,
    }

    public GrainClass Class { get; }

    /// <summary>Grows from activation to activation: an order that does not depend on hash codes.</summary>
    public long Number { get; }

    public GrainId GrainId => new(Class.GrainType, IdSpan.Create(_key));

    public object? GrainInstance => _instance;

    public IServiceProvider ActivationServices => Host.ServiceProvider;

    /// <summary>How many calls wait. For reports: read without the lock.</summary>
    public int WaitingCount => Volatile.Read(ref _waitingCount);

    /// <summary>How many calls have begun and not ended. For reports: read without the lock.</summary>
    public int RunningCount => Volatile.Read(ref _runningCount) + (_current is null ? 0 : 1);

    /// <summary>Whether it has begun and not ended. For reports: read without the lock.</summary>
    public bool IsLive => _phase is not (Phase.New or Phase.Ended);

    /// <summary>Whether a call runs or waits.</summary>
    public bool IsBusy
    {
        get
        {
            lock (Gate)
            {
                return HasCalls || _phase == Phase.Activating;
            }
        }
    }

    /// <summary>A killed host runs nothing more.</summary>
    protected override bool Dropped => Host.IsKilled;

    private bool HasCalls => _waitingCount > 0 || _runningCount > 0 || _current is not null;

    /// <summary>Takes a call. False when the activation has ended and the call needs another one.</summary>
    public bool TryEnqueue(GrainCall call)
    {
        var schedule = false;
        var watch = false;
        Exception? refusal = null;
        lock (Gate)
        {
            if (_phase == Phase.Ended)
            {
                return false;
            }

            if (Dropped)
            {
                refusal = Host.Unavailable();
            }
            else if (_waitingCount >= Host.MaxQueuedCalls && !call.DiesWithActivation)
            {
                refusal = new LimitExceededException(
                    $"{Class.Name} {_key} has {_waitingCount} waiting calls, which is its limit ({Host.MaxQueuedCalls}); {call.Method.Name} was not executed.");
            }
            else
            {
                Add(call);
                if (!_watched && call.Deadline != GrainCall.NoDeadline)
                {
                    _watched = watch = true;
                }

                if (!Scheduled && (_phase == Phase.New || (_phase == Phase.Active && MayBegin(call))))
                {
                    Scheduled = schedule = true;
                }
            }
        }

        if (refusal is not null)
        {
            Host.Metrics.CallEnded(this, call, failed: true);
            call.Fail(refusal);
        }

        if (watch)
        {
            Host.Sweep.Watch(this);
        }

        if (schedule)
        {
            Host.Scheduler.Schedule(this);
        }

        return true;
    }

    /// <summary>Runs a call's synchronous part, in a turn.</summary>
    public void RunCall(GrainCall call)
    {
        RequestContext.Current = call.Context;
        if (call.Trace is not null)
        {
            Activity.Current = call.Trace;
        }

        if (call.TryComplete(this, _instance!, out var pending))
        {
            _current = null;
            return;
        }

        lock (Gate)
        {
            _current = null;
            AddRunning(call);
        }

        _ = call.FinishAsync(this, pending);
    }

    /// <summary>Notes that a call which went past its synchronous part is over, in a turn.</summary>
    public void CallEnded(GrainCall call)
    {
        lock (Gate)
        {
            RemoveRunning(call);
            if (call.KeepsAlive)
            {
                _lastUsed = Host.Collector.Tick;
            }
        }

        if (_runningCount == 0)
        {
            _lastCallEnded?.TrySetResult();
        }
    }

    /// <summary>Ends the wait of callers whose time is over. False when there is nothing left to watch.</summary>
    public bool EndExpiredCalls(int tick)
    {
        List<GrainCall>? expired = null;
        lock (Gate)
        {
            if (!HasCalls)
            {
                _watched = false;
                return false;
            }

            for (var call = _running; call is not null; call = (GrainCall?)call.Next)
            {
                Collect(call);
            }

            if (_current is { } current)
            {
                Collect(current);
            }

            bool Late(GrainCall call) => call.Deadline <= tick;
            while ((_interleaving.TakeFirst(Late) ?? _waiting.TakeFirst(Late)) is { } late)
            {
                Removed(late);
                Collect(late);
            }
        }

        if (expired is not null)
        {
            Host.Metrics.TimedOut(this, expired.Count);
            expired.ForEach(call => call.Fail(new TimeoutException(
                $"{call.Method.Name} of {Class.Name} {_key} did not answer within {(call.Method.Timeout ?? Host.CallTimeout).TotalSeconds} s.")));
        }

        return true;

        void Collect(GrainCall call)
        {
            if (call.Deadline <= tick)
            {
                call.Deadline = GrainCall.NoDeadline;
                (expired ??= []).Add(call);
            }
        }
    }

    /// <summary>Fails everything that waits or runs: the host was killed.</summary>
    public void Abandon()
    {
        List<GrainCall> calls = [];
        lock (Gate)
        {
            _phase = Phase.Ended;
            while (TakeWaiting() is { } call)
            {
                calls.Add(call);
            }

            for (var call = _running; call is not null; call = (GrainCall?)call.Next)
            {
                calls.Add(call);
            }

            if (_current is { } current)
            {
                calls.Add(current);
            }
        }

        DisposeAttachments();
        calls.ForEach(call => call.Fail(Host.Unavailable()));
        _deactivated?.TrySetResult();
    }

    /// <inheritdoc/>
    protected override WorkNode? TakeWork()
    {
        if (_phase == Phase.New)
        {
            _phase = Phase.Activating;
            return new LifeNode(static activation => activation.ActivateAsync(), (_waiting.Head ?? _interleaving.Head)?.Context);
        }

        if (_phase == Phase.Active)
        {
            if (TakeCall() is { } call)
            {
                _current = call;
                return call;
            }

            if (_endRequested && !HasCalls)
            {
                _phase = Phase.Ending;
            }
        }

        if (_phase == Phase.Ending)
        {
            _phase = Phase.Closing;
            return new LifeNode(static activation => activation.EndAsync(), context: null);
        }

        return null;
    }

    /// <summary>A step of the activation's life, which is an asynchronous method that runs in its turns.</summary>
    private sealed class LifeNode(Func<Activation, Task> step, ImmutableDictionary<string, object>? context) : WorkNode
    {
        internal override void Run(TurnScheduler turns)
        {
            RequestContext.Current = context;
            _ = step((Activation)turns);
        }
    }
}
