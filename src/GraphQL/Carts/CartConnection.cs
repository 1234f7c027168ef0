using OrleansCommerce.Carts;
using OrleansCommerce.Search;

namespace OrleansCommerce.GraphQL;

/// <summary>A page of the list of carts.</summary>
public sealed class CartConnection
{
    private readonly Page<string> _page;

    internal CartConnection(Page<string> page, IEnumerable<CartDetails?> carts)
    {
        _page = page;
        Edges =
        [
            .. page.Cursors.Zip(carts)
                .Where(static found => found.Second is not null)
                .Select(static found => new CartEdge { Cursor = found.First, Node = new Cart(found.Second!) }),
        ];
        Nodes = [.. Edges.Select(static edge => edge.Node)];
    }

    /// <summary>The carts with their cursors, the one that changed last first.</summary>
    public IReadOnlyList<CartEdge> Edges { get; }

    /// <summary>The carts, the one that changed last first.</summary>
    public IReadOnlyList<Cart> Nodes { get; }

    /// <summary>How many the whole list has.</summary>
    public int TotalCount => _page.TotalCount;

    /// <summary>Whether and where the list goes on.</summary>
    public PageInfo PageInfo => PageInfo.Of(_page);
}
