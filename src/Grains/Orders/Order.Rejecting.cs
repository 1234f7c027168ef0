using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Orders;

/// <summary>
/// A location says that it cannot find units of a parcel, or finds them broken: when it picks them, or last when it hands the parcel over. They are written off its books, sought at the other locations like every lost
/// promise, and cancelled and refunded when nobody has them.
/// </summary>
public static partial class Order
{
    /// <summary>The longest reason of a rejection, in characters.</summary>
    public const int RejectionReasonLengthMax = 200;

    /// <summary>A location cannot find units of a line.</summary>
    public static Decision<Event> DecideRejectLine(State state, RejectFulfillmentLine command, DateTimeOffset now)
    {
        if ((Limits.OperationId(command.OperationId)
            ?? Limits.Quantity(command.Quantity)
            ?? Limits.Text(command.Reason, "reason", RejectionReasonLengthMax)) is { } invalid)
        {
            return invalid;
        }

        var operation = Operation.Of(command.OperationId, command);
        if (state.Operations.Recall<Event>(operation) is { } recalled)
        {
            return recalled;
        }

        if (state.Parcels.Find(parcel => parcel.Content.Id == command.FulfillmentId) is not { } parcel)
        {
            return new NotFound("fulfillment", command.FulfillmentId);
        }

        if (state.Phase != Phase.Open || parcel.Departure != Departure.Held || !(IsInTheHouse(parcel) || parcel.Status == FulfillmentStatus.ReadyForPickup))
        {
            return new InvalidState(SchemaName.Of(parcel.Status), "Only units of a parcel that has not left can be rejected.");
        }

        if (state.Loss is not null)
        {
            return new InvalidState(SchemaName.Of(StatusOf(state)), "Units of this order are being sought at other locations; please try again.");
        }

        var lines = parcel.Content.Lines.Where(line => line.OrderLineId == command.OrderLineId).ToList();
        if (lines.Count == 0)
        {
            return new InvalidInput("orderLineId", $"the parcel has no units of line '{command.OrderLineId}'.");
        }

        // A parcel may hold several promises of one SKU; they are given up one at a time, the largest first.
        var promise = parcel.Content.AllocationIds.Select(id => state.Allocations[id])
            .Where(allocation => allocation.Plan.Sku == lines[0].Sku)
            .MaxBy(allocation => (allocation.Granted ?? 0) - allocation.Lost)!;
        var most = Math.Min(lines.Sum(line => line.Quantity), (promise.Granted ?? 0) - promise.Lost);
        if (command.Quantity > most)
        {
            return new InvalidInput("quantity", $"must be from 1 to {most}, the units of this line that were promised at once, was {command.Quantity}.");
        }

        var lost = new Event.PromiseLost(operation.Id, promise.Plan.AllocationId, Deal(lines, command.Quantity), now, operation, command.Reason);
        return Happen(state, now, [lost, .. Opened(parcel, command.Quantity, operation, now)]);
    }
}
