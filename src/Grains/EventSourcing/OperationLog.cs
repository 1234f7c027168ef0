using System.Text.Json.Serialization;

namespace OrleansCommerce.Grains.EventSourcing;

/// <summary>
/// The operations that an aggregate remembers, so that a repeated one gets its first answer. The newest
/// <see cref="CountMin"/> at least are remembered: a caller that retries does so within minutes, not after thousands of other operations on one thing.
/// </summary>
public sealed record OperationLog(BoundedLog<OperationLog.Entry> Operations)
{
    /// <summary>How many are remembered for certain.</summary>
    public const int CountMin = 5_000;

    /// <summary>None yet.</summary>
    public static OperationLog Empty { get; } = new(BoundedLog<Entry>.Empty);

    /// <summary>Notes an operation whose answer shows the state at <paramref name="version"/>; notes a later version when it went on since.</summary>
    public OperationLog Note(Operation operation, long version) =>
        new(Operations.Note(operation.Id, new Entry(operation.Fingerprint, version), CountMin));

    /// <summary>What is known of an operation.</summary>
    /// <returns>Null when it is new; a repeat, or a refusal when it came with another input before.</returns>
    public Decision<TEvent>? Recall<TEvent>(Operation operation)
        where TEvent : class
    {
        if (Operations.Find(operation.Id) is not { } entry)
        {
            return null;
        }

        return entry.Fingerprint == operation.Fingerprint
            ? Decision<TEvent>.Repeat(entry.Version)
            : new OperationIdReused(operation.Id);
    }

    /// <summary>Whether an operation with this id was noted, whatever its input.</summary>
    public bool Knows(string operationId) => Operations.Find(operationId) is not null;

    /// <summary>One operation.</summary>
    /// <param name="Fingerprint">Of its input.</param>
    /// <param name="Version">Of the state that its answer showed.</param>
    public readonly record struct Entry(
        [property: JsonPropertyName("f")] string Fingerprint,
        [property: JsonPropertyName("v")] long Version);
}
