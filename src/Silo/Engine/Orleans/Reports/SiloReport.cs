using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;
using OrleansCommerce.Silo.Operations;

namespace OrleansCommerce.Silo.Engine.Reports;

/// <summary>Answers for its silo.</summary>
[Reentrant]
internal sealed class SiloReport(
    GrainId id,
    global::Orleans.Runtime.Silo silo,
    ILoggerFactory loggers,
    CallReport calls,
    InstrumentWatch instruments,
    SiloFacts facts,
    IGrainFactory grains,
    TimeProvider time,
    IServiceProvider services) : GrainService(id, silo, loggers), ISiloReport
{
    /// <summary>How far back the use of a grain counts as recent. The runtime's own count of a silo's, the working set, looks back as far at most.</summary>
    public static readonly TimeSpan RecentUse = TimeSpan.FromSeconds(20);

    /// <summary>
    /// A walk over the activations takes 0.7 µs of processor time for each. Its answer is given again for so many times as long as it
    /// took: however many grains there are, and however many look, that is a twentieth of a core at most.
    /// </summary>
    private const int KeptFor = 20;

    /// <summary>Less than whoever asks has.</summary>
    private static readonly TimeSpan Patience = SiloReportClient.Patience / 3;

    private readonly SiloAddress _address = silo.SiloAddress;
    private ActivationUse[]? _types;
    private long _typesUntil;

    // A worker of this silo, which asks this silo. Before its first call the directory is asked where it is, and that may be a silo that hangs.
    private IManagementGrain Management => grains.GetGrain<IManagementGrain>(0);

    /// <inheritdoc/>
    public async Task<SiloUse> UseAsync()
    {
        var began = time.GetTimestamp();
        if (_types is null || began >= _typesUntil)
        {
            _types = ActivationUse.Read(services, RecentUse);
            var ended = time.GetTimestamp();
            _typesUntil = ended + ((ended - began) * KeptFor);
        }

        var (counted, load) = (TryAsync(Management.GetSimpleGrainStatistics([_address])), TryAsync(Management.GetRuntimeStatistics([_address])));
        return new SiloUse(_address, _types, await counted, (await load)?[0]);
    }

    /// <inheritdoc/>
    public Task<SiloSays> FactsAsync() => Task.FromResult(new SiloSays(_address, new Dictionary<string, string>(facts.All, StringComparer.Ordinal)));

    /// <inheritdoc/>
    public Task<CallCounts> CallsAsync(CallsAsked asked) => Task.FromResult(calls.Count(asked, _address.ToString()));

    /// <inheritdoc/>
    public Task<InstrumentReading> CountersAsync() => Task.FromResult(instruments.Read());

    private async Task<T?> TryAsync<T>(Task<T> asked)
        where T : class
    {
        try
        {
            return await asked.WaitAsync(Patience, time);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }
}
