using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.Orders;
using OrleansCommerce.Search;

namespace OrleansCommerce.GraphQL;

/// <summary>Questions about what happened to orders.</summary>
[ExtendObjectType(OperationTypeNames.Query)]
public static class OrderChangeQueries
{
    /// <summary>What happened to an order, the newest first, and who did it; nothing when there is no such order. Needs the role Associate or Admin.</summary>
    /// <param name="orderId">Which order.</param>
    /// <param name="first">1 to 200; 50 when left out.</param>
    /// <param name="after">A cursor of this list, for the page after it; the first page when left out.</param>
    /// <param name="grains">Calls grains.</param>
    /// <param name="history">The order's events.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public static async Task<OrderChangeConnection> GetOrderChangesAsync(
        [GraphQLType<NonNullType<IdType>>] string orderId,
        int? first,
        string? after,
        [Service] GrainCalls grains,
        [Service] IOrderHistory history,
        CancellationToken cancellationToken)
    {
        var order = await grains.FindOrderAsync(Access.Demand(Permission.WatchShop), orderId);
        var page = await Paging.AskAsync(first, after, request => FindAsync(order, history, request, cancellationToken));
        return new OrderChangeConnection(page, order?.Total.Currency ?? string.Empty);
    }

    private static async Task<Page<Search.OrderChange>> FindAsync(
        OrderDetails? order, IOrderHistory history, PageRequest page, CancellationToken cancellationToken)
    {
        // The history of a stock item has the same cursors: one change for each version, from 1.
        long? before = page.After is { } after ? StockChangeCursor.Parse(after).Version : null;
        if (order is null)
        {
            return new Page<Search.OrderChange>([], [], HasNextPage: false, TotalCount: 0);
        }

        var changes = await history.ReadAsync(order.Id, before, page.First, cancellationToken);
        return new Page<Search.OrderChange>(
            changes,
            [.. changes.Select(static change => new StockChangeCursor(change.Version).ToString())],
            HasNextPage: changes is [.., { Version: > 1 }],
            TotalCount: checked((int)order.Version));
    }
}
