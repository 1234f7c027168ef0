using OrleansCommerce.Silo.Health;
using OrleansCommerce.Testing;

namespace OrleansCommerce.Silo.Tests;

public sealed class EndLimitTests : IDisposable
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(20);

    private readonly ManualTime _time = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<int> _exits = [];
    private readonly List<string> _said = [];
    private readonly EndLimit _limit;

    public EndLimitTests()
    {
        _limit = new EndLimit(_exits.Add, _said.Add, _time);
        _limit.Watch(Within, _stopping.Token);
    }

    [Fact]
    public void A_process_that_nobody_told_to_stop_runs_on()
    {
        _time.Advance(TimeSpan.FromDays(1));

        Assert.Empty(_exits);
    }

    [Fact]
    public void An_end_that_takes_longer_than_its_limit_is_cut_off_and_says_so()
    {
        _time.Advance(TimeSpan.FromHours(1));
        _stopping.Cancel();
        _time.Advance(Within - TimeSpan.FromMilliseconds(1));
        Assert.Empty(_exits);

        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal([EndLimit.CutOff], _exits);
        Assert.Equal(["The end took longer than 20 s, and was cut off."], _said);
    }

    [Fact]
    public void A_process_that_ended_in_time_is_left_alone()
    {
        _stopping.Cancel();
        _limit.Dispose();

        _time.Advance(Within * 2);

        Assert.Empty(_exits);
    }

    public void Dispose()
    {
        _limit.Dispose();
        _stopping.Dispose();
    }
}
