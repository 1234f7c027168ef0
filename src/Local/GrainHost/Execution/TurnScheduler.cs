using System.Diagnostics.CodeAnalysis;

namespace OrleansCommerce.Local.Execution;

/// <summary>
/// Runs work one turn at a time. As a <see cref="TaskScheduler"/> it is what <c>await</c> captures in a turn, so every
/// continuation of the work comes back as a turn of its own. The threads are those of the host's <see cref="IGrainScheduler"/>.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A task needs disposal only when somebody took its wait handle.")]
internal class TurnScheduler(GrainHost host) : TaskScheduler, IThreadPoolWorkItem
{
    private WorkQueue<ContinuationNode> _continuations;
    private Task? _slice;
    private bool _callsNext;

    /// <summary>The host that lends the threads.</summary>
    public GrainHost Host { get; } = host;

    /// <inheritdoc/>
    public sealed override int MaximumConcurrencyLevel => 1;

    /// <summary>Guards all queues and states of the scheduler. Held for a few instructions, never while foreign code runs.</summary>
    protected Lock Gate { get; } = new();

    /// <summary>Whether a slice is running or on its way. Guarded by <see cref="Gate"/>.</summary>
    protected bool Scheduled { get; set; }

    /// <summary>Whether continuations wait. Guarded by <see cref="Gate"/>.</summary>
    protected bool HasContinuations => _continuations.Head is not null;

    /// <summary>Whether work is dropped instead of run.</summary>
    protected virtual bool Dropped => false;

    /// <summary>Runs <paramref name="work"/> in a turn.</summary>
    public Task RunAsync(Func<Task> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    /// <summary>Runs <paramref name="work"/> in a turn, soon.</summary>
    public void Post(Action work) =>
        _ = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this);

    /// <summary>A slice: as many turns as one activation may run before others get the thread.</summary>
    [SuppressMessage("Reliability", "CA2008", Justification = "The scheduler is given to RunSynchronously.")]
    public void Execute()
    {
        if (Dropped)
        {
            return;
        }

        // Only inside of a task is this scheduler the current one; one task serves the whole slice.
        _slice = new Task(static state => ((TurnScheduler)state!).RunSlice(), this, CancellationToken.None, TaskCreationOptions.DenyChildAttach);
        var foreign = SynchronizationContext.Current;
        _slice.RunSynchronously(this);
        if (foreign is not null)
        {
            SynchronizationContext.SetSynchronizationContext(foreign);
        }
    }

    /// <inheritdoc/>
    protected sealed override void QueueTask(Task task)
    {
        lock (Gate)
        {
            if (Dropped)
            {
                return;
            }

            _continuations.Enqueue(new ContinuationNode(task));
            if (Scheduled)
            {
                return;
            }

            Scheduled = true;
        }

        Host.Scheduler.Schedule(this);
    }

    /// <summary>Inline only what belongs to the turn that is running: a continuation never starts on a foreign thread.</summary>
    protected sealed override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        (ReferenceEquals(task, _slice) || (!taskWasPreviouslyQueued && ReferenceEquals(Current, this))) && TryExecuteTask(task);

    /// <inheritdoc/>
    protected sealed override IEnumerable<Task> GetScheduledTasks()
    {
        lock (Gate)
        {
            var tasks = new List<Task>();
            for (var node = _continuations.Head; node is not null; node = (ContinuationNode?)node.Next)
            {
                tasks.Add(node.Task);
            }

            return tasks;
        }
    }

    /// <summary>The next work that is no continuation, if it may begin now. Called under <see cref="Gate"/>.</summary>
    protected virtual WorkNode? TakeWork() => null;

    private void RunSlice()
    {
        if (SynchronizationContext.Current is not null)
        {
            // A thread that is not of the pool may carry one, and await would prefer it to this scheduler.
            SynchronizationContext.SetSynchronizationContext(null);
        }

        var clean = ExecutionContext.Capture();
        for (var turn = 0; turn < Host.MaxTurnsPerSlice; turn++)
        {
            if (TakeNext() is not { } node)
            {
                return;
            }

            node.Run(this);
            if (clean is not null)
            {
                // What a grain did to the ambient values ends with its turn.
                ExecutionContext.Restore(clean);
            }
        }

        // While this slice still counts as scheduled: after that another thread may be in a slice, and nothing of this one is left to be seen.
        Host.Scheduler.Schedule(this);
    }

    private WorkNode? TakeNext()
    {
        lock (Gate)
        {
            if (Dropped)
            {
                return null;
            }

            // Continuations first, since they finish what has begun; but alternately, so that they cannot starve calls.
            WorkNode? node = null;
            if (_callsNext)
            {
                _callsNext = false;
                node = TakeWork();
            }

            if (node is null && (node = _continuations.Dequeue()) is not null)
            {
                _callsNext = true;
            }

            node ??= TakeWork();
            if (node is null)
            {
                Scheduled = false;
            }

            return node;
        }
    }

    private sealed class ContinuationNode(Task task) : WorkNode
    {
        public Task Task { get; } = task;

        internal override void Run(TurnScheduler turns) => turns.TryExecuteTask(Task);
    }
}
