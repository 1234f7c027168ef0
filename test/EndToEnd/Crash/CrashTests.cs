using OrleansCommerce.EndToEnd.Tests.Replaying;
using OrleansCommerce.EndToEnd.Tests.Servers;

namespace OrleansCommerce.EndToEnd.Tests.Crash;

/// <summary>The real process dies under load, three times, and nothing that it acknowledged is lost or done twice.</summary>
public abstract class CrashTests(DatabaseKind kind)
{
    [Theory]
    [InlineData(1)]
    public async Task Killed_three_times_in_the_middle_of_a_replay_every_unit_and_every_penny_adds_up(int seed)
    {
        using var database = await Database.CreateAsync(kind);
        await using var server = await MortalServer.StartAsync(database.ConnectionString);
#pragma warning disable CA5394 // a seeded generator, so that a failure can be repeated
        var random = new Random(seed);
        var deaths = Enumerable.Range(0, 3).Select(_ => random.NextInt64(1, Excerpt.OperationsMin)).Order().ToList();
#pragma warning restore CA5394
        var observer = new MilestoneObserver(deaths, server.Kill);

        var report = await Excerpt.ReplayAsync(server.Address, observer);

        Assert.True(report.Retries > 0, "No request met the dead server.");
        Assert.Equal(3, server.Deaths);
        Excerpt.AssertFigures(report, observer, server.Log);
        await Excerpt.AssertConsistentAsync(server.Address, report);

        // What was acknowledged is on the disk: after one more death the same replay has nothing left to do.
        await server.KillAndRestartAsync();
        Excerpt.AssertFigures(await Excerpt.ReplayAsync(server.Address, observer), observer, server.Log);
        await Excerpt.AssertConsistentAsync(server.Address, report);
    }
}

public sealed class CrashOnSqliteTests() : CrashTests(DatabaseKind.Sqlite);

public sealed class CrashOnPostgresTests() : CrashTests(DatabaseKind.Postgres);
