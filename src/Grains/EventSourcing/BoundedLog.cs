using System.Collections.Immutable;

namespace OrleansCommerce.Grains.EventSourcing;

/// <summary>The newest entries by id, at most a given number; the oldest id is forgotten first.</summary>
/// <param name="Entries">By id.</param>
/// <param name="Order">Ids, oldest first.</param>
/// <param name="Count">Of entries.</param>
public sealed record BoundedLog<TEntry>(ImmutableDictionary<string, TEntry> Entries, ImmutableQueue<string> Order, int Count)
    where TEntry : struct
{
    /// <summary>None yet.</summary>
    public static BoundedLog<TEntry> Empty { get; } = new(ImmutableDictionary<string, TEntry>.Empty, [], 0);

    /// <summary>The entry of an id; null when it is not known, or forgotten.</summary>
    public TEntry? Find(string id) => Entries.TryGetValue(id, out var entry) ? entry : null;

    /// <summary>Notes an entry, in place of an older one of the same id; forgets the oldest id beyond <paramref name="countMax"/>.</summary>
    public BoundedLog<TEntry> Note(string id, TEntry entry, int countMax)
    {
        if (Entries.ContainsKey(id))
        {
            return this with { Entries = Entries.SetItem(id, entry) };
        }

        if (Count < countMax)
        {
            return new BoundedLog<TEntry>(Entries.Add(id, entry), Order.Enqueue(id), Count + 1);
        }

        var rest = Order.Dequeue(out var oldest);
        return new BoundedLog<TEntry>(Entries.Remove(oldest).Add(id, entry), rest.Enqueue(id), Count);
    }
}
