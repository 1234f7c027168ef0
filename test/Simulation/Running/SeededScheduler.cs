using OrleansCommerce.Local;

namespace OrleansCommerce.Simulation.Running;

/// <summary>
/// Runs everything of one world on the thread that calls <see cref="RunOne"/>: turns of grains, and the shoppers as tasks. Which
/// piece is next is drawn, so every order in which the pieces of a real system could run has its seed.
/// </summary>
internal sealed class SeededScheduler(int seed) : TaskScheduler, IGrainScheduler
{
    private readonly Random _random = new(seed);
    private readonly List<Action> _work = [];
    private readonly int _thread = Environment.CurrentManagedThreadId;

    /// <inheritdoc/>
    public void Schedule(IThreadPoolWorkItem work) => Add(work.Execute);

    /// <summary>Starts a shopper, or another process outside of the hosts.</summary>
    public Task Start(Func<Task> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    /// <summary>Starts something outside of the hosts that has a result.</summary>
    public Task<T> Start<T>(Func<Task<T>> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    /// <summary>Runs one piece of work; false when there is none.</summary>
    public bool RunOne()
    {
        if (_work.Count == 0)
        {
            return false;
        }

        var index = _random.Next(_work.Count);
        var work = _work[index];
        _work[index] = _work[^1];
        _work.RemoveAt(_work.Count - 1);
        work();
        return true;
    }

    protected override void QueueTask(Task task) => Add(() => TryExecuteTask(task));

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => [];

    private void Add(Action work)
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            throw new InvalidOperationException("Work came from another thread: something in the simulated world is not deterministic.");
        }

        _work.Add(work);
    }
}
