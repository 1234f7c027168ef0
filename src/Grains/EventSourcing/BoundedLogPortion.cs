using System.Collections.Frozen;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace OrleansCommerce.Grains.EventSourcing;

/// <summary>
/// Entries of a <see cref="BoundedLog{TEntry}"/> that no longer change, as objects, packed, or as both. Few of them are ever asked for, and
/// all of them are in every snapshot: packed they are a fraction as long, and are taken over without a look inside.
/// </summary>
internal sealed class BoundedLogPortion<TEntry>
    where TEntry : struct
{
    private FrozenDictionary<string, TEntry>? _entries;
    private byte[]? _packed;

    /// <summary>A portion of <paramref name="entries"/>.</summary>
    public BoundedLogPortion(IReadOnlyDictionary<string, TEntry> entries)
    {
        _entries = entries.ToFrozenDictionary(StringComparer.Ordinal);
        Hashes = [.. _entries.Keys.Select(HashOf)];
        Array.Sort(Hashes);
    }

    /// <summary>A portion that a snapshot holds.</summary>
    /// <param name="hashes">Of the ids, in order.</param>
    /// <param name="packed">What <see cref="Packed"/> was.</param>
    public BoundedLogPortion(uint[] hashes, byte[] packed) => (Hashes, _packed) = (hashes, packed);

    /// <summary>Of entries.</summary>
    public int Count => Hashes.Length;

    /// <summary>Of the ids, in order: they tell of most ids that they are not here, without reading the entries.</summary>
    public uint[] Hashes { get; }

    /// <summary>A JSON object of all entries, compressed as RFC 1951 says.</summary>
    public ReadOnlySpan<byte> Packed => _packed ??= Pack(_entries!);

    /// <summary>The entry of an id; null when it is not here.</summary>
    public TEntry? Find(string id, uint hash)
    {
        if (Array.BinarySearch(Hashes, hash) < 0)
        {
            return null;
        }

        _entries ??= Unpack(_packed!);
        return _entries.TryGetValue(id, out var entry) ? entry : null;
    }

    /// <summary>FNV-1a over the id's UTF-8: it is kept in snapshots, so it is the same in every process and never changes.</summary>
    public static uint HashOf(string id)
    {
        Span<byte> buffer = stackalloc byte[256];
        var text = Encoding.UTF8.TryGetBytes(id, buffer, out var length) ? buffer[..length] : Encoding.UTF8.GetBytes(id);
        var hash = 2166136261;
        foreach (var octet in text)
        {
            hash = (hash ^ octet) * 16777619;
        }

        return hash;
    }

    private static byte[] Pack(FrozenDictionary<string, TEntry> entries)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest))
        {
            JsonSerializer.Serialize(deflate, entries.OrderBy(static entry => entry.Key, StringComparer.Ordinal).ToDictionary(), EventJson.Options);
        }

        return packed.ToArray();
    }

    private static FrozenDictionary<string, TEntry> Unpack(byte[] packed)
    {
        using var inflate = new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<Dictionary<string, TEntry>>(inflate, EventJson.Options)!.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
