using OrleansCommerce.GraphQL.Faults;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.GraphQL.Tests.Loading;
using OrleansCommerce.Locations;
using OrleansCommerce.Testing;

namespace OrleansCommerce.GraphQL.Tests.Grains;

/// <summary>Calls of a grain that fail at first, as its silo leaves, and what their callers hear.</summary>
public sealed class GrainCallsTests
{
    private readonly ManualTime _time = new();
    private int _calls;

    [Fact]
    public async Task A_call_that_met_a_leaving_silo_is_answered_by_the_next_one()
    {
        var answer = CallAsync(FaultKind.Moving, faults: 3);

        foreach (var pause in (int[])[50, 100, 200])
        {
            await PauseAsync(pause);
        }

        Assert.Equal("answer", await answer);
        Assert.Equal(4, _calls);
    }

    [Fact]
    public async Task When_no_silo_takes_the_grain_the_fault_comes_out_after_eight_seconds()
    {
        var answer = CallAsync(FaultKind.Moving, faults: int.MaxValue);
        var began = _time.GetUtcNow();

        foreach (var pause in (int[])[50, 100, 200, 400, .. Enumerable.Repeat(500, 14)])
        {
            await PauseAsync(pause);
        }

        await Assert.ThrowsAsync<Fault>(() => answer);
        Assert.Equal(TimeSpan.FromMilliseconds(7_750), _time.GetUtcNow() - began);
        Assert.Equal(19, _calls);
    }

    [Fact]
    public async Task An_overtaken_call_is_repeated_without_a_pause()
    {
        Assert.Equal("answer", await CallAsync(FaultKind.Retry, faults: 2));
        Assert.Equal(3, _calls);
    }

    [Theory]
    [InlineData(FaultKind.Retry, 3)]
    [InlineData(FaultKind.Timeout, 1)]
    [InlineData(FaultKind.Unavailable, 1)]
    [InlineData(FaultKind.Busy, 1)]
    [InlineData(FaultKind.Internal, 1)]
    public async Task A_fault_that_stays_comes_out_after_so_many_calls(FaultKind kind, int calls)
    {
        await Assert.ThrowsAsync<Fault>(() => CallAsync(kind, faults: int.MaxValue));

        Assert.Equal(calls, _calls);
    }

    private Task<string> CallAsync(FaultKind kind, int faults) =>
        new GrainCalls(new CountingGrains().Factory, new Classifier(kind), _time).CallAsync<ILocationGrain, string>(
            _ => _calls++ < faults ? Task.FromException<string>(new Fault()) : Task.FromResult("answer"), "store-london");

    private async Task PauseAsync(int milliseconds)
    {
        await _time.TimerOfAsync(TimeSpan.FromMilliseconds(milliseconds));
        _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
    }

    private sealed class Fault : Exception;

    private sealed class Classifier(FaultKind kind) : IFaultClassifier
    {
        public FaultKind Classify(Exception fault) => kind;
    }
}
