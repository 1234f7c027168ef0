namespace OrleansCommerce.Local.GraphQLServer.Execution;

/// <summary>Keeps the documents that were used last, so that the same query is parsed and validated once.</summary>
internal sealed class DocumentCache(int capacity = 1024, int maxDocumentLength = 32 * 1024)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<(string Source, PreparedDocument Document)>> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Source, PreparedDocument Document)> _byUse = [];

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _entries.Count;
            }
        }
    }

    public PreparedDocument? Find(string source)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(source, out var entry))
            {
                return null;
            }

            if (entry != _byUse.First)
            {
                _byUse.Remove(entry);
                _byUse.AddFirst(entry);
            }

            return entry.Value.Document;
        }
    }

    /// <summary>Keeps a valid document, unless it is so long that a few of them would fill the memory.</summary>
    public void Keep(string source, PreparedDocument document)
    {
        if (source.Length > maxDocumentLength)
        {
            return;
        }

        lock (_gate)
        {
            if (_entries.ContainsKey(source))
            {
                return;
            }

            _entries[source] = _byUse.AddFirst((source, document));
            if (_entries.Count > capacity)
            {
                _entries.Remove(_byUse.Last!.Value.Source);
                _byUse.RemoveLast();
            }
        }
    }
}
