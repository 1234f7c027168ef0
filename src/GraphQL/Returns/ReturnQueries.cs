using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.GraphQL.Validation;
using OrleansCommerce.Orders;
using OrleansCommerce.Returns;
using OrleansCommerce.Search;

namespace OrleansCommerce.GraphQL;

/// <summary>Questions about returns.</summary>
[ExtendObjectType(OperationTypeNames.Query)]
public static class ReturnQueries
{
    /// <summary>One return without a receipt; null when there is none. Needs the role Associate or Admin.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<UnreceiptedReturn?> GetUnreceiptedReturnAsync(
        [GraphQLType<NonNullType<IdType>>] string id, [Service] GrainCalls grains)
    {
        Access.Demand(Permission.AcceptReturns);
        return Ids.IsOpaque(id) && await grains.CallAsync((IUnreceiptedReturnGrain grain) => grain.GetAsync(), id) is { } details
            ? new UnreceiptedReturn(details)
            : null;
    }

    /// <summary>One announced return; null when there is none that the caller may see.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<ReturnRequest?> GetReturnRequestAsync(
        [GraphQLType<NonNullType<IdType>>] string id, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.UseOrders);
        return ReturnRequestId.TryGetOrderId(id, out var orderId)
            && await grains.FindOrderAsync(caller, orderId) is not null
            && (await grains.CallAsync((IOrderGrain grain) => grain.GetReturnRequestsAsync(), orderId)).FirstOrDefault(request => request.Id == id) is { } details
                ? new ReturnRequest(details)
                : null;
    }

    /// <summary>Announced returns whose goods are still to come or to be graded, the oldest first. Needs the role Associate or Admin.</summary>
    /// <param name="locationId">Only those whose goods are to come here, or are here; all when left out.</param>
    /// <param name="first">1 to 200; 50 when left out.</param>
    /// <param name="after">A cursor of this list, for the page after it; the first page when left out.</param>
    /// <param name="list">The list.</param>
    /// <param name="grains">Calls grains.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public static async Task<ReturnRequestConnection> GetReturnRequestsAsync(
        [GraphQLType<IdType>] string? locationId,
        int? first,
        string? after,
        [Service] IReturnSearch list,
        [Service] GrainCalls grains,
        CancellationToken cancellationToken)
    {
        Access.Demand(Permission.AcceptReturns);
        var page = await Paging.AskAsync(first, after, asked => list.FindOpenAsync(locationId, asked, cancellationToken));
        var requests = await Task.WhenAll(page.Nodes.Select(async key =>
            (await grains.CallAsync((IOrderGrain grain) => grain.GetReturnRequestsAsync(), key.OrderId)).FirstOrDefault(request => request.Id == key.RequestId)));

        // The list knows which there are, their orders know what is in them.
        var known = requests.Zip(page.Cursors).Where(static found => found.First is not null).ToList();
        return new ReturnRequestConnection(new Page<ReturnRequestDetails>(
            [.. known.Select(static found => found.First!)], [.. known.Select(static found => found.Second)], page.HasNextPage, page.TotalCount)
        {
            HasPreviousPage = page.HasPreviousPage,
        });
    }
}
