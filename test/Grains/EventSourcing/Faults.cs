using OrleansCommerce.Journal;
using OrleansCommerce.Journal.InMemory;

namespace OrleansCommerce.Grains.Tests.EventSourcing;

/// <summary>What a test lets go wrong with the next batches; commits are plain when nothing is planned.</summary>
internal sealed class Faults : ICommitFaults
{
    private readonly Lock _gate = new();
    private readonly Queue<CommitPlan> _plans = new();
    private readonly List<string> _sent = [];
    private readonly List<(string Type, int Count, TaskCompletionSource Reached)> _waiting = [];

    public bool Busy { get; set; }

    public bool IsBusy(Append append)
    {
        lock (_gate)
        {
            _sent.AddRange(append.Events.Select(happened => happened.Type));
            _waiting.Where(wait => _sent.Count(type => type == wait.Type) >= wait.Count).ToList().ForEach(wait => wait.Reached.TrySetResult());
        }

        return Busy;
    }

    public CommitPlan Next(IReadOnlyList<Append> batch) => _plans.TryDequeue(out var plan) ? plan : default;

    public void Plan(CommitOutcome outcome, TimeSpan beforeCommit = default) => _plans.Enqueue(new CommitPlan(outcome, beforeCommit));

    /// <summary>Completes when <paramref name="count"/> events of a type were sent to the journal.</summary>
    public Task SentAsync(string type, int count)
    {
        lock (_gate)
        {
            if (_sent.Count(sent => sent == type) >= count)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((type, count, reached));
            return reached.Task;
        }
    }
}
