using OrleansCommerce.Orders;
using OrleansCommerce.Search;

namespace OrleansCommerce.GraphQL;

/// <summary>A page of the list of orders.</summary>
public sealed class OrderConnection
{
    private readonly Page<string> _page;

    internal OrderConnection(Page<string> page, IEnumerable<OrderDetails?> orders)
    {
        _page = page;
        Edges =
        [
            .. page.Cursors.Zip(orders)
                .Where(static found => found.Second is not null)
                .Select(static found => new OrderEdge { Cursor = found.First, Node = new Order(found.Second!) }),
        ];
        Nodes = [.. Edges.Select(static edge => edge.Node)];
    }

    /// <summary>The orders with their cursors, in the order that was asked for.</summary>
    public IReadOnlyList<OrderEdge> Edges { get; }

    /// <summary>The orders, in the order that was asked for.</summary>
    public IReadOnlyList<Order> Nodes { get; }

    /// <summary>How many the whole list has.</summary>
    public int TotalCount => _page.TotalCount;

    /// <summary>Whether and where the list goes on.</summary>
    public PageInfo PageInfo => PageInfo.Of(_page);
}
