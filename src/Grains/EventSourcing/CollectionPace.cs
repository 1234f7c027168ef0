namespace OrleansCommerce.Grains.EventSourcing;

/// <summary>
/// Keeps the collector's pauses short while many grains come into memory, as after a restart. A collection of the young stops all threads for
/// as long as it takes to move what has stayed alive, and what a grain loads stays: with hundreds of megabytes allocated between two
/// collections, as throughput wants it, that was a quarter of a second. So they are asked for as the states come in, a portion at a time, when
/// there is little to move yet. Loading a portion takes several times as long as its collection.
/// </summary>
internal sealed class CollectionPace(Action collect)
{
    /// <summary>Of events and snapshots, as they lie in the journal; in memory they take about as much.</summary>
    internal const long PortionBytes = 256 * 1024;

    private long _loaded;

    /// <summary>That of this process, which has one collector.</summary>
    public static CollectionPace OfProcess { get; } = new(static () =>
        // The generation above goes along: it would otherwise wait until it is as large as what this avoids. "Blocking" would have the caller
        // wait for a collection of the old in the background, when there is one; one of the young ends before this returns all the same.
        GC.Collect(generation: 1, GCCollectionMode.Forced, blocking: false, compacting: false));

    /// <summary>A grain has read so many bytes of events and snapshots.</summary>
    public void Loaded(long bytes)
    {
        if (Interlocked.Add(ref _loaded, bytes) >= PortionBytes && Interlocked.Exchange(ref _loaded, 0) >= PortionBytes)
        {
            collect();
        }
    }
}
