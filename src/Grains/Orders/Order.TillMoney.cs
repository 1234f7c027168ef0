using System.Collections.Immutable;
using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Locations;
using OrleansCommerce.Locations;
using OrleansCommerce.Orders;
using OrleansCommerce.Tills;

namespace OrleansCommerce.Grains.Orders;

/// <summary>
/// What of an order's money changes hands at tills. Each movement is told to its till, by an id of its own, after it is durable here and
/// until the till has it: so the till's session counts it once, whatever dies in between.
/// </summary>
public static partial class Order
{
    private const string NoSession = "CLOSED";

    /// <summary>An order is paid at a till before its goods leave.</summary>
    /// <param name="state">Of the order.</param>
    /// <param name="command">How.</param>
    /// <param name="shop">Where; null when it is not registered.</param>
    /// <param name="now">UTC.</param>
    public static Decision<Event> DecidePayAtTill(State state, PayOrderAtTill command, LocationDetails? shop, DateTimeOffset now)
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

        if (!Location.HasTill(shop, command.LocationId, out var unfit))
        {
            return unfit;
        }

        var status = StatusOf(state);
        if (status != OrderStatus.AwaitingPayment || state.Phase != Phase.Open)
        {
            return new InvalidState(SchemaName.Of(status), "Only an order that awaits its payment can be paid.");
        }

        if (state.Undecided is not null)
        {
            return new InvalidState(SchemaName.Of(status), "A payment of this order is not decided yet.");
        }

        // Its one receipt is the store's: an order that was paid before, and lapsed, may have some of the online ledger.
        if (state.HeldSince is not null || !state.Receipts.IsEmpty)
        {
            return new InvalidState(SchemaName.Of(status), "An order that was paid before is paid again with payOrder.");
        }

