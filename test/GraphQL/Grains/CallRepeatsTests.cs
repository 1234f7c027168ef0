using OrleansCommerce.GraphQL.Faults;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.Testing;

namespace OrleansCommerce.GraphQL.Tests.Grains;

public sealed class CallRepeatsTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void An_overtaken_call_is_repeated_at_once_and_not_more_often_than_a_rival_gives_way()
    {
        var repeats = new CallRepeats(_time);

        var pauses = Enumerable.Range(0, CallRepeats.OvertakenMax).Select(_ => repeats.After(FaultKind.Retry));

        Assert.All(pauses, pause => Assert.Equal(TimeSpan.Zero, pause));
        Assert.Null(repeats.After(FaultKind.Retry));
    }

    [Fact]
    public void A_call_after_a_grain_that_moves_waits_longer_each_time_up_to_a_limit()
    {
        var repeats = new CallRepeats(_time);

        var pauses = Enumerable.Range(0, 6).Select(_ => repeats.After(FaultKind.Moving)!.Value.TotalMilliseconds);

        Assert.Equal([50, 100, 200, 400, 500, 500], pauses);
    }

    [Fact]
    public void A_call_that_no_silo_takes_ends_in_time_for_a_caller_that_waits_ten_seconds()
    {
        var repeats = new CallRepeats(_time);
        var began = _time.GetUtcNow();

        while (repeats.After(FaultKind.Moving) is { } pause)
        {
            _time.Advance(pause);
        }

        var ran = _time.GetUtcNow() - began;
        Assert.InRange(ran, CallRepeats.MovesWithin - CallRepeats.LongestPause, CallRepeats.MovesWithin);
        Assert.InRange(ran, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    /// <summary>A silo that stands still is noticed after 15 seconds or more; its callers hear of it then, and are to get their answer.</summary>
    [Fact]
    public void The_time_that_the_first_call_took_does_not_count()
    {
        var repeats = new CallRepeats(_time);
        _time.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(CallRepeats.FirstPause, repeats.After(FaultKind.Moving));
    }

    [Fact]
    public void A_call_that_was_overtaken_before_may_still_run_after_its_grain()
    {
        var repeats = new CallRepeats(_time);
        for (var i = 0; i <= CallRepeats.OvertakenMax; i++)
        {
            repeats.After(FaultKind.Retry);
        }

        Assert.NotNull(repeats.After(FaultKind.Moving));
        Assert.Null(repeats.After(FaultKind.Retry));
    }

    [Theory]
    [InlineData(FaultKind.Internal)]
    [InlineData(FaultKind.Busy)]
    [InlineData(FaultKind.Timeout)]
    [InlineData(FaultKind.Unavailable)]
    public void Other_faults_are_the_callers_to_know(FaultKind fault) => Assert.Null(new CallRepeats(_time).After(fault));
}
