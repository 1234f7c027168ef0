using Orleans;
using Orleans.Runtime;
using Orleans.Services;
using OrleansCommerce.Silo.Operations;

namespace OrleansCommerce.Silo.Engine.Reports;

/// <summary>What a silo tells of itself to whoever shows the cluster.</summary>
[Alias("orleanscommerce.silo-report")]
internal interface ISiloReport : IGrainService
{
    /// <summary>What its grains have to do, by type, and take.</summary>
    [Alias("use")]
    Task<SiloUse> UseAsync();

    /// <summary>What it says of itself.</summary>
    [Alias("facts")]
    Task<SiloSays> FactsAsync();

    /// <summary>What it counted of its grains' calls.</summary>
    [Alias("calls")]
    Task<CallCounts> CallsAsync(CallsAsked asked);

    /// <summary>What its instruments show.</summary>
    [Alias("counters")]
    Task<InstrumentReading> CountersAsync();
}

/// <summary>What the grains of a silo have to do.</summary>
/// <param name="Silo">The silo.</param>
/// <param name="Types">By type; null when its runtime does not tell.</param>
/// <param name="Counted">Grains in memory, by class; null when it cannot tell in time, or is of a version that did not.</param>
/// <param name="Load">What they take of the machine; null when it cannot tell in time, or is of a version that did not.</param>
[GenerateSerializer]
[Immutable]
internal sealed record SiloUse(
    [property: Id(0)] SiloAddress Silo,
    [property: Id(1)] ActivationUse[]? Types,
    [property: Id(2)] SimpleGrainStatistic[]? Counted,
    [property: Id(3)] SiloRuntimeStatistics? Load);

/// <summary>What a silo says of itself.</summary>
/// <param name="Silo">The silo.</param>
/// <param name="Facts">See <see cref="SiloFacts"/>.</param>
[GenerateSerializer]
[Immutable]
internal sealed record SiloSays([property: Id(0)] SiloAddress Silo, [property: Id(1)] Dictionary<string, string> Facts);
