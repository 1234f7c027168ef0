using OrleansCommerce.Journal.Batching;
using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Journal.InMemory;

/// <summary>What survives a crash of an <see cref="InMemoryJournal"/>. Two of them may stand on the same storage, as two hosts would.</summary>
public sealed class InMemoryJournalStorage
{
    private readonly Lock _gate = new();
    private readonly List<RecordedEvent> _feed = [];
    private readonly Dictionary<string, List<RecordedEvent>> _streams = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Snapshot> _snapshots = new(StringComparer.Ordinal);

    /// <summary>Number of events in all streams.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _feed.Count;
            }
        }
    }

    internal void Commit(Batch batch)
    {
        lock (_gate)
        {
            foreach (var chain in batch.Chains)
            {
                var head = _streams.TryGetValue(chain.Stream, out var events) ? events.Count : 0;
                if (head == chain.Start)
                {
                    chain.Commit();
                }
                else
                {
                    chain.Conflict(head);
                }
            }

            foreach (var pending in batch.Appends)
            {
                if (pending.Continues && pending.Chain!.State == ChainState.Committed)
                {
                    Add(pending.Append);
                }
            }
        }
    }

    internal StreamHistory Load(string stream)
    {
        lock (_gate)
        {
            var snapshot = _snapshots.GetValueOrDefault(stream);
            return new StreamHistory(snapshot, Read(stream, snapshot?.Version ?? 0, long.MaxValue));
        }
    }

    internal IReadOnlyList<RecordedEvent> Read(string stream, long after, long upTo)
    {
        lock (_gate)
        {
            if (!_streams.TryGetValue(stream, out var events) || after >= events.Count || upTo <= after)
            {
                return [];
            }

            var from = (int)Math.Max(after, 0);
            return events.GetRange(from, (int)Math.Min(upTo, events.Count) - from);
        }
    }

    internal IReadOnlyList<RecordedEvent> ReadFeed(FeedPosition after, int limit)
    {
        lock (_gate)
        {
            var from = (int)Math.Min(after.Sequence, _feed.Count);
            return _feed.GetRange(from, Math.Min(limit, _feed.Count - from));
        }
    }

    internal void WriteSnapshot(Snapshot snapshot)
    {
        lock (_gate)
        {
            if (!_snapshots.TryGetValue(snapshot.Stream, out var old) || old.Version <= snapshot.Version)
            {
                _snapshots[snapshot.Stream] = snapshot with { Payload = snapshot.Payload.ToArray() };
            }
        }
    }

    private void Add(Append append)
    {
        if (!_streams.TryGetValue(append.Stream, out var events))
        {
            events = [];
            _streams.Add(append.Stream, events);
        }

        foreach (var e in append.Events)
        {
            var recorded = new RecordedEvent(
                append.Stream,
                events.Count + 1,
                new FeedPosition(0, _feed.Count + 1),
                e.Type,
                e.Payload.ToArray(),
                append.Metadata,
                StoredTime.Truncate(append.At));
            events.Add(recorded);
            _feed.Add(recorded);
        }
    }
}
