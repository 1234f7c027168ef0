using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.Lockers;
using OrleansCommerce.Orders;

namespace OrleansCommerce.GraphQL;

/// <summary>Customers put goods that come back into lockers.</summary>
[ExtendObjectType(OperationTypeNames.Mutation)]
public static class DropOffMutations
{
    /// <summary>
    /// Keeps a compartment for goods of an announced return, and tells the code that opens it: `openForPickup` takes it like any other. A
    /// customer does that for its own orders, staff for any.
    /// </summary>
    /// <param name="input">Which announced return, and which bank.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<ReserveDropOffPayload> ReserveDropOffAsync(ReserveDropOffInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.UseOrders);
        if (!ReturnRequestId.TryGetOrderId(input.ReturnRequestId, out var orderId) || await grains.FindOrderAsync(caller, orderId) is null)
        {
            return ReserveDropOffPayload.Of(new NotFound("return request", input.ReturnRequestId));
        }

        var command = new ReserveDropOff(input.OperationId, input.ReturnRequestId, input.Size ?? CompartmentSize.S);
        var answer = await LockerCalls.CommandAsync(grains, caller, input.LockerBankId, bank => bank.ReserveDropOffAsync(command));
        return answer.Succeeded
            ? new ReserveDropOffPayload
            {
                CompartmentId = answer.Value.Assignment.CompartmentId,
                Until = answer.Value.Assignment.Until,
                DropOffCode = answer.Value.Code,
                DropOffQr = answer.Value.Qr,
            }
            : ReserveDropOffPayload.Of(answer.Failure);
    }

    /// <summary>
    /// Goods of an announced return were put in; where a sensor sees that, `reportDoor` is enough. Needs the role Device, Associate or Admin.
    /// </summary>
    /// <param name="input">Which compartment.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<ConfirmDropOffPayload> ConfirmDropOffAsync(ConfirmDropOffInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.OperateLockers);
        var command = new ConfirmDropOff(input.OperationId, input.CompartmentId, input.At);
        var answer = await LockerCalls.CommandAsync(grains, caller, input.LockerBankId, bank => bank.ConfirmDropOffAsync(command));
        return answer.Succeeded
            ? new ConfirmDropOffPayload { Parcel = new LockerParcel(answer.Value) }
            : ConfirmDropOffPayload.Of(answer.Failure);
    }
}
