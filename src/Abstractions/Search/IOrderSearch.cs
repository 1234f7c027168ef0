namespace OrleansCommerce.Search;

/// <summary>The list of orders, newest first. Its freshness is that of <see cref="ICatalogSearch"/>.</summary>
public interface IOrderSearch
{
    /// <summary>Ids of orders whose number, id, customer id or SKUs contain every word of <paramref name="search"/>.</summary>
    /// <param name="search">Words; all orders when null.</param>
    /// <param name="customerId">Only this customer's.</param>
    /// <param name="ownerSubject">Only those that this subject placed or, when it is a customer, owns.</param>
    /// <param name="page">Where in the list.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<Page<string>> FindOrdersAsync(
        string? search, string? customerId, string? ownerSubject, PageRequest page, CancellationToken cancellationToken);
}
