using OrleansCommerce.Journal;

namespace OrleansCommerce.Simulation.Bugs;

/// <summary>A journal that does what another one does; a bug overrides a part.</summary>
internal abstract class JournalDecorator(IJournal inner) : IJournal
{
    public CommitSignal Commits => Inner.Commits;

    protected IJournal Inner { get; } = inner;

    public virtual Task<AppendResult> AppendAsync(Append append, CancellationToken cancellationToken = default) =>
        Inner.AppendAsync(append, cancellationToken);

    public virtual Task<StreamHistory> LoadAsync(string stream, CancellationToken cancellationToken = default) =>
        Inner.LoadAsync(stream, cancellationToken);

    public virtual Task<bool> IsHeadAsync(string stream, long version, CancellationToken cancellationToken = default) =>
        Inner.IsHeadAsync(stream, version, cancellationToken);

    public IAsyncEnumerable<RecordedEvent> ReadStreamAsync(
        string stream, long afterVersion = 0, long upToVersion = long.MaxValue, CancellationToken cancellationToken = default) =>
        Inner.ReadStreamAsync(stream, afterVersion, upToVersion, cancellationToken);

    public Task<IReadOnlyList<RecordedEvent>> ReadFeedAsync(FeedPosition after, int limit, CancellationToken cancellationToken = default) =>
        Inner.ReadFeedAsync(after, limit, cancellationToken);

    public Task WriteSnapshotAsync(Snapshot snapshot, CancellationToken cancellationToken = default) =>
        Inner.WriteSnapshotAsync(snapshot, cancellationToken);

    public ValueTask DisposeAsync() => Inner.DisposeAsync();

    /// <summary>The answer to an append that was written where it belongs.</summary>
    protected static AppendResult Success(Append append) => new(AppendStatus.Committed, append.ExpectedVersion + append.Events.Count);
}
