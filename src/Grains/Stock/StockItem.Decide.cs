using System.Collections.Immutable;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Grains.Stock;

/// <summary>
/// The rules of the stock of one SKU at one location. Pure. Every decision first ends the reservations whose time is over, up to
/// <see cref="ExpiredMax"/>; the rest counts as ended already, and its events follow.
/// </summary>
public static partial class StockItem
{
    /// <summary>The shortest reservation, in seconds: below it a slow phone could not use it.</summary>
    public const int ExpirySecondsMin = 10;

    /// <summary>The longest reservation, in seconds: a day. What is promised for longer is an order.</summary>
    public const int ExpirySecondsMax = 86_400;

    /// <summary>The longest reservation id, in characters.</summary>
    public const int ReservationIdLengthMax = 100;

    /// <summary>
    /// How many reservations one decision ends: a flash sale's end together, and the events of one decision are one append, which
    /// the journal bounds. The stock item is due again at once for the rest.
    /// </summary>
    public const int ExpiredMax = 2_000;

    /// <summary>Reservations whose time is over end; the soonest first.</summary>
    public static Decision<Event> Expire(State state, DateTimeOffset now) => new(Due(state, now).Events);

    /// <summary>Goods arrive.</summary>
    public static Decision<Event> Decide(State state, ReceiveStock command, DateTimeOffset now) =>
        Book(
            state,
            now,
            command.OperationId,
            command,
            Limits.Quantity(command.Quantity)
                ?? OptionalText(command.Reason, "reason", ReasonLengthMax)
                ?? OptionalText(command.Reference, "reference", ReferenceLengthMax),
            (current, operation) => Overflows(current, command.Quantity) is { } tooMany
                ? tooMany
                : new Event.Received(command.Quantity, operation, command.Reason, command.Reference));

    /// <summary>Goods are kept back.</summary>
    public static Decision<Event> Decide(State state, SetSafetyStock command, DateTimeOffset now) =>
        Book(state, now, command.OperationId, command, Limits.Quantity(command.Quantity, min: 0), (current, operation) =>
            new Event.SafetySet(command.Quantity, operation, current.Safety));

    /// <summary>Units are to be held.</summary>
    public static Decision<Event> Decide(State state, string sku, ReserveStock command, DateTimeOffset now)
    {
        if ((Limits.Text(command.ReservationId, "reservationId", ReservationIdLengthMax) ?? Limits.Quantity(command.Quantity)) is { } invalid)
        {
            return invalid;
        }

        if (command.ExpiresInSeconds is < ExpirySecondsMin or > ExpirySecondsMax)
        {
            return new InvalidInput(
                "expiresInSeconds", $"must be from {ExpirySecondsMin} to {ExpirySecondsMax}, was {command.ExpiresInSeconds}.");
        }

        var (current, due) = Due(state, now);
        if (FindReservation(current, command.ReservationId, now) is { } known)
        {
            var hold = known.Hold;
            if (hold.Quantity != command.Quantity || hold.ExpiresInSeconds != command.ExpiresInSeconds || hold.Channel != command.Channel)
            {
                return Decision<Event>.Refuse(new OperationIdReused(command.ReservationId), due);
            }

            return known.Status == ReservationStatus.Expired
                ? Decision<Event>.Refuse(new ReservationExpired(command.ReservationId, hold.ExpiresAt), due)
                : new Decision<Event>(due);
        }

        var available = current.PromisableAt(now, command.Channel);
        if (command.Quantity > available)
        {
            return Decision<Event>.Refuse(new OutOfStock(sku, command.Quantity, Math.Max(0, available)), due);
        }

        var expiresAt = now.AddSeconds(command.ExpiresInSeconds);
        return new Decision<Event>(due.Add(
            new Event.Reserved(command.ReservationId, command.Quantity, command.ExpiresInSeconds, expiresAt, command.Channel)));
    }

    /// <summary>A reservation is given back. Again is no change.</summary>
    public static Decision<Event> Release(State state, string reservationId, DateTimeOffset now) =>
        EndReservation(state, reservationId, now, ReservationStatus.Released, (_, quantity) => [new Event.Released(reservationId, quantity)]);

    /// <summary>The reserved units leave. Again is no change.</summary>
    public static Decision<Event> Confirm(State state, string reservationId, DateTimeOffset now) =>
        EndReservation(
            state,
            reservationId,
            now,
            ReservationStatus.Confirmed,
            (current, quantity) => Leave(current, reservationId, quantity, new Event.Confirmed(reservationId, quantity)));

