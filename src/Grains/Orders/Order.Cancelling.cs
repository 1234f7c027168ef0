using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Orders;

public static partial class Order
{
    /// <summary>The longest reason for a cancellation or a return, in characters.</summary>
    public const int ReasonLengthMax = 200;

    /// <summary>The reason of a cancellation for want of payment.</summary>
    public const string PaymentOverdue = "payment_overdue";

    /// <summary>The code of a transfer that the provider never decided.</summary>
    public const string NoAnswer = "no_answer";

    /// <summary>How much longer goods are kept when a payment is not decided at its deadline: a provider's outage is over by then.</summary>
    public static TimeSpan UndecidedPeriod { get; } = TimeSpan.FromHours(24);

    /// <summary>How long a provider is asked about a transfer; card authorisations lapse within 30 days.</summary>
    public static TimeSpan AskingPeriod { get; } = TimeSpan.FromDays(30);

    /// <summary>After what time an unfinished step is looked after: longer than a command takes when nothing is wrong.</summary>
    public static TimeSpan StepPatience { get; } = TimeSpan.FromSeconds(5);

    private static TimeSpan AskAgainMax { get; } = TimeSpan.FromHours(1);

    /// <summary>The order is not wanted any more.</summary>
    public static Decision<Event> DecideCancel(State state, CancelOrder command, DateTimeOffset now)
    {
        if ((Limits.OperationId(command.OperationId) ?? ReasonTooLong(command.Reason)) is { } invalid)
        {
            return invalid;
        }

        var operation = Operation.Of(command.OperationId, command);
        if (state.Operations.Recall<Event>(operation) is { } recalled)
        {
            return recalled;
        }

        if (state.Terms is null)
        {
            return NoOrder(state);
        }

        var status = StatusOf(state);
        if (state.Phase != Phase.Open || status is not (OrderStatus.AwaitingPayment or OrderStatus.Confirmed))
        {
            return new InvalidState(SchemaName.Of(status), "Only an order of which nothing has left can be cancelled.");
        }

        if (state.Parcels.Exists(parcel => parcel.Departure != Departure.Held))
        {
            return new InvalidState(SchemaName.Of(status), "A parcel of this order is on its way to the pickup; it can be returned.");
        }

        return state.Undecided is not null
            ? new InvalidState(SchemaName.Of(status), "A payment of this order is not decided yet.")
            : Happen(state, now, [new Event.CancellationStarted(operation, command.Reason, now, command.TillId)]);
    }

    /// <summary>What time alone brings about: an order that nobody paid ends, and so does waiting for a provider, or for who fetches a parcel.</summary>
    public static Decision<Event> DecideDue(State state, DateTimeOffset now)
    {
        var overdue = PaymentDeadline(state) is { } deadline && now >= deadline ? new[] { EndOverdue(state, now) } : [];
        return Happen(state, now, [.. Unanswered(state, now), .. UnansweredLabels(state, now), .. UnansweredReturnLabels(state, now), .. DuePickups(state, now), .. UnsentReturns(state, now), .. OverdueReturns(state, now), .. overdue, .. overdue.Length == 0 ? EndingAuthorizations(state, now) : []]);
    }

    /// <summary>When the order wants to be woken if nothing happens to it after <paramref name="from"/>; null when never.</summary>
    public static DateTimeOffset? NextWake(State state, DateTimeOffset from)
    {
        DateTimeOffset? next = NextStep(state) is null ? null : from + StepPatience;
        foreach (var startedAt in OwedSince(state).Concat(LabelsOwedSince(state)).Concat(ReturnLabelsOwedSince(state)))
        {
            Sooner(from + AskAgainAfter(from - startedAt));
        }

        if (HasLateReceipt(state))
        {
            Sooner(from + ReceiptDelay);
        }

        if (PaymentDeadline(state) is { } deadline)
        {
            Sooner(deadline);
        }

        foreach (var due in PickupDues(state).Concat(ReturnDeadlines(state)).Concat(ReturnLossDues(state)))
        {
            Sooner(due);
        }

        foreach (var payment in state.Payments)
        {
            if (RenewalDue(state, payment) is { } due)
            {
                Sooner(due);
            }
        }

        return next;

        void Sooner(DateTimeOffset time) => next = next is { } known && known <= time ? known : time;
    }

    /// <summary>
    /// The longer a provider has not decided, the rarer it is asked: each pause is as long as the time that has passed. The first one is longer than
    /// the provider has for its answer, or whoever pays would be told that nothing is decided at the moment at which it is asked again.
    /// </summary>
    private static TimeSpan AskAgainAfter(TimeSpan passed) =>
        passed < StepPatience ? StepPatience : passed > AskAgainMax ? AskAgainMax : passed;

    private static DateTimeOffset? PaymentDeadline(State state)
    {
        if (state.Phase != Phase.Open || StatusOf(state) != OrderStatus.AwaitingPayment)
        {
            return null;
        }

        // What left is owed, and a person has to ask for it; what did not leave is kept for a while.
        if (!state.Parcels.IsEmpty && !state.Parcels.Exists(IsStillHeld))
        {
            return null;
        }

        var due = state.HeldSince + HoldPeriod ?? state.Terms!.PaymentDueAt;
        return state.Undecided is null ? due : due + UndecidedPeriod;
    }

    private static Event EndOverdue(State state, DateTimeOffset now) => state.Parcels.Exists(parcel => parcel.Departure != Departure.Held)
        ? TakeOut(state, HeldUnits(state), operation: null, PaymentOverdue, now)
        : new Event.CancellationStarted(Operation: null, PaymentOverdue, now);

    private static InvalidInput? ReasonTooLong(string? reason) =>
        reason is { Length: > ReasonLengthMax } ? new InvalidInput("reason", $"must have at most {ReasonLengthMax} characters.") : null;
}
