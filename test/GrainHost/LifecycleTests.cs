using Orleans;

namespace OrleansCommerce.GrainHostTests;

public sealed class LifecycleTests : IDisposable
{
    private readonly TestWorld _world = new();

    internal interface ILiving : IGrainWithStringKey
    {
        Task<int> Count();

        Task Wait(string gate);

        Task Die();

        Task Stay(TimeSpan time);
    }

    internal interface IPatient : IGrainWithStringKey
    {
        Task Visit();
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    public void The_hook_runs_before_the_first_call_and_calls_wait_for_it()
    {
        var grain = _world.Host.GetGrain<ILiving>("slow");

        var first = grain.Count();
        var second = grain.Count();
        _world.Run();
        Assert.False(first.IsCompleted);
        _world.Story.Open("activate slow");

        Assert.Equal((1, 2), (_world.Answer(first), _world.Answer(second)));
        Assert.Equal(["slow activates"], _world.Story.Lines);
    }

    [Fact]
    public void A_failed_activation_fails_the_calls_that_wait_and_the_next_call_tries_afresh()
    {
        var grain = _world.Host.GetGrain<ILiving>("slow");
        var first = grain.Count();
        var second = grain.Count();
        _world.Run();
        _world.Story.Break("activate slow", new InvalidDataException("no state"));

        Assert.Equal("no state", Assert.Throws<InvalidDataException>(() => _world.Answer(first)).Message);
        Assert.Throws<InvalidDataException>(() => _world.Answer(second));
        Assert.False(_world.Host.IsActive(grain.GetGrainId()));
        Assert.Throws<InvalidDataException>(() => _world.Answer(grain.Count()));
        Assert.Equal(["slow activates", "slow activates"], _world.Story.Lines);
    }

    [Fact]
    public void A_grain_is_deactivated_from_outside_once_its_calls_are_done_and_only_when_it_is_in_memory()
    {
        var grain = _world.Host.GetGrain<ILiving>("x");
        var waiting = grain.Wait("go");
        _world.Run();
        var ending = _world.Host.DeactivateAsync(grain.GetGrainId());
        _world.Run();
        Assert.False(ending.IsCompleted);

        _world.Story.Open("go");
        _world.Answer(waiting);

        // Who asks from outside hears of it on a thread of its own; the world's turns stay on this one.
        Assert.True(SpinWait.SpinUntil(() => ending.IsCompleted, TimeSpan.FromMinutes(1)));
        Assert.True(_world.Answer(ending));
        Assert.False(_world.Host.IsActive(grain.GetGrainId()));
        Assert.False(_world.Answer(_world.Host.DeactivateAsync(grain.GetGrainId())));
        Assert.Equal(1, _world.Answer(grain.Count()));
    }

    [Fact]
    public void An_activation_that_never_ends_is_left_behind()
    {
        var call = _world.Host.GetGrain<ILiving>("slow").Count();

        _world.Advance(TimeSpan.FromSeconds(31));

        Assert.Throws<TimeoutException>(() => _world.Answer(call));
        Assert.Empty(_world.Host.GetActivations());
    }

    [Fact]
    public void Deactivate_on_idle_waits_for_running_calls_and_the_next_call_makes_a_new_activation()
    {
        var grain = _world.Host.GetGrain<ILiving>("a");
        Assert.Equal(1, _world.Answer(grain.Count()));

        _world.Answer(grain.Die());
        Assert.Equal(["a activates", "a deactivates: ApplicationRequested"], _world.Story.Lines);

        Assert.Equal(1, _world.Answer(grain.Count()));
    }

    [Fact]
    public void Calls_that_arrive_while_it_ends_go_to_a_new_activation_after_the_hook()
    {
        var grain = _world.Host.GetGrain<ILiving>("linger");
        _world.Answer(grain.Count());
        _world.Answer(grain.Die());
        var early = grain.Count();
        _world.Run();
        Assert.False(early.IsCompleted);
        var late = grain.Count();

        _world.Story.Open("deactivate linger");

        Assert.Equal((1, 2), (_world.Answer(early), _world.Answer(late)));
        Assert.Equal(
            ["linger activates", "linger deactivates: ApplicationRequested", "linger activates"], _world.Story.Lines);
    }

