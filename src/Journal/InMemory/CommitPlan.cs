namespace OrleansCommerce.Journal.InMemory;

/// <summary>How a commit ends.</summary>
public enum CommitOutcome
{
    /// <summary>Durable, and answered.</summary>
    Commit,

    /// <summary>Nothing is written, and the callers are told so.</summary>
    Refuse,

    /// <summary>Durable, but the answer is lost: the callers cannot know.</summary>
    LoseAnswer,

    /// <summary>Nothing is written, but the callers cannot know.</summary>
    LoseRequest,
}

/// <summary>What happens to one batch.</summary>
/// <param name="Outcome">How it ends.</param>
/// <param name="BeforeCommit">Time until the events are durable and readable.</param>
/// <param name="BeforeAnswer">Time from then until the callers hear of it.</param>
public readonly record struct CommitPlan(CommitOutcome Outcome, TimeSpan BeforeCommit = default, TimeSpan BeforeAnswer = default);

/// <summary>Decides what goes wrong. Called on the thread that runs the journal, in a reproducible order.</summary>
public interface ICommitFaults
{
    /// <summary>Whether <paramref name="append"/> is turned away because the queue is full.</summary>
    bool IsBusy(Append append);

    /// <summary>What happens to the batch that is about to be committed.</summary>
    CommitPlan Next(IReadOnlyList<Append> batch);
}
