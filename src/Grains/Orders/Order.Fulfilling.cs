using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Orders;

public static partial class Order
{
    /// <summary>A parcel's units are off the shelf.</summary>
    public static Decision<Event> DecidePick(State state, AdvanceFulfillment command, DateTimeOffset now) =>
        Advance(state, command, now, FulfillmentStatus.Picked, parcel => parcel.Status == FulfillmentStatus.Allocated
            ? null
            : "Only a parcel that was not picked yet can be picked.");

    /// <summary>A parcel is in its box. Who packs without a word about picking has picked.</summary>
    public static Decision<Event> DecidePack(State state, AdvanceFulfillment command, DateTimeOffset now) =>
        Advance(state, command, now, FulfillmentStatus.Packed, parcel => parcel.Status is FulfillmentStatus.Allocated or FulfillmentStatus.Picked
            ? null
            : "Only a parcel that was not packed yet can be packed.");

    /// <summary>A parcel leaves its location: to the customer, or to the store or locker where the customer fetches it.</summary>
    public static Decision<Event> DecideShip(State state, AdvanceFulfillment command, DateTimeOffset now) =>
        Advance(state, command, now, FulfillmentStatus.Shipped, parcel => IsInTheHouse(parcel)
            ? null
            : "Only a parcel that has not left can be shipped.");

    /// <summary>A parcel waits for the customer at the pickup.</summary>
    public static Decision<Event> DecideReady(State state, AdvanceFulfillment command, DateTimeOffset now) =>
        Advance(state, command, now, FulfillmentStatus.ReadyForPickup, parcel => parcel switch
        {
            { Content.Method: not (DeliveryMethod.StorePickup or DeliveryMethod.LockerPickup) } => "Only a parcel of a pickup can wait for its customer.",
            { Status: FulfillmentStatus.Shipped } => null,
            _ when IsInTheHouse(parcel) => null,
            _ => "Only a parcel that has not arrived yet can be made ready for its pickup.",
        });

    /// <summary>The customer has the parcel. Who comes late, and finds it still there, has it too.</summary>
    public static Decision<Event> DecideCollect(State state, AdvanceFulfillment command, DateTimeOffset now) =>
        Advance(state, command, now, FulfillmentStatus.Collected, parcel => parcel is { Status: FulfillmentStatus.ReadyForPickup }
            or { Status: FulfillmentStatus.Expired, IsTakenBack: false }
            ? null
            : "Only a parcel that is ready for its pickup can be collected.");

    /// <summary>The carrier brought a parcel to the customer: true whatever became of the money meanwhile.</summary>
    public static Decision<Event> DecideDeliver(State state, AdvanceFulfillment command, DateTimeOffset now) =>
        Advance(state, command, now, FulfillmentStatus.Delivered, parcel => parcel is { Content.Method: DeliveryMethod.Ship, Status: FulfillmentStatus.Shipped }
            ? null
            : "Only a parcel that was shipped to its customer can be delivered.");

    /// <summary>Whether its location has yet to send it off, or to put it ready.</summary>
    private static bool IsInTheHouse(Parcel parcel) =>
        parcel.Status is FulfillmentStatus.Allocated or FulfillmentStatus.Picked or FulfillmentStatus.Packed;

    /// <summary>Units come out of a box that was closed: it is open, and what is left in it is packed again.</summary>
    private static IEnumerable<Event> Opened(Parcel parcel, int taken, Operation operation, DateTimeOffset now)
    {
        if (parcel.Status == FulfillmentStatus.Packed && taken > 0 && taken < parcel.Content.Lines.Sum(line => line.Quantity))
        {
            yield return new Event.FulfillmentAdvanced(
                operation, parcel.Content.Id, FulfillmentStatus.Picked, Leaves: false, now, parcel.Content.LocationId);
        }
    }

    private static Decision<Event> Advance(
        State state, AdvanceFulfillment command, DateTimeOffset now, FulfillmentStatus status, Func<Parcel, string?> refuse)
    {
        if (Limits.OperationId(command.OperationId) is { } invalid)
        {
            return invalid;
        }

        var operation = Operation.Of(command.OperationId, new { command, status });
        if (state.Operations.Recall<Event>(operation) is { } recalled)
        {
            return recalled;
        }

        if (state.Parcels.Find(parcel => parcel.Content.Id == command.FulfillmentId) is not { } parcel)
        {
            return new NotFound("fulfillment", command.FulfillmentId);
        }

        var orderStatus = StatusOf(state);
        if (state.Phase != Phase.Open || (orderStatus == OrderStatus.AwaitingPayment && status != FulfillmentStatus.Delivered && !IsPutAsideUnpaid(state, parcel, status)))
        {
            return new InvalidState(SchemaName.Of(orderStatus), "Parcels move only while their order is paid and not cancelled.");
        }

        if (refuse(parcel) is { } reason)
        {
            return new InvalidState(SchemaName.Of(parcel.Status), reason);
        }

        return Happen(
            state,
            now,
            [
                new Event.FulfillmentAdvanced(
                    operation,
                    command.FulfillmentId,
                    status,
                    Leaves(state, parcel, status),
                    now,
                    PlaceOf(state, parcel, status),
                    status == FulfillmentStatus.ReadyForPickup ? command.PickupUntil ?? now + StorePickupTime : null),
            ]);
    }

    /// <summary>
    /// Goods that are paid when they are fetched are put aside before, as long as that leaves them on the books of the store: what is not
    /// fetched is then free again without a way back.
    /// </summary>
    private static bool IsPutAsideUnpaid(State state, Parcel parcel, FulfillmentStatus status) =>
        state.Terms!.IsPaidAtPickup
        && parcel.Content.LocationId == state.Terms.Delivery.LocationId
        && status is (FulfillmentStatus.Picked or FulfillmentStatus.Packed or FulfillmentStatus.ReadyForPickup)
        && !Leaves(state, parcel, status);

    private static string? PlaceOf(State state, Parcel parcel, FulfillmentStatus status) => status switch
    {
        FulfillmentStatus.Delivered => null,
        FulfillmentStatus.ReadyForPickup or FulfillmentStatus.Collected => state.Terms!.Delivery.LocationId,
        _ => parcel.Content.LocationId,
    };

    /// <summary>
    /// A parcel for pickup in the very store that holds its units stays on that store's books until it is collected; any other
    /// leaves its location with its first step out of the house.
    /// </summary>
    private static bool Leaves(State state, Parcel parcel, FulfillmentStatus status)
    {
        var waitsOnItsShelf = status == FulfillmentStatus.ReadyForPickup
            && parcel.Content.Method == DeliveryMethod.StorePickup
            && parcel.Content.LocationId == state.Terms!.Delivery.LocationId;
        return parcel.Departure == Departure.Held && !waitsOnItsShelf && status is not (FulfillmentStatus.Picked or FulfillmentStatus.Packed);
    }
}
