using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.GraphQL.Validation;
using OrleansCommerce.Orders;
using OrleansCommerce.Returns;

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
}
