using System.Collections.Immutable;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Search;

/// <summary>Lists about stock. Their freshness is that of <see cref="ICatalogSearch"/>.</summary>
public interface IStockSearch
{
    /// <summary>Discrepancies, newest first.</summary>
    /// <param name="locationId">Only at this location.</param>
    /// <param name="sku">Only of this SKU.</param>
    /// <param name="resolved">Only those that are resolved, or are not; both when null.</param>
    /// <param name="page">Where in the list.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<Page<StockDiscrepancy>> FindDiscrepanciesAsync(
        string? locationId, string? sku, bool? resolved, PageRequest page, CancellationToken cancellationToken);
}

/// <summary>Fewer units on a shelf than are promised from it.</summary>
/// <param name="Id">Where, and which.</param>
/// <param name="Shortfall">Units that are missing, beyond what earlier discrepancies told.</param>
/// <param name="Cause">What took them.</param>
/// <param name="Reference">The sale, count or movement.</param>
/// <param name="AtRisk">The promises at risk when it was raised, youngest first.</param>
/// <param name="RaisedAt">UTC.</param>
/// <param name="ResolvedAt">UTC; null while nobody has resolved it.</param>
/// <param name="Resolution">What was found and done; null while nobody has resolved it.</param>
public sealed record StockDiscrepancy(
    DiscrepancyId Id,
    int Shortfall,
    DiscrepancyCause Cause,
    string Reference,
    ImmutableArray<AtRisk> AtRisk,
    DateTimeOffset RaisedAt,
    DateTimeOffset? ResolvedAt,
    string? Resolution);
