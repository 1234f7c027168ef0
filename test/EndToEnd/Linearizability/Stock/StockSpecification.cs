namespace OrleansCommerce.EndToEnd.Tests.Linearizability.Stock;

/// <summary>What a stock item must do, one operation after the other, as its clients may understand it. Written from the API's description.</summary>
internal static class StockSpecification
{
    public const string Held = "HELD";
    public const string Released = "RELEASED";
    public const string Confirmed = "CONFIRMED";
    public const string Expired = "EXPIRED";
    public const string OutOfStock = "OutOfStockError";
    public const string ReservationExpired = "ReservationExpiredError";
    public const string ReservationNotFound = "ReservationNotFoundError";
    public const string InvalidState = "InvalidStateError";

    /// <summary>The one answer to a request in a state, and the state after it.</summary>
    public static (StockState Next, Reply Reply) Do(StockState state, Request request) => request switch
    {
        Request.Read => (state, new Reply(Reply.Done, state.Levels)),
        Request.Receive receive => Receive(state, receive),
        Request.Reserve reserve => Reserve(state, reserve),
        Request.Release release => End(state, release.Id, Released),
        Request.Confirm confirm => End(state, confirm.Id, Confirmed),
        _ => throw new InvalidOperationException($"There is no rule for {request}."),
    };

    /// <summary>A reservation's time is over; null when the reservation is not there yet.</summary>
    public static StockState? Expire(StockState state, string id)
    {
        if (!state.Reservations.TryGetValue(id, out var reservation))
        {
            return null;
        }

        return reservation.Status == Held
            ? state.With(id, reservation with { Status = Expired }, onHand: 0, reserved: -reservation.Quantity)
            : state;
    }

    private static (StockState Next, Reply Reply) Receive(StockState state, Request.Receive request)
    {
        if (state.Receipts.TryGetValue(request.OperationId, out var answered))
        {
            return (state, new Reply(Reply.Done, answered));
        }

        var next = state.WithReceipt(request.OperationId, request.Quantity);
        return (next, new Reply(Reply.Done, next.Levels));
    }

    private static (StockState Next, Reply Reply) Reserve(StockState state, Request.Reserve request)
    {
        if (state.Reservations.TryGetValue(request.Id, out var known))
        {
            return (state, known.Status == Expired ? new Reply(ReservationExpired) : new Reply(known.Status, state.Levels));
        }

        var available = state.OnHand - state.Reserved;
        if (request.Quantity > available)
        {
            return (state, new Reply(OutOfStock, CouldBeHad: available));
        }

        var next = state.With(request.Id, new Reservation(Held, request.Quantity), onHand: 0, reserved: request.Quantity);
        return (next, new Reply(Held, next.Levels));
    }

    private static (StockState Next, Reply Reply) End(StockState state, string id, string wanted)
    {
        if (!state.Reservations.TryGetValue(id, out var known))
        {
            return (state, new Reply(ReservationNotFound));
        }

        if (known.Status == Held)
        {
            var leaving = wanted == Confirmed ? -known.Quantity : 0;
            var next = state.With(id, known with { Status = wanted }, leaving, -known.Quantity);
            return (next, new Reply(wanted, next.Levels));
        }

        if (known.Status == wanted)
        {
            return (state, new Reply(wanted, state.Levels));
        }

        return (state, new Reply(known.Status == Expired ? ReservationExpired : InvalidState));
    }
}
