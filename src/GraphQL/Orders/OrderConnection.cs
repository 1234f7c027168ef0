using OrleansCommerce.Orders;
using OrleansCommerce.Search;

namespace OrleansCommerce.GraphQL;

/// <summary>A page of the list of orders.</summary>
public sealed class OrderConnection(Page<string> page, IEnumerable<OrderDetails> orders)
{
    /// <summary>The orders, newest first.</summary>
    public IReadOnlyList<Order> Nodes { get; } = [.. orders.Select(order => new Order(order))];

    /// <summary>How many the whole list has.</summary>
    public int TotalCount => page.TotalCount;

    /// <summary>Whether and where the list goes on.</summary>
    public PageInfo PageInfo => PageInfo.Of(page);
}
