using System.Data.Common;
using Dapper;
using OrleansCommerce.Journal;

namespace OrleansCommerce.Views.Following;

/// <summary>How far each view has come. A view that is being rebuilt has a second checkpoint, for the table that is being filled.</summary>
internal static class Checkpoints
{
    private const string RebuildSuffix = ":rebuild";
    private const string TableSuffix = "_rebuild";

    /// <summary>The name of the checkpoint of a view's new table.</summary>
    public static string RebuildOf(IView view) => view.Name + RebuildSuffix;

    /// <summary>A view's new table, until it takes the place of the old one.</summary>
    public static string RebuildTableOf(IView view) => view.Table + TableSuffix;

    /// <summary>All of them, by name.</summary>
    public static async Task<Dictionary<string, FeedPosition>> ReadAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var rows = await connection.QueryAsync<(string Name, long Xid, long Seq)>(
            new CommandDefinition("select name, xid, seq from view_checkpoints", cancellationToken: cancellationToken));
        return rows.ToDictionary(static row => row.Name, static row => new FeedPosition((ulong)row.Xid, row.Seq), StringComparer.Ordinal);
    }

    /// <summary>
    /// Moves a checkpoint, if it is where the caller believes; holds it until the transaction ends, so that of two processes that
    /// follow at once one waits here, and then learns that it was late.
    /// </summary>
    /// <exception cref="CheckpointMovedException">It is elsewhere.</exception>
    public static async Task MoveAsync(
        DbConnection connection, DbTransaction transaction, string name, FeedPosition from, FeedPosition to, CancellationToken cancellationToken)
    {
        var moved = await connection.ExecuteAsync(new CommandDefinition(
            "update view_checkpoints set xid = @ToXid, seq = @ToSeq where name = @Name and xid = @FromXid and seq = @FromSeq",
            new { Name = name, ToXid = (long)to.Transaction, ToSeq = to.Sequence, FromXid = (long)from.Transaction, FromSeq = from.Sequence },
            transaction,
            cancellationToken: cancellationToken));
        if (moved == 0)
        {
            throw new CheckpointMovedException(name);
        }
    }
}
