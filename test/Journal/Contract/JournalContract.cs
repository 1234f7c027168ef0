namespace OrleansCommerce.Journal.Tests;

/// <summary>What every journal owes to its callers. Each back end runs the same tests.</summary>
public abstract partial class JournalContract : IAsyncLifetime
{
    private IJournalStore _store = null!;
    private IJournal _journal = null!;

    public async Task InitializeAsync()
    {
        _store = await CreateStoreAsync();
        _journal = _store.Open();
    }

    public async Task DisposeAsync() => await _store.DisposeAsync();

    protected abstract Task<IJournalStore> CreateStoreAsync();
}

public sealed class InMemoryJournalContract : JournalContract
{
    protected override Task<IJournalStore> CreateStoreAsync() => Task.FromResult<IJournalStore>(new InMemoryStore());
}

public sealed class SqliteJournalContract : JournalContract
{
    protected override async Task<IJournalStore> CreateStoreAsync() => await SqliteStore.CreateAsync();
}

public sealed class PostgresJournalContract : JournalContract
{
    protected override async Task<IJournalStore> CreateStoreAsync() => await PostgresStore.CreateAsync();
}
