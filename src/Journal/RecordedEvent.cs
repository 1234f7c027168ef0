namespace OrleansCommerce.Journal;

/// <summary>An event as the journal holds it.</summary>
/// <param name="Stream">The stream's name.</param>
/// <param name="Version">1 for the stream's first event, then without gap.</param>
/// <param name="Position">Where it stands in the feed of all events.</param>
/// <param name="Type">The durable name of its type.</param>
/// <param name="Payload">UTF-8 JSON, as appended.</param>
/// <param name="Metadata">Who and for which request.</param>
/// <param name="At">The time of the decision, UTC.</param>
public sealed record RecordedEvent(
    string Stream,
    long Version,
    FeedPosition Position,
    string Type,
    ReadOnlyMemory<byte> Payload,
    EventMetadata Metadata,
    DateTimeOffset At);

/// <summary>A stream's newest snapshot, when it has one, and the events after it.</summary>
public sealed record StreamHistory(Snapshot? Snapshot, IReadOnlyList<RecordedEvent> Events);

/// <summary>A stream's state at a version, so that loading does not grow with age.</summary>
/// <param name="Stream">The stream's name.</param>
/// <param name="Version">The version of the last event that is folded in.</param>
/// <param name="Schema">The version of the state's shape; a reader that knows another one ignores the snapshot.</param>
/// <param name="Payload">UTF-8 JSON.</param>
public sealed record Snapshot(string Stream, long Version, int Schema, ReadOnlyMemory<byte> Payload);
