using System.Collections.Immutable;
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

    /// <summary>
    /// Commands the order that a parcel belongs to; the parcel's id holds the order's. An associate whose token names locations works on their
    /// parcels alone: on those that they send, and on those that come to them.
    /// </summary>
    /// <param name="grains">Calls grains.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="operationId">Idempotency key.</param>
    /// <param name="fulfillmentId">Which parcel.</param>
    /// <param name="command">What it is told.</param>
    /// <param name="locationId">Where the parcel is said to be now; null when that follows from the order.</param>
    public static async Task<Result<OrderDetails>> AdvanceAsync(
        this GrainCalls grains,
        Caller caller,
        string operationId,
        string fulfillmentId,
        Func<IOrderGrain, AdvanceFulfillment, Task<Result<OrderDetails>>> command,
        string? locationId = null)
    {
        if (!FulfillmentId.TryGetOrderId(fulfillmentId, out var orderId))
        {
            return new NotFound("fulfillment", fulfillmentId);
        }

        if (caller is { Role: Role.Associate, LocationIds: { } places }
            && await grains.FindOrderAsync(caller, orderId) is { } order
            && PlaceRefusal(places, order, fulfillmentId, locationId) is { } elsewhere)
        {
            return elsewhere;
        }

        return await grains.CommandOrderAsync(caller, orderId, grain => command(grain, new AdvanceFulfillment(operationId, fulfillmentId)));
    }

    private static InvalidState? PlaceRefusal(ImmutableArray<string> places, OrderDetails order, string fulfillmentId, string? locationId)
    {
        if (order.Fulfillments.FirstOrDefault(parcel => parcel.Id == fulfillmentId) is not { } parcel)
        {
            return null;
        }

        string?[] known = [parcel.LocationId, order.Delivery.LocationId, locationId];
        return known.Any(place => place is not null && places.Contains(place, StringComparer.Ordinal))
            ? null
            : new InvalidState("OTHER_LOCATION", $"The parcel is sent by '{parcel.LocationId}': who asks works at {string.Join(", ", places)} alone.");
    }
}
