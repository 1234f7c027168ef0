using System.Collections.Concurrent;
using System.Diagnostics;
using OrleansCommerce.Faults.Tests.Servers;
using OrleansCommerce.Replay;

namespace OrleansCommerce.Faults.Tests.Replays;

/// <summary>Kills one silo after the other, the next one whenever so many mutations were answered, and starts it again.</summary>
internal sealed class KillingObserver(FaultCluster cluster, IEnumerable<long> deaths) : IReplayObserver
{
    private readonly Lock _gate = new();
    private readonly Queue<long> _deaths = new(deaths);
    private readonly Task[] _back = [.. Enumerable.Repeat(Task.CompletedTask, FaultCluster.Silos)];
    private readonly ConcurrentQueue<string> _refusals = [];
    private long _lastAnswer = Stopwatch.GetTimestamp();
    private int _begun;
    private int _died;

    /// <summary>What the API refused.</summary>
    public IReadOnlyCollection<string> Refusals => _refusals;

    /// <summary>How many silos were killed so far.</summary>
    public int Deaths => Volatile.Read(ref _died);

    /// <summary>The longest time without any answer to a mutation.</summary>
    public TimeSpan LongestSilence { get; private set; }

    /// <summary>Until every silo is back.</summary>
    public Task AllBackAsync()
    {
        lock (_gate)
        {
            return Task.WhenAll(_back);
        }
    }

    public void OperationsDone(long total)
    {
        lock (_gate)
        {
            var silence = Stopwatch.GetElapsedTime(_lastAnswer);
            LongestSilence = silence > LongestSilence ? silence : LongestSilence;
            _lastAnswer = Stopwatch.GetTimestamp();
            if (_deaths.TryPeek(out var next) && total >= next)
            {
                _deaths.Dequeue();
                var place = _begun++ % FaultCluster.Silos;
                _back[place] = DieAndReturnAsync(place, _back[place]);
            }
        }
    }

    public void Refused(string what) => _refusals.Enqueue(what);

    public void PhaseStarted(string phase, int steps)
    {
    }

    public void StepDone()
    {
    }

    public void Waiting(string reason)
    {
    }

    private async Task DieAndReturnAsync(int place, Task earlier)
    {
        // A death while it was coming back waits for it: it dies as soon as it is there.
        await earlier;
        cluster[place].Kill();
        Interlocked.Increment(ref _died);
        await cluster.StartAsync(place);
    }
}
