using Orleans;
using Orleans.Runtime;
using OrleansCommerce.Local;

namespace OrleansCommerce.GrainHostTests;

public sealed class ReminderTests : IDisposable
{
    private readonly InMemoryReminderStore _store = new();
    private readonly TestWorld _world;

    public ReminderTests()
    {
        _world = new TestWorld(options => options.ReminderStore = _store);
        _world.Answer(_world.Host.StartAsync());
    }

    internal interface IForgetful : IGrainWithStringKey
    {
        Task Remind(string name, TimeSpan due, TimeSpan period);

        Task<bool> Forget(string name);
    }

    internal interface IUnremindable : IGrainWithStringKey
    {
        Task Remind();
    }

    private IForgetful Grain => _world.Host.GetGrain<IForgetful>("f");

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_reminder_ticks_when_due_and_then_by_its_period_and_activates_the_grain()
    {
        _world.Answer(Grain.Remind("r", TimeSpan.FromHours(1), TimeSpan.FromHours(2)));
        _world.Advance(TimeSpan.FromMinutes(59));
        Assert.Empty(_world.Story.Lines);
        Assert.False(_world.Host.IsActive(Grain.GetGrainId()));

        _world.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(["r at 01:00"], _world.Story.Lines);
        _world.Advance(TimeSpan.FromHours(4));
        Assert.Equal(["r at 01:00", "r at 03:00", "r at 05:00"], _world.Story.Lines);
    }

    [Fact]
    public void A_reminder_can_be_replaced_and_ended()
    {
        _world.Answer(Grain.Remind("r", TimeSpan.FromHours(1), TimeSpan.FromHours(1)));
        _world.Answer(Grain.Remind("r", TimeSpan.FromHours(2), TimeSpan.FromHours(1)));
        _world.Advance(TimeSpan.FromMinutes(150));
        Assert.Equal(["r at 02:00"], _world.Story.Lines);

        Assert.True(_world.Answer(Grain.Forget("r")));
        Assert.False(_world.Answer(Grain.Forget("r")));
        _world.Advance(TimeSpan.FromHours(5));
        Assert.Single(_world.Story.Lines);
        Assert.Empty(_world.Answer(_store.ReadAllAsync()));
    }

    [Fact]
    public void A_reminder_missed_while_no_host_ran_fires_soon_after_the_start_and_then_keeps_its_period()
    {
        _world.Answer(Grain.Remind("r", TimeSpan.FromHours(1), TimeSpan.FromHours(1)));
        _world.Host.Kill();
        _world.Advance(TimeSpan.FromMinutes(150));
        Assert.Empty(_world.Story.Lines);

        using var next = new TestWorld(options => options.ReminderStore = _store, _world.Scheduler, _world.Time, _world.Story);
        next.Answer(next.Host.StartAsync());
        next.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["r at 02:30"], _world.Story.Lines);
        next.Advance(TimeSpan.FromMinutes(30));

        Assert.Equal(["r at 02:30", "r at 03:00"], _world.Story.Lines);
    }

    [Fact]
    public void A_tick_that_fails_comes_again_in_its_period()
    {
        _world.Answer(Grain.Remind("broken", TimeSpan.FromHours(1), TimeSpan.FromHours(1)));

        _world.Advance(TimeSpan.FromHours(2));

        Assert.Equal(["broken at 01:00", "broken at 02:00"], _world.Story.Lines);
    }

    [Fact]
    public void Overdue_reminders_come_a_few_at_a_time()
    {
        for (var i = 0; i < 10; i++)
        {
            var at = _world.Time.GetUtcNow();
            _world.Answer(_store.UpsertAsync(new ReminderRow($"forgetful/{i}", "gated", at, TimeSpan.FromHours(1))));
        }

        using var next = new TestWorld(
            options => (options.ReminderStore, options.MaxRemindersInFlight) = (_store, 4), _world.Scheduler, _world.Time, _world.Story);
        next.Answer(next.Host.StartAsync());
        next.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(4, _world.Story.Lines.Count);
        _world.Story.Open("gated");
        next.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(10, _world.Story.Lines.Count);
    }

    [Fact]
    public void Too_short_a_period_and_a_class_that_takes_no_reminders_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _world.Answer(Grain.Remind("r", TimeSpan.Zero, TimeSpan.FromSeconds(59))));
        Assert.Throws<InvalidOperationException>(() => _world.Answer(_world.Host.GetGrain<IUnremindable>("u").Remind()));
    }

    internal sealed class ForgetfulGrain(Story story, IServiceProvider services) : Grain, IForgetful, IRemindable
    {
        public async Task Remind(string name, TimeSpan due, TimeSpan period)
        {
            Assert.NotNull(services);
            var reminder = await this.RegisterOrUpdateReminder(name, due, period);
            Assert.Equal(name, reminder.ReminderName);
            DeactivateOnIdle();
        }

        public async Task<bool> Forget(string name)
        {
            if (await this.GetReminder(name) is not { } reminder)
            {
                return false;
            }

            await this.UnregisterReminder(reminder);
            return true;
        }

        public async Task ReceiveReminder(string reminderName, TickStatus status)
        {
            story.Tell($"{reminderName} at {status.CurrentTickTime:HH:mm}");
            if (reminderName == "gated")
            {
                await story.GateAsync("gated");
            }

            if (reminderName == "broken")
            {
                throw new InvalidOperationException("It is broken.");
            }
        }
    }

    internal sealed class UnremindableGrain : Grain, IUnremindable
    {
        public Task Remind() => this.RegisterOrUpdateReminder("r", TimeSpan.Zero, TimeSpan.FromHours(1));
    }
}
