using Orleans;
using Orleans.Runtime;
using Orleans.Runtime.Diagnostics;
using OrleansCommerce.Silo.Operations;

namespace OrleansCommerce.Silo.Engine;

/// <summary>Notes when the silo reached each stage of its start, and who did something in it.</summary>
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
                break;
            case SiloLifecycleEvents.ObserverCompleted done when done.ObserverName != nameof(StageNotes):
                Note(done.Stage, done.StageName, new StageObserver(done.ObserverName, done.Elapsed.TotalMilliseconds, Failed: false));
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

    private sealed record Noted(string Name, DateTimeOffset At)
    {
        public List<StageObserver> Observers { get; } = [];
    }
}
