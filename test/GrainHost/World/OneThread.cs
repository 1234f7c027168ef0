using OrleansCommerce.Local;

namespace OrleansCommerce.GrainHostTests;

/// <summary>
/// A scheduler of one thread, the test's: work waits until the test runs it. With a seed it picks the next piece at
/// random, otherwise the oldest. Work that comes from another thread means that something went behind its back.
/// </summary>
internal sealed class OneThread(int? seed = null) : TaskScheduler, IGrainScheduler
{
    private readonly Random? _random = seed is { } value ? new Random(value) : null;
    private readonly List<Action> _work = [];
    private readonly int _thread = Environment.CurrentManagedThreadId;

    public void Schedule(IThreadPoolWorkItem work) => Add(work.Execute);

    /// <summary>Runs one piece of work, if there is any.</summary>
    public bool RunOne()
    {
        if (_work.Count == 0)
        {
            return false;
        }

        var index = _random?.Next(_work.Count) ?? 0;
        var work = _work[index];
        _work.RemoveAt(index);

        // xunit's own context would take continuations to its threads.
        var foreign = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            work();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(foreign);
        }

        return true;
    }

    protected override void QueueTask(Task task) => Add(() => TryExecuteTask(task));

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => [];

    private void Add(Action work)
    {
        Assert.Equal(_thread, Environment.CurrentManagedThreadId);
        _work.Add(work);
    }
}
