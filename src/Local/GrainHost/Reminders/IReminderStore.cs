namespace OrleansCommerce.Local;

/// <summary>A reminder as it is kept.</summary>
/// <param name="GrainId">The grain's id, <c>type/key</c>.</param>
/// <param name="Name">Unique in the grain.</param>
/// <param name="StartAt">When it was first due, UTC.</param>
/// <param name="Period">From one tick to the next.</param>
public sealed record ReminderRow(string GrainId, string Name, DateTimeOffset StartAt, TimeSpan Period);

/// <summary>Keeps reminders. Implementations are safe for concurrent use; a method that completed is durable.</summary>
public interface IReminderStore
{
    /// <summary>Writes a row, replacing the one of the same grain and name.</summary>
    Task UpsertAsync(ReminderRow row, CancellationToken cancellationToken = default);

    /// <summary>Deletes the row of that grain and name, if there is one.</summary>
    Task DeleteAsync(string grainId, string name, CancellationToken cancellationToken = default);

    /// <summary>All rows, in any order. Called when a host starts.</summary>
    Task<IReadOnlyList<ReminderRow>> ReadAllAsync(CancellationToken cancellationToken = default);
}
