using OrleansCommerce.Journal.Batching;
using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Journal.Postgres;

/// <summary>
/// What this process has just committed, for its own readers of the feed, who follow within moments: to read the rows back would cost PostgreSQL
/// half of what it cost to write them. Whatever is not here is in the table.
/// </summary>
internal sealed class RecentBatches
{
    /// <summary>A reader that is further behind reads the table.</summary>
    private const int EventsMax = 10_000;

    /// <summary>The same, in payload bytes.</summary>
    private const long BytesMax = 8 * 1024 * 1024;

    /// <summary>A process whose feed nobody has read for so long has no reader: another process follows it.</summary>
    private const long ReaderGoneMilliseconds = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, Kept> _batches = [];
    private int _events;
    private long _bytes;
    private FeedPosition _furthest;
    private long _followedUntil;

    /// <summary>A reader goes on from a place; whether anything is kept that it may want. Whoever comes behind another finds nothing here.</summary>
    public bool Look(FeedPosition after)
    {
        lock (_gate)
        {
            _followedUntil = Environment.TickCount64 + ReaderGoneMilliseconds;
            return _batches.Count > 0 && after >= _furthest;
        }
    }

    /// <summary>There were events behind the place: until then it is a claim, and a cursor from outside can claim any.</summary>
    public void WentOnFrom(FeedPosition after)
    {
        lock (_gate)
        {
            _furthest = after > _furthest ? after : _furthest;
        }
    }

    /// <summary>Keeps what was committed of a batch that reached the server once: an earlier try could be what is in the table.</summary>
    public void Keep(Guid id, Batch batch)
    {
        lock (_gate)
        {
            if (_events + batch.Events > EventsMax || _bytes + batch.Bytes > BytesMax || Environment.TickCount64 > _followedUntil)
            {
                _batches.Clear();
                (_events, _bytes) = (0, 0);
                return;
            }

            var kept = new Kept(batch);
            if (kept.HasAny)
            {
                _batches.Add(id, kept);
                _events += kept.Events;
                _bytes += kept.Bytes;
            }
        }
    }

    /// <summary>Adds a batch's events to those that were read, and lets go of it when all of them are; false when it is not here.</summary>
    /// <param name="id">The batch.</param>
    /// <param name="transaction">The transaction that committed it.</param>
    /// <param name="after">The last sequence number within it that is known; 0 when none is.</param>
    /// <param name="events">What was read.</param>
    /// <param name="limit">How many it may become.</param>
    public bool TryRead(Guid id, ulong transaction, long after, List<RecordedEvent> events, int limit)
    {
        Kept? batch;
        lock (_gate)
        {
            if (!_batches.TryGetValue(id, out batch))
            {
                return false;
            }
        }

        if (batch.Read(transaction, after, events, limit))
        {
            lock (_gate)
            {
                if (_batches.Remove(id))
                {
                    _events -= batch.Events;
                    _bytes -= batch.Bytes;
                }
            }
        }

        return true;
    }

    /// <summary>The appends of a settled batch that were committed.</summary>
    private sealed class Kept(Batch batch)
    {
        // A transaction numbers the events that were sent from 1, those of chains that lost among them.
        private readonly List<(int First, Append Append)> _appends =
            [.. batch.Appends.Where(static pending => pending.IsCommitted).Select(static pending => (pending.Offset + 1, pending.Append))];

        public bool HasAny => _appends.Count > 0;

        /// <summary>Of the whole batch.</summary>
        public int Events { get; } = batch.Events;

        /// <summary>Of the whole batch.</summary>
        public long Bytes { get; } = batch.Bytes;

        /// <summary>True when it was read to its end.</summary>
        public bool Read(ulong transaction, long after, List<RecordedEvent> events, int limit)
        {
            foreach (var (first, append) in _appends)
            {
                var at = StoredTime.Truncate(append.At);
                for (var i = 0; i < append.Events.Count; i++)
                {
                    if (first + i <= after)
                    {
                        continue;
                    }

                    if (events.Count == limit)
                    {
                        return false;
                    }

                    var e = append.Events[i];
                    events.Add(new RecordedEvent(
                        append.Stream, append.ExpectedVersion + 1 + i, new FeedPosition(transaction, first + i), e.Type, e.Payload, append.Metadata, at));
                }
            }

            return true;
        }
    }
}
