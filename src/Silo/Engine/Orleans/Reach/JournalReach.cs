using Orleans.Concurrency;
using Orleans.Runtime;
using OrleansCommerce.Journal;
using OrleansCommerce.Silo.Health;

namespace OrleansCommerce.Silo.Engine.Reach;

/// <summary>Answers for its silo.</summary>
[Reentrant]
internal sealed class JournalReach(GrainId id, global::Orleans.Runtime.Silo silo, ILoggerFactory loggers, IJournal journal)
    : GrainService(id, silo, loggers), IJournalReach
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public async Task<bool> AnswersAsync()
    {
        try
        {
            await journal.ReachAsync(Patience, CancellationToken.None);
            return true;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // Why it does not is in this silo's own log.
            return false;
        }
    }
}
