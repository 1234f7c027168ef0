using OrleansCommerce.Journal;

namespace OrleansCommerce.Silo.Health;

internal static class JournalReachExtensions
{
    /// <summary>Asks the journal for something that costs it nothing.</summary>
    /// <exception cref="TimeoutException">It did not answer within <paramref name="patience"/>.</exception>
    public static async Task ReachAsync(this IJournal journal, TimeSpan patience, CancellationToken cancellationToken) =>
        await journal.ReadFeedAsync(FeedPosition.Start, limit: 1, cancellationToken).WaitAsync(patience, cancellationToken);
}
