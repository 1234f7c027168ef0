using OrleansCommerce.Catalog;
using OrleansCommerce.Search;

namespace OrleansCommerce.GraphQL;

/// <summary>A page of the list of products.</summary>
public sealed class ProductConnection(Page<ProductDetails> page)
{
    /// <summary>The products, by SKU.</summary>
    public IReadOnlyList<Product> Nodes { get; } = [.. page.Nodes.Select(product => new Product(product))];

    /// <summary>How many the whole list has.</summary>
    public int TotalCount => page.TotalCount;

    /// <summary>Whether and where the list goes on.</summary>
    public PageInfo PageInfo => PageInfo.Of(page);
}
