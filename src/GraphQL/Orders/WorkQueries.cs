using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Faults;
using OrleansCommerce.GraphQL.Validation;
using OrleansCommerce.Orders;
using OrleansCommerce.Search;

namespace OrleansCommerce.GraphQL;

/// <summary>Questions of who works at a location.</summary>
[ExtendObjectType(OperationTypeNames.Query)]
public static class WorkQueries
{
    /// <summary>The most parcels of one walk: a cart has no room for more.</summary>
    internal const int WaveMax = 50;

    /// <summary>
    /// The parcels that a location has to pick, pack and send off or put ready, the earliest deadline first, which are paid for; those that wait
    /// there and were not fetched; and those that it sent and that were lost or come back. Needs the role Associate or Admin.
    /// </summary>
    /// <param name="locationId">Where their units are; an unknown location has no work.</param>
    /// <param name="status">Only parcels that are so far: `ALLOCATED`, `PICKED`, `PACKED`, `EXPIRED`, `LOST` or `RETURNED_TO_SENDER`; all when left out.</param>
    /// <param name="first">1 to 200; 50 when left out.</param>
    /// <param name="after">A cursor of this list, for the page after it; the first page when left out.</param>
    /// <param name="list">The list.</param>
    /// <param name="orders">Loads the orders.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public static async Task<WorkItemConnection> GetWorkListAsync(
        [GraphQLType<NonNullType<IdType>>] string locationId,
        FulfillmentStatus? status,
        int? first,
        string? after,
        [Service] IWorkSearch list,
        OrderLoader orders,
        CancellationToken cancellationToken)
    {
        Access.Demand(Permission.Fulfill);
        var page = await Paging.AskAsync(first, after, request => list.FindWorkAsync(locationId, status, request, cancellationToken));
        var found = await orders.LoadAsync([.. page.Nodes.Select(static item => item.OrderId)], cancellationToken);
        return new WorkItemConnection(page, found);
    }

    /// <summary>
    /// What to take off the shelves of a location for several of its parcels in one walk. A parcel that lies elsewhere, is picked already, or
    /// does not exist adds nothing. Needs the role Associate or Admin.
    /// </summary>
    /// <param name="locationId">Where.</param>
    /// <param name="fulfillmentIds">Which parcels: 1 to 50.</param>
    /// <param name="orders">Loads the orders.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public static async Task<PickList> GetPickListAsync(
        [GraphQLType<NonNullType<IdType>>] string locationId,
        [GraphQLType<NonNullType<ListType<NonNullType<IdType>>>>] IReadOnlyList<string> fulfillmentIds,
        OrderLoader orders,
        CancellationToken cancellationToken)
    {
        Access.Demand(Permission.Fulfill);
        if (fulfillmentIds.Count is < 1 or > WaveMax)
        {
            throw FaultCodes.Exception(FaultCodes.BadUserInput, $"fulfillmentIds must be from 1 to {WaveMax} parcels, was {fulfillmentIds.Count}.");
        }

        var wanted = fulfillmentIds.ToHashSet(StringComparer.Ordinal);
        var orderIds = wanted.Select(static id => FulfillmentId.TryGetOrderId(id, out var orderId) && Ids.IsOpaque(orderId) ? orderId : null)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        var found = await orders.LoadAsync(orderIds, cancellationToken);
        return new PickList(found.OfType<OrderDetails>()
            .SelectMany(static order => order.Fulfillments)
            .Where(parcel => parcel.LocationId == locationId && parcel.Status == FulfillmentStatus.Allocated && wanted.Contains(parcel.Id)));
    }
}
