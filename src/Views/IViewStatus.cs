namespace OrleansCommerce.Views;

/// <summary>How the read models are, for health checks and operators.</summary>
public interface IViewStatus
{
    /// <summary>Every view, by name; reads the database.</summary>
    Task<IReadOnlyList<ViewStatus>> ReadAsync(CancellationToken cancellationToken = default);
}

/// <summary>How one read model is.</summary>
/// <param name="Name">Such as <c>stock-list</c>.</param>
/// <param name="Lag">How long the first event that is not in it has waited; zero when none waits.</param>
/// <param name="IsRebuilding">Whether a new table is being filled beside it.</param>
/// <param name="Fault">Why this process cannot fill it at the moment; null when nothing is wrong.</param>
/// <param name="FaultSince">Since when, UTC.</param>
public sealed record ViewStatus(string Name, TimeSpan Lag, bool IsRebuilding, string? Fault, DateTimeOffset? FaultSince);
