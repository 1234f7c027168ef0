using System.Collections.Immutable;

namespace OrleansCommerce.Search;

/// <summary>How the lists are that the journal's feed fills.</summary>
public interface IReadModels
{
    /// <summary>Every one, by name.</summary>
    Task<ImmutableArray<ReadModelStatus>> ReadAsync(CancellationToken cancellationToken);
}

/// <summary>How one list is.</summary>
/// <param name="Name">Such as <c>stock-list</c>.</param>
/// <param name="Lag">How long the first event that is not in it has waited; zero when none waits.</param>
/// <param name="IsRebuilding">Whether a new table is being filled beside it.</param>
/// <param name="HasFault">Whether it cannot be filled at the moment.</param>
public sealed record ReadModelStatus(string Name, TimeSpan Lag, bool IsRebuilding, bool HasFault);
