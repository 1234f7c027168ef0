using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.Lockers;

namespace OrleansCommerce.GraphQL;

/// <summary>What couriers and the hardware do, and who may speak for it.</summary>
[ExtendObjectType(OperationTypeNames.Mutation)]
public static class LockerHardwareMutations
{
    /// <summary>
    /// Keeps the smallest free compartment that fits for a parcel that is on its way, for a day. When it breaks, another one is kept.
    /// `depositParcel` uses it. Needs the role Device, Associate or Admin.
    /// </summary>
    /// <param name="input">Which parcel, and how big.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<AssignCompartmentPayload> AssignCompartmentAsync(AssignCompartmentInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.OperateLockers);
        var command = new AssignCompartment(input.OperationId, input.FulfillmentId, input.Size ?? CompartmentSize.S);
        var answer = await LockerCalls.CommandAsync(grains, caller, input.LockerBankId, bank => bank.AssignAsync(command));
        return answer.Succeeded
            ? new AssignCompartmentPayload { Assignment = new CompartmentAssignment(answer.Value) }
            : AssignCompartmentPayload.Of(answer.Failure);
    }

    /// <summary>
    /// A door was opened or closed. Closed on an empty compartment, it is the pickup or the retrieval that the door was opened for; closed on
    /// one that is not empty, it is the drop-off that it was opened for, or has to be opened anew. Needs the role Device, Associate or Admin.
    /// </summary>
    /// <param name="input">Which door, and what it did.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<ReportDoorPayload> ReportDoorAsync(ReportDoorInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.OperateLockers);
        var command = new ReportDoor(input.OperationId, input.CompartmentId, input.Door, input.Content, input.At);
        var answer = await LockerCalls.CommandAsync(grains, caller, input.LockerBankId, bank => bank.ReportDoorAsync(command));
        return answer.Succeeded
            ? new ReportDoorPayload
            {
                Compartment = new Compartment(answer.Value.Compartment),
                Parcel = answer.Value.Parcel is { } parcel ? new LockerParcel(parcel) : null,
                Order = answer.Value.Order is { } order ? new Order(order) : null,
            }
            : ReportDoorPayload.Of(answer.Failure);
    }

    /// <summary>
    /// A compartment broke, or works again. What was kept for a parcel on its way is planned anew; a parcel that did not get in goes into
    /// another one, under the same code, or stays with the courier. Needs the role Device, Associate or Admin.
    /// </summary>
    /// <param name="input">Which compartment.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<ReportCompartmentPayload> ReportCompartmentAsync(ReportCompartmentInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.OperateLockers);
        var command = new ReportCompartment(input.OperationId, input.CompartmentId, input.OutOfOrder, input.ParcelInside ?? true, input.Reason);
        var answer = await LockerCalls.CommandAsync(grains, caller, input.LockerBankId, bank => bank.ReportCompartmentAsync(command));
        return answer.Succeeded
            ? new ReportCompartmentPayload { LockerBank = new LockerBank(answer.Value) }
            : ReportCompartmentPayload.Of(answer.Failure);
    }

    /// <summary>
    /// Opens a compartment for a courier, whose parcel was not fetched in time, or whose order was cancelled, or that is out of order.
    /// Needs the role Device, Associate or Admin.
    /// </summary>
    /// <param name="input">Which compartment.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<OpenForRetrievalPayload> OpenForRetrievalAsync(OpenForRetrievalInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.OperateLockers);
        var command = new OpenForRetrieval(input.OperationId, input.CompartmentId);
        var answer = await LockerCalls.CommandAsync(grains, caller, input.LockerBankId, bank => bank.OpenForRetrievalAsync(command));
        return answer.Succeeded
            ? new OpenForRetrievalPayload { Parcel = new LockerParcel(answer.Value) }
            : OpenForRetrievalPayload.Of(answer.Failure);
    }

    /// <summary>
    /// The courier has the parcel, and the compartment is free. One that still waits for its customer comes back with `depositParcel`, under
    /// its old code. Needs the role Device, Associate or Admin.
    /// </summary>
    /// <param name="input">Which compartment.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<ConfirmRetrievalPayload> ConfirmRetrievalAsync(ConfirmRetrievalInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.OperateLockers);
        var command = new ConfirmRetrieval(input.OperationId, input.CompartmentId, input.At);
        var answer = await LockerCalls.CommandAsync(grains, caller, input.LockerBankId, bank => bank.ConfirmRetrievalAsync(command));
        return answer.Succeeded
            ? new ConfirmRetrievalPayload { Parcel = new LockerParcel(answer.Value) }
            : ConfirmRetrievalPayload.Of(answer.Failure);
    }

    /// <summary>Codes are taken again at once after a lock-out. Needs the role Associate or Admin.</summary>
    /// <param name="input">Where.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<ResetLockoutPayload> ResetLockoutAsync(ResetLockoutInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.ResetLockers);
        var command = new ResetLockout(input.OperationId, input.CompartmentId);
        var answer = await LockerCalls.CommandAsync(grains, caller, input.LockerBankId, bank => bank.ResetLockoutAsync(command));
        return answer.Succeeded
            ? new ResetLockoutPayload { LockerBank = new LockerBank(answer.Value) }
            : ResetLockoutPayload.Of(answer.Failure);
    }

    /// <summary>
    /// Makes a secret for the bank's hardware, which signs its requests with it from then on; a token of the role Device is not enough for
    /// this bank any more. The secret of before holds for another day. Repeated, it tells the same secret again. Needs the role Admin.
    /// </summary>
    /// <param name="input">Which bank.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<RotateLockerSecretPayload> RotateLockerSecretAsync(RotateLockerSecretInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.ConfigureLockers);
        var command = new RotateLockerSecret(input.OperationId, input.Immediately ?? false);
        var answer = await LockerCalls.CommandAsync(grains, caller, input.LockerBankId, bank => bank.RotateSecretAsync(command));
        return answer.Succeeded
            ? new RotateLockerSecretPayload
            {
                Secret = answer.Value.Secret,
                SecretGeneration = answer.Value.Generation,
                PreviousUntil = answer.Value.PreviousUntil,
            }
            : RotateLockerSecretPayload.Of(answer.Failure);
    }
}
