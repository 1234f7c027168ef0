namespace OrleansCommerce.Faults.Tests.Servers;

/// <summary>The silos of a cluster, of which one after the other dies and comes back.</summary>
internal sealed class MortalSilos(FaultCluster cluster)
{
    private readonly Lock _gate = new();
    private readonly Task[] _back = [.. Enumerable.Repeat(Task.CompletedTask, FaultCluster.Silos)];
    private int _begun;
    private int _died;

    /// <summary>How many have died.</summary>
    public int Deaths => Volatile.Read(ref _died);

    /// <summary>SIGKILL to the next one; its restart goes on behind the caller's back.</summary>
    public void KillNext()
    {
        lock (_gate)
        {
            var place = _begun++ % FaultCluster.Silos;
            _back[place] = DieAndReturnAsync(place, _back[place]);
        }
    }

    /// <summary>Until every silo is back.</summary>
    public Task AllBackAsync()
    {
        lock (_gate)
        {
            return Task.WhenAll(_back);
        }
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
