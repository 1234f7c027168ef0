using OrleansCommerce.Journal;
using OrleansCommerce.Search;

namespace OrleansCommerce.Views.Following;

/// <summary>
/// Freshness where one process writes: it counts its own commits. A look at the feed that began after a commit has seen it.
/// </summary>
internal sealed class CommitFreshness(IJournal journal, ViewFollower follower, TimeProvider time, int timeoutMs = ICatalogSearch.FreshnessTimeoutMs)
    : IFreshness
{
    /// <inheritdoc/>
    public async Task WaitAsync(string view, CancellationToken cancellationToken)
    {
        var wanted = journal.Commits.Count;
        if (follower.CommitsIn(view) >= wanted)
        {
            return;
        }

        var asked = time.GetTimestamp();
        var patience = TimeSpan.FromMilliseconds(timeoutMs);
        follower.Hurry();
        while (true)
        {
            var looks = follower.Looked.Count;
            var left = patience - time.GetElapsedTime(asked);
            if (follower.CommitsIn(view) >= wanted || left <= TimeSpan.Zero)
            {
                return;
            }

            await follower.Looked.WaitAsync(looks, left, time, cancellationToken);
        }
    }
}