        return TenderRefusal(command.Tenders, terms.Currency, state.Total) is { } wrong
            ? wrong
            : Happen(state, now, [new Event.PaidAtTill(operation, command.LocationId, command.TillId, Taken(command.Tenders)!.Value, now)]);
    }

    /// <summary>What is wrong with selling now, when the settings demand an open session; null when nothing is.</summary>
    /// <param name="command">The sale.</param>
    /// <param name="session">The till's newest session; null when there is none.</param>
    public static Failure? SessionRefusal(SellAtTill command, TillSessionDetails? session)
    {
        if (command.TillId is null)
        {
            return new InvalidInput("tillId", "must name the till: this installation sells in an open session of a till alone.");
        }

        return session is { Closing: null } ? null : new InvalidState(NoSession, "The till has no open session; open one, then sell.");
    }

    /// <summary>What is wrong with taking or giving cash now, when the settings demand an open session; null when nothing is.</summary>
    /// <param name="tillId">Whose drawer; null when none was named.</param>
    /// <param name="session">The till's newest session; null when there is none.</param>
    public static Failure? SessionRefusal(string? tillId, TillSessionDetails? session) => tillId is null
        ? new InvalidInput("tillId", "must name the till: this installation takes and gives cash in an open session of a till alone.")
        : session is { Closing: null } ? null : new InvalidState(NoSession, "The till has no open session; open one, then try again.");

    /// <summary>Whether what was decided takes money at a till, or gives cash back.</summary>
    public static bool IsAtTill(State state, Decision<Event> decision) =>
        decision.Failure is null
        && !decision.Events.IsDefaultOrEmpty
        && decision.Events.Any(happened => happened switch
        {
            Event.PaidAtTill or Event.CashPaidOut => true,
            Event.Refunded e => !state.Refunds.Exists(refund => refund.Key == e.RefundKey),

            // All of it goes back, once the goods are free.
            Event.CancellationStarted => state.Payments.Exists(payment => payment.Tender == TenderKind.Cash && RefundableOf(state, payment) > 0),
            _ => false,
        });

    /// <summary>What a till is told.</summary>
    public static RecordTillMoney TillMoney(State state, TillEntry entry) => new(
        entry.Id,
        state.Id,
        entry.LocationId,
        entry.Kind,
        state.Terms!.Currency,
        entry.Cash,
        entry.Card,
        entry.GiftCard,
        entry.At,
        entry.DurableSince);

    /// <summary>The till knows.</summary>
    public static Decision<Event> DecideTold(State state, string entryId, DateTimeOffset now) =>
        Happen(state, now, state.UntoldTills.Where(entry => entry.Id == entryId).Select(entry => new Event.TillTold(entry.Id)));

    private static ImmutableList<TillEntry> SoldAtTill(State state, Event.SoldAtTill e, decimal total) => e.TillId is { } tillId
        ? state.UntoldTills.Add(Taking(
            state, TillMoneyKind.Sale, tillId, e.LocationId, e.Tenders ?? [new TenderTaken(TenderKind.Cash, total, null)], e.SoldAt, e.BookedAt ?? e.SoldAt, e.Operation))
        : state.UntoldTills;

    private static State PaidAtTill(State state, Event.PaidAtTill e)
    {
        var total = e.Tenders.Sum(tender => tender.Amount);
        var paid = state with
        {
            ActedAt = e.At,
            PaidAtTill = new TillPayment(e.Operation, e.LocationId),
            Payments = state.Payments.AddRange(TenderPayments(e.Operation, e.Tenders, total, e.At)),
            UntoldTills = e.TillId is { } tillId
                ? state.UntoldTills.Add(Taking(state, TillMoneyKind.Payment, tillId, e.LocationId, e.Tenders, e.At, e.At, e.Operation))
                : state.UntoldTills,
        };
        return Note(WantReceipt(paid, e.At), e.Operation);
    }

    /// <summary>
    /// Cash that goes back comes out of the drawer of the till that was named for it. When none was, no session counts it: it was handed out
    /// without one, or is owed.
    /// </summary>
    private static State GivenBackAtTill(State state, Event.Refunded e)
    {
        var goods = state.Returns.Find(goods => goods.Id == e.ReturnId);
        if ((goods is null ? state.CancelTillId : goods.TillId) is not { } tillId)
        {
            return state;
        }

        var locationId = goods?.LocationId ?? state.PaidAtTill?.LocationId ?? state.Terms!.Delivery.LocationId ?? string.Empty;
        return state with
        {
            UntoldTills = state.UntoldTills.Add(new TillEntry(
                e.RefundKey, tillId, locationId, TillMoneyKind.Refund, e.Amount, 0, 0, state.ActedAt, state.ActedAt, goods?.Operation ?? state.Cancellation ?? state.TakingOut)),
        };
    }

    private static State TillTold(State state, Event.TillTold e)
    {
        var entry = state.UntoldTills.Find(entry => entry.Id == e.EntryId)!;
        return Note(state with { UntoldTills = state.UntoldTills.Remove(entry) }, entry.Operation);
    }

    private static TillEntry Taking(
        State state,
        TillMoneyKind kind,
        string tillId,
        string locationId,
        ImmutableArray<TenderTaken> tenders,
        DateTimeOffset at,
        DateTimeOffset durableSince,
        Operation operation)
    {
        return new TillEntry(
            $"{state.Id}:taken", tillId, locationId, kind, Of(TenderKind.Cash), Of(TenderKind.Card), Of(TenderKind.GiftCard), at, durableSince, operation);

        decimal Of(TenderKind tender) => tenders.Where(taken => taken.Kind == tender).Sum(taken => taken.Amount);
    }

    /// <summary>A payment at a till, before the goods left.</summary>
    public sealed record TillPayment(Operation Operation, string LocationId);

    /// <summary>Money that changed hands at a till. Amounts are not negative, in the order's currency.</summary>
    /// <param name="Id">Unique among all orders: the till counts it once.</param>
    /// <param name="TillId">Whose session counts it.</param>
    /// <param name="LocationId">Where.</param>
    /// <param name="Kind">Why.</param>
    /// <param name="Cash">Notes and coins.</param>
    /// <param name="Card">By card.</param>
    /// <param name="GiftCard">Off gift cards.</param>
    /// <param name="At">When it changed hands, UTC.</param>
    /// <param name="DurableSince">When the order took it down, UTC.</param>
    /// <param name="Operation">The request whose answer shows it; null when there is none.</param>
    public sealed record TillEntry(
        string Id,
        string TillId,
        string LocationId,
        TillMoneyKind Kind,
        decimal Cash,
        decimal Card,
        decimal GiftCard,
        DateTimeOffset At,
        DateTimeOffset DurableSince,
        Operation? Operation);

    public abstract partial record Event
    {
        /// <summary>The total was paid at a till, before the goods left.</summary>
        /// <param name="Operation">Of the request.</param>
        /// <param name="LocationId">The shop.</param>
        /// <param name="TillId">The till whose session counts it; null when none does.</param>
        /// <param name="Tenders">How; they add up to the total.</param>
        /// <param name="At">UTC.</param>
        [Alias("order.paid-at-till")]
        public sealed record PaidAtTill(
            Operation Operation, string LocationId, string? TillId, ImmutableArray<TenderTaken> Tenders, DateTimeOffset At) : Event;

        /// <summary>The till knows of a movement of money.</summary>
        [Alias("order.till-told")]
        public sealed record TillTold(string EntryId) : Event;
    }
}
