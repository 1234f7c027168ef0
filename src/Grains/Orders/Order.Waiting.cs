using System.Collections.Immutable;
using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Locations;
using OrleansCommerce.Locations;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Orders;

/// <summary>
/// A parcel waits for its customer, in a store or in a locker: who is reminded, and when the wait is over. Then it is taken back, and its
/// units are sellable again where it is. Each of these is an event that others can hear, and send the customer a message for.
/// </summary>
public static partial class Order
{
    /// <summary>The reason of what becomes of goods that nobody fetched.</summary>
    public const string NotCollected = "not_collected";

    /// <summary>How long a parcel waits in a store: a week has every customer's free day in it.</summary>
    public static TimeSpan StorePickupTime { get; } = TimeSpan.FromDays(7);

    /// <summary>How long before the end its customer is reminded, the first reminder first.</summary>
    public static ImmutableArray<TimeSpan> PickupReminders { get; } = [TimeSpan.FromHours(24), TimeSpan.FromHours(6)];

    /// <summary>A parcel that was not fetched is at a location.</summary>
    /// <param name="state">Of the order.</param>
    /// <param name="command">Which parcel, and where.</param>
    /// <param name="location">Where; null when it is not registered.</param>
    /// <param name="now">UTC.</param>
    public static Decision<Event> DecideTakeBack(State state, TakeBackParcel command, LocationDetails? location, DateTimeOffset now)
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

        if (state.Parcels.Find(parcel => parcel.Content.Id == command.FulfillmentId) is not { } parcel)
        {
            return new NotFound("fulfillment", command.FulfillmentId);
        }

        if (location is null)
        {
            return new NotFound("location", command.LocationId);
        }

        var status = StatusOf(state);
        if (state.Phase != Phase.Open || status == OrderStatus.AwaitingPayment)
        {
            return new InvalidState(SchemaName.Of(status), "Parcels are taken back only while their order is paid and not cancelled.");
        }

        if (parcel is not { Status: FulfillmentStatus.Expired or FulfillmentStatus.ReturnedToSender, IsTakenBack: false })
        {
            return new InvalidState(
                SchemaName.Of(parcel.Status), "Only a parcel that was not fetched in time, or that came back to its sender, can be taken back, once.");
        }

