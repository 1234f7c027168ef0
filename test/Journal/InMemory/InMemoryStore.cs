using OrleansCommerce.Journal.InMemory;

namespace OrleansCommerce.Journal.Tests;

internal sealed class InMemoryStore : IJournalStore, ICommitFaults
{
    private readonly InMemoryJournalStorage _storage = new();
    private readonly ManualTime _time = new();
    private readonly List<InMemoryJournal> _journals = [];
    private bool _held;

    public IJournal Open(JournalOptions? options = null)
    {
        var journal = new InMemoryJournal(_storage, this, _time, options);
        _journals.Add(journal);
        return journal;
    }

    public Task<IAsyncDisposable> HoldCommitsAsync()
    {
        _held = true;
        return Task.FromResult<IAsyncDisposable>(
            new Release(
                () =>
                {
                    _held = false;
                    _time.Advance(TimeSpan.FromHours(1));
                    return ValueTask.CompletedTask;
                }));
    }

    public bool IsBusy(Append append) => false;

    public CommitPlan Next(IReadOnlyList<Append> batch) =>
        new(CommitOutcome.Commit, _held ? TimeSpan.FromHours(1) : TimeSpan.Zero);

    public async ValueTask DisposeAsync()
    {
        foreach (var journal in _journals)
        {
            await journal.DisposeAsync();
        }
    }
}
