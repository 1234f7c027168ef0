namespace OrleansCommerce.Journal;

/// <summary>
/// The only durable truth: an append-only log of events, by stream (one stream per grain).
/// Implementations are safe for concurrent use.
/// </summary>
public interface IJournal : IAsyncDisposable
{
    /// <summary>
    /// Appends all events of <paramref name="append"/>, or none. The answer comes after the commit is durable.
    /// A version that is not the stream's head is an answer (<see cref="AppendStatus.Conflict"/>), not an exception.
    /// Contiguous appends to one stream may be sent without waiting for each other; when one fails, those that wait behind it fail too.
    /// Cancelling abandons an append only while no batch has taken it; after that its answer is worth waiting for.
    /// </summary>
    /// <exception cref="JournalBusyException">The queue is full; nothing was written. Retry later.</exception>
    /// <exception cref="JournalUnavailableException">The store cannot be reached; <see cref="JournalUnavailableException.OutcomeKnown"/>
    /// says whether it is certain that nothing was written.</exception>
    /// <exception cref="ArgumentException">The append is malformed (no events, empty stream name, negative version).</exception>
    Task<AppendResult> AppendAsync(Append append, CancellationToken cancellationToken = default);

    /// <summary>The newest snapshot of a stream and every event after it, in version order, in one round trip.</summary>
    Task<StreamHistory> LoadAsync(string stream, CancellationToken cancellationToken = default);

    /// <summary>Events of a stream with <c>afterVersion &lt; version &lt;= upToVersion</c>, in version order, without snapshots.</summary>
    IAsyncEnumerable<RecordedEvent> ReadStreamAsync(
        string stream, long afterVersion = 0, long upToVersion = long.MaxValue, CancellationToken cancellationToken = default);

    /// <summary>Whether a stream has no event after <paramref name="version"/>, at a moment after the call.</summary>
    Task<bool> IsHeadAsync(string stream, long version, CancellationToken cancellationToken = default);

    /// <summary>
    /// Up to <paramref name="limit"/> events strictly after <paramref name="after"/>, in commit order, with no gap and no skip:
    /// an event that is younger than a transaction still running is held back until nothing can appear before it. So an event may
    /// come a little after its append was answered; on PostgreSQL a long transaction of anyone on the server holds it back.
    /// </summary>
    Task<IReadOnlyList<RecordedEvent>> ReadFeedAsync(FeedPosition after, int limit, CancellationToken cancellationToken = default);

    /// <summary>Keeps a snapshot, replacing an older one of the same stream; an older one never replaces a newer one.</summary>
    Task WriteSnapshotAsync(Snapshot snapshot, CancellationToken cancellationToken = default);

    /// <summary>Raised after each commit of this process, so that followers of the feed need not poll.</summary>
    CommitSignal Commits { get; }
}
