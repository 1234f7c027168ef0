using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Orders;

/// <summary>
/// An order goes to another address. From the first pick on somebody holds a list with the old one in hand, so that it is refused. Where the
/// new address is somewhere else on the map, another plan is looked for; none is impossible, so the address is the new one at once.
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

        if (EditOrLossUnderWay(state) is { } underWay)
        {
            return underWay;
        }

        return state.Parcels.Find(parcel => parcel.Status != FulfillmentStatus.Cancelled && parcel.Label is { } label && (label.IsUndecided || label.IsGood)) is { } labelled
            ? new InvalidState("LABEL_BOUGHT", $"The parcel '{labelled.Content.Id}' has a label with the old address; give it back first.")
            : new Event.DeliveryChanged(operation, command.Delivery, now, IsSomewhereElse(terms.Delivery, command.Delivery) && state.Parcels.Exists(IsStillHeld));
    }

    /// <summary>Two plans at once would promise units for each other.</summary>
    private static InvalidState? EditOrLossUnderWay(State state) => state switch
    {
        { Edit: not null } => new InvalidState("EDIT_PENDING", "Other lines are being added to this order, and are not paid yet."),
        { Loss: not null } => new InvalidState(SchemaName.Of(StatusOf(state)), "Units of this order are being sought at other locations; please try again."),
        _ => null,
    };

    private static bool IsSomewhereElse(Delivery before, Delivery after) =>
        after is { Latitude: not null, Longitude: not null } && (before.Latitude, before.Longitude) != (after.Latitude, after.Longitude);

    private static State Readdressed(State state, Event.DeliveryChanged e) =>
        Note(
            state with
            {
                ActedAt = e.At,
                Terms = state.Terms! with { Delivery = e.Delivery },
                Move = e.IsSourcedAnew ? new Move(e.Operation, Requests: null) : state.Move,
            },
            e.Operation);

    public abstract partial record Event
    {
        /// <summary>The goods go to another address.</summary>
        /// <param name="Operation">Of the request.</param>
        /// <param name="Delivery">Where to.</param>
        /// <param name="At">UTC.</param>
        /// <param name="IsSourcedAnew">Whether a better plan is looked for; it was not in events of before that was done.</param>
        [Alias("order.delivery-changed")]
        public sealed record DeliveryChanged(Operation Operation, Delivery Delivery, DateTimeOffset At, bool IsSourcedAnew = false) : Event;
    }
}
