using System.Collections.Concurrent;

namespace OrleansCommerce.Local;

/// <summary>Keeps reminders in memory: for tests, simulation, and hosts whose reminders need not outlive them.</summary>
public sealed class InMemoryReminderStore : IReminderStore
{
    private readonly ConcurrentDictionary<(string GrainId, string Name), ReminderRow> _rows = new();

    /// <inheritdoc/>
    public Task UpsertAsync(ReminderRow row, CancellationToken cancellationToken = default)
    {
        _rows[(row.GrainId, row.Name)] = row;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string grainId, string name, CancellationToken cancellationToken = default)
    {
        _rows.TryRemove((grainId, name), out _);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ReminderRow>> ReadAllAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<ReminderRow>>(
            [.. _rows.Values.OrderBy(row => row.GrainId, StringComparer.Ordinal).ThenBy(row => row.Name, StringComparer.Ordinal)]);
}
