using Orleans;
using Orleans.Runtime;

namespace OrleansCommerce.Silo.Engine.Reports;

/// <summary>
/// The way to a grain that every silo has. In a silo it is the silo's own. A front end reaches it through one silo, which one follows from the
/// grain's key: when that silo does not answer, another key is another way.
/// </summary>
internal sealed class Way(IGrainFactory grains, TimeProvider time)
{
    /// <summary>Of two silos of which one hangs, that it is met each time has the odds of 1 to 255.</summary>
    private const int WaysMax = 8;

    /// <summary>
    /// For an answer, before another way is taken beside it: whether a silo hangs, or is busy, or itself waits for one that hangs, cannot
    /// be told from here.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LastPatience = SiloReportClient.Patience + Patience;

    private long _key;

    /// <summary>Asks by the way that went well last, then by others too, until there is an answer. The question must change nothing: it may be put several times.</summary>
    /// <exception cref="TimeoutException">No way went well.</exception>
    public async Task<TAnswer> AskAsync<TGrain, TAnswer>(Func<TGrain, Task<TAnswer>> ask, CancellationToken cancellationToken)
        where TGrain : IGrainWithIntegerKey
    {
        List<Taken<TAnswer>> ways = [];
        var key = Interlocked.Read(ref _key);
        for (var taken = 1; taken <= WaysMax; taken++)
        {
            ways.Add(new Taken<TAnswer>(key, ask(grains.GetGrain<TGrain>(key))));
            if (await FirstAsync(ways, taken < WaysMax ? Patience : LastPatience, cancellationToken) is { } first)
            {
                Interlocked.Exchange(ref _key, first.Key);
                return await first.Answer;
            }

            key = Random.Shared.NextInt64();
        }

        throw new TimeoutException("No silo answered in time.");
    }

    /// <summary>The way by which an answer came first; null when none did in time, or the first to end was blocked.</summary>
    private async Task<Taken<TAnswer>?> FirstAsync<TAnswer>(List<Taken<TAnswer>> ways, TimeSpan patience, CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAny(ways.Select(static way => way.Answer)).WaitAsync(patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }

        var ended = ways.First(static way => way.Answer.IsCompleted);
        if (ended.Answer.Exception?.InnerException is TimeoutException or SiloUnavailableException or OrleansMessageRejectionException)
        {
            ways.Remove(ended);
            return null;
        }

        return ended;
    }

    private sealed record Taken<TAnswer>(long Key, Task<TAnswer> Answer);
}
