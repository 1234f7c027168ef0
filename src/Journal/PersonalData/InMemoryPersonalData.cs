using System.Collections.Concurrent;

namespace OrleansCommerce.Journal.PersonalData;

/// <summary>Personal data for simulation and tests. Every call completes at once.</summary>
public sealed class InMemoryPersonalData : IPersonalData
{
    private readonly ConcurrentDictionary<string, (string Subject, string Json)> _records = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task PutAsync(string id, string subject, string json, CancellationToken cancellationToken = default)
    {
        _records[id] = (subject, json);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<bool> TryAddAsync(string id, string subject, string json, CancellationToken cancellationToken = default) =>
        Task.FromResult(_records.TryAdd(id, (subject, json)));

    /// <inheritdoc/>
    public Task<string?> GetAsync(string id, CancellationToken cancellationToken = default) =>
        Task.FromResult(_records.TryGetValue(id, out var record) ? record.Json : null);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, string>> GetManyAsync(
        IReadOnlyCollection<string> ids, CancellationToken cancellationToken = default)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            if (_records.TryGetValue(id, out var record))
            {
                found[id] = record.Json;
            }
        }

        return Task.FromResult<IReadOnlyDictionary<string, string>>(found);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<PersonalRecord>> ExportAsync(string subject, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<PersonalRecord>>(
            [.. Of(subject).Order(StringComparer.Ordinal).Select(id => new PersonalRecord(id, _records[id].Json))]);

    /// <inheritdoc/>
    public Task<int> EraseAsync(string subject, CancellationToken cancellationToken = default) =>
        Task.FromResult(Of(subject).Count(id => _records.TryRemove(id, out _)));

    private string[] Of(string subject) =>
        [.. _records.Where(r => string.Equals(r.Value.Subject, subject, StringComparison.Ordinal)).Select(static r => r.Key)];
}
