using Dapper;
using OrleansCommerce.Journal;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Search;

namespace OrleansCommerce.Views.Following;

/// <summary>
/// Freshness on PostgreSQL, whichever process wrote and whichever follows. Whatever was committed before the question has a
/// transaction id below the question's <c>xmax</c>. It is in the view when the feed shows nothing below that behind the view's
/// checkpoint, and no transaction below that still runs, which could be holding the feed back.
/// </summary>
internal sealed class TransactionFreshness(
    IJournal journal, IDatabase database, ViewFollower follower, TimeProvider time, int timeoutMs = ICatalogSearch.FreshnessTimeoutMs) : IFreshness
{
    /// <summary>Between two looks at a checkpoint that another process moves.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    private const string Sql =
        """
        select c.xid, c.seq,
            pg_snapshot_xmin(pg_current_snapshot())::text::bigint as oldest, pg_snapshot_xmax(pg_current_snapshot())::text::bigint as next
        from view_checkpoints c where c.name = @View
        """;

    /// <inheritdoc/>
    public async Task WaitAsync(string view, CancellationToken cancellationToken)
    {
        var asked = time.GetTimestamp();
        var patience = TimeSpan.FromMilliseconds(timeoutMs);
        var first = await LookAsync(view, cancellationToken);
        var wanted = (ulong)first.Next;
        var now = first;
        while (!await IsFreshAsync(now, wanted, cancellationToken) && time.GetElapsedTime(asked) < patience)
        {
            var looks = follower.Looked.Count;
            follower.Hurry();
            await follower.Looked.WaitAsync(looks, Interval, time, cancellationToken);
            now = await LookAsync(view, cancellationToken);
        }
    }

    private async Task<Look> LookAsync(string view, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return await connection.QuerySingleAsync<Look>(new CommandDefinition(Sql, new { View = view }, cancellationToken: cancellationToken));
    }

    private async Task<bool> IsFreshAsync(Look look, ulong wanted, CancellationToken cancellationToken)
    {
        // The look was before this read, so the read holds nothing back that the look says is over.
        var behind = await journal.ReadFeedAsync(new FeedPosition((ulong)look.Xid, look.Seq), 1, cancellationToken);
        return behind.Count > 0 ? behind[0].Position.Transaction >= wanted : (ulong)look.Oldest >= wanted;
    }

    private sealed record Look(long Xid, long Seq, long Oldest, long Next);
}
