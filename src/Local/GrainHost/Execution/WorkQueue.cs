namespace OrleansCommerce.Local.Execution;

/// <summary>Something that runs in a turn. It is its own link in a queue, so that queueing costs no memory.</summary>
internal abstract class WorkNode
{
    internal WorkNode? Next { get; set; }

    /// <summary>Runs on <paramref name="turns"/>, in a turn. Does not throw.</summary>
    internal abstract void Run(TurnScheduler turns);
}

/// <summary>First in, first out. Guarded by its owner's lock; a field, never copied.</summary>
internal struct WorkQueue<T>
    where T : WorkNode
{
    private T? _head;
    private T? _tail;

    public readonly T? Head => _head;

    public void Enqueue(T node)
    {
        node.Next = null;
        if (_tail is null)
        {
            _head = node;
        }
        else
        {
            _tail.Next = node;
        }

        _tail = node;
    }

    public T? Dequeue()
    {
        var node = _head;
        if (node is not null)
        {
            Unlink(null, node);
        }

        return node;
    }

    /// <summary>Takes out the first node that <paramref name="match"/> accepts.</summary>
    public T? TakeFirst(Func<T, bool> match)
    {
        T? previous = null;
        for (var node = _head; node is not null; previous = node, node = (T?)node.Next)
        {
            if (match(node))
            {
                Unlink(previous, node);
                return node;
            }
        }

        return null;
    }

    private void Unlink(T? previous, T node)
    {
        if (previous is null)
        {
            _head = (T?)node.Next;
        }
        else
        {
            previous.Next = node.Next;
        }

        if (ReferenceEquals(_tail, node))
        {
            _tail = previous;
        }

        node.Next = null;
    }
}
