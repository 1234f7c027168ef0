using System.Collections;

namespace OrleansCommerce.Grains.EventSourcing;

/// <summary>
/// An immutable queue whose versions share arrays: an element that joins takes a place in the last array, which older versions do not
/// look at, so that it costs the collector no object of its own. The default is empty.
/// </summary>
/// <remarks>Only the newest version goes on in place: who adds to an older one gets a copy.</remarks>
internal readonly struct ChunkedQueue<T> : IEnumerable<T>
{
    /// <summary>Most queues are short, and there are many of them.</summary>
    private const int FirstChunk = 1;

    private const int LargestChunk = 64;

    private readonly Chunk? _head;
    private readonly int _start;
    private readonly Chunk? _tail;
    private readonly int _end;

    private ChunkedQueue(Chunk? head, int start, Chunk? tail, int end) => (_head, _start, _tail, _end) = (head, start, tail, end);

    /// <summary>Whether nobody waits.</summary>
    public bool IsEmpty => ReferenceEquals(_head, _tail) && _start == _end;

    /// <summary>Who came first.</summary>
    /// <exception cref="InvalidOperationException">Nobody waits.</exception>
    public T Peek() => IsEmpty ? throw new InvalidOperationException("The queue is empty.") : _head!.Items[_start];

    /// <summary>With one more at the end.</summary>
    public ChunkedQueue<T> Enqueue(T item)
    {
        if (_tail is not null && _end < _tail.Items.Length)
        {
            return _tail.TryPut(item, _end) ? new ChunkedQueue<T>(_head, _start, _tail, _end + 1) : Copy().Enqueue(item);
        }

        var next = new Chunk(_tail is null ? FirstChunk : Math.Min(_tail.Items.Length * 2, LargestChunk), item);
        if (IsEmpty)
        {
            return new ChunkedQueue<T>(next, 0, next, 1);
        }

        return _tail!.TryLink(next) ? new ChunkedQueue<T>(_head, _start, next, 1) : Copy().Enqueue(item);
    }

    /// <summary>Without the one who came first.</summary>
    /// <exception cref="InvalidOperationException">Nobody waits.</exception>
    public ChunkedQueue<T> Dequeue()
    {
        if (IsEmpty)
        {
            throw new InvalidOperationException("The queue is empty.");
        }

        return _start + 1 == _head!.Items.Length && !ReferenceEquals(_head, _tail)
            ? new ChunkedQueue<T>(_head.Next, 0, _tail, _end)
            : new ChunkedQueue<T>(_head, _start + 1, _tail, _end);
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        var (chunk, start) = (_head, _start);
        while (chunk is not null)
        {
            var isLast = ReferenceEquals(chunk, _tail);
            for (var i = start; i < (isLast ? _end : chunk.Items.Length); i++)
            {
                yield return chunk.Items[i];
            }

            (chunk, start) = (isLast ? null : chunk.Next, 0);
        }
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private ChunkedQueue<T> Copy()
    {
        ChunkedQueue<T> copy = default;
        foreach (var item in this)
        {
            copy = copy.Enqueue(item);
        }

        return copy;
    }

    /// <summary>A piece of the queue. Every piece but the last is full.</summary>
    private sealed class Chunk
    {
        private int _taken = 1;
        private Chunk? _next;

        public Chunk(int length, T first)
        {
            Items = new T[length];
            Items[0] = first;
        }

        public T[] Items { get; }

        public Chunk? Next => _next;

        /// <summary>Takes a place; false when another version has taken it.</summary>
        public bool TryPut(T item, int place)
        {
            if (Interlocked.CompareExchange(ref _taken, place + 1, place) != place)
            {
                return false;
            }

            Items[place] = item;
            return true;
        }

        /// <summary>Puts a chunk behind this one; false when another version has put one there.</summary>
        public bool TryLink(Chunk next) => Interlocked.CompareExchange(ref _next, next, null) is null;
    }
}
