using System.Data.Common;
using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Views.Tests.Shops;

/// <summary>A database whose writes can be cut off before or after their commit.</summary>
internal sealed class FaultyDatabase(IDatabase inner) : IDatabase
{
    /// <summary>Decides what happens to the next write; nothing when it is null.</summary>
    public Func<Fault>? NextFault { get; set; }

    public DatabaseKind Kind => inner.Kind;

    public ValueTask<DbConnection> OpenReadAsync(CancellationToken cancellationToken = default) => inner.OpenReadAsync(cancellationToken);

    public async Task<T> WriteAsync<T>(
        Func<DbConnection, DbTransaction, CancellationToken, Task<T>> work, CancellationToken cancellationToken = default)
    {
        var fault = NextFault?.Invoke() ?? Fault.None;
        var result = await inner.WriteAsync(
            async (connection, transaction, token) =>
            {
                var done = await work(connection, transaction, token);
                return fault == Fault.BeforeCommit ? throw new IOException("Cut off before the commit.") : done;
            },
            cancellationToken);
        return fault == Fault.AfterCommit ? throw new IOException("Cut off after the commit.") : result;
    }

    public Task MigrateAsync(string module, IReadOnlyList<Migration> migrations, CancellationToken cancellationToken = default) =>
        inner.MigrateAsync(module, migrations, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}

/// <summary>When a write is cut off.</summary>
internal enum Fault
{
    None,
    BeforeCommit,
    AfterCommit,
}
