using OrleansCommerce.EndToEnd.Tests.Crash;
using OrleansCommerce.Faults.Tests.Replays;
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
        var observer = new KillingObserver(
            cluster, Enumerable.Range(1, Deaths).Select(death => death * (long)ReplayedExcerpt.OperationsMin / (Deaths + 1)));

        var report = await ReplayedExcerpt.ReplayAsync(balancer.Address, observer);

        output.WriteLine(FormattableString.Invariant(
            $"{observer.Deaths} kills in {report.Seconds:0} s; {report.Retries} requests were sent again; longest time without an answer {observer.LongestSilence.TotalSeconds:0.0} s"));
        output.WriteLine(report.ToJson());
        await observer.AllBackAsync();
        Assert.Equal(Deaths, observer.Deaths);
        Assert.True(report.Retries > 0, "No request met a dead silo.");
        ReplayedExcerpt.AssertFigures(report, observer.Refusals);
        await cluster.AllReadyAsync();
        for (var place = 0; place < FaultCluster.Silos; place++)
        {
            await ReplayedExcerpt.AssertConsistentAsync(cluster[place].Address, report);
        }

        // What was acknowledged is durable: the same replay has nothing left to do.
        ReplayedExcerpt.AssertFigures(await ReplayedExcerpt.ReplayAsync(balancer.Address, observer), observer.Refusals);
    }
}
