using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.GraphQL.Validation;
using OrleansCommerce.Orders;

namespace OrleansCommerce.GraphQL;

/// <summary>Finds the order that a request names.</summary>
internal static class OrderCalls
{
    /// <summary>The order; null when there is none that the caller may see.</summary>
    public static async Task<OrderDetails?> FindOrderAsync(this GrainCalls grains, Caller caller, string orderId) =>
        Ids.IsOpaque(orderId)
        && await grains.CallAsync((IOrderGrain grain) => grain.GetAsync(), orderId) is { } order
        && Access.Sees(caller, order)
            ? order
            : null;

    /// <summary>Commands an order, when the caller may see it. Staff may command any: the order itself says whether it exists.</summary>
    public static async Task<Result<TAnswer>> CommandOrderAsync<TAnswer>(
        this GrainCalls grains, Caller caller, string orderId, Func<IOrderGrain, Task<Result<TAnswer>>> command)
        where TAnswer : class
    {
        var mayAsk = caller.IsStaff ? Ids.IsOpaque(orderId) : await grains.FindOrderAsync(caller, orderId) is not null;
        return mayAsk ? await grains.CallAsync(command, orderId) : new NotFound("order", orderId);
    }

    /// <summary>Commands the order that a parcel belongs to; the parcel's id holds the order's.</summary>
    public static Task<Result<OrderDetails>> AdvanceAsync(
        this GrainCalls grains,
        Caller caller,
        string operationId,
        string fulfillmentId,
        Func<IOrderGrain, AdvanceFulfillment, Task<Result<OrderDetails>>> command) =>
        FulfillmentId.TryGetOrderId(fulfillmentId, out var orderId)
            ? grains.CommandOrderAsync(caller, orderId, grain => command(grain, new AdvanceFulfillment(operationId, fulfillmentId)))
            : Task.FromResult<Result<OrderDetails>>(new NotFound("fulfillment", fulfillmentId));
}
