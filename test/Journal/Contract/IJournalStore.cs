namespace OrleansCommerce.Journal.Tests;

/// <summary>A fresh, empty store, on which a test opens one journal or several, as several hosts would.</summary>
public interface IJournalStore : IAsyncDisposable
{
    /// <summary>A journal of its own on the store; the store disposes it at the end.</summary>
    IJournal Open(JournalOptions? options = null);

    /// <summary>Keeps every journal from committing until the answer is disposed.</summary>
    Task<IAsyncDisposable> HoldCommitsAsync();
}
