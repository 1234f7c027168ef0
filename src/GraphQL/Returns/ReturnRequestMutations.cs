using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.GraphQL.Validation;
using OrleansCommerce.Orders;

namespace OrleansCommerce.GraphQL;

/// <summary>Goods that are announced to come back, by parcel, through a locker, or to a shop.</summary>
[ExtendObjectType(OperationTypeNames.Mutation)]
public static class ReturnRequestMutations
{
    private const string StandardService = "STANDARD";
    private const int WeightGramsDefault = 1000;

    /// <summary>
    /// Announces that goods of an order come back: checked against the policy now, and not again when they come. Its units are no other
    /// return's until they came, or it ends. A customer announces for its own orders, staff for any.
    /// </summary>
    /// <param name="input">What comes back, and how.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<RequestReturnPayload> RequestReturnAsync(RequestReturnInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.UseOrders);
        var approved = input.Override?.By(caller);
        if (input.LocationId is { } locationId && !Ids.IsLocation(locationId))
        {
            return RequestReturnPayload.Of(new NotFound("location", locationId));
        }

        var command = new RequestReturn(
            input.OperationId,
            input.Method,
            input.LocationId,
            [.. input.Lines.Select(static line => new AnnouncedReturnLine(line.OrderLineId, line.Quantity, line.Reason, line.Note))],
            input.RefundTo,
            input.Service ?? StandardService,
            input.WeightGrams ?? WeightGramsDefault,
            Permissions.Allow(caller.Role, Permission.AcceptReturns),
            approved);
        return RequestReturnPayload.Of(await grains.CommandOrderAsync(caller, input.OrderId, order => order.RequestReturnAsync(command)));
    }

    /// <summary>The shop agrees to an announced return, where the settings want that. Needs the role Associate or Admin.</summary>
    /// <param name="input">Which.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<AuthorizeReturnPayload> AuthorizeReturnAsync(AuthorizeReturnInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.AcceptReturns);
        var command = new AdvanceReturnRequest(input.OperationId, input.ReturnRequestId, LocationId: null, Reason: null);
        return AuthorizeReturnPayload.Of(await CommandAsync(grains, caller, input.ReturnRequestId, order => order.AuthorizeReturnAsync(command)));
    }

    /// <summary>The shop will not have announced goods, before they came or when they were looked at. Needs the role Associate or Admin.</summary>
    /// <param name="input">Which, and why.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<RejectReturnPayload> RejectReturnAsync(RejectReturnInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.AcceptReturns);
        var command = new AdvanceReturnRequest(input.OperationId, input.ReturnRequestId, LocationId: null, input.Reason);
        return RejectReturnPayload.Of(await CommandAsync(grains, caller, input.ReturnRequestId, order => order.RejectReturnAsync(command)));
    }

    /// <summary>Calls an announced return off, whose goods were not sent. A customer does that for its own orders, staff for any.</summary>
    /// <param name="input">Which.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<CancelReturnRequestPayload> CancelReturnRequestAsync(CancelReturnRequestInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.UseOrders);
        var command = new AdvanceReturnRequest(input.OperationId, input.ReturnRequestId, LocationId: null, Reason: null);
        return CancelReturnRequestPayload.Of(await CommandAsync(grains, caller, input.ReturnRequestId, order => order.CancelReturnRequestAsync(command)));
    }

    /// <summary>
    /// Something happened to announced goods on their way. Carriers tell it by a signed webhook; this is for people. Needs the role Associate or Admin.
    /// </summary>
    /// <param name="input">What.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<TrackReturnPayload> TrackReturnAsync(TrackReturnInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.AcceptReturns);
        var command = new TrackReturn(input.OperationId, input.ReturnRequestId, input.Status, input.OccurredAt, input.Reason, TrackingNumber: null);
        return TrackReturnPayload.Of(await CommandAsync(grains, caller, input.ReturnRequestId, order => order.TrackReturnAsync(command)));
    }

    /// <summary>
    /// Announced goods are at a location, and not looked at yet; `inspectReturn` may do both at once. Needs the role Associate or Admin.
    /// </summary>
    /// <param name="input">Which, and where.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<ReceiveReturnPayload> ReceiveReturnAsync(ReceiveReturnInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.AcceptReturns);
        if (!Ids.IsLocation(input.LocationId))
        {
            return ReceiveReturnPayload.Of(new NotFound("location", input.LocationId));
        }

        var command = new AdvanceReturnRequest(input.OperationId, input.ReturnRequestId, input.LocationId, Reason: null);
        return ReceiveReturnPayload.Of(await CommandAsync(grains, caller, input.ReturnRequestId, order => order.ReceiveReturnAsync(command)));
    }

    /// <summary>
    /// Announced goods are graded, unit by unit, and refunded as `returnItems` does. Announced units that are not there are named, and stay
    /// the customer's; units that were not announced come back as well, if the policy lets them. Needs the role Associate or Admin.
    /// </summary>
    /// <param name="input">What is there.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<InspectReturnPayload> InspectReturnAsync(InspectReturnInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.AcceptReturns);
        var approved = input.Override?.By(caller);
        if (!Ids.IsLocation(input.LocationId))
        {
            return InspectReturnPayload.Of(new NotFound("location", input.LocationId));
        }

        if (Ids.CheckTill(input.TillId) is { } noTill)
        {
            return InspectReturnPayload.Of(noTill);
        }

        var command = new InspectReturn(
            input.OperationId,
            input.ReturnRequestId,
            input.LocationId,
            [.. input.Lines.Select(static line => line.ToLine())],
            input.Reason,
            input.RefundTo,
            approved,
            input.TillId);
        return InspectReturnPayload.Of(await CommandAsync(grains, caller, input.ReturnRequestId, order => order.InspectReturnAsync(command)));
    }

    /// <summary>Commands the order that an announced return belongs to; its id holds the order's.</summary>
    private static Task<Result<ReturnRequestAnswer>> CommandAsync(
        GrainCalls grains, Caller caller, string requestId, Func<IOrderGrain, Task<Result<ReturnRequestAnswer>>> command) =>
        ReturnRequestId.TryGetOrderId(requestId, out var orderId)
            ? grains.CommandOrderAsync(caller, orderId, command)
            : Task.FromResult<Result<ReturnRequestAnswer>>(new NotFound("return request", requestId));
}
