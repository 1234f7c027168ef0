using Microsoft.Extensions.Logging;
using OrleansCommerce.Journal;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Views.Lists;

namespace OrleansCommerce.Views.Following;

/// <summary>
/// One look at the feed for every view. Views at the same place go on together, in one transaction; one that fails, that is new
/// or that is being rebuilt goes on by itself, and joins the others when it has caught up.
/// </summary>
internal sealed partial class ViewPass(
    IJournal journal, IDatabase database, IReadOnlyList<IView> views, ViewFaults faults, TimeProvider time, ILogger<ViewPass> logger,
    int batchEventsMax = ViewPass.BatchEventsMax)
{
    /// <summary>Events in one transaction. More would not be faster, and would hold SQLite's one writer longer.</summary>
    public const int BatchEventsMax = 2_000;

    private readonly RecentOrders _orders = new(journal);

    /// <summary>Goes on by at most one batch for each view.</summary>
    public async Task<PassResult> RunAsync(CancellationToken cancellationToken)
    {
        var result = new PassResult();
        foreach (var group in (await TargetsAsync(cancellationToken)).GroupBy(static target => target.Position))
        {
            var ready = new List<Target>();
            foreach (var target in group.OrderBy(static target => target.Checkpoint, StringComparer.Ordinal))
            {
                if (faults.IsWaiting(target.Checkpoint))
                {
                    result.StandsStill(time.GetUtcNow() - faults.Find(target.Checkpoint)!.Since);
                }
                else
                {
                    ready.Add(target);
                }
            }

            if (ready.Count > 0)
            {
                await GoOnAsync(ready, group.Key, result, cancellationToken);
            }
        }

        return result;
    }

    private async Task<List<Target>> TargetsAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Dictionary<string, FeedPosition> checkpoints;
            await using (var connection = await database.OpenReadAsync(cancellationToken))
            {
                checkpoints = await Checkpoints.ReadAsync(connection, cancellationToken);
            }

            var targets = Target.Of(views, checkpoints);
            var rebuilt = targets.Find(target =>
                target.Checkpoint != target.View.Name && target.Position >= checkpoints.GetValueOrDefault(target.View.Name));
            if (rebuilt is null)
            {
                return targets;
            }

            await RebuiltTable.SwapAsync(database, rebuilt, cancellationToken);
            faults.Succeeded(rebuilt.View.Name);
            LogRebuilt(logger, rebuilt.View.Name, rebuilt.Position);
        }
    }

    private async Task GoOnAsync(List<Target> targets, FeedPosition from, PassResult result, CancellationToken cancellationToken)
    {
        var events = await journal.ReadFeedAsync(from, batchEventsMax, cancellationToken);
        if (events.Count > 0 && !await TryApplyAsync(targets, events, cancellationToken))
        {
            // One of them cannot go on: the others must.
            foreach (var target in targets)
            {
                if (!await TryApplyAsync([target], events, cancellationToken))
                {
                    result.Failed.Add(target.Checkpoint);
                }
            }
        }

        result.Saw(targets, events, batchEventsMax, time.GetUtcNow());
    }

    private async Task<bool> TryApplyAsync(List<Target> targets, IReadOnlyList<RecordedEvent> events, CancellationToken cancellationToken)
    {
        try
        {
            await ApplyAsync(targets, events, cancellationToken);
        }
        catch (Exception e) when (e is not CheckpointMovedException && !cancellationToken.IsCancellationRequested)
        {
            if (targets.Count == 1)
            {
                var fault = faults.Failed(targets[0].Checkpoint, e);
                LogStopped(logger, e, targets[0].Checkpoint, targets[0].Position, fault.Attempts, fault.RetryAt);
            }

            return false;
        }

        targets.ForEach(target => faults.Succeeded(target.Checkpoint));
        ViewInstruments.Applied(events.Count);
        return true;
    }

    private Task<bool> ApplyAsync(List<Target> targets, IReadOnlyList<RecordedEvent> events, CancellationToken cancellationToken)
    {
        var changes = targets.ConvertAll(target => (target, change: target.View.Fold(events)));
        var to = events[^1].Position;
        return database.WriteAsync(
            async (connection, transaction, token) =>
            {
                foreach (var (target, _) in changes)
                {
                    await Checkpoints.MoveAsync(connection, transaction, target.Checkpoint, target.Position, to, token);
                }

                foreach (var (target, change) in changes)
                {
                    if (change is not null)
                    {
                        await change(new ViewTransaction(database.Kind, connection, transaction, target.Table, _orders));
                    }
                }

                return true;
            },
            cancellationToken);
    }

    [LoggerMessage(2001, LogLevel.Error, "The view {View} stands still after {Position}: try {Attempt} failed, the next one is at {RetryAt:O}")]
    private static partial void LogStopped(ILogger logger, Exception exception, string view, FeedPosition position, int attempt, DateTimeOffset retryAt);

    [LoggerMessage(2002, LogLevel.Information, "The view {View} is rebuilt up to {Position}")]
    private static partial void LogRebuilt(ILogger logger, string view, FeedPosition position);
}
