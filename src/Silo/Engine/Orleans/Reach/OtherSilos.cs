using Orleans.Runtime;
using Orleans.Runtime.Services;

namespace OrleansCommerce.Silo.Engine.Reach;

/// <summary>The other silos of the cluster, as this one sees them.</summary>
internal sealed class OtherSilos(IServiceProvider services, ISiloStatusOracle members) : GrainServiceClient<IJournalReach>(services)
{
    /// <summary>One that says yes is enough; of a large cluster not all are asked.</summary>
    private const int AskedMax = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Whether the journal answers any of them.</summary>
    public async Task<bool> ReachJournalAsync(CancellationToken cancellationToken)
    {
        SiloAddress[] others = [.. members.GetApproximateSiloStatuses(onlyActive: true).Keys.Where(silo => !silo.Equals(members.SiloAddress))];
        Random.Shared.Shuffle(others);
        var answers = await Task.WhenAll(others.Take(AskedMax).Select(silo => AskAsync(silo, cancellationToken)));
        return answers.Contains(true);
    }

    private async Task<bool> AskAsync(SiloAddress silo, CancellationToken cancellationToken)
    {
        try
        {
            return await GetGrainService(silo).AnswersAsync().WaitAsync(Patience, cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // It may be gone itself, or of a version that knows no such question: that is no yes, and no reason to fail.
            return false;
        }
    }
}
