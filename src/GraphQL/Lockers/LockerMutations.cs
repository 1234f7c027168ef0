using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.Lockers;

namespace OrleansCommerce.GraphQL;

/// <summary>Parcels in and out of lockers.</summary>
[ExtendObjectType(OperationTypeNames.Mutation)]
public static class LockerMutations
{
    /// <summary>
    /// Sets the compartments of a locker bank; one that holds a parcel cannot be taken away. Repeated, it sets the same again: it goes
    /// without an operation id. Needs the role Admin.
    /// </summary>
    /// <param name="input">Which bank, and its compartments.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<ConfigureLockerBankPayload> ConfigureLockerBankAsync(
        ConfigureLockerBankInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.ConfigureLockers);
        var command = new ConfigureLockerBank(
            [.. input.Compartments.Select(item => new CompartmentLayout(item.Id, item.Size, item.OutOfOrder ?? false))]);
        var answer = await LockerCalls.CommandAsync(grains, caller, input.LockerBankId, bank => bank.ConfigureAsync(command));
        return answer.Succeeded
            ? new ConfigureLockerBankPayload { LockerBank = new LockerBank(answer.Value) }
            : ConfigureLockerBankPayload.Of(answer.Failure);
    }

    /// <summary>
    /// A courier or an associate puts a parcel in; its pickup code is made now and told once. Needs the role Device, Associate or Admin.
    /// </summary>
    /// <param name="input">Which parcel, and into which bank.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<DepositParcelPayload> DepositParcelAsync(DepositParcelInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.OperateLockers);
        var command = new DepositParcel(input.OperationId, input.FulfillmentId, input.Size ?? CompartmentSize.S);
        var answer = await LockerCalls.CommandAsync(grains, caller, input.LockerBankId, bank => bank.DepositAsync(command));
        return answer.Succeeded
            ? new DepositParcelPayload
            {
                Parcel = new LockerParcel(answer.Value.Parcel),
                PickupCode = answer.Value.PickupCode,
                PickupQr = answer.Value.PickupQr,
            }
            : DepositParcelPayload.Of(answer.Failure);
    }

    /// <summary>
    /// The customer types a code, or shows the QR code; the answer tells which door to open. Five wrong codes lock the keypad at which they
    /// were typed (the panel for a quarter of an hour, a compartment's own until the first of them is an hour old), twenty in an hour the
    /// whole bank. Needs the role Device, Associate or Admin.</summary>
    /// <param name="input">Which bank, and the code.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<OpenForPickupPayload> OpenForPickupAsync(OpenForPickupInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.OperateLockers);
        var command = new OpenForPickup(input.OperationId, input.Code, input.CompartmentId, input.At);
        var answer = await LockerCalls.CommandAsync(grains, caller, input.LockerBankId, bank => bank.OpenForPickupAsync(command));
        return answer.Succeeded
            ? new OpenForPickupPayload { Parcel = new LockerParcel(answer.Value) }
            : OpenForPickupPayload.Of(answer.Failure);
    }

    /// <summary>The hardware saw a compartment emptied. Needs the role Device, Associate or Admin.</summary>
    /// <param name="input">Which compartment.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<ConfirmPickupPayload> ConfirmPickupAsync(ConfirmPickupInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.OperateLockers);
        var command = new ConfirmPickup(input.OperationId, input.CompartmentId, input.At);
        var answer = await LockerCalls.CommandAsync(grains, caller, input.LockerBankId, bank => bank.ConfirmPickupAsync(command));
        return answer.Succeeded
            ? new ConfirmPickupPayload { Parcel = new LockerParcel(answer.Value.Parcel), Order = new Order(answer.Value.Order) }
            : ConfirmPickupPayload.Of(answer.Failure);
    }
}
