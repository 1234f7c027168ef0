namespace OrleansCommerce.Journal;

/// <summary>One event to append.</summary>
/// <param name="Type">The durable name of the event's type, such as <c>stock.reserved</c>; 1 to 100 characters, never reused for another meaning.</param>
/// <param name="Payload">UTF-8 JSON. The journal keeps it to the byte; the caller must not change the memory afterwards.</param>
public readonly record struct NewEvent(string Type, ReadOnlyMemory<byte> Payload);

/// <summary>Who caused an append, and for which request. No personal data: <see cref="Subject"/> is an opaque id.</summary>
/// <param name="Subject">Who.</param>
/// <param name="Role">What the subject may do.</param>
/// <param name="Device">The till or locker.</param>
/// <param name="Channel">From where.</param>
/// <param name="OperationId">The request's idempotency key.</param>
/// <param name="CorrelationId">The request.</param>
/// <param name="WakeAt">When the stream's grain wants to be woken if nothing else happens to it before, UTC.</param>
public sealed record EventMetadata(
    string? Subject = null,
    string? Role = null,
    string? Device = null,
    string? Channel = null,
    string? OperationId = null,
    string? CorrelationId = null,
    DateTimeOffset? WakeAt = null)
{
    /// <summary>Nothing known: the system itself.</summary>
    public static EventMetadata None { get; } = new();
}

/// <summary>Events for the end of one stream.</summary>
/// <param name="Stream">The stream's name, 1 to 300 characters.</param>
/// <param name="ExpectedVersion">The version of the last event that the writer knows, 0 for a new stream; the first event gets the next one.</param>
/// <param name="Events">At least one.</param>
/// <param name="Metadata">The same for all events of the append.</param>
/// <param name="At">The time of the decision; kept to the microsecond, in UTC.</param>
public sealed record Append(string Stream, long ExpectedVersion, IReadOnlyList<NewEvent> Events, EventMetadata Metadata, DateTimeOffset At)
{
    /// <summary>
    /// The answer to the append that this one was decided on, when that one may still be under way. Unless it is a commit, this one
    /// fails too: else another process could write as many events as the lost append had, and this one, which never saw
    /// them, would carry the expected version by chance.
    /// </summary>
    public Task<AppendResult>? After { get; init; }
}

/// <summary>What became of an append.</summary>
public enum AppendStatus
{
    /// <summary>All events are durable.</summary>
    Committed,

    /// <summary>
    /// The stream's head is not the expected version, or an append of the same stream that was queued before this one was in conflict;
    /// nothing was written.
    /// </summary>
    Conflict,
}

/// <summary>The answer to an append.</summary>
/// <param name="Status">Committed or conflict.</param>
/// <param name="Version">The stream's head: after the append when committed, as found when in conflict.</param>
public readonly record struct AppendResult(AppendStatus Status, long Version)
{
    /// <summary>
    /// The connection that committed it, when the store has several. For as long as that connection lives, nothing that it committed
    /// can be undone, so an append that follows needs no look at the stream's head.
    /// </summary>
    internal object? Connection { get; init; }

    /// <summary>The same answer, over whichever connection.</summary>
    public bool Equals(AppendResult other) => Status == other.Status && Version == other.Version;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Status, Version);
}
