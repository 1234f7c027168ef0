using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.Orders;

namespace OrleansCommerce.GraphQL;

/// <summary>A parcel and its carrier: label, news on its way, loss.</summary>
[ExtendObjectType(OperationTypeNames.Mutation)]
public static class CarrierMutations
{
    private const string StandardService = "STANDARD";

    /// <summary>
    /// Buys a label for a parcel that has not left; the same operation again buys no other. While the carrier owes its answer the label is
    /// `PENDING`, and the order asks again by itself. Needs the role Associate or Admin.
    /// </summary>
    /// <param name="input">Which parcel.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<BuyLabelPayload> BuyLabelAsync(BuyLabelInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.Fulfill);
        var command = new BuyLabel(input.OperationId, input.FulfillmentId, input.Service ?? StandardService, input.WeightGrams);
        return BuyLabelPayload.Of(await grains.AdvanceAsync(
            caller, input.OperationId, input.FulfillmentId, (order, _) => order.BuyLabelAsync(command)));
    }

    /// <summary>Gives a label back that was not used. Needs the role Associate or Admin.</summary>
    /// <param name="input">Which parcel.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<VoidLabelPayload> VoidLabelAsync(VoidLabelInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.Fulfill);
        return VoidLabelPayload.Of(await grains.AdvanceAsync(
            caller, input.OperationId, input.FulfillmentId, static (order, command) => order.VoidLabelAsync(command)));
    }

    /// <summary>
    /// Something happened to a parcel on its way. Carriers tell it by a signed webhook; this is for people. Needs the role Associate or Admin.
    /// </summary>
    /// <param name="input">What.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<TrackParcelPayload> TrackParcelAsync(TrackParcelInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.Fulfill);
        var command = new TrackParcel(input.OperationId, input.FulfillmentId, input.Status, input.OccurredAt, input.Reason);
        return TrackParcelPayload.Of(await grains.AdvanceAsync(
            caller, input.OperationId, input.FulfillmentId, (order, _) => order.TrackAsync(command)));
    }

    /// <summary>Asks the carrier what happened to a parcel: for when its webhooks got lost. Needs the role Associate or Admin.</summary>
    /// <param name="input">Which parcel.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<RefreshTrackingPayload> RefreshTrackingAsync(RefreshTrackingInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.Fulfill);
        return RefreshTrackingPayload.Of(await grains.AdvanceAsync(
            caller, input.OperationId, input.FulfillmentId, static (order, command) => order.RefreshTrackingAsync(command)));
    }

    /// <summary>
    /// Decides what is done about a lost parcel: its units are sought again and sent in another parcel, or refunded. They are written off the
    /// books of the location that sent them. Needs the role Associate or Admin.
    /// </summary>
    /// <param name="input">What.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<ResolveLostParcelPayload> ResolveLostParcelAsync(ResolveLostParcelInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.Fulfill);
        var command = new ResolveLostParcel(input.OperationId, input.FulfillmentId, input.Resolution);
        return ResolveLostParcelPayload.Of(await grains.AdvanceAsync(
            caller, input.OperationId, input.FulfillmentId, (order, _) => order.ResolveLostParcelAsync(command)));
    }
}
