using Orleans;
using Orleans.Concurrency;
using Orleans.GrainDirectory;
using Orleans.Runtime;
using OrleansCommerce.Silo.Operations;

namespace OrleansCommerce.Silo.Engine.Reports;

/// <summary>Asks them, from the silo that a request came to, or that a front end came to.</summary>
[StatelessWorker]
[Reentrant]
[GrainDirectory(NoDirectory.Name)]
internal sealed class SiloReports(SiloReportClient silos, ISiloStatusOracle members, IMembershipTable table) : Grain, ISiloReports
{
    /// <inheritdoc/>
    public Task<SiloAddress[]> ActiveAsync() => Task.FromResult(Running());

    /// <inheritdoc/>
    public async Task<MembershipEntry[]> MembersAsync() => [.. (await table.ReadAllAsync(CancellationToken.None)).Members.Select(static member => member.Item1)];

    /// <inheritdoc/>
    public Task<SiloAnswers<SiloUse>> UseAsync() => AskAllAsync(static silo => silo.UseAsync());

    /// <inheritdoc/>
    public Task<SiloAnswers<SiloSays>> FactsAsync() => AskAllAsync(static silo => silo.FactsAsync());

    /// <inheritdoc/>
    public Task<SiloAnswers<CallCounts>> CallsAsync(CallsAsked asked) => AskAllAsync(silo => silo.CallsAsync(asked));

    /// <inheritdoc/>
    public async Task<InstrumentReading?> CountersAsync(string silo) => Array.Find(Running(), one => one.ToString() == silo) is { } known
        ? await silos.AskAsync(known, static one => one.CountersAsync())
        : null;

    private SiloAddress[] Running() => [.. members.GetApproximateSiloStatuses(onlyActive: true).Keys];

    private async Task<SiloAnswers<T>> AskAllAsync<T>(Func<ISiloReport, Task<T>> ask)
        where T : class
    {
        var running = Running();
        var answers = await Task.WhenAll(running.Select(silo => silos.AskAsync(silo, ask)));
        return new SiloAnswers<T>([.. answers.OfType<T>()], [.. running.Where((_, at) => answers[at] is null)]);
    }
}
