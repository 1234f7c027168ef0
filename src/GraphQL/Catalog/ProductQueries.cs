using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Catalog;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.GraphQL.Validation;
using OrleansCommerce.Search;

namespace OrleansCommerce.GraphQL;

/// <summary>Questions about products.</summary>
[ExtendObjectType(OperationTypeNames.Query)]
public static class ProductQueries
{
    /// <summary>One product; null when it is not registered.</summary>
    /// <param name="sku">Its SKU.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<Product?> GetProductAsync(string sku, [Service] GrainCalls grains)
    {
        Access.Demand(Permission.ReadCatalog);
        return Ids.IsSku(sku) && await grains.CallAsync((IProductGrain grain) => grain.GetAsync(), sku) is { } product
            ? new Product(product)
            : null;
    }

    /// <summary>Products, by SKU.</summary>
    /// <param name="search">Words that SKU or name contain, each of them; all products when left out.</param>
    /// <param name="first">1 to 200; 50 when left out.</param>
    /// <param name="after">A cursor of this list, for the page after it; the first page when left out.</param>
    /// <param name="catalog">The list.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public static async Task<ProductConnection> GetProductsAsync(
        string? search, int? first, string? after, [Service] ICatalogSearch catalog, CancellationToken cancellationToken)
    {
        Access.Demand(Permission.ReadCatalog);
        return new ProductConnection(
            await Paging.AskAsync(first, after, page => catalog.FindProductsAsync(search, page, cancellationToken)));
    }
}
