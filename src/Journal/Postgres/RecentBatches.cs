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
            _furthest = after > _furthest ? after : _furthest;
            return _batches.Count > 0 && after == _furthest;
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

            _batches.Add(id, Kept.Of(batch));
            _events += batch.Events;
            _bytes += batch.Bytes;
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

    /// <summary>The appends of a batch that were committed, each with the sequence number of its first event.</summary>
    private sealed class Kept(List<(int First, Append Append)> appends, int events, long bytes)
    {
        /// <summary>Of the whole batch.</summary>
        public int Events { get; } = events;

        /// <summary>Of the whole batch.</summary>
        public long Bytes { get; } = bytes;

        public static Kept Of(Batch batch)
        {
            var appends = new List<(int, Append)>(batch.Appends.Count);
            var next = 1;
            foreach (var pending in batch.Appends)
            {
                if (!pending.Continues)
                {
                    continue;
                }

                // One whose chain lost was sent as well, and its numbers are left out.
                if (pending.Chain!.State == ChainState.Committed)
                {
                    appends.Add((next, pending.Append));
                }

                next += pending.Append.Events.Count;
            }

            return new Kept(appends, batch.Events, batch.Bytes);
        }

        /// <summary>True when it was read to its end.</summary>
        public bool Read(ulong transaction, long after, List<RecordedEvent> events, int limit)
        {
            foreach (var (first, append) in appends)
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
