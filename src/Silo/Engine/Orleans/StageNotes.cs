using Orleans;
using Orleans.Runtime;
using Orleans.Runtime.Diagnostics;
using OrleansCommerce.Silo.Operations;
using OrleansCommerce.Silo.Operations.Lifecycle;

namespace OrleansCommerce.Silo.Engine;

/// <summary>Notes when the silo reached each stage of its start, and who did something in it; and the same of its stop.</summary>
internal sealed class StageNotes : ILifecycleParticipant<ISiloLifecycle>, IObserver<SiloLifecycleEvents.LifecycleEvent>, IDisposable
{
    private static readonly (string Name, int Stage)[] Named =
    [
        (nameof(ServiceLifecycleStage.First), ServiceLifecycleStage.First),
        (nameof(ServiceLifecycleStage.RuntimeInitialize), ServiceLifecycleStage.RuntimeInitialize),
        (nameof(ServiceLifecycleStage.RuntimeServices), ServiceLifecycleStage.RuntimeServices),
        (nameof(ServiceLifecycleStage.RuntimeStorageServices), ServiceLifecycleStage.RuntimeStorageServices),
        (nameof(ServiceLifecycleStage.RuntimeGrainServices), ServiceLifecycleStage.RuntimeGrainServices),
        (nameof(ServiceLifecycleStage.ApplicationServices), ServiceLifecycleStage.ApplicationServices),
        (nameof(ServiceLifecycleStage.BecomeActive), ServiceLifecycleStage.BecomeActive),
        (nameof(ServiceLifecycleStage.Active), ServiceLifecycleStage.Active),
    ];

    /// <summary>Who subscribes for the start alone is kept by the runtime in an object of this class, which takes itself out after it.</summary>
    private const string ForStartAlone = "StartupObserver";

    private readonly TimeProvider _time;
    private readonly ILocalSiloDetails _silo;
    private readonly IDisposable _subscription;
    private readonly Lock _gate = new();
    private readonly SortedDictionary<int, Noted> _stages = [];

    public StageNotes(TimeProvider time, ILocalSiloDetails silo)
    {
        (_time, _silo) = (time, silo);

        // The runtime tells it of every silo of the process.
        _subscription = SiloLifecycleEvents.AllEvents.Subscribe(this);
    }

    /// <summary>Those that were reached, in their order.</summary>
    public IReadOnlyList<StageStatus> Reached
    {
        get
        {
            lock (_gate)
            {
                return [.. _stages.Values.Select(static noted => new StageStatus(noted.Name, noted.At, [.. noted.Observers]))];
            }
        }
    }

    /// <summary>Those that were reached, in the order in which they stop, and who is called then: all of a stage at once.</summary>
    public IReadOnlyList<StopStage> Stops
    {
        get
        {
            lock (_gate)
            {
                return
                [
                    .. _stages.Values.Reverse().Where(static noted => noted.Stops.Count > 0)
                        .Select(static noted => new StopStage(noted.Name, [.. noted.Stops])),
                ];
            }
        }
    }

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle)
    {
        foreach (var (name, stage) in Named)
        {
            lifecycle.Subscribe(
                nameof(StageNotes),
                stage,
                _ =>
                {
                    Note(stage, name, observer: null);
                    return Task.CompletedTask;
                },
                static _ => Task.CompletedTask);
        }
    }

    /// <inheritdoc/>
    public void OnNext(SiloLifecycleEvents.LifecycleEvent value)
    {
        if (value.SiloAddress is { } silo && !silo.Equals(_silo.SiloAddress))
        {
            return;
        }

        switch (value)
        {
            case SiloLifecycleEvents.ObserverStarting starting:
                Note(starting.Stage, starting.StageName, observer: null);
                if (starting.ObserverName != nameof(StageNotes) && starting.Observer.GetType().Name != ForStartAlone)
                {
                    Expect(starting);
                }

                break;
            case SiloLifecycleEvents.ObserverStopping stopping when stopping.ObserverName != nameof(StageNotes):
                NoteStop(stopping, new StopObserver(stopping.ObserverName, StepState.Runs, Milliseconds: null), StepState.Waits);
                break;
            case SiloLifecycleEvents.ObserverStopped stopped when stopped.ObserverName != nameof(StageNotes):
                NoteStop(stopped, new StopObserver(stopped.ObserverName, StepState.Ended, stopped.Elapsed.TotalMilliseconds), StepState.Runs);
                break;
            case SiloLifecycleEvents.ObserverCompleted done when done.ObserverName != nameof(StageNotes):
                Note(done.Stage, done.StageName, new StageObserver(done.ObserverName, done.Elapsed.TotalMilliseconds, Failed: false));
                break;
            case SiloLifecycleEvents.ObserverFailed failed when IsStopping(failed):
                NoteStop(failed, new StopObserver(failed.ObserverName, StepState.Failed, failed.Elapsed.TotalMilliseconds), StepState.Runs);
                break;
            case SiloLifecycleEvents.ObserverFailed failed:
                Note(failed.Stage, failed.StageName, new StageObserver(failed.ObserverName, failed.Elapsed.TotalMilliseconds, Failed: true));
                break;
        }
    }

    /// <inheritdoc/>
    public void OnError(Exception error)
    {
        // What was noted stays.
    }

    /// <inheritdoc/>
    public void OnCompleted()
    {
        // What was noted stays.
    }

    /// <inheritdoc/>
    public void Dispose() => _subscription.Dispose();

    private void Note(int stage, string name, StageObserver? observer)
    {
        var now = _time.GetUtcNow();
        lock (_gate)
        {
            if (!_stages.TryGetValue(stage, out var noted))
            {
                var known = Array.Find(Named, one => one.Stage == stage).Name;
                _stages[stage] = noted = new Noted(known ?? name, now);
            }

            if (observer is not null)
            {
                noted.Observers.Add(observer);
            }
        }
    }

    private bool IsStopping(SiloLifecycleEvents.ObserverFailed failed)
    {
        lock (_gate)
        {
            return _stages.GetValueOrDefault(failed.Stage)?.Stops.Exists(one => one.Name == failed.ObserverName && one.State == StepState.Runs) ?? false;
        }
    }

    /// <summary>Who is called at the start is called at the stop as well.</summary>
    private void Expect(SiloLifecycleEvents.ObserverStarting starting)
    {
        lock (_gate)
        {
            _stages[starting.Stage].Stops.Add(new StopObserver(starting.ObserverName, StepState.Waits, Milliseconds: null));
        }
    }

    /// <summary>Several of a stage may have one name: the first of it that is as far as <paramref name="before"/> goes on.</summary>
    private void NoteStop(SiloLifecycleEvents.LifecycleEvent of, StopObserver observer, StepState before)
    {
        lock (_gate)
        {
            var stops = _stages.GetValueOrDefault(of.Stage)?.Stops;
            if (stops?.FindIndex(one => one.Name == observer.Name && one.State == before) is >= 0 and { } at)
            {
                stops[at] = observer;
            }
        }
    }

    private sealed record Noted(string Name, DateTimeOffset At)
    {
        public List<StageObserver> Observers { get; } = [];

        public List<StopObserver> Stops { get; } = [];
    }
}