    [Fact]
    public void A_hook_that_never_ends_is_left_behind()
    {
        var grain = _world.Host.GetGrain<ILiving>("linger");
        _world.Answer(grain.Die());
        var next = grain.Count();

        _world.Advance(TimeSpan.FromSeconds(29));
        Assert.False(next.IsCompleted);
        _world.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(1, _world.Answer(next));
    }

    [Fact]
    public void A_running_call_is_waited_for_and_then_left_behind()
    {
        var grain = _world.Host.GetGrain<IPatientDoor>("door");
        _ = grain.Enter("hall");
        _world.Run();
        _world.Answer(grain.Close());
        var next = grain.Enter("open");
        _world.Story.Open("open");

        _world.Advance(TimeSpan.FromSeconds(29));
        Assert.False(next.IsCompleted);
        _world.Advance(TimeSpan.FromSeconds(1));

        _world.Answer(next);
    }

    internal interface IPatientDoor : IGrainWithStringKey
    {
        [Orleans.Concurrency.AlwaysInterleave]
        Task Close();

        Task Enter(string gate);
    }

    [Fact]
    public void An_idle_activation_is_collected_after_its_age()
    {
        var grain = _world.Host.GetGrain<ILiving>("a");
        _world.Answer(grain.Count());

        _world.Advance(TimeSpan.FromMinutes(14));
        _world.Answer(grain.Count());
        _world.Advance(TimeSpan.FromMinutes(14));
        Assert.True(_world.Host.IsActive(grain.GetGrainId()));
        _world.Advance(TimeSpan.FromMinutes(3));

        Assert.False(_world.Host.IsActive(grain.GetGrainId()));
        Assert.Equal(["a activates", "a deactivates: ActivationIdle"], _world.Story.Lines);
    }

    [Fact]
    public void A_class_has_its_own_age()
    {
        var grain = _world.Host.GetGrain<IPatient>("p");
        _world.Answer(grain.Visit());

        _world.Advance(TimeSpan.FromMinutes(60));
        Assert.True(_world.Host.IsActive(grain.GetGrainId()));
        _world.Advance(TimeSpan.FromMinutes(62));

        Assert.False(_world.Host.IsActive(grain.GetGrainId()));
    }

    [Fact]
    public void A_delayed_deactivation_keeps_it_and_can_be_taken_back()
    {
        var grain = _world.Host.GetGrain<ILiving>("a");
        _world.Answer(grain.Stay(TimeSpan.FromHours(1)));
        _world.Advance(TimeSpan.FromMinutes(59));
        Assert.True(_world.Host.IsActive(grain.GetGrainId()));

        _world.Answer(grain.Stay(TimeSpan.Zero));
        _world.Advance(TimeSpan.FromMinutes(17));
        Assert.False(_world.Host.IsActive(grain.GetGrainId()));
    }

    [Fact]
    public void A_busy_activation_is_not_collected()
    {
        using var world = new TestWorld(options => options.CallTimeout = TimeSpan.FromHours(2));
        var call = world.Host.GetGrain<ILiving>("a").Wait("long");

        world.Advance(TimeSpan.FromHours(1));
        world.Story.Open("long");

        world.Answer(call);
    }

    internal sealed class LivingGrain(Story story) : Grain, ILiving
    {
        private int _count;

        private string Key => this.GetPrimaryKeyString();

        public override async Task OnActivateAsync(CancellationToken cancellationToken)
        {
            story.Tell($"{Key} activates");
            if (Key == "slow")
            {
                await story.GateAsync("activate slow");
            }
        }

        public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
        {
            story.Tell($"{Key} deactivates: {reason.ReasonCode}");
            if (Key == "linger")
            {
                await story.GateAsync("deactivate linger");
            }
        }

        public Task<int> Count() => Task.FromResult(++_count);

        public Task Wait(string gate) => story.GateAsync(gate);

        public Task Die()
        {
            DeactivateOnIdle();
            return Task.CompletedTask;
        }

        public Task Stay(TimeSpan time)
        {
            DelayDeactivation(time);
            return Task.CompletedTask;
        }
    }

    [CollectionAgeLimit(Hours = 2)]
    internal sealed class PatientGrain : Grain, IPatient
    {
        public Task Visit() => Task.CompletedTask;
    }

    internal sealed class PatientDoorGrain(Story story) : Grain, IPatientDoor
    {
        public Task Close()
        {
            DeactivateOnIdle();
            return Task.CompletedTask;
        }

        public async Task Enter(string gate) => await story.GateAsync(gate);
    }
}
