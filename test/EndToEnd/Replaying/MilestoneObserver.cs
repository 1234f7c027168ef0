using OrleansCommerce.Replay;

namespace OrleansCommerce.EndToEnd.Tests.Replaying;

/// <summary>Does something whenever so many mutations were answered, or so many steps of one phase are done.</summary>
/// <param name="milestones">How many, ascending.</param>
/// <param name="reached">What to do.</param>
/// <param name="stepsOf">The phase whose steps count; mutations do when null.</param>
internal sealed class MilestoneObserver(IEnumerable<long> milestones, Action reached, string? stepsOf = null) : IReplayObserver
{
    private readonly Lock _gate = new();
    private readonly Queue<long> _milestones = new(milestones);
    private readonly List<string> _refusals = [];
    private string? _current;
    private long _steps;

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
        if (stepsOf is null)
        {
            Reach(total);
        }
    }

    public void PhaseStarted(string phase, int steps)
    {
        lock (_gate)
        {
            _current = phase;
        }
    }

    public void StepDone()
    {
        lock (_gate)
        {
            if (stepsOf is not null && stepsOf == _current)
            {
                Reach(++_steps);
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

    public void Waiting(string reason)
    {
    }

    private void Reach(long done)
    {
        lock (_gate)
        {
            if (_milestones.TryPeek(out var next) && done >= next)
            {
                _milestones.Dequeue();
                reached();
            }
        }
    }
}
