using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Orders;

/// <summary>
/// An order goes to another address. From the first pick on somebody holds a list with the old one in hand, so that it is refused. The parcels
/// stay with the locations that promised them: the new address may make another plan cheaper, and no plan impossible.
/// </summary>
public static partial class Order
{
    /// <summary>The customer wants the goods somewhere else.</summary>
    public static Decision<Event> DecideChangeAddress(State state, ChangeDeliveryAddress command, DateTimeOffset now)
    {
        if (Limits.OperationId(command.OperationId) is { } invalid)
        {
            return invalid;
        }

        var operation = Operation.Of(command.OperationId, command);
        if (state.Operations.Recall<Event>(operation) is { } recalled)
        {
            return recalled;
        }

        if (state.Terms is not { } terms)
        {
            return NoOrder(state);
        }

        if (command.Delivery is not { Method: DeliveryMethod.Ship, AddressId: not null })
        {
            return new InvalidInput("delivery.method", "must be SHIP, with an address.");
        }

        var status = StatusOf(state);
        if (state.Phase != Phase.Open || terms.Delivery.Method != DeliveryMethod.Ship)
        {
            return new InvalidState(SchemaName.Of(status), "Only an order that is under way, and is sent to an address, can go to another one.");
        }

        if (state.Parcels.Find(parcel => parcel.Status is not (FulfillmentStatus.Allocated or FulfillmentStatus.Cancelled)) is { } begun)
        {
            return new InvalidState(SchemaName.Of(begun.Status), $"Work on the parcel '{begun.Content.Id}' has begun: its address stays.");
        }

        return state.Parcels.Find(parcel => parcel.Status != FulfillmentStatus.Cancelled && parcel.Label is { } label && (label.IsUndecided || label.IsGood)) is { } labelled
            ? new InvalidState("LABEL_BOUGHT", $"The parcel '{labelled.Content.Id}' has a label with the old address; give it back first.")
            : new Event.DeliveryChanged(operation, command.Delivery, now);
    }

    private static State Readdressed(State state, Event.DeliveryChanged e) =>
        Note(state with { ActedAt = e.At, Terms = state.Terms! with { Delivery = e.Delivery } }, e.Operation);

    public abstract partial record Event
    {
        /// <summary>The goods go to another address.</summary>
        [Alias("order.delivery-changed")]
        public sealed record DeliveryChanged(Operation Operation, Delivery Delivery, DateTimeOffset At) : Event;
    }
}
