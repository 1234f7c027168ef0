using System.Globalization;
using Dapper;
using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Views.Following;

/// <summary>The table that is to take the place of a view's own.</summary>
internal static class RebuiltTable
{
    /// <summary>Makes it, empty, with a checkpoint at the feed's beginning; nothing when it is there already.</summary>
    public static Task CreateAsync(IDatabase database, IView view, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async (connection, transaction, _) =>
            {
                var created = await connection.ExecuteAsync(
                    "insert into view_checkpoints (name, xid, seq) values (@Name, 0, 0) on conflict (name) do nothing",
                    new { Name = Checkpoints.RebuildOf(view) },
                    transaction);
                if (created > 0)
                {
                    // An index keeps its name when its table gets another one, so each generation has names of its own.
                    var indexes = string.Create(CultureInfo.InvariantCulture, $"{view.Table}_{now.UtcTicks:x}");
                    await connection.ExecuteAsync(
                        view.Definition(database.Kind, Checkpoints.RebuildTableOf(view), indexes), transaction: transaction);
                }

                return true;
            },
            cancellationToken);

    /// <summary>Puts it in the place of the old table, which is dropped. Readers see the one or the other.</summary>
    public static Task SwapAsync(IDatabase database, Target rebuilt, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async (connection, transaction, token) =>
            {
                // Holds the old table's checkpoint first, as followers do, wherever it is.
                await connection.ExecuteAsync(
                    "update view_checkpoints set xid = @Xid, seq = @Seq where name = @Name",
                    new { rebuilt.View.Name, Xid = (long)rebuilt.Position.Transaction, Seq = rebuilt.Position.Sequence },
                    transaction);
                await Checkpoints.MoveAsync(
                    connection, transaction, rebuilt.Checkpoint, rebuilt.Position, rebuilt.Position, token);
                await connection.ExecuteAsync(
                    $"""
                    delete from view_checkpoints where name = '{rebuilt.Checkpoint}';
                    drop table {rebuilt.View.Table};
                    alter table {rebuilt.Table} rename to {rebuilt.View.Table};
                    {rebuilt.View.Renaming(database.Kind, rebuilt.Table)}
                    """,
                    transaction: transaction);
                return true;
            },
            cancellationToken);
}