    /// <summary>An order asks for units; it gets as many as there are, up to those asked for.</summary>
    public static Decision<Event> Decide(State state, AllocateStock command, DateTimeOffset now)
    {
        if (Limits.Quantity(command.Quantity) is { } invalid)
        {
            return invalid;
        }

        var (current, due) = Due(state, now);
        if (current.Allocations.ContainsKey(command.AllocationId) || current.Ended.Find(Ended.AllocationKey(command.AllocationId)) is not null)
        {
            return new Decision<Event>(due);
        }

        var granted = Math.Clamp(current.PromisableAt(now, command.Channel ?? Channel.System), 0, command.Quantity);
        return new Decision<Event>(due.Add(new Event.Allocated(command.AllocationId, command.OrderId, command.Quantity, granted, now)));
    }

    /// <summary>A promise is taken back. One that was never given is remembered, so that it cannot be given late.</summary>
    public static Decision<Event> Deallocate(State state, string allocationId, DateTimeOffset now)
    {
        var (current, due) = Due(state, now);
        if (current.Ended.Find(Ended.AllocationKey(allocationId)) is { } ended)
        {
            return ended.How == Ending.Dispatched
                ? Decision<Event>.Refuse(new InvalidState("DISPATCHED", $"The units of allocation '{allocationId}' left already."), due)
                : new Decision<Event>(due);
        }

        var granted = current.Allocations.TryGetValue(allocationId, out var allocation) ? allocation.Granted : 0;
        return new Decision<Event>(due.Add(new Event.Deallocated(allocationId, granted)));
    }

    /// <summary>A promise keeps <paramref name="keep"/> units, or none. The promise of an order that ended is not concerned.</summary>
    public static Decision<Event> Trim(State state, string allocationId, int keep, DateTimeOffset now)
    {
        var (current, due) = Due(state, now);
        if (!current.Allocations.TryGetValue(allocationId, out var allocation) || allocation.Granted <= keep)
        {
            return new Decision<Event>(due);
        }

        return new Decision<Event>(due.Add(keep > 0
            ? new Event.AllocationTrimmed(allocationId, allocation.Granted - keep)
            : new Event.Deallocated(allocationId, allocation.Granted)));
    }

    /// <summary>Promised units leave. Again is no change.</summary>
    public static Decision<Event> Dispatch(State state, string allocationId, DateTimeOffset now)
    {
        var (current, due) = Due(state, now);
        if (current.Allocations.TryGetValue(allocationId, out var allocation))
        {
            return new Decision<Event>(due.AddRange(
                Leave(current, allocationId, allocation.Granted, new Event.Dispatched(allocationId, allocation.Granted))));
        }

        return current.Ended.Find(Ended.AllocationKey(allocationId)) is { How: Ending.Dispatched }
            ? new Decision<Event>(due)
            : Decision<Event>.Refuse(new InvalidState("NOT_ALLOCATED", $"There is no allocation '{allocationId}' to dispatch."), due);
    }

    /// <summary>A till sold goods in hand: what the shopper holds exists, whatever the books say.</summary>
    public static Decision<Event> Decide(State state, SellStock command, DateTimeOffset now)
    {
        if (Limits.Quantity(command.Quantity) is { } invalid)
        {
            return invalid;
        }

        var (current, due) = Due(state, now);
        if (current.Ended.Find(Ended.SaleKey(command.SaleId)) is not null)
        {
            return new Decision<Event>(due);
        }

        // A count of after the sale has seen that the goods are gone: told late, the sale must not take them again.
        var sale = new Event.Sold(command.SaleId, command.Quantity, command.SoldAt);
        var sold = command.SoldAt < current.Ledger.CountedAt
            ? [new Event.Found(command.SaleId, command.Quantity), sale]
            : Leave(current, command.SaleId, command.Quantity, sale);
        if (command.ReservationId is { } reservationId
            && FindReservation(current, reservationId, now) is (ReservationStatus.Held, var hold))
        {
            sold = sold.Insert(0, new Event.Released(reservationId, hold.Quantity));
        }

        return new Decision<Event>(due.AddRange(Uncovering(current, sold, DiscrepancyCause.Sale, command.SaleId, now)));
    }

