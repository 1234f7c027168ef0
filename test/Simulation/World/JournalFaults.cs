using OrleansCommerce.Journal;
using OrleansCommerce.Journal.InMemory;

namespace OrleansCommerce.Simulation.World;

/// <summary>What goes wrong with commits: they take their time, are refused, are lost on the way there or back, or the queue is full.</summary>
internal sealed class JournalFaults(Scenario scenario, int seed) : ICommitFaults
{
    private readonly Random _random = new(seed);

    /// <summary>Whether nothing goes wrong any more.</summary>
    public bool Healed { get; set; } = true;

    public bool IsBusy(Append append) => !Healed && _random.NextDouble() < scenario.FaultRate / 4;

    public CommitPlan Next(IReadOnlyList<Append> batch)
    {
        if (Healed)
        {
            return default;
        }

        var outcome = _random.NextDouble() >= scenario.FaultRate
            ? CommitOutcome.Commit
            : _random.Next(3) switch { 0 => CommitOutcome.Refuse, 1 => CommitOutcome.LoseAnswer, _ => CommitOutcome.LoseRequest };
        return new CommitPlan(outcome, Delay(), Delay());
    }

    private TimeSpan Delay() => _random.Next(3) == 0 ? TimeSpan.Zero : scenario.CommitTimeMax * _random.NextDouble();
}
