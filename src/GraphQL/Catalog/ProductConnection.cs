using OrleansCommerce.Catalog;
using OrleansCommerce.Search;

namespace OrleansCommerce.GraphQL;

/// <summary>A page of the list of products.</summary>
public sealed class ProductConnection
{
    private readonly Page<ProductDetails> _page;

    internal ProductConnection(Page<ProductDetails> page)
    {
        _page = page;
        Nodes = [.. page.Nodes.Select(static found => new Product(found))];
        Edges = [.. page.Cursors.Zip(Nodes, static (cursor, node) => new ProductEdge { Cursor = cursor, Node = node })];
    }

    /// <summary>The products with their cursors, by SKU.</summary>
    public IReadOnlyList<ProductEdge> Edges { get; }

    /// <summary>The products, by SKU.</summary>
    public IReadOnlyList<Product> Nodes { get; }

    /// <summary>How many the whole list has.</summary>
    public int TotalCount => _page.TotalCount;

    /// <summary>Whether and where the list goes on.</summary>
    public PageInfo PageInfo => PageInfo.Of(_page);
}
