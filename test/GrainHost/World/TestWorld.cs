using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using OrleansCommerce.Local;

namespace OrleansCommerce.GrainHostTests;

/// <summary>A grain host on one thread and a standing clock. Nothing happens but in <see cref="Run"/> and <see cref="Advance"/>.</summary>
internal sealed class TestWorld : IDisposable
{
    private readonly ServiceProvider _services;

    public TestWorld(Action<GrainHostOptions>? configure = null, OneThread? scheduler = null, ManualTime? time = null, Story? story = null)
    {
        RequestContext.Clear();
        Scheduler = scheduler ?? new OneThread();
        Time = time ?? new ManualTime(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Story = story ?? new Story();
        _services = new ServiceCollection().AddSingleton(Story).BuildServiceProvider();
        var options = new GrainHostOptions { Scheduler = Scheduler, TimeProvider = Time };
        options.GrainAssemblies.Add(typeof(TestWorld).Assembly);
        configure?.Invoke(options);
        Host = new GrainHost(_services, options);
    }

    public GrainHost Host { get; }

    public OneThread Scheduler { get; }

    public ManualTime Time { get; }

    public Story Story { get; }

    /// <summary>Runs until nothing is left to do at this time.</summary>
    public void Run()
    {
        while (Scheduler.RunOne())
        {
        }
    }

    /// <summary>Moves the clock on, and runs what that sets off.</summary>
    public void Advance(TimeSpan span)
    {
        Run();
        var end = Time.GetUtcNow() + span;
        while (Time.FireNext(end))
        {
            Run();
        }
    }

    /// <summary>Runs until nothing is left to do, and gives the answer, which must be there by then.</summary>
    public T Answer<T>(Task<T> task)
    {
        Answer((Task)task);
        return task.Result;
    }

    /// <summary>Runs until nothing is left to do; the task must be done by then.</summary>
    public void Answer(Task task)
    {
        Run();
        Assert.True(task.IsCompleted, "The task is still waiting, and nothing is left to run.");
        task.GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        Host.Dispose();
        _services.Dispose();
    }
}

/// <summary>What grains tell the test, and what they wait for from it.</summary>
internal sealed class Story
{
    private readonly Dictionary<string, TaskCompletionSource> _gates = new(StringComparer.Ordinal);
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines => _lines;

    public void Tell(string line)
    {
        lock (_lines)
        {
            _lines.Add(line);
        }
    }

    /// <summary>Completes when the test opens the gate of that name, which then stays open.</summary>
    public Task GateAsync(string name) => Gate(name).Task;

    public void Open(string name) => Gate(name).TrySetResult();

    public void Break(string name, Exception exception) => Gate(name).TrySetException(exception);

    private TaskCompletionSource Gate(string name)
    {
        lock (_gates)
        {
            return _gates.TryGetValue(name, out var gate) ? gate : _gates[name] = new TaskCompletionSource();
        }
    }
}
