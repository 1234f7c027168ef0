using System.Data.Common;

namespace OrleansCommerce.Journal.Storage;

/// <summary>Which SQL the database speaks.</summary>
public enum DatabaseKind
{
    /// <summary>SQLite, in one file, one process.</summary>
    Sqlite,

    /// <summary>PostgreSQL 15 or later.</summary>
    Postgres,
}

/// <summary>
/// The database that holds the journal, and beside it the read models and the erasable personal data.
/// SQLite has one writer at a time, so every write of the process goes through <see cref="WriteAsync{T}"/>.
/// </summary>
public interface IDatabase : IAsyncDisposable
{
    /// <summary>Which SQL it speaks.</summary>
    DatabaseKind Kind { get; }

    /// <summary>An open connection for reading; the caller disposes it.</summary>
    ValueTask<DbConnection> OpenReadAsync(CancellationToken cancellationToken = default);

    /// <summary>Runs <paramref name="work"/> in a transaction and commits it; rolls back when it throws.</summary>
    Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction, CancellationToken, Task<T>> work, CancellationToken cancellationToken = default);

    /// <summary>Applies those of <paramref name="migrations"/> that this database lacks, in order; safe when two processes start at once.</summary>
    /// <param name="module">A name for the set, such as <c>journal</c> or <c>views</c>.</param>
    /// <param name="migrations">Numbered from 1 without gap; an applied one never changes.</param>
    /// <param name="cancellationToken">Stops between two migrations.</param>
    Task MigrateAsync(string module, IReadOnlyList<Migration> migrations, CancellationToken cancellationToken = default);
}

/// <summary>One step of a schema.</summary>
/// <param name="Version">1, 2, 3, …</param>
/// <param name="Name">A few words for the operator's log.</param>
/// <param name="Sqlite">Statements for SQLite.</param>
/// <param name="Postgres">Statements for PostgreSQL.</param>
public sealed record Migration(int Version, string Name, string Sqlite, string Postgres);
