namespace OrleansCommerce.Search;

/// <summary>The list of announced returns whose goods are still to be graded. Its freshness is that of <see cref="ICatalogSearch"/>.</summary>
public interface IReturnSearch
{
    /// <summary>Which announced returns are open, the oldest first.</summary>
    /// <param name="locationId">Where their goods are to come to, or are; everywhere when null.</param>
    /// <param name="page">Which of them.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    Task<Page<ReturnRequestKey>> FindOpenAsync(string? locationId, PageRequest page, CancellationToken cancellationToken);
}

/// <summary>Which announced return of which order.</summary>
public sealed record ReturnRequestKey(string RequestId, string OrderId);