        return parcel.Departure == Departure.Held
            ? TakeOffTheShelf(state, parcel, command, operation, status, now)
            : TakeBack(state, parcel, location, operation, now);
    }

    /// <summary>A courier took a parcel that was not fetched out of its locker: the location that sent it has to expect it.</summary>
    public static Decision<Event> DecideRetrieved(State state, AdvanceFulfillment command, DateTimeOffset now)
    {
        if (Limits.OperationId(command.OperationId) is { } invalid)
        {
            return invalid;
        }

        var operation = Operation.Of(command.OperationId, new { command, Retrieved = true });
        if (state.Operations.Recall<Event>(operation) is { } recalled)
        {
            return recalled;
        }

        if (state.Parcels.Find(parcel => parcel.Content.Id == command.FulfillmentId) is not { } parcel)
        {
            return new NotFound("fulfillment", command.FulfillmentId);
        }

        // The locker's clock may have ended the wait before the order's did.
        var expires = state.Phase == Phase.Open && parcel is { Status: FulfillmentStatus.ReadyForPickup, Pickup: { } pickup } && pickup.Until <= now;
        if (!expires && parcel is not { Status: FulfillmentStatus.Expired, IsTakenBack: false })
        {
            return new InvalidState(SchemaName.Of(parcel.Status), "Only a parcel that was not fetched in time is taken out of its locker, once.");
        }

        var retrieved = new Event.ParcelRetrieved(operation, parcel.Content.Id, parcel.Content.LocationId, now);
        return Happen(state, now, expires ? [new Event.PickupExpired(parcel.Content.Id, now), retrieved] : [retrieved]);
    }

    /// <summary>What of waiting parcels is due by time. Of reminders that a downtime swallowed, the newest is given alone.</summary>
    private static IEnumerable<Event> DuePickups(State state, DateTimeOffset now)
    {
        foreach (var parcel in state.Phase == Phase.Open ? state.Parcels : [])
        {
            if (parcel is not { Status: FulfillmentStatus.ReadyForPickup, Pickup: { } pickup })
            {
                continue;
            }

            if (pickup.Until <= now)
            {
                yield return new Event.PickupExpired(parcel.Content.Id, now);
            }
            else if (Reminders(pickup).Any(due => due <= now))
            {
                yield return new Event.PickupReminded(parcel.Content.Id, pickup.Until, now);
            }
        }
    }

    /// <summary>When something is due for a waiting parcel.</summary>
    private static IEnumerable<DateTimeOffset> PickupDues(State state) => state.Phase != Phase.Open
        ? []
        : state.Parcels
            .Where(parcel => parcel is { Status: FulfillmentStatus.ReadyForPickup, Pickup: not null })
            .SelectMany(parcel => Reminders(parcel.Pickup!).Append(parcel.Pickup!.Until));

    /// <summary>When its customer is still to be reminded.</summary>
    private static IEnumerable<DateTimeOffset> Reminders(Pickup pickup) => PickupReminders
        .Select(before => pickup.Until - before)
        .Where(due => due > (pickup.RemindedAt ?? pickup.Since));

    /// <summary>Goods that never left the store's books are not wanted any more, like units that a customer cancels.</summary>
    private static Decision<Event> TakeOffTheShelf(
        State state, Parcel parcel, TakeBackParcel command, Operation operation, OrderStatus status, DateTimeOffset now)
    {
        if (command.LocationId != parcel.Content.LocationId)
        {
            return new InvalidInput("locationId", $"must be '{parcel.Content.LocationId}', where the parcel waits.");
        }

        if (state.Loss is not null)
        {
            return new InvalidState(SchemaName.Of(status), "Units of this order are being sought at other locations; please try again.");
        }

        if (state.Parcels.TrueForAll(other => other == parcel || other.Status == FulfillmentStatus.Cancelled))
        {
            return state.Undecided is not null
                ? new InvalidState(SchemaName.Of(status), "A payment of this order is not decided yet.")
                : Happen(state, now, [new Event.CancellationStarted(operation, NotCollected, now)]);
        }

        var lines = Sum(parcel.Content.Lines.Select(line => (line.OrderLineId, line.Quantity)))
            .Select(line => new CancelLine(line.Key, line.Value))
            .ToImmutableArray();
        return Happen(state, now, [TakeOut(state, lines, operation, NotCollected, now, [parcel])]);
    }

    /// <summary>Goods that left their location come back like any others: sellable where they are, and refunded.</summary>
    private static Decision<Event> TakeBack(State state, Parcel parcel, LocationDetails location, Operation operation, DateTimeOffset now)
    {
        if (!Location.HoldsStock(location, location.Id, out var unfit))
        {
            return unfit;
        }

        var lines = Sum(parcel.Content.Lines.Select(line => (line.OrderLineId, line.Quantity))).Select(units =>
        {
            var line = state.Terms!.Lines.Single(candidate => candidate.Id == units.Key);
            var before = GivenBackUnits(state, line.Id);
            return new ReturnedLine(
                line.Id,
                line.Sku,
                line.StockTracked,
                units.Value,
                Disposition.Restock,
                Share(line, state.Terms.Currency, before, before + units.Value));
        }).ToImmutableArray();
        var returnId = $"{state.Id}:return:{state.Returns.Count + 1}";
        return Happen(
            state,
            now,
            [
                new Event.ParcelTakenBack(parcel.Content.Id, location.Id, now),
                new Event.Returned(
                    operation,
                    returnId,
                    location.Id,
                    lines,
                    lines.Sum(line => line.Refund),
                    parcel.Status == FulfillmentStatus.Expired ? NotCollected : ReturnedToSender,
                    now)
                {
                    OwesCash = true,
                },
            ]);
    }

    private static State? EvolveWaiting(State next, Event happened) => happened switch
    {
        Event.PickupReminded e => Change(
            next, e.FulfillmentId, (Parcel parcel) => parcel with { Pickup = parcel.Pickup! with { RemindedAt = e.At } }),
        Event.PickupExpired e => Change(
            next, e.FulfillmentId, (Parcel parcel) => parcel with { Status = FulfillmentStatus.Expired }),
        Event.ParcelRetrieved e => Note(
            Change(next with { ActedAt = e.At }, e.FulfillmentId, (Parcel parcel) => parcel with { RetrievedAt = e.At }), e.Operation),
        Event.ParcelTakenBack e => Change(next, e.FulfillmentId, (Parcel parcel) => parcel with { IsTakenBack = true }),
        _ => null,
    };

    private static State Change(State state, string fulfillmentId, Func<Parcel, Parcel> change)
    {
        var parcel = state.Parcels.Single(parcel => parcel.Content.Id == fulfillmentId);
        return state with { Parcels = state.Parcels.Replace(parcel, change(parcel)) };
    }

    public abstract partial record Event
    {
        /// <summary>A parcel's customer is to be reminded of it.</summary>
        /// <param name="FulfillmentId">Which parcel.</param>
        /// <param name="Until">How long it still waits.</param>
        /// <param name="At">UTC.</param>
        [Alias("order.pickup-reminded")]
        public sealed record PickupReminded(string FulfillmentId, DateTimeOffset Until, DateTimeOffset At) : Event;

        /// <summary>A parcel was not fetched in time. It lies where it waited until somebody takes it back.</summary>
        [Alias("order.pickup-expired")]
        public sealed record PickupExpired(string FulfillmentId, DateTimeOffset At) : Event;

        /// <summary>A courier has a parcel that was not fetched, and brings it to the location that sent it, or to another.</summary>
        /// <param name="Operation">The locker bank's.</param>
        /// <param name="FulfillmentId">Which parcel.</param>
        /// <param name="LocationId">Which location sent it.</param>
        /// <param name="At">UTC.</param>
        [Alias("order.parcel-retrieved")]
        public sealed record ParcelRetrieved(Operation Operation, string FulfillmentId, string LocationId, DateTimeOffset At) : Event;

        /// <summary>A parcel that was not fetched is at a location; the return that follows has its units.</summary>
        [Alias("order.parcel-taken-back")]
        public sealed record ParcelTakenBack(string FulfillmentId, string LocationId, DateTimeOffset At) : Event;
    }
}
