using Microsoft.Data.Sqlite;
using OrleansCommerce.Journal.Batching;
using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Journal.Sqlite;

/// <summary>Writes batches to the file, on the writer's thread.</summary>
internal sealed class SqliteCommitter(SqliteDatabase database) : IBatchCommitter
{
    private SqliteStatements? _statements;

    /// <inheritdoc/>
    public bool TryPost(Action work) => database.TryPostToWriter(work);

    /// <inheritdoc/>
    public void Commit(Batch batch)
    {
        var statements = _statements ??= new SqliteStatements(database.WriterConnection());
        try
        {
            statements.Begin();
        }
        catch (SqliteException e)
        {
            batch.SettleRest(new JournalUnavailableException("The journal's file cannot be written.", outcomeKnown: true, e));
            return;
        }

        try
        {
            foreach (var chain in batch.Chains)
            {
                var head = statements.Head(chain.Stream);
                if (head != chain.Start)
                {
                    chain.Conflict(head);
                }
            }

            Insert(statements, batch);
            statements.Commit();
        }
        catch (SqliteException e)
        {
            // A rollback that works proves that the transaction was still open, so nothing of it is durable.
            var rolledBack = statements.TryRollback();
            batch.SettleRest(new JournalUnavailableException("The journal's file cannot be written.", rolledBack, e));
            return;
        }

        foreach (var chain in batch.Chains)
        {
            if (chain.State == ChainState.Open)
            {
                chain.Commit();
            }
        }

        batch.SettleDecided();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_statements is { } statements)
        {
            await database.WriteOnThreadAsync(
                _ =>
                {
                    statements.Dispose();
                    return true;
                });
        }
    }

    private static void Insert(SqliteStatements statements, Batch batch)
    {
        EventMetadata? last = null;
        byte[]? metadata = null;
        foreach (var pending in batch.Appends)
        {
            if (!pending.Continues || pending.Chain!.State == ChainState.Conflict)
            {
                continue;
            }

            var append = pending.Append;
            if (!ReferenceEquals(append.Metadata, last))
            {
                last = append.Metadata;
                metadata = MetadataFormat.Encode(last);
            }

            var at = StoredTime.ToMicroseconds(append.At);
            for (var i = 0; i < append.Events.Count; i++)
            {
                statements.Insert(append.Stream, append.ExpectedVersion + 1 + i, append.Events[i], metadata, at);
            }
        }
    }
}
