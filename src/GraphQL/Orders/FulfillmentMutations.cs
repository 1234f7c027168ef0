using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.GraphQL.Validation;
using OrleansCommerce.Orders;

namespace OrleansCommerce.GraphQL;

/// <summary>The steps of a parcel.</summary>
[ExtendObjectType(OperationTypeNames.Mutation)]
public static class FulfillmentMutations
{
    /// <summary>A parcel's units are off the shelf: the step before packing, which may be left out. Needs the role Associate or Admin.</summary>
    /// <param name="input">Which parcel.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<PickFulfillmentPayload> PickFulfillmentAsync(PickFulfillmentInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.Fulfill);
        var answer = await grains.AdvanceAsync(
            caller, input.OperationId, input.FulfillmentId, (order, command) => order.PickAsync(command));
        return answer.Succeeded ? new PickFulfillmentPayload { Order = new Order(answer.Value) } : PickFulfillmentPayload.Of(answer.Failure);
    }

    /// <summary>Several parcels were picked in one walk. Each stands for itself. Needs the role Associate or Admin.</summary>
    /// <param name="input">Which parcels.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<PickWavePayload> PickWaveAsync(PickWaveInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.Fulfill);
        if (input.OperationId.Length is < 1 or > 100)
        {
            return PickWavePayload.Of(new InvalidInput("operationId", "must have 1 to 100 characters."));
        }

        var ids = input.FulfillmentIds;
        if (ids.Count is < 1 or > WorkQueries.WaveMax || ids.Distinct(StringComparer.Ordinal).Count() != ids.Count)
        {
            return PickWavePayload.Of(new InvalidInput("fulfillmentIds", $"must be 1 to {WorkQueries.WaveMax} parcels, each once."));
        }

        return new PickWavePayload { Results = await Task.WhenAll(ids.Select(id => PickAsync(grains, caller, input.OperationId, id))) };
    }

    /// <summary>Two parcels of a walk may be of one order, which takes an operation id once: each parcel has its own.</summary>
    private static async Task<PickWaveResult> PickAsync(GrainCalls grains, Caller caller, string operationId, string fulfillmentId)
    {
        var ownId = DerivedId.Of($"pick:{fulfillmentId}", caller, operationId);
        var answer = await grains.AdvanceAsync(caller, ownId, fulfillmentId, (order, command) => order.PickAsync(command));
        return new PickWaveResult
        {
            FulfillmentId = fulfillmentId,
            Order = answer.Succeeded ? new Order(answer.Value) : null,
            Errors = answer.Succeeded ? null : PayloadErrors.Of<IFulfillmentError>(answer.Failure),
        };
    }

    /// <summary>A parcel is in its box: the step before shipping it or putting it ready, which may be left out. Needs the role Associate or Admin.</summary>
    /// <param name="input">Which parcel.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<PackFulfillmentPayload> PackFulfillmentAsync(PackFulfillmentInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.Fulfill);
        var answer = await grains.AdvanceAsync(
            caller, input.OperationId, input.FulfillmentId, (order, command) => order.PackAsync(command));
        return answer.Succeeded ? new PackFulfillmentPayload { Order = new Order(answer.Value) } : PackFulfillmentPayload.Of(answer.Failure);
    }

    /// <summary>
    /// Packs units of a parcel apart: they go into a parcel of their own at the same location, the last of the order, with its own label, way and
    /// money. Both are still to be packed. Needs the role Associate or Admin.
    /// </summary>
    /// <param name="input">Which units.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<SplitFulfillmentPayload> SplitFulfillmentAsync(SplitFulfillmentInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.Fulfill);
        var command = new SplitFulfillment(
            input.OperationId, input.FulfillmentId, [.. input.Lines.Select(static line => new CancelLine(line.OrderLineId, line.Quantity))]);
        var answer = await grains.AdvanceAsync(
            caller, input.OperationId, input.FulfillmentId, (order, _) => order.SplitAsync(command));
        return answer.Succeeded ? new SplitFulfillmentPayload { Order = new Order(answer.Value) } : SplitFulfillmentPayload.Of(answer.Failure);
    }

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
    /// A location cannot find units of a parcel that has not left, or finds them broken, before or after it was packed. They are written off its books, the other locations are
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

    /// <summary>The carrier brought a parcel to its customer. Needs the role Associate or Admin.</summary>
    /// <param name="input">Which parcel.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<DeliverFulfillmentPayload> DeliverFulfillmentAsync(DeliverFulfillmentInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.Fulfill);
        var answer = await grains.AdvanceAsync(
            caller, input.OperationId, input.FulfillmentId, (order, command) => order.DeliverAsync(command));
        return answer.Succeeded ? new DeliverFulfillmentPayload { Order = new Order(answer.Value) } : DeliverFulfillmentPayload.Of(answer.Failure);
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

    /// <summary>
    /// A parcel that was not fetched in time is at a location: its units are sellable there again, and what was paid for them is given back.
    /// Needs the role Associate or Admin.
    /// </summary>
    /// <param name="input">Which parcel, and where.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<TakeBackParcelPayload> TakeBackParcelAsync(TakeBackParcelInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.Fulfill);
        if (!Ids.IsLocation(input.LocationId))
        {
            return TakeBackParcelPayload.Of(new NotFound("location", input.LocationId));
        }

        var command = new TakeBackParcel(input.OperationId, input.FulfillmentId, input.LocationId);
        var answer = await grains.AdvanceAsync(caller, input.OperationId, input.FulfillmentId, (order, _) => order.TakeBackAsync(command), input.LocationId);
        return answer.Succeeded ? new TakeBackParcelPayload { Order = new Order(answer.Value) } : TakeBackParcelPayload.Of(answer.Failure);
    }
}
