namespace OrleansCommerce.Journal.Batching;

/// <summary>What a store found out about a chain.</summary>
internal enum ChainState
{
    /// <summary>Not yet known.</summary>
    Open,

    /// <summary>All its events are durable.</summary>
    Committed,

    /// <summary>The stream's head was not <see cref="Chain.Start"/>.</summary>
    Conflict,
}

/// <summary>
/// The appends of one stream in one batch that follow each other without gap. They are committed together or not at all.
/// </summary>
internal sealed class Chain(string stream, long start)
{
    /// <summary>The stream.</summary>
    public string Stream { get; } = stream;

    /// <summary>The head that the first append expects.</summary>
    public long Start { get; } = start;

    /// <summary>The head after the last append.</summary>
    public long End { get; set; } = start;

    /// <summary>Set when an append did not continue the chain: whatever comes behind it has lost too.</summary>
    public bool IsClosed { get; set; }

    /// <summary>What the store found.</summary>
    public ChainState State { get; private set; }

    /// <summary>The stream's head as the store found or left it.</summary>
    public long Head { get; private set; }

    /// <summary>Its events are durable.</summary>
    public void Commit() => (State, Head) = (ChainState.Committed, End);

    /// <summary>The head is not what the chain expects.</summary>
    public void Conflict(long head) => (State, Head) = (ChainState.Conflict, head);
}
