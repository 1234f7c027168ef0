using Orleans;
using Orleans.Runtime;
using OrleansCommerce.Silo.Operations;

namespace OrleansCommerce.Silo.Engine.Reports;

/// <summary>What all silos that run tell, each asked by itself: one that does not answer in time keeps nobody else's answer.</summary>
[Alias("orleanscommerce.silo-reports")]
internal interface ISiloReports : IGrainWithIntegerKey
{
    /// <summary>The addresses of the silos that run.</summary>
    [Alias("active")]
    Task<SiloAddress[]> ActiveAsync();

    /// <summary>The table of members, those that are gone included.</summary>
    [Alias("members")]
    Task<MembershipEntry[]> MembersAsync();

    /// <summary>What their grains have to do, by type, and take.</summary>
    [Alias("use")]
    Task<SiloAnswers<SiloUse>> UseAsync();

    /// <summary>What they say of themselves.</summary>
    [Alias("facts")]
    Task<SiloAnswers<SiloSays>> FactsAsync();

    /// <summary>What they counted of their grains' calls.</summary>
    [Alias("calls")]
    Task<SiloAnswers<CallCounts>> CallsAsync(CallsAsked asked);

    /// <summary>What the instruments of one silo show, by its address as people read it; null when it does not answer.</summary>
    [Alias("counters")]
    Task<InstrumentReading?> CountersAsync(string silo);
}

/// <summary>What silos answered.</summary>
/// <param name="Answers">Of those that did in time.</param>
/// <param name="Silent">The others.</param>
[GenerateSerializer]
[Immutable]
internal sealed record SiloAnswers<T>([property: Id(0)] T[] Answers, [property: Id(1)] SiloAddress[] Silent);
