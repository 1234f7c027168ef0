using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.Orders;

namespace OrleansCommerce.GraphQL;

/// <summary>The steps of a parcel.</summary>
[ExtendObjectType(OperationTypeNames.Mutation)]
public static class FulfillmentMutations
{
    /// <summary>A parcel leaves its location. Needs the role Associate or Admin.</summary>
    /// <param name="input">Which parcel.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<ShipFulfillmentPayload> ShipFulfillmentAsync(ShipFulfillmentInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.Fulfill);
        var answer = await grains.AdvanceAsync(
            caller, input.OperationId, input.FulfillmentId, (order, command) => order.ShipAsync(command));
        return answer.Succeeded ? new ShipFulfillmentPayload { Order = new Order(answer.Value) } : ShipFulfillmentPayload.Of(answer.Failure);
    }

    /// <summary>
    /// A location cannot find units of a parcel that it was to send or put ready. They are written off its books, the other locations are
    /// asked for them, and only what nobody has is cancelled and refunded. Needs the role Associate or Admin.
    /// </summary>
    /// <param name="input">Which units.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<RejectFulfillmentLinePayload> RejectFulfillmentLineAsync(
        RejectFulfillmentLineInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.Fulfill);
        var command = new RejectFulfillmentLine(input.OperationId, input.FulfillmentId, input.OrderLineId, input.Quantity, input.Reason);
        var answer = await grains.AdvanceAsync(
            caller, input.OperationId, input.FulfillmentId, (order, _) => order.RejectLineAsync(command));
        return answer.Succeeded
            ? new RejectFulfillmentLinePayload { Order = new Order(answer.Value) }
            : RejectFulfillmentLinePayload.Of(answer.Failure);
    }

    /// <summary>A parcel waits for its customer in a store. Needs the role Associate or Admin.</summary>
    /// <param name="input">Which parcel.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<MarkReadyForPickupPayload> MarkReadyForPickupAsync(
        MarkReadyForPickupInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.Fulfill);
        var answer = await grains.AdvanceAsync(
            caller, input.OperationId, input.FulfillmentId, (order, command) => order.MarkReadyForPickupAsync(command));
        return answer.Succeeded
            ? new MarkReadyForPickupPayload { Order = new Order(answer.Value) }
            : MarkReadyForPickupPayload.Of(answer.Failure);
    }

    /// <summary>The customer has the parcel. Needs the role Pos, Associate or Admin.</summary>
    /// <param name="input">Which parcel.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<CollectFulfillmentPayload> CollectFulfillmentAsync(
        CollectFulfillmentInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.HandOver);
        var answer = await grains.AdvanceAsync(
            caller, input.OperationId, input.FulfillmentId, (order, command) => order.CollectAsync(command));
        return answer.Succeeded
            ? new CollectFulfillmentPayload { Order = new Order(answer.Value) }
            : CollectFulfillmentPayload.Of(answer.Failure);
    }
}
