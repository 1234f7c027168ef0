using OrleansCommerce.Receipts;

namespace OrleansCommerce.Search;

/// <summary>The list of receipts of all stores and channels, newest sale first. Its freshness is that of <see cref="ICatalogSearch"/>.</summary>
public interface IReceiptSearch
{
    /// <summary>Receipts that the filter lets through.</summary>
    Task<Page<ReceiptDetails>> FindReceiptsAsync(ReceiptFilter filter, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Closings, those of the newest days first; of a day that ends its month or year, the longest period first.</summary>
    /// <param name="storeId">Whose; everybody's when null.</param>
    /// <param name="period">How long; of any length when null.</param>
    /// <param name="page">Which of them.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    Task<Page<ClosingDetails>> FindClosingsAsync(
        string? storeId, ClosingPeriod? period, PageRequest page, CancellationToken cancellationToken);
}

/// <summary>Which receipts; what is null filters nothing.</summary>
/// <param name="Search">Words, each of which a word of number, order number, store, SKUs or names begins with.</param>
/// <param name="CustomerId">Whose.</param>
/// <param name="StoreId">Of which store.</param>
/// <param name="Sku">With this SKU.</param>
/// <param name="From">Sold at this time or later.</param>
/// <param name="To">Sold before this time.</param>
/// <param name="MinAmount">Of this total or more; the total of a credit note is negative.</param>
/// <param name="MaxAmount">Of this total or less.</param>
public sealed record ReceiptFilter(
    string? Search = null,
    string? CustomerId = null,
    string? StoreId = null,
    string? Sku = null,
    DateTimeOffset? From = null,
    DateTimeOffset? To = null,
    decimal? MinAmount = null,
    decimal? MaxAmount = null);
