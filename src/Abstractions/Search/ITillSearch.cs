namespace OrleansCommerce.Search;

/// <summary>The list of sessions of tills, newest first. Its freshness is that of <see cref="ICatalogSearch"/>.</summary>
public interface ITillSearch
{
    /// <summary>Which sessions there are.</summary>
    /// <param name="locationId">Where; everywhere when null.</param>
    /// <param name="open">Those that are open, or those that are not; both when null.</param>
    /// <param name="page">Which of them.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    Task<Page<TillSessionKey>> FindSessionsAsync(string? locationId, bool? open, PageRequest page, CancellationToken cancellationToken);
}

/// <summary>Which session of which till.</summary>
public sealed record TillSessionKey(string TillId, int Number);
