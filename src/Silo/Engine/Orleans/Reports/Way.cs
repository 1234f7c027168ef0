using Orleans;
using Orleans.Runtime;

namespace OrleansCommerce.Silo.Engine.Reports;

/// <summary>
/// The way to a grain that every silo has. In a silo it is the silo's own. A front end reaches it through one silo, which one follows from the
/// grain's key: when that silo does not answer, another key is another way.
/// </summary>
internal sealed class Way(IGrainFactory grains, TimeProvider time)
{
    /// <summary>Of two silos of which one hangs, that it is met each time has the odds of 1 to 15.</summary>
    private const int TriesMax = 4;

    /// <summary>A silo that is asked waits for others itself.</summary>
    private static readonly TimeSpan Patience = SiloReportClient.Patience + TimeSpan.FromSeconds(1);

    private long _key;

    /// <summary>The grain, by the way that went well last.</summary>
    public TGrain To<TGrain>()
        where TGrain : IGrainWithIntegerKey => grains.GetGrain<TGrain>(Interlocked.Read(ref _key));

    /// <summary>Asks by the way that went well last, and by others when it is blocked.</summary>
    /// <exception cref="TimeoutException">None of them went well.</exception>
    public async Task<TAnswer> AskAsync<TGrain, TAnswer>(Func<TGrain, Task<TAnswer>> ask, CancellationToken cancellationToken)
        where TGrain : IGrainWithIntegerKey
    {
        for (var tries = 1; ; tries++)
        {
            var key = Interlocked.Read(ref _key);
            try
            {
                return await ask(grains.GetGrain<TGrain>(key)).WaitAsync(Patience, time, cancellationToken);
            }
            catch (Exception fault) when (tries < TriesMax && fault is TimeoutException or SiloUnavailableException or OrleansMessageRejectionException)
            {
                Interlocked.CompareExchange(ref _key, Random.Shared.NextInt64(), key);
            }
        }
    }
}
