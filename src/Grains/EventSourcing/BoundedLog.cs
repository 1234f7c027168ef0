using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace OrleansCommerce.Grains.EventSourcing;

/// <summary>
/// The newest entries by id, at least a given number of them; the oldest are forgotten, a portion at a time. A portion that is full
/// never changes, so it is written as JSON once, and one that came from a snapshot is only read when an id in it is asked for.
/// </summary>
[JsonConverter(typeof(BoundedLogJson))]
public sealed class BoundedLog<TEntry>
    where TEntry : struct
{
    /// <summary>Entries in a full portion.</summary>
    internal const int PortionCount = 512;

    internal BoundedLog(ImmutableDictionary<string, TEntry> recent, ImmutableArray<BoundedLogPortion<TEntry>> portions) =>
        (Recent, Portions) = (recent, portions);

    /// <summary>None yet.</summary>
    public static BoundedLog<TEntry> Empty { get; } = new(ImmutableDictionary.Create<string, TEntry>(StringComparer.Ordinal), []);

    /// <summary>How many are remembered.</summary>
    public int Count => Recent.Count + Portions.Sum(static portion => portion.Count);

    /// <summary>The newest, fewer than a portion.</summary>
    internal ImmutableDictionary<string, TEntry> Recent { get; }

    /// <summary>Full portions, oldest first.</summary>
    internal ImmutableArray<BoundedLogPortion<TEntry>> Portions { get; }

    /// <summary>The entry of an id; null when it is not known, or forgotten.</summary>
    public TEntry? Find(string id)
    {
        if (Recent.TryGetValue(id, out var entry))
        {
            return entry;
        }

        if (Portions.IsEmpty)
        {
            return null;
        }

        var hash = BoundedLogPortion<TEntry>.HashOf(id);
        for (var i = Portions.Length - 1; i >= 0; i--)
        {
            if (Portions[i].Find(id, hash) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>
    /// Notes an entry, in place of an older one of the same id. Of those before it the newest <paramref name="countMin"/> - 1 stay
    /// known for certain.
    /// </summary>
    public BoundedLog<TEntry> Note(string id, TEntry entry, int countMin)
    {
        var recent = Recent.SetItem(id, entry);
        if (recent.Count < PortionCount)
        {
            return new BoundedLog<TEntry>(recent, Portions);
        }

        var portions = Portions.Add(new BoundedLogPortion<TEntry>(recent));
        var forgotten = 0;
        for (var known = portions.Sum(static portion => portion.Count); known - portions[forgotten].Count >= countMin; forgotten++)
        {
            known -= portions[forgotten].Count;
        }

        return new BoundedLog<TEntry>(Empty.Recent, portions.RemoveRange(0, forgotten));
    }
}
