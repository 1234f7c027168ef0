using OrleansCommerce.Replay;

namespace OrleansCommerce.EndToEnd.Tests.Crash;

/// <summary>Kills the server when so many mutations were answered.</summary>
internal sealed class KillingObserver(MortalServer server, IEnumerable<long> deaths) : IReplayObserver
{
    private readonly Lock _gate = new();
    private readonly Queue<long> _deaths = new(deaths);
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
            if (_deaths.TryPeek(out var next) && total >= next)
            {
                _deaths.Dequeue();
                server.Kill();
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
