using OrleansCommerce.Replay;

namespace OrleansCommerce.EndToEnd.Tests.Replaying;

/// <summary>Does something whenever so many mutations were answered.</summary>
internal sealed class MilestoneObserver(IEnumerable<long> milestones, Action reached) : IReplayObserver
{
    private readonly Lock _gate = new();
    private readonly Queue<long> _milestones = new(milestones);
    private readonly List<string> _refusals = [];

    public IReadOnlyList<string> Refusals
    {
        get
        {
            lock (_gate)
            {
                return [.. _refusals];
            }
        }
    }

    public void OperationsDone(long total)
    {
        lock (_gate)
        {
            if (_milestones.TryPeek(out var next) && total >= next)
            {
                _milestones.Dequeue();
                reached();
            }
        }
    }

    public void Refused(string what)
    {
        lock (_gate)
        {
            _refusals.Add(what);
        }
    }

    public void PhaseStarted(string phase, int steps)
    {
    }

    public void StepDone()
    {
    }

    public void Waiting(string reason)
    {
    }
}
