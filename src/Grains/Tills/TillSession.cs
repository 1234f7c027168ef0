using System.Globalization;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Locations;
using OrleansCommerce.Locations;
using OrleansCommerce.Tills;

namespace OrleansCommerce.Grains.Tills;

/// <summary>
/// The rules of a till's cash drawer. Pure. One session follows the other; what is expected in the drawer is worked out here from what
/// orders told, and compared with what was counted.
/// </summary>
public static partial class TillSession
{
    /// <summary>The first part of the stream's name.</summary>
    public const string Category = "till";

    /// <summary>The longest reason, in characters: a sentence, no story.</summary>
    public const int ReasonLengthMax = 200;

    /// <summary>The most times that cash is put in or taken out in one session: tills have a handful a day.</summary>
    public const int MovementsMax = 100;

    private const string OpenState = "OPEN";
    private const string ClosedState = "CLOSED";

    /// <summary>How far the clocks of two processes may differ: the first sale of a session may seem a little older than it.</summary>
    private static readonly TimeSpan ClockDifferenceMax = TimeSpan.FromSeconds(5);

    /// <summary>A session begins.</summary>
    /// <param name="state">Of the till.</param>
    /// <param name="command">With what in the drawer.</param>
    /// <param name="location">Where; null when it is not registered.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="now">UTC.</param>
    public static Decision<Event> Decide(State state, OpenTillSession command, LocationDetails? location, string by, DateTimeOffset now)
    {
        var operation = Operation.Of(command.OperationId, command);
        if (Before(state, operation) is { } answered)
        {
            return answered;
        }

        if (!Location.HasTill(location, command.LocationId, out var unfit))
        {
            return unfit;
        }

        var (amount, denominations, refusal) = Count(command.OpeningFloat, "openingFloat");
        if (refusal is not null)
        {
            return refusal;
        }

        if (state.Open is { } open)
        {
            return new InvalidState(OpenState, $"Session {open.Number} of this till is open since {open.OpenedAt:O}; close it first.");
        }

        var number = (state.Find(number: null)?.Number ?? 0) + 1;
        return new Event.Opened(operation, number, location.Id, command.OpeningFloat.Currency, amount, denominations, by, now);
    }

    /// <summary>Cash is put into the drawer or taken out.</summary>
    public static Decision<Event> Decide(State state, MoveTillCash command, string by, DateTimeOffset now)
    {
        var operation = Operation.Of(command.OperationId, command);
        if (Before(state, operation) is { } answered)
        {
            return answered;
        }

        if (state.Open is not { } open)
        {
            return NoneOpen();
        }

        if ((Limits.Price(command.Amount, open.Currency, Currencies.MinorDigits(open.Currency), "amount")
            ?? Limits.Text(command.Reason, "reason", ReasonLengthMax)) is { } invalid)
        {
            return invalid;
        }

        if (command.Amount.Amount == 0)
        {
            return new InvalidInput("amount.amount", "must be more than 0.");
        }

        return open.Movements.Length >= MovementsMax
            ? new InvalidState(OpenState, $"Cash was moved {MovementsMax} times in this session; close it, and open the next.")
            : new Event.CashMoved(operation, command.Kind, command.Amount.Amount, command.Reason, by, now);
    }

    /// <summary>The cash was counted, and the session is over.</summary>
    /// <param name="state">Of the till.</param>
    /// <param name="command">What was counted.</param>
    /// <param name="rules">What variance needs a reason.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="now">UTC.</param>
    public static Decision<Event> Decide(State state, CloseTillSession command, TillRules rules, string by, DateTimeOffset now)
    {
        var operation = Operation.Of(command.OperationId, command);
        if (Before(state, operation) is { } answered)
        {
            return answered;
        }

        if (state.Open is not { } open)
        {
            return NoneOpen();
        }

        var (counted, denominations, refusal) = Count(command.Counted, "counted");
        if (refusal is not null)
        {
            return refusal;
        }

        if (command.Counted.Currency != open.Currency)
        {
            return new InvalidInput("counted.currency", $"must be {open.Currency}, was {command.Counted.Currency}.");
        }

        if (command.Reason is { } reason && Limits.Text(reason, "reason", ReasonLengthMax) is { } wrong)
        {
            return wrong;
        }

        var variance = counted - open.ExpectedCash;
        return Math.Abs(variance) > rules.VarianceLimit && command.Reason is null
            ? new InvalidInput("reason", string.Create(
                CultureInfo.InvariantCulture,
                $"must be given: {counted} {open.Currency} were counted and {open.ExpectedCash} expected, which is more than {rules.VarianceLimit} apart."))
            : new Event.Closed(operation, open.Number, counted, denominations, open.ExpectedCash, variance, command.Reason, by, now);
    }

    /// <summary>
    /// Money of an order changed hands; told again it is no news. It belongs to the session in which it changed hands. When that one is
    /// closed already, as of a sale that was made offline, it is kept there as late: its cash lay in the drawer when it was counted, and was
    /// a part of the variance then, so it explains that variance; the session that is open now has none of it in its drawer. The closing
    /// itself never changes. What changed hands while no session was open is kept apart: the next session's float was counted with it.
    /// </summary>
    public static Decision<Event> Decide(State state, RecordTillMoney command, DateTimeOffset now)
    {
        if (state.Entries.Find(command.EntryId) is not null)
        {
            return Decision<Event>.Nothing;
        }

        var session = SessionAt(state, command.At);
        return new Event.MoneyRecorded(
            command.EntryId,
            command.OrderId,
            command.LocationId,
            command.Kind,
            command.Currency,
            command.Cash,
            command.Card,
            command.GiftCard,
            command.At,
            now,
            session?.Number ?? 0,
            session?.Closing is not null);
    }

    private static Session? SessionAt(State state, DateTimeOffset at)
    {
        var past = state.Sessions.FindLast(session => session.OpenedAt <= at && (session.Closing is not { } closing || at < closing.At));
        return past ?? (state.Open is { } open && open.OpenedAt - at <= ClockDifferenceMax ? open : null);
    }

    private static Decision<Event>? Before(State state, Operation operation)
    {
        if (state.Operations.Recall<Event>(operation) is { } known)
        {
            return known;
        }

        return Limits.OperationId(operation.Id) is { } invalid ? invalid : (Decision<Event>?)null;
    }

    private static InvalidState NoneOpen() => new(ClosedState, "The till has no open session.");
}
