using Orleans;
using Orleans.Runtime;

namespace OrleansCommerce.GrainHostTests;

public sealed class TimerTests : IDisposable
{
    private readonly TestWorld _world = new();

    internal interface IClock : IGrainWithStringKey
    {
        Task Start(TimeSpan due, TimeSpan period, bool interleave = false, bool keepAlive = false);

        Task Change(TimeSpan due, TimeSpan period);

        Task Stop();

        Task Wait(string gate);

        Task Die();
    }

    private IClock Clock => _world.Host.GetGrain<IClock>("c");

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_timer_ticks_first_after_its_due_time_and_then_by_its_period_from_the_end_of_a_tick()
    {
        _world.Story.Open("tick 1");
        _world.Answer(Clock.Start(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10)));
        _world.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["tick 1"], _world.Story.Lines);

        _world.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(["tick 1", "tick 2"], _world.Story.Lines);
        _world.Story.Open("tick 2");
        _world.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(2, _world.Story.Lines.Count);
        _world.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["tick 1", "tick 2", "tick 3"], _world.Story.Lines);
    }

    [Fact]
    public void A_tick_waits_for_a_running_call_unless_it_interleaves()
    {
        _world.Answer(Clock.Start(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan));
        var call = Clock.Wait("call");
        _world.Advance(TimeSpan.FromSeconds(5));
        Assert.Empty(_world.Story.Lines);
        _world.Story.Open("call");
        _world.Answer(call);
        Assert.Equal(["tick 1"], _world.Story.Lines);
        _world.Story.Open("tick 1");

        _world.Answer(Clock.Start(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan, interleave: true));
        _ = Clock.Wait("other call");
        _world.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["tick 1", "tick 2"], _world.Story.Lines);
    }

    [Fact]
    public void A_call_waits_for_a_running_tick()
    {
        _world.Answer(Clock.Start(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        _world.Advance(TimeSpan.Zero);
        _world.Story.Open("call");
        var call = Clock.Wait("call");
        _world.Run();
        Assert.False(call.IsCompleted);

        _world.Story.Open("tick 1");
        _world.Answer(call);
    }

    [Fact]
    public void A_timer_can_be_changed_and_disposed()
    {
        _world.Story.Open("tick 1");
        _world.Answer(Clock.Start(TimeSpan.FromHours(1), TimeSpan.FromHours(1)));
        _world.Answer(Clock.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan));
        _world.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(["tick 1"], _world.Story.Lines);

        _world.Answer(Clock.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan));
        _world.Answer(Clock.Stop());
        _world.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(["tick 1", "cancelled"], _world.Story.Lines);
    }

    [Fact]
    public void A_timer_ends_with_its_activation_and_its_token_is_cancelled()
    {
        _world.Answer(Clock.Start(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)));
        _world.Answer(Clock.Die());

        _world.Advance(TimeSpan.FromMinutes(5));

        Assert.Empty(_world.Story.Lines);
        Assert.Empty(_world.Host.GetActivations());
    }

    [Fact]
    public void A_tick_that_throws_does_not_end_the_timer()
    {
        _world.Story.Break("tick 1", new InvalidOperationException("once"));
        _world.Answer(Clock.Start(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)));

        _world.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(["tick 1", "tick 2"], _world.Story.Lines);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Ticks_keep_a_grain_alive_only_when_asked_to(bool keepAlive)
    {
        for (var tick = 1; tick < 100; tick++)
        {
            _world.Story.Open($"tick {tick}");
        }

        _world.Answer(Clock.Start(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), keepAlive: keepAlive));
        _world.Advance(TimeSpan.FromMinutes(60));

        Assert.Equal(keepAlive, _world.Host.IsActive(Clock.GetGrainId()));
    }

    internal sealed class ClockGrain(Story story) : Grain, IClock
    {
        private IGrainTimer? _timer;
        private int _ticks;

        public Task Start(TimeSpan due, TimeSpan period, bool interleave = false, bool keepAlive = false)
        {
            _timer = this.RegisterGrainTimer(
                async (prefix, token) =>
                {
                    _ = token.Register(() => story.Tell("cancelled"));
                    var tick = $"{prefix} {++_ticks}";
                    story.Tell(tick);
                    await story.GateAsync(tick);
                },
                "tick",
                new GrainTimerCreationOptions(due, period) { Interleave = interleave, KeepAlive = keepAlive });
            return Task.CompletedTask;
        }

        public Task Change(TimeSpan due, TimeSpan period)
        {
            _timer!.Change(due, period);
            return Task.CompletedTask;
        }

        public Task Stop()
        {
            _timer!.Dispose();
            return Task.CompletedTask;
        }

        public Task Wait(string gate) => story.GateAsync(gate);

        public Task Die()
        {
            DeactivateOnIdle();
            return Task.CompletedTask;
        }
    }
}
