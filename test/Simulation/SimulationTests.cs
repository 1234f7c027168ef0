using OrleansCommerce.Simulation.Running;

namespace OrleansCommerce.Simulation;

public sealed class SimulationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_seed_gives_the_same_trace_twice(int seed)
    {
        var first = SimulationRun.Run(seed);
        var second = SimulationRun.Run(seed);
        Assert.Equal(first.Trace, second.Trace);
        Assert.Equal((first.TraceHash, first.Steps), (second.TraceHash, second.Steps));
    }

    [Fact]
    public void Every_invariant_holds_in_two_thousand_worlds()
    {
        var outcome = Sweep.Run(from: 1, count: 2_000);
        Assert.True(outcome.FirstFailure is null, outcome.FirstFailure is { } failure ? Report.Of(failure) : null);
    }
}
