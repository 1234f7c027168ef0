using System.Data.Common;
using Dapper;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Views.Lists;

namespace OrleansCommerce.Views;

/// <summary>The transaction in which a view writes a batch.</summary>
/// <param name="Kind">Which SQL.</param>
/// <param name="Connection">Its connection.</param>
/// <param name="Transaction">Committed by the caller.</param>
/// <param name="Table">The table to write to: the view's own, or the one that is being built.</param>
/// <param name="Orders">What happened to orders before the batch; null where no batch of the feed is written.</param>
public sealed record ViewTransaction(
    DatabaseKind Kind, DbConnection Connection, DbTransaction Transaction, string Table, RecentOrders? Orders = null)
{
    /// <summary>
    /// Writes many rows: on SQLite one prepared statement for each row, whose parameters are the row's properties; on PostgreSQL
    /// one statement for all, whose parameters are the arrays of <paramref name="columns"/>.
    /// </summary>
    /// <returns>How many rows of the table were touched.</returns>
    public Task<int> WriteAsync<TRow>(IReadOnlyCollection<TRow> rows, string sqlite, string postgres, Func<IReadOnlyCollection<TRow>, object> columns)
    {
        if (rows.Count == 0)
        {
            return Task.FromResult(0);
        }

        return Kind == DatabaseKind.Sqlite
            ? Connection.ExecuteAsync(sqlite, rows, Transaction)
            : Connection.ExecuteAsync(postgres, columns(rows), Transaction);
    }

    /// <summary>Checks that a write touched exactly the rows it was meant for.</summary>
    /// <exception cref="InvalidDataException">The table does not stand where its checkpoint says; a rebuild mends it.</exception>
    public void Expect(int rows, int touched)
    {
        if (rows != touched)
        {
            throw new InvalidDataException(
                $"{rows - touched} of {rows} rows of '{Table}' are not at the version before this batch: the table does not fit its checkpoint. Rebuild the view.");
        }
    }
}
