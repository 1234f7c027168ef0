using OrleansCommerce.EndToEnd.Tests.Replaying;
using OrleansCommerce.Faults.Tests.Servers;
using Xunit.Abstractions;

namespace OrleansCommerce.Faults.Tests;

/// <summary>A real retailer's sales are replayed while silos die, over one address for all silos, as behind a load balancer.</summary>
[Collection(OneCluster.Name)]
public sealed class ReplayTests(FaultCluster cluster, ITestOutputHelper output)
{
    private static readonly int Deaths = FaultLength.Of(brief: 3, full: 12);

    [Fact]
    public async Task Silos_are_killed_one_after_the_other_and_every_unit_and_every_penny_adds_up()
    {
        await cluster.AllReadyAsync();
        using var balancer = new Balancer(cluster);
        var silos = new MortalSilos(cluster);
        var observer = new MilestoneObserver(
            Enumerable.Range(1, Deaths).Select(death => (long)death * Excerpt.OperationsMin / (Deaths + 1)), silos.KillNext);

        var report = await Excerpt.ReplayAsync(balancer.Address, observer);

        output.WriteLine(FormattableString.Invariant($"{silos.Deaths} kills in {report.Seconds:0} s: {report.ToJson()}"));
        await silos.AllBackAsync();
        Assert.Equal(Deaths, silos.Deaths);
        Assert.True(report.Retries > 0, "No request met a dead silo.");
        Excerpt.AssertFigures(report, observer);
        await cluster.AllReadyAsync();
        for (var place = 0; place < FaultCluster.Silos; place++)
        {
            await Excerpt.AssertConsistentAsync(cluster[place].Address, report);
        }

        // What was acknowledged is durable: the same replay has nothing left to do.
        Excerpt.AssertFigures(await Excerpt.ReplayAsync(balancer.Address, observer), observer);
    }
}
