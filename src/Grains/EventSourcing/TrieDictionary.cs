using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Text.Json.Serialization;

namespace OrleansCommerce.Grains.EventSourcing;

/// <summary>
/// An immutable map for states with hundreds of thousands of entries: a change copies three or four small arrays, where a binary tree
/// copies a node for each of eighteen levels, and a look-up touches as few. Equal contents have equal form, whatever their history.
/// </summary>
/// <remarks>
/// A compressed hash array mapped prefix tree: Bagwell, "Ideal Hash Trees" (2001); Steindorfer and Vinju, "Optimizing Hash-Array Mapped
/// Tries for Fast and Lean Immutable JVM Collections" (OOPSLA 2015).
/// </remarks>
[JsonConverter(typeof(TrieDictionaryJson))]
public sealed class TrieDictionary<TValue> : IReadOnlyDictionary<string, TValue>
    where TValue : struct
{
    private const int BitsOfLevel = 5;

    /// <summary>Beyond it the hash has no more bits to tell keys apart.</summary>
    private const int HashBits = 32;

    private readonly Node _root;

    private TrieDictionary(Node root, int count) => (_root, Count) = (root, count);

    /// <summary>No entries.</summary>
    public static TrieDictionary<TValue> Empty { get; } = new(new Node(0, 0, [], []), 0);

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public IEnumerable<string> Keys => this.Select(static entry => entry.Key);

    /// <inheritdoc/>
    public IEnumerable<TValue> Values => this.Select(static entry => entry.Value);

    /// <inheritdoc/>
    public TValue this[string key] =>
        TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"There is no entry '{key}'.");

    /// <inheritdoc/>
    public bool ContainsKey(string key) => TryGetValue(key, out _);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out TValue value)
    {
        var hash = HashOf(key);
        var node = _root;
        for (var shift = 0; shift < HashBits; shift += BitsOfLevel)
        {
            var bit = BitOf(hash, shift);
            if ((node.EntryMap & bit) != 0)
            {
                ref readonly var entry = ref node.Entries[IndexOf(node.EntryMap, bit)];
                var found = entry.Hash == hash && entry.Key == key;
                value = found ? entry.Value : default;
                return found;
            }

            if ((node.ChildMap & bit) == 0)
            {
                value = default;
                return false;
            }

            node = node.Children[IndexOf(node.ChildMap, bit)];
        }

        var index = Array.FindIndex(node.Entries, entry => entry.Key == key);
        value = index < 0 ? default : node.Entries[index].Value;
        return index >= 0;
    }

    /// <summary>With an entry, in place of one of the same key.</summary>
    public TrieDictionary<TValue> SetItem(string key, TValue value)
    {
        var root = Set(_root, 0, new Entry(key, HashOf(key), value), out var added);
        return new TrieDictionary<TValue>(root, added ? Count + 1 : Count);
    }

    /// <summary>Without the entry of a key; the same when there is none.</summary>
    public TrieDictionary<TValue> Remove(string key)
    {
        var root = Remove(_root, 0, HashOf(key), key);
        return ReferenceEquals(root, _root) ? this : new TrieDictionary<TValue>(root, Count - 1);
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, TValue>> GetEnumerator()
    {
        var nodes = new Stack<Node>([_root]);
        while (nodes.TryPop(out var node))
        {
            foreach (var entry in node.Entries)
            {
                yield return KeyValuePair.Create(entry.Key, entry.Value);
            }

            foreach (var child in node.Children)
            {
                nodes.Push(child);
            }
        }
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static int HashOf(string key) => string.GetHashCode(key, StringComparison.Ordinal);

    private static uint BitOf(int hash, int shift) => 1u << ((hash >>> shift) & 31);

    /// <summary>Where a bit's element stands: behind those of the lower bits.</summary>
    private static int IndexOf(uint map, uint bit) => BitOperations.PopCount(map & (bit - 1));

    private static Node Set(Node node, int shift, in Entry entry, out bool added)
    {
        if (shift >= HashBits)
        {
            return SetAmongEqualHashes(node, entry, out added);
        }

        var bit = BitOf(entry.Hash, shift);
        if ((node.ChildMap & bit) != 0)
        {
            var index = IndexOf(node.ChildMap, bit);
            var child = Set(node.Children[index], shift + BitsOfLevel, entry, out added);
            return new Node(node.EntryMap, node.ChildMap, node.Entries, Replaced(node.Children, index, child));
        }

        var at = IndexOf(node.EntryMap, bit);
        if ((node.EntryMap & bit) == 0)
        {
            added = true;
            return new Node(node.EntryMap | bit, node.ChildMap, Inserted(node.Entries, at, entry), node.Children);
        }

        ref readonly var other = ref node.Entries[at];
        added = other.Key != entry.Key;
        return added
            ? new Node(
                node.EntryMap & ~bit,
                node.ChildMap | bit,
                Removed(node.Entries, at),
                Inserted(node.Children, IndexOf(node.ChildMap, bit), Pair(shift + BitsOfLevel, other, entry)))
            : new Node(node.EntryMap, node.ChildMap, Replaced(node.Entries, at, entry), node.Children);
    }

    private static Node SetAmongEqualHashes(Node node, in Entry entry, out bool added)
    {
        var key = entry.Key;
        var index = Array.FindIndex(node.Entries, known => string.CompareOrdinal(known.Key, key) >= 0);
        added = index < 0 || node.Entries[index].Key != key;
        var at = index < 0 ? node.Entries.Length : index;
        return new Node(0, 0, added ? Inserted(node.Entries, at, entry) : Replaced(node.Entries, at, entry), []);
    }

    private static Node Pair(int shift, in Entry one, in Entry other)
    {
        if (shift >= HashBits)
        {
            return new Node(0, 0, string.CompareOrdinal(one.Key, other.Key) < 0 ? [one, other] : [other, one], []);
        }

        var bit = BitOf(one.Hash, shift);
        var otherBit = BitOf(other.Hash, shift);
        return bit == otherBit
            ? new Node(0, bit, [], [Pair(shift + BitsOfLevel, one, other)])
            : new Node(bit | otherBit, 0, bit < otherBit ? [one, other] : [other, one], []);
    }

    private static Node Remove(Node node, int shift, int hash, string key)
    {
        if (shift >= HashBits)
        {
            var index = Array.FindIndex(node.Entries, entry => entry.Key == key);
            return index < 0 ? node : new Node(0, 0, Removed(node.Entries, index), []);
        }

        var bit = BitOf(hash, shift);
        if ((node.EntryMap & bit) != 0)
        {
            var index = IndexOf(node.EntryMap, bit);
            return node.Entries[index].Key == key
                ? new Node(node.EntryMap & ~bit, node.ChildMap, Removed(node.Entries, index), node.Children)
                : node;
        }

        if ((node.ChildMap & bit) == 0)
        {
            return node;
        }

        var at = IndexOf(node.ChildMap, bit);
        var child = Remove(node.Children[at], shift + BitsOfLevel, hash, key);
        if (ReferenceEquals(child, node.Children[at]))
        {
            return node;
        }

        // A lone entry stands as high as it can, so that equal contents have equal form.
        return child.IsLone
            ? new Node(
                node.EntryMap | bit,
                node.ChildMap & ~bit,
                Inserted(node.Entries, IndexOf(node.EntryMap, bit), child.Entries[0]),
                Removed(node.Children, at))
            : new Node(node.EntryMap, node.ChildMap, node.Entries, Replaced(node.Children, at, child));
    }

    private static T[] Inserted<T>(T[] array, int index, T item)
    {
        var longer = new T[array.Length + 1];
        Array.Copy(array, longer, index);
        longer[index] = item;
        Array.Copy(array, index, longer, index + 1, array.Length - index);
        return longer;
    }

    private static T[] Removed<T>(T[] array, int index)
    {
        var shorter = array.Length == 1 ? [] : new T[array.Length - 1];
        Array.Copy(array, shorter, index);
        Array.Copy(array, index + 1, shorter, index, shorter.Length - index);
        return shorter;
    }

    private static T[] Replaced<T>(T[] array, int index, T item)
    {
        var copy = (T[])array.Clone();
        copy[index] = item;
        return copy;
    }

    private readonly record struct Entry(string Key, int Hash, TValue Value);

    /// <summary>A level: of its 32 places, those with an entry and those with a level below. Below the last bit of the hash, entries in the order of their keys.</summary>
    private sealed class Node(uint entryMap, uint childMap, Entry[] entries, Node[] children)
    {
        public readonly uint EntryMap = entryMap;
        public readonly uint ChildMap = childMap;
        public readonly Entry[] Entries = entries;
        public readonly Node[] Children = children;

        public bool IsLone => Entries.Length == 1 && Children.Length == 0;
    }
}
