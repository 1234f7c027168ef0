using OrleansCommerce.Silo.Engine;
using OrleansCommerce.Silo.Tests;

namespace OrleansCommerce.Cluster.Tests.Operations;

/// <summary>What is read from the runtime's own activations: a version of it that has them no more is noticed here.</summary>
public sealed class ActivationUseTests : IAsyncLifetime
{
    private RunningSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await RunningSilo.StartDevelopmentAsync("--no-sample");

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task A_grain_counts_as_used_recently_while_its_last_call_lies_within_the_window()
    {
        foreach (var id in (string[])["here", "there"])
        {
            await _silo.DataAsync("""mutation ($id: ID!) { upsertLocation(input: { id: $id, name: "A place", kind: STORE }) { errors { __typename } } }""", new { id });
        }

        var (within, longAgo) = (Locations(TimeSpan.FromHours(1)), Locations(TimeSpan.Zero));

        Assert.Equal(new ActivationUse("location", Activations: 2, Waiting: 0, Running: 0, RecentlyUsed: 2), within);
        Assert.Equal(within with { RecentlyUsed = 0 }, longAgo);
    }

    private ActivationUse Locations(TimeSpan window) => Assert.Single(ActivationUse.Read(_silo.Services, window)!, static one => one.Type == "location");
}
