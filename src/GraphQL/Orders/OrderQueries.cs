using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Faults;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.Orders;
using OrleansCommerce.Search;

namespace OrleansCommerce.GraphQL;

/// <summary>Questions about orders.</summary>
[ExtendObjectType(OperationTypeNames.Query)]
public static class OrderQueries
{
    /// <summary>As many as there are.</summary>
    private const int StatusesMax = 7;

    /// <summary>One order; null when there is none, or it is somebody else's.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<Order?> GetOrderAsync([GraphQLType<NonNullType<IdType>>] string id, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.UseOrders);
        return await grains.FindOrderAsync(caller, id) is { } order ? new Order(order) : null;
    }

    /// <summary>Orders, newest first; a customer's own alone when the caller is a customer. `searchOrders` has more filters.</summary>
    /// <param name="search">
    /// Words, each of which number, id, customer id, a SKU, the name of goods, a receipt's number or the place of pickup contains, whatever the
    /// case and the accents; the first ten count; all orders when left out.
    /// </param>
    /// <param name="customerId">Only this customer's; everybody's when left out.</param>
    /// <param name="first">1 to 200; 50 when left out.</param>
    /// <param name="after">A cursor of this list, for the page after it; the first page when left out.</param>
    /// <param name="list">The list.</param>
    /// <param name="orders">Loads the orders.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public static Task<OrderConnection> GetOrdersAsync(
        string? search,
        [GraphQLType<IdType>] string? customerId,
        int? first,
        string? after,
        [Service] IOrderSearch list,
        OrderLoader orders,
        CancellationToken cancellationToken)
    {
        var filter = new OrderFilter(search, customerId);
        return FindAsync(filter, first, after, (owned, page) => list.FindOrdersAsync(owned, OrderSort.Newest, page, cancellationToken), orders, cancellationToken);
    }

    /// <summary>Orders that every filter lets through; a customer's own alone when the caller is a customer.</summary>
    /// <param name="search">
    /// Words, each of which number, id, customer id, a SKU, the name of goods, a receipt's number or the place of pickup contains, whatever the
    /// case and the accents; the first ten count; all orders when left out.
    /// </param>
    /// <param name="customerId">Only this customer's; everybody's when left out.</param>
    /// <param name="status">Only in one of these states, 0 to 7; in any when left out or empty.</param>
    /// <param name="channel">Only placed here; anywhere when left out.</param>
    /// <param name="locationId">Only with a parcel from this location, to be fetched there, or sold there; of all when left out.</param>
    /// <param name="sku">Only with this SKU; with any when left out.</param>
    /// <param name="method">Only those that reach the customer like this; all when left out.</param>
    /// <param name="payment">Only with a payment in this state; with any or none when left out.</param>
    /// <param name="onHold">Only those that wait for another payment because what was authorised lapsed, or only the others; both when left out.</param>
    /// <param name="from">Only placed at this time or later; at any when left out.</param>
    /// <param name="to">Only placed before this time; at any when left out.</param>
    /// <param name="minAmount">Only of this total or more, in the order's own currency; of any when left out.</param>
    /// <param name="maxAmount">Only of this total or less, in the order's own currency; of any when left out.</param>
    /// <param name="paymentReference">
    /// Only paid with this provider's token, or with the reference that a till's terminal gave, for goods that come back without a receipt. Never
    /// a card number: it finds nothing. With anything when left out.
    /// </param>
    /// <param name="cashOwed">Only those whose customer is owed cash, which a till is to hand out, or only the others; both when left out.</param>
    /// <param name="sort">In which order; newest first when left out.</param>
    /// <param name="first">1 to 200; 50 when left out.</param>
    /// <param name="after">A cursor of this list in the same sort, for the page after it; the first page when left out.</param>
    /// <param name="list">The list.</param>
    /// <param name="orders">Loads the orders.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public static Task<OrderConnection> GetSearchOrdersAsync(
        string? search,
        [GraphQLType<IdType>] string? customerId,
        IReadOnlyList<OrderStatus>? status,
        Channel? channel,
        [GraphQLType<IdType>] string? locationId,
        string? sku,
        DeliveryMethod? method,
        PaymentState? payment,
        bool? onHold,
        DateTimeOffset? from,
        DateTimeOffset? to,
        decimal? minAmount,
        decimal? maxAmount,
        string? paymentReference,
        bool? cashOwed,
        OrderSort? sort,
        int? first,
        string? after,
        [Service] IOrderSearch list,
        OrderLoader orders,
        CancellationToken cancellationToken)
    {
        if (status is { Count: > StatusesMax })
        {
            throw FaultCodes.Exception(FaultCodes.BadUserInput, $"status must be at most {StatusesMax} states, was {status.Count}.");
        }

        var filter = new OrderFilter(
            search,
            customerId,
            OwnerSubject: null,
            status,
            channel,
            locationId,
            sku,
            method,
            payment,
            onHold,
            from,
            to,
            minAmount,
            maxAmount,
            paymentReference,
            cashOwed);
        return FindAsync(
            filter, first, after, (owned, page) => list.FindOrdersAsync(owned, sort ?? OrderSort.Newest, page, cancellationToken), orders, cancellationToken);
    }

    private static async Task<OrderConnection> FindAsync(
        OrderFilter filter, int? first, string? after, Func<OrderFilter, PageRequest, Task<Page<string>>> find, OrderLoader orders, CancellationToken cancellationToken)
    {
        var caller = Access.Demand(Permission.UseOrders);
        _ = Access.CustomerFor(caller, filter.CustomerId);
        var owned = filter with { OwnerSubject = caller.IsStaff ? null : caller.Subject };
        var page = await Paging.AskAsync(first, after, request => find(owned, request));
        return new OrderConnection(page, await orders.LoadAsync(page.Nodes, cancellationToken));
    }
}
