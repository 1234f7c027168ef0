using Orleans;
using Orleans.Runtime;

namespace OrleansCommerce.GrainHostTests;

public sealed class StopTests : IDisposable
{
    private readonly TestWorld _world = new();

    internal interface IStopping : IGrainWithStringKey
    {
        Task<int> Work(string gate, bool thenCall = false);
    }

    private IStopping Grain => _world.Host.GetGrain<IStopping>("a");

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Stop_refuses_new_calls_lets_running_ones_finish_and_deactivates_all()
    {
        var running = Grain.Work("go", thenCall: true);
        _world.Run();
        var stop = _world.Host.StopAsync();
        _world.Advance(TimeSpan.FromSeconds(1));

        Assert.Throws<SiloUnavailableException>(() => _world.Answer(Grain.Work("go")));
        Assert.False(stop.IsCompleted);
        _world.Story.Open("go");
        Assert.Equal(1, _world.Answer(running));
        _world.Advance(TimeSpan.FromSeconds(1));

        _world.Answer(stop);
        Assert.Equal(["a deactivates: ShuttingDown", "b deactivates: ShuttingDown"], _world.Story.Lines);
        Assert.Throws<SiloUnavailableException>(() => _world.Answer(Grain.Work("go")));
        Assert.Empty(_world.Host.GetActivations());
    }

    [Fact]
    public void Stop_does_not_wait_for_ever()
    {
        var running = Grain.Work("never");
        _world.Run();

        var stop = _world.Host.StopAsync();
        _world.Advance(TimeSpan.FromSeconds(45));

        _world.Answer(stop);
        Assert.False(running.IsCompletedSuccessfully);
    }

    [Fact]
    public void Kill_runs_no_hook_and_no_turn_and_fails_callers_outside()
    {
        var running = Grain.Work("go");
        var waiting = Grain.Work("go");
        _world.Run();

        _world.Host.Kill();
        _world.Story.Open("go");
        _world.Advance(TimeSpan.FromHours(1));

        Assert.Throws<SiloUnavailableException>(() => _world.Answer(running));
        Assert.Throws<SiloUnavailableException>(() => _world.Answer(waiting));
        Assert.Throws<SiloUnavailableException>(() => _world.Answer(Grain.Work("go")));
        Assert.Empty(_world.Story.Lines);
        Assert.Empty(_world.Host.GetActivations());
    }

    [Fact]
    public void Two_hosts_in_one_process_both_believe_that_they_own_a_grain()
    {
        using var other = new TestWorld(null, _world.Scheduler, _world.Time, _world.Story);
        _world.Story.Open("go");

        Assert.Equal(1, _world.Answer(Grain.Work("go")));
        Assert.Equal(1, _world.Answer(other.Host.GetGrain<IStopping>("a").Work("go")));
        _world.Host.Kill();
        Assert.Equal(2, _world.Answer(other.Host.GetGrain<IStopping>("a").Work("go")));
    }

    internal sealed class StoppingGrain(Story story) : Grain, IStopping
    {
        private int _calls;

        public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
        {
            story.Tell($"{this.GetPrimaryKeyString()} deactivates: {reason.ReasonCode}");
            return Task.CompletedTask;
        }

        public async Task<int> Work(string gate, bool thenCall = false)
        {
            await story.GateAsync(gate);
            if (thenCall)
            {
                await GrainFactory.GetGrain<IStopping>("b").Work(gate);
            }

            return ++_calls;
        }
    }
}
