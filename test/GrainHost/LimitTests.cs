using Orleans;
using Orleans.Runtime;

namespace OrleansCommerce.GrainHostTests;

public sealed class LimitTests : IDisposable
{
    private readonly TestWorld _world = new(options => options.MaxQueuedCalls = 3);

    internal interface IBusy : IGrainWithStringKey
    {
        Task<string> Work(string gate);

        [ResponseTimeout("00:00:05")]
        Task<string> Hurry(string gate);
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_full_queue_refuses_the_next_call_and_says_which_grain_and_what_bound()
    {
        var busy = _world.Host.GetGrain<IBusy>("b");
        var running = busy.Work("go");
        _world.Run();
        var waiting = Task.WhenAll(busy.Work("go"), busy.Work("go"), busy.Work("go"));
        Assert.Equal(3, Assert.Single(_world.Host.GetActivations()).WaitingCalls);

        var refused = Assert.Throws<LimitExceededException>(() => _world.Answer(busy.Work("go")));

        Assert.Contains("busy b has 3 waiting calls", refused.Message, StringComparison.Ordinal);
        _world.Story.Open("go");
        Assert.Equal("go", _world.Answer(running));
        Assert.Equal(3, _world.Answer(waiting).Length);
    }

    [Fact]
    public void A_caller_stops_waiting_after_the_call_timeout_and_calls_that_waited_are_not_executed()
    {
        var busy = _world.Host.GetGrain<IBusy>("b");
        var running = busy.Work("go");
        _world.Run();
        var waiting = busy.Work("go");

        _world.Advance(TimeSpan.FromSeconds(29));
        Assert.False(running.IsCompleted || waiting.IsCompleted);
        _world.Advance(TimeSpan.FromSeconds(2));

        Assert.Contains("IBusy.Work", Assert.Throws<TimeoutException>(() => _world.Answer(running)).Message, StringComparison.Ordinal);
        Assert.Throws<TimeoutException>(() => _world.Answer(waiting));
        _world.Story.Open("go");
        Assert.Equal("go", _world.Answer(busy.Work("go")));
        Assert.Equal(["began", "began"], _world.Story.Lines);
    }

    [Fact]
    public void A_method_may_have_its_own_timeout()
    {
        var call = _world.Host.GetGrain<IBusy>("b").Hurry("go");

        _world.Advance(TimeSpan.FromSeconds(4));
        Assert.False(call.IsCompleted);
        _world.Advance(TimeSpan.FromSeconds(3));

        Assert.Throws<TimeoutException>(() => _world.Answer(call));
    }

    [Fact]
    public void A_host_without_calls_sets_no_timer_for_timeouts()
    {
        _world.Story.Open("go");
        _world.Answer(_world.Host.GetGrain<IBusy>("b").Work("go"));
        _world.Advance(TimeSpan.FromSeconds(2));

        Assert.False(_world.Time.FireNext(_world.Time.GetUtcNow() + TimeSpan.FromSeconds(30)));
    }

    internal sealed class BusyGrain(Story story) : Grain, IBusy
    {
        public async Task<string> Work(string gate)
        {
            story.Tell("began");
            await story.GateAsync(gate);
            return gate;
        }

        public Task<string> Hurry(string gate) => Work(gate);
    }
}
