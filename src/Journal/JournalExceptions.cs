namespace OrleansCommerce.Journal;

/// <summary>The append queue is full; nothing was written, and the caller may retry later.</summary>
public sealed class JournalBusyException(int queued)
    : Exception($"BUSY: {queued} appends are waiting for the journal; try again in a moment.")
{
    /// <summary>How many appends were waiting.</summary>
    public int Queued { get; } = queued;
}

/// <summary>The store cannot be reached, or refused for a reason that is not the caller's.</summary>
public sealed class JournalUnavailableException(string message, bool outcomeKnown, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>True when it is certain that nothing was written; false when a reader must look before a retry.</summary>
    public bool OutcomeKnown { get; } = outcomeKnown;
}
