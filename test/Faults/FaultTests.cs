using System.Collections.Concurrent;
using System.Diagnostics;
using OrleansCommerce.EndToEnd.Tests.Servers;
using OrleansCommerce.Faults.Tests.Load;
using OrleansCommerce.Faults.Tests.Servers;
using Xunit.Abstractions;

namespace OrleansCommerce.Faults.Tests;

/// <summary>
/// What can happen to a cluster happens while shoppers want the same few units. Each time every unit adds up: what was acknowledged is in
/// the journal, once, and never more is promised than there is. The output says how long an SKU was silent.
/// </summary>
[Collection(OneCluster.Name)]
public sealed class FaultTests(FaultCluster cluster, ITestOutputHelper output)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BetweenKills = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan EndPatience = TimeSpan.FromMinutes(2);

    [Fact]
    public Task Silos_are_killed_one_after_the_other() => EndureAsync(async load =>
    {
        var back = Enumerable.Repeat(Task.CompletedTask, FaultCluster.Silos).ToArray();
        for (var kill = 0; kill < FaultLength.Of(brief: 1, full: 9); kill++)
        {
            var place = kill % FaultCluster.Silos;
            await back[place];
            load.Mark($"silo {place} is killed");
            cluster[place].Kill();
            back[place] = cluster.StartAsync(place);
            await FaultLength.RestAsync(BetweenKills);
        }

        await load.AnsweredEverywhereAsync();
        await Task.WhenAll(back);
    });

    [Fact]
    public Task A_silo_that_stands_still_and_returns_is_refused_by_the_journal() => EndureAsync(async load =>
    {
        var zombie = cluster[0];
        var refused = new ConcurrentQueue<string>();
        zombie.Listener = line =>
        {
            if (line.Contains("another activation has written", StringComparison.Ordinal))
            {
                refused.Enqueue(line.Trim());
            }
        };

        load.Mark("silo 0 stands still");
        await zombie.SignalAsync("STOP");
        await load.AnsweredEverywhereAsync();
        await FaultLength.RestAsync(Minute);

        // It finds requests waiting, for grains that it still believes to have.
        load.Mark("silo 0 returns");
        var late = load.ReceiveEverywhereAsync(zombie.Address);
        await Task.Delay(TimeSpan.FromSeconds(1));
        await zombie.SignalAsync("CONT");
        await late;
        using var patience = new CancellationTokenSource(EndPatience);
        await zombie.EndedAsync(patience.Token);

        Assert.NotEmpty(refused);
        output.WriteLine($"{refused.Count} activations of the zombie were refused, such as: {refused.First()}");
        await load.AnsweredEverywhereAsync();
    });

    [FactWithOwnNetwork]
    public Task A_silo_is_cut_off_from_the_others_and_not_from_PostgreSQL() => EndureAsync(async load =>
    {
        load.Mark($"silo {FaultCluster.InOwnNetwork} is cut off from the others");
        OwnNetwork.Cut();
        try
        {
            await load.AnsweredEverywhereAsync();
            await FaultLength.RestAsync(Minute);
        }
        finally
        {
            load.Mark("the way is mended");
            OwnNetwork.Mend();
        }

        await cluster.AllReadyAsync();
        await load.AnsweredEverywhereAsync();
    });

    [Fact]
    public Task A_silo_is_cut_off_from_PostgreSQL_and_not_from_the_others() => EndureAsync(async load =>
    {
        load.Mark($"silo {FaultCluster.BehindRelay} is cut off from PostgreSQL");
        cluster.Relay.Cut();
        try
        {
            if (FaultLength.IsFull)
            {
                // It finds that the others reach what it does not, and ends; its SKUs are answered for elsewhere.
                using var patience = new CancellationTokenSource(EndPatience);
                await cluster[FaultCluster.BehindRelay].EndedAsync(patience.Token);
                Assert.Equal(SiloProcess.EndedForWantOfJournal, cluster[FaultCluster.BehindRelay].ExitCode);
                await load.AnsweredEverywhereAsync();
            }
            else
            {
                await Task.Delay(TimeSpan.FromSeconds(5));
            }
        }
        finally
        {
            load.Mark("the way is mended");
            cluster.Relay.Mend();
        }

        await load.AnsweredEverywhereAsync();
    });

    [Fact]
    public Task PostgreSQL_dies_and_comes_back() => EndureAsync(async load =>
    {
        for (var death = 0; death < FaultLength.Of(brief: 1, full: 3); death++)
        {
            load.Mark("PostgreSQL dies");
            await cluster.Postgres.RestartAsync();
            await load.AnsweredEverywhereAsync();
            await FaultLength.RestAsync(BetweenKills);
        }
    });

    [Fact]
    public async Task No_request_fails_while_every_silo_is_restarted()
    {
        IReadOnlyCollection<string> failures = [];
        await EndureAsync(async load =>
        {
            for (var place = 0; place < FaultCluster.Silos; place++)
            {
                load.Mark($"silo {place} is told to stop");
                Assert.Equal(SiloProcess.EndedByItself, await StopAsync(place));
                await cluster.StartAsync(place);
                await cluster.AllReadyAsync();
                await load.AnsweredEverywhereAsync();
            }

            failures = load.Failures;
        }, Minute);

        Assert.True(failures.Count == 0, string.Join(Environment.NewLine, failures));
    }

    [Fact]
    public Task A_silo_that_cannot_finish_its_end_is_gone_in_time() => EndureAsync(async load =>
    {
        load.Mark($"silo {FaultCluster.BehindRelay} is cut off from PostgreSQL, and told to stop");
        cluster.Relay.Cut();
        try
        {
            Assert.Equal(SiloProcess.EndedByItsLimit, await StopAsync(FaultCluster.BehindRelay));
        }
        finally
        {
            cluster.Relay.Mend();
        }

        await load.AnsweredEverywhereAsync();
    });

    /// <summary>Tells a silo to stop, and waits until it has.</summary>
    /// <returns>Its exit code: it measures its time itself, so that a busy machine does not fail the test.</returns>
    private async Task<int> StopAsync(int place)
    {
        using var patience = new CancellationTokenSource(EndPatience);
        var told = Stopwatch.GetTimestamp();
        await cluster[place].SignalAsync("TERM");
        await cluster[place].EndedAsync(patience.Token);
        output.WriteLine($"silo {place} ended after {Stopwatch.GetElapsedTime(told).TotalSeconds:0.0} s");
        return cluster[place].ExitCode;
    }

    private async Task EndureAsync(Func<HotShelves, Task> faultAsync, TimeSpan? patience = null)
    {
        await cluster.AllReadyAsync();
        using var load = await HotShelves.OpenAsync(cluster, patience);
        try
        {
            await faultAsync(load);
        }
        finally
        {
            await load.CloseAsync();
            output.WriteLine(load.Report());
        }

        await cluster.AllReadyAsync();
        await new Audit(cluster, load).CheckAsync();
    }
}
