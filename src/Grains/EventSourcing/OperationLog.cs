using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansCommerce.Grains.EventSourcing;

/// <summary>A caller's idempotency key, with a fingerprint of the input that came with it. Carried by the event that the operation caused.</summary>
/// <param name="Id">As given, 1 to 100 characters.</param>
/// <param name="Fingerprint">16 hexadecimal digits of the input's SHA-256.</param>
public sealed record Operation(string Id, string Fingerprint)
{
    /// <summary>The longest operation id, in characters. A UUID has 36; the rest is room for a caller's own scheme.</summary>
    public const int IdLengthMax = 100;

    /// <summary>Stamps an input. The input's properties, in their order, make the fingerprint; the id is one of them.</summary>
    public static Operation Of<TInput>(string id, TInput input) =>
        new(id, Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(input, EventJson.Options)), 0, 8));
}

/// <summary>
/// The operations that an aggregate remembers, so that a repeated one gets its first answer. The oldest are forgotten beyond
/// <see cref="CountMax"/>: a caller that retries does so within minutes, not after a thousand other operations on one thing.
/// </summary>
public sealed record OperationLog(ImmutableDictionary<string, OperationLog.Entry> Entries, ImmutableList<string> Order)
{
    /// <summary>How many are remembered.</summary>
    public const int CountMax = 5_000;

    /// <summary>None yet.</summary>
    public static OperationLog Empty { get; } = new(ImmutableDictionary<string, Entry>.Empty, []);

    /// <summary>Notes an operation whose answer shows the state at <paramref name="version"/>; notes a later version when it went on since.</summary>
    public OperationLog Note(Operation operation, long version)
    {
        var entry = new Entry(operation.Fingerprint, version);
        if (Entries.ContainsKey(operation.Id))
        {
            return this with { Entries = Entries.SetItem(operation.Id, entry) };
        }

        var entries = Entries.Add(operation.Id, entry);
        var order = Order.Add(operation.Id);
        return order.Count <= CountMax
            ? new OperationLog(entries, order)
            : new OperationLog(entries.Remove(order[0]), order.RemoveAt(0));
    }

    /// <summary>What is known of an operation.</summary>
    /// <returns>Null when it is new; a repeat, or a refusal when it came with another input before.</returns>
    public Decision<TEvent>? Recall<TEvent>(Operation operation)
        where TEvent : class
    {
        if (!Entries.TryGetValue(operation.Id, out var entry))
        {
            return null;
        }

        return entry.Fingerprint == operation.Fingerprint
            ? Decision<TEvent>.Repeat(entry.Version)
            : new OperationIdReused(operation.Id);
    }

    /// <summary>One operation.</summary>
    /// <param name="Fingerprint">Of its input.</param>
    /// <param name="Version">Of the state that its answer showed.</param>
    public readonly record struct Entry(
        [property: JsonPropertyName("f")] string Fingerprint,
        [property: JsonPropertyName("v")] long Version);
}
