using System.Collections.Concurrent;
using Orleans;
using Orleans.Runtime;
using OrleansCommerce.Silo.Operations;

namespace OrleansCommerce.Silo.Engine;

/// <summary>Notes when the silo reached each of the named stages of its start.</summary>
internal sealed class StageNotes(TimeProvider time) : ILifecycleParticipant<ISiloLifecycle>
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

    private readonly ConcurrentQueue<StageStatus> _reached = new();

    /// <summary>Those that were reached, in their order.</summary>
    public IReadOnlyList<StageStatus> Reached => [.. _reached];

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
                    _reached.Enqueue(new StageStatus(name, time.GetUtcNow()));
                    return Task.CompletedTask;
                },
                static _ => Task.CompletedTask);
        }
    }
}
