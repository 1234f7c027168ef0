using OrleansCommerce.Journal;
using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Views.Following;

/// <summary>Compares the checkpoints with the feed.</summary>
internal sealed class ViewStatusReader(
    IJournal journal, IDatabase database, IReadOnlyList<IView> views, ViewFaults faults, TimeProvider time) : IViewStatus
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<ViewStatus>> ReadAsync(CancellationToken cancellationToken = default)
    {
        Dictionary<string, FeedPosition> checkpoints;
        await using (var connection = await database.OpenReadAsync(cancellationToken))
        {
            checkpoints = await Checkpoints.ReadAsync(connection, cancellationToken);
        }

        var lags = new Dictionary<FeedPosition, TimeSpan>();
        var statuses = new List<ViewStatus>();
        foreach (var view in views)
        {
            var position = checkpoints.GetValueOrDefault(view.Name);
            if (!lags.TryGetValue(position, out var lag))
            {
                lag = await LagAsync(position, cancellationToken);
                lags.Add(position, lag);
            }

            var fault = faults.Find(view.Name);
            statuses.Add(new ViewStatus(view.Name, lag, checkpoints.ContainsKey(Checkpoints.RebuildOf(view)), fault?.Reason, fault?.Since));
        }

        return statuses;
    }

    private async Task<TimeSpan> LagAsync(FeedPosition position, CancellationToken cancellationToken)
    {
        var waiting = await journal.ReadFeedAsync(position, 1, cancellationToken);
        var lag = waiting.Count == 0 ? TimeSpan.Zero : time.GetUtcNow() - waiting[0].At;
        return lag > TimeSpan.Zero ? lag : TimeSpan.Zero;
    }
}
