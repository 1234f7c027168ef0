namespace OrleansCommerce.Search;

/// <summary>Lists of carts. Their freshness is that of <see cref="ICatalogSearch"/>.</summary>
public interface ICartSearch
{
    /// <summary>The ids of a customer's carts of which no order was made, the one that changed last first.</summary>
    /// <param name="customerId">Whose.</param>
    /// <param name="page">Where in the list.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<Page<string>> FindCartsAsync(string customerId, PageRequest page, CancellationToken cancellationToken);
}
