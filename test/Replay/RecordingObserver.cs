namespace OrleansCommerce.Replay.Tests;

/// <summary>Keeps what it hears.</summary>
internal sealed class RecordingObserver : IReplayObserver
{
    private readonly Lock _gate = new();
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

    public void PhaseStarted(string phase, int steps)
    {
    }

    public void StepDone()
    {
    }

    public void OperationsDone(long total)
    {
    }

    public void Waiting(string reason)
    {
    }

    public void Refused(string what)
    {
        lock (_gate)
        {
            _refusals.Add(what);
        }
    }
}