    /// <summary>Returned units are sellable here.</summary>
    public static Decision<Event> Decide(State state, RestockStock command, DateTimeOffset now)
    {
        if (Limits.Quantity(command.Quantity) is { } invalid)
        {
            return invalid;
        }

        var (current, due) = Due(state, now);
        if (current.Ended.Find(Ended.RestockKey(command.ReturnId)) is not null)
        {
            return new Decision<Event>(due);
        }

        return Overflows(current, command.Quantity) is { } tooMany
            ? Decision<Event>.Refuse(tooMany, due)
            : new Decision<Event>(due.Add(new Event.Restocked(command.ReturnId, command.Quantity, command.Reason, command.Reference)));
    }

    /// <summary>
    /// The reservation of an id, held or ended; null when it is not known, or forgotten. One whose time is over at
    /// <paramref name="now"/> has expired, evented or not.
    /// </summary>
    public static (ReservationStatus Status, Hold Hold)? FindReservation(State state, string reservationId, DateTimeOffset now)
    {
        if (state.Holds.TryGetValue(reservationId, out var held))
        {
            return (held.ExpiresAt > now ? ReservationStatus.Held : ReservationStatus.Expired, held);
        }

        if (state.Ended.Find(Ended.ReservationKey(reservationId)) is not { Hold: { } hold } ended)
        {
            return null;
        }

        var status = ended.How switch
        {
            Ending.Released => ReservationStatus.Released,
            Ending.Expired => ReservationStatus.Expired,
            _ => ReservationStatus.Confirmed,
        };
        return (status, hold);
    }

    private static Decision<Event> EndReservation(
        State state, string reservationId, DateTimeOffset now, ReservationStatus wanted, Func<State, int, ImmutableArray<Event>> end)
    {
        var (current, due) = Due(state, now);
        if (FindReservation(current, reservationId, now) is not { } known)
        {
            return Decision<Event>.Refuse(new ReservationNotFound(reservationId), due);
        }

        return known.Status switch
        {
            ReservationStatus.Held => new Decision<Event>(due.AddRange(end(current, known.Hold.Quantity))),
            var status when status == wanted => new Decision<Event>(due),
            ReservationStatus.Expired => Decision<Event>.Refuse(new ReservationExpired(reservationId, known.Hold.ExpiresAt), due),
            var status => Decision<Event>.Refuse(
                new InvalidState(
                    status == ReservationStatus.Confirmed ? "CONFIRMED" : "RELEASED",
                    $"The reservation '{reservationId}' has ended already."),
                due),
        };
    }

    /// <summary>Units that are in somebody's hands exist: when the books have fewer, the books are corrected first, and marked so.</summary>
    private static ImmutableArray<Event> Leave(State state, string reference, int quantity, Event leave) =>
        quantity > state.OnHand ? [new Event.Found(reference, quantity - state.OnHand), leave] : [leave];

    private static Decision<Event> Book<TCommand>(
        State state, DateTimeOffset now, string operationId, TCommand command, InvalidInput? invalid, Func<State, Operation, Decision<Event>> book)
    {
        if ((Limits.OperationId(operationId) ?? invalid) is { } refusal)
        {
            return refusal;
        }

        var operation = Operation.Of(operationId, command);
        if (state.Operations.Find(operationId) is { } answered)
        {
            return answered.Fingerprint == operation.Fingerprint
                ? Decision<Event>.Nothing
                : new OperationIdReused(operationId);
        }

        var (current, due) = Due(state, now);
        var booked = book(current, operation);
        return booked with { Events = booked.Events.IsDefaultOrEmpty ? due : due.AddRange(booked.Events) };
    }

    private static (State State, ImmutableArray<Event> Events) Due(State state, DateTimeOffset now)
    {
        if (state.NextExpiry is not { } next || next > now)
        {
            return (state, []);
        }

        var events = ImmutableArray.CreateBuilder<Event>();
        while (events.Count < ExpiredMax && state.Expiries.First is { } first && first.At <= now)
        {
            var expired = new Event.Expired(first.ReservationId, state.Holds[first.ReservationId].Quantity);
            events.Add(expired);
            state = Evolve(state, expired);
        }

        return (state, events.DrainToImmutable());
    }

    private static InvalidInput? Overflows(State state, int quantity) =>
        state.OnHand > int.MaxValue / 2 - quantity
            ? new InvalidInput("quantity", $"would bring the stock above {int.MaxValue / 2} units.")
            : null;
}
