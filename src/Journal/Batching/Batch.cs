namespace OrleansCommerce.Journal.Batching;

/// <summary>
/// Appends that go to the store in one transaction, in the order in which they were queued. The lane reuses one object.
/// </summary>
internal sealed class Batch
{
    private readonly Dictionary<string, Chain> _chains = new(StringComparer.Ordinal);

    /// <summary>Every append, in order.</summary>
    public List<PendingAppend> Appends { get; } = [];

    /// <summary>The runs of contiguous appends, one a stream.</summary>
    public IReadOnlyCollection<Chain> Chains => _chains.Values;

    /// <summary>Number of events.</summary>
    public int Events { get; private set; }

    /// <summary>Payload bytes.</summary>
    public long Bytes { get; private set; }

    /// <summary>Whether there is room for <paramref name="next"/>; an empty batch takes any append.</summary>
    public bool Fits(PendingAppend next, JournalOptions limits) =>
        Appends.Count == 0
        || (Events + next.Append.Events.Count <= limits.BatchEventsMax && Bytes + next.Bytes <= limits.BatchBytesMax);

    /// <summary>Adds an append behind the others and finds its chain.</summary>
    public void Add(PendingAppend next)
    {
        var append = next.Append;
        if (!_chains.TryGetValue(append.Stream, out var chain))
        {
            chain = new Chain(append.Stream, append.ExpectedVersion);
            _chains.Add(append.Stream, chain);
        }

        next.Chain = chain;
        next.Continues = !chain.IsClosed && append.ExpectedVersion == chain.End;
        if (next.Continues)
        {
            chain.End = next.VersionAfter;
            next.Offset = Events;
            Events += append.Events.Count;
            Bytes += next.Bytes;
        }
        else
        {
            chain.IsClosed = true;
        }

        Appends.Add(next);
    }

    /// <summary>Settles every append whose chain the store has decided.</summary>
    /// <param name="connection">What decided it; see <see cref="AppendResult.Connection"/>.</param>
    public void SettleDecided(object? connection = null)
    {
        foreach (var pending in Appends)
        {
            var chain = pending.Chain!;
            if (chain.State == ChainState.Open)
            {
                continue;
            }

            if (chain.State == ChainState.Committed && pending.Continues)
            {
                pending.Settle(AppendStatus.Committed, pending.VersionAfter, connection);
            }
            else
            {
                pending.Settle(AppendStatus.Conflict, chain.Head);
            }
        }
    }

    /// <summary>Fails every append that is not settled.</summary>
    public void SettleRest(Exception error)
    {
        foreach (var pending in Appends)
        {
            pending.Settle(error);
        }
    }

    /// <summary>Makes it ready for the next use.</summary>
    public void Clear()
    {
        _chains.Clear();
        Appends.Clear();
        Events = 0;
        Bytes = 0;
    }
}
