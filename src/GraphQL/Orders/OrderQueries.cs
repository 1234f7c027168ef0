using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.Search;

namespace OrleansCommerce.GraphQL;

/// <summary>Questions about orders.</summary>
[ExtendObjectType(OperationTypeNames.Query)]
public static class OrderQueries
{
    /// <summary>One order; null when there is none, or it is somebody else's.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<Order?> GetOrderAsync([GraphQLType<NonNullType<IdType>>] string id, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.UseOrders);
        return await grains.FindOrderAsync(caller, id) is { } order ? new Order(order) : null;
    }

    /// <summary>Orders, newest first; a customer's own alone when the caller is a customer.</summary>
    /// <param name="search">Words that number, id, customer id or SKUs contain, each of them; all orders when left out.</param>
    /// <param name="customerId">Only this customer's; everybody's when left out.</param>
    /// <param name="first">1 to 200; 50 when left out.</param>
    /// <param name="after">A cursor of this list, for the page after it; the first page when left out.</param>
    /// <param name="list">The list.</param>
    /// <param name="orders">Loads the orders.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public static async Task<OrderConnection> GetOrdersAsync(
        string? search,
        [GraphQLType<IdType>] string? customerId,
        int? first,
        string? after,
        [Service] IOrderSearch list,
        OrderLoader orders,
        CancellationToken cancellationToken)
    {
        var caller = Access.Demand(Permission.UseOrders);
        _ = Access.CustomerFor(caller, customerId);
        var owner = caller.IsStaff ? null : caller.Subject;
        var page = await Paging.AskAsync(
            first, after, request => list.FindOrdersAsync(search, customerId, owner, request, cancellationToken));
        var found = await orders.LoadAsync(page.Nodes, cancellationToken);
        return new OrderConnection(page, found);
    }
}
