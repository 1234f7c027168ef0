using Orleans;
using Orleans.Concurrency;

namespace OrleansCommerce.GrainHostTests;

/// <summary>Who may run beside whom. Each call tells when it begins and ends, and waits at a gate of its name between.</summary>
public sealed class TurnTests : IDisposable
{
    private readonly TestWorld _world = new();

    internal interface IWorker : IGrainWithStringKey
    {
        Task Write(string name);

        [ReadOnly]
        Task Read(string name);

        [AlwaysInterleave]
        Task Interleave(string name);

        [OneWay]
        Task Tell(string name);

        Task CallBack(IWorker other);

        Task YieldUntil(string name);
    }

    internal interface IReentrantWorker : IWorker;

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_call_waits_until_the_one_before_has_ended()
    {
        var worker = _world.Host.GetGrain<IWorker>("w", nameof(WorkerGrain));

        var calls = Task.WhenAll(worker.Write("a"), worker.Write("b"));
        _world.Run();
        Assert.Equal(["a begins"], _world.Story.Lines);

        Open("b", "a");
        Assert.Equal(["a begins", "a ends", "b begins", "b ends"], _world.Story.Lines);
        _world.Answer(calls);
    }

    [Fact]
    public void Grains_with_other_keys_do_not_wait()
    {
        _ = _world.Host.GetGrain<IWorker>("w", nameof(WorkerGrain)).Write("a");
        _ = _world.Host.GetGrain<IWorker>("v", nameof(WorkerGrain)).Write("b");
        _world.Run();

        Assert.Equal(["a begins", "b begins"], _world.Story.Lines);
    }

    [Fact]
    public void Calls_of_a_reentrant_class_interleave_at_their_awaits()
    {
        var worker = _world.Host.GetGrain<IReentrantWorker>("w");

        _ = worker.Write("a");
        _ = worker.Write("b");
        Open("b", "a");

        Assert.Equal(["a begins", "b begins", "b ends", "a ends"], _world.Story.Lines);
    }

    [Fact]
    public void An_always_interleaving_call_passes_those_that_wait()
    {
        var worker = _world.Host.GetGrain<IWorker>("w", nameof(WorkerGrain));

        _ = worker.Write("a");
        _ = worker.Write("b");
        _world.Run();
        _ = worker.Interleave("i");
        Open("i", "a");

        Assert.Equal(["a begins", "i begins", "i ends", "a ends", "b begins"], _world.Story.Lines);
    }

    [Fact]
    public void While_only_interleaving_calls_run_any_other_may_begin()
    {
        var worker = _world.Host.GetGrain<IWorker>("w", nameof(WorkerGrain));

        _ = worker.Interleave("i");
        _ = worker.Write("a");
        _world.Run();

        Assert.Equal(["i begins", "a begins"], _world.Story.Lines);
    }

    [Fact]
    public void Readers_interleave_with_readers_only()
    {
        var worker = _world.Host.GetGrain<IWorker>("w", nameof(WorkerGrain));

        _ = worker.Read("r1");
        _ = worker.Write("w1");
        _ = worker.Read("r2");
        _world.Run();
        Assert.Equal(["r1 begins", "r2 begins"], _world.Story.Lines);

        Open("r1");
        Assert.DoesNotContain("w1 begins", _world.Story.Lines);
        Open("r2");
        Assert.Contains("w1 begins", _world.Story.Lines);
        _ = worker.Read("r3");
        _world.Run();
        Assert.DoesNotContain("r3 begins", _world.Story.Lines);
        Open("w1");
        Assert.Contains("r3 begins", _world.Story.Lines);
    }

    [Fact]
    public void A_one_way_call_is_complete_at_once_and_its_failure_is_not_the_callers()
    {
        var worker = _world.Host.GetGrain<IWorker>("w", nameof(WorkerGrain));

        Assert.True(worker.Tell("t").IsCompletedSuccessfully);
        _world.Run();
        _world.Story.Break("t", new InvalidOperationException("nobody hears this"));
        _world.Run();

        Assert.Equal(["t begins"], _world.Story.Lines);
        _ = worker.Write("a");
        _world.Run();
        Assert.Equal(["t begins", "a begins"], _world.Story.Lines);
    }

    [Fact]
    public void A_chain_of_calls_that_comes_back_waits_for_itself_until_its_time_is_over()
    {
        var a = _world.Host.GetGrain<IWorker>("a", nameof(WorkerGrain));
        var cycle = a.CallBack(_world.Host.GetGrain<IWorker>("b", nameof(WorkerGrain)));

        _world.Advance(TimeSpan.FromSeconds(29));
        Assert.False(cycle.IsCompleted);
        _world.Advance(TimeSpan.FromSeconds(3));

        Assert.Throws<TimeoutException>(() => _world.Answer(cycle));
    }

    [Fact]
    public void A_chain_of_calls_may_come_back_to_a_reentrant_grain()
    {
        _world.Answer(_world.Host.GetGrain<IReentrantWorker>("a").CallBack(_world.Host.GetGrain<IReentrantWorker>("b")));
    }

    [Fact]
    public void A_grain_that_yields_over_and_over_does_not_starve_its_calls()
    {
        var worker = _world.Host.GetGrain<IReentrantWorker>("w");
        var yielding = worker.YieldUntil("stop");

        _ = worker.Write("stop");
        for (var turn = 0; turn < 10_000 && _world.Story.Lines.Count == 0; turn++)
        {
            _world.Scheduler.RunOne();
        }

        Assert.Equal(["stop begins"], _world.Story.Lines);
        _world.Story.Open("stop");
        _world.Answer(yielding);
    }

    [Fact]
    public void Every_turn_of_a_grain_runs_on_its_own_scheduler()
    {
        _ = _world.Host.GetGrain<IWorker>("w", nameof(WorkerGrain)).Write("a");
        Open("a");

        Assert.Equal(["a begins", "a ends"], _world.Story.Lines);
    }

    private void Open(params string[] gates)
    {
        foreach (var gate in gates)
        {
            _world.Run();
            _world.Story.Open(gate);
        }

        _world.Run();
    }

    internal sealed class WorkerGrain(Story story) : Worker(story);

    internal abstract class Worker(Story story) : Grain, IWorker
    {
        public async Task Write(string name)
        {
            Assert.Same(GrainContext, TaskScheduler.Current);
            story.Tell($"{name} begins");
            await story.GateAsync(name);
            Assert.Same(GrainContext, TaskScheduler.Current);
            story.Tell($"{name} ends");
        }

        public Task Read(string name) => Write(name);

        public Task Interleave(string name) => Write(name);

        public Task Tell(string name) => Write(name);

        public async Task CallBack(IWorker other)
        {
            if (this.GetPrimaryKeyString() == "a")
            {
                await other.CallBack(this is IReentrantWorker ? GrainFactory.GetGrain<IReentrantWorker>("a") : GrainFactory.GetGrain<IWorker>("a", nameof(WorkerGrain)));
            }
            else
            {
                story.Open("back");
                await other.Interleave("back");
                story.Open("back again");
                await other.Write("back again");
            }
        }

        public async Task YieldUntil(string name)
        {
            var gate = story.GateAsync(name);
            while (!gate.IsCompleted)
            {
                await Task.Yield();
            }
        }
    }

    [Reentrant]
    internal sealed class ReentrantWorkerGrain(Story story) : Worker(story), IReentrantWorker;
}
