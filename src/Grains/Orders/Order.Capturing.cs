using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Payments;

namespace OrleansCommerce.Grains.Orders;

/// <summary>
/// When an order's money moves: it is captured as goods leave, let go when they will not, renewed when the authorisation ends before
/// they do. An order whose money cannot be had any more is on hold: it waits for another payment, and its parcels with it.
/// </summary>
public static partial class Order
{
    /// <summary>
    /// How often an authorisation is renewed: with the week that cards give, goods of a pre-order may take ten weeks. A customer
    /// whose goods take longer is asked again.
    /// </summary>
    public const int RenewalsMax = 10;

    /// <summary>How long before its end an authorisation is renewed: the order is not on hold while a provider is out for some hours.</summary>
    public static TimeSpan RenewalMargin { get; } = TimeSpan.FromHours(12);

    /// <summary>How long an order of which nothing left is kept on hold for another payment: a customer reads mail within days.</summary>
    public static TimeSpan HoldPeriod { get; } = TimeSpan.FromDays(3);

    /// <summary>Whether it was paid, and has to be paid again: what was authorised lapsed.</summary>
    public static bool IsOnHold(State state) => state is { Phase: Phase.Open, HeldSince: not null } && Settled(state) < state.Total;

    /// <summary>The provider was asked to take money.</summary>
    public static Decision<Event> DecideAsked(State state, Capture capture, PaymentOutcome outcome, DateTimeOffset now)
    {
        var current = state.Captures.Single(candidate => candidate.Key == capture.Key);
        return !current.IsUndecided
            ? Decision<Event>.Nothing
            : outcome.Status switch
            {
                PaymentStatus.Approved => Happen(state, now, [new Event.Captured(current.Key, current.Amount)]),
                PaymentStatus.Declined => Happen(state, now, [new Event.CaptureDeclined(current.Key, outcome.DeclineCode ?? "declined")]),
                _ when current.Status == Transfer.Started => new Event.CapturePending(current.Key),
                _ => Decision<Event>.Nothing,
            };
    }

    /// <summary>The provider was asked to renew an authorisation.</summary>
    public static Decision<Event> DecideRenewed(State state, string renewalKey, PaymentOutcome outcome, DateTimeOffset now)
    {
        if (state.Payments.Find(payment => payment.Renewal?.Key == renewalKey) is not { Renewal: { } renewal } payment)
        {
            return Decision<Event>.Nothing;
        }

        return outcome.Status switch
        {
            PaymentStatus.Approved => Happen(state, now, [new Event.AuthorizationRenewed(payment.Key, renewal.Key, outcome.ExpiresAt)]),
            PaymentStatus.Declined =>
                Happen(state, now, [new Event.AuthorizationLapsed(payment.Key, OpenOf(state, payment), outcome.DeclineCode ?? "declined", now)]),
            _ when renewal.Status == Transfer.Started => new Event.RenewalPending(payment.Key),
            _ => Decision<Event>.Nothing,
        };
    }

    /// <summary>The provider was told that the rest of an authorisation is let go. When it will not hear of it, the rest lapses by itself.</summary>
    public static Decision<Event> DecideVoided(State state, string paymentKey, string authorizationKey, PaymentOutcome outcome) =>
        state.Payments.Single(payment => payment.Key == paymentKey) is var payment
            && (payment.Void == Transfer.Done || payment.AuthorizationKey != authorizationKey)
                ? Decision<Event>.Nothing
                : outcome.Status switch
                {
                    PaymentStatus.Pending when payment.Void == Transfer.Pending => Decision<Event>.Nothing,
                    PaymentStatus.Pending => new Event.VoidPending(paymentKey),
                    _ => new Event.AuthorizationVoided(paymentKey, authorizationKey),
                };

    /// <summary>
    /// The provider tells a decision on its own accord. It counts like an answer to the request: the first decision stays, so a notice
    /// that comes twice, or after its successor, changes nothing.
    /// </summary>
    public static Decision<Event> DecideNoticed(State state, PaymentNotice notice, DateTimeOffset now)
    {
        if (state.Terms is null)
        {
            return NoOrder(state);
        }

        var payment = state.Payments.Find(payment => payment.Key == notice.Key);
        var renewal = state.Payments.Find(payment => payment.Renewal?.Key == notice.Key)?.Renewal;
        var capture = state.Captures.Find(capture => capture.Key == notice.Key);
        var refund = state.Refunds.Find(refund => refund.Key == notice.Key && refund is { PaymentKey: not null, IsRelease: false, CreditId: null });
        if ((payment?.Amount ?? renewal?.Amount ?? capture?.Amount ?? refund?.Amount) is not { } amount)
        {
            return new NotFound("payment", notice.Key);
        }

        if (notice.Amount != new Money(amount, state.Terms.Currency))
        {
            return new InvalidInput("amount", "is not what the order asked for.");
        }

        return payment is not null ? DecideAsked(state, payment, notice.Outcome, now)
            : renewal is not null ? DecideRenewed(state, renewal.Key, notice.Outcome, now)
            : capture is not null ? DecideAsked(state, capture, notice.Outcome, now)
            : DecideAsked(state, refund!, notice.Outcome, now);
    }

    /// <summary>What money does by itself; null when it rests.</summary>
    private static Event? MoneyConsequence(State state, DateTimeOffset now)
    {
        if (state.Phase is Phase.Cancelling or Phase.Cancelled)
        {
            return ToRelease(state).IsEmpty && Unclaimed(state) > 0 ? GiveBack(state, Unclaimed(state), goods: null, now) : null;
        }

        if (state.Phase != Phase.Open)
        {
            return null;
        }

        if (state.Payments.Find(payment => payment.IsRefused && CanEnd(state, payment)) is { } refused)
        {
            return RenewOrLapse(state, refused, "capture_declined", now);
        }

        if (Settled(state) > state.Total && GiveBack(state, Settled(state) - state.Total, goods: null, now) is { } surplus)
        {
            return surplus;
        }

        if (RefusedRefund(state) is { } redirected)
        {
            return redirected;
        }

        foreach (var goods in state.Returns)
        {
            var owed = goods.Amount - state.Refunds.Where(refund => refund.ReturnId == goods.Id).Sum(refund => refund.Amount);
            if (owed > 0 && GiveBack(state, owed, goods, now) is { } refund)
            {
                return refund;
            }
        }

        return NextCapture(state, now);
    }

    /// <summary>What of the newest decision is due by time: authorisations that end.</summary>
    private static IEnumerable<Event> EndingAuthorizations(State state, DateTimeOffset now) => state.Payments
        .Where(payment => RenewalDue(state, payment) is { } due && due <= now)
        .Select(payment => RenewOrLapse(state, payment, "expired", now));

    private static DateTimeOffset? RenewalDue(State state, Payment payment) =>
        state.Phase == Phase.Open && payment.ExpiresAt is { } end && CanEnd(state, payment) ? end - RenewalMargin : null;

    /// <summary>
    /// Whether its end matters, and can be dealt with now: what a capture that is not decided will leave open must be in the next
    /// authorisation, or be taken.
    /// </summary>
    private static bool CanEnd(State state, Payment payment) =>
        payment.Renewal is null && OpenOf(state, payment) > 0 && !HasUndecidedCapture(state, payment);

    private static bool HasUndecidedCapture(State state, Payment payment) =>
        state.Captures.Exists(capture => capture.PaymentKey == payment.Key && capture.IsUndecided);

    private static Event RenewOrLapse(State state, Payment payment, string code, DateTimeOffset now) =>
        payment is { Renewals: < RenewalsMax, Token: not null }
            ? new Event.RenewalStarted(payment.Key, $"{payment.Key}:renewal:{payment.Renewals + 1}", OpenOf(state, payment), now)
            : new Event.AuthorizationLapsed(payment.Key, OpenOf(state, payment), code, now);

    private static Event.CaptureStarted? NextCapture(State state, DateTimeOffset now)
    {
        var wanted = Delivered(state)
            - state.Refunds.Where(refund => refund is { IsRelease: true, ReturnId: not null }).Sum(refund => refund.Amount)
            - state.Captures.Where(capture => capture.Status != Transfer.Declined).Sum(capture => capture.Amount)
            - state.Payments.Where(payment => payment is { Status: Transfer.Done, IsCaptured: true }).Sum(payment => payment.Amount);
        var from = state.Payments.Find(payment => payment is { IsRefused: false, Renewal: null } && OpenOf(state, payment) > 0);
        if (wanted <= 0 || from is null)
        {
            return null;
        }

        var cause = state.Parcels.FindLast(parcel => parcel.Departure == Departure.Leaving)?.Operation;
        return new Event.CaptureStarted(
            $"{state.Id}:capture:{state.Captures.Count + 1}", from.Key, from.AuthorizationKey, Math.Min(wanted, OpenOf(state, from)), cause, now);
    }

    /// <summary>
    /// What the goods are worth that left: with the first of them what is no goods, such as postage, and with the last all that is
    /// left of the total, so that parts which were rounded add up.
    /// </summary>
    private static decimal Delivered(State state)
    {
        if (Settled(state) < state.Total && state.HeldSince is null)
        {
            return 0;
        }

        var alive = state.Parcels.FindAll(parcel => parcel.IsAlive);
        if (state.Loss is null && alive.TrueForAll(parcel => parcel.Departure != Departure.Held))
        {
            return state.Total;
        }

        var left = Sum(alive
            .Where(parcel => parcel.Departure != Departure.Held)
            .SelectMany(parcel => parcel.Content.Lines)
            .Select(line => (line.OrderLineId, line.Quantity)));
        return left.Count == 0
            ? 0
            : Math.Min(state.Total, state.Terms!.Lines.Sum(line => line.StockTracked
                ? Share(line, state.Terms.Currency, 0, left.GetValueOrDefault(line.Id))
                : line.Total - Share(line, state.Terms.Currency, 0, state.CancelledUnits.GetValueOrDefault(line.Id))));
    }

    /// <summary>
    /// The next part of money that goes back; null when there is none to be had now. What was not taken yet is let go first, unless
    /// goods came back that were paid for.
    /// </summary>
    private static Event? GiveBack(State state, decimal amount, Return? goods, DateTimeOffset now)
    {
        var release = Release(state, amount, goods?.Id);
        var refund = TakeBack(state, amount, goods, now);
        return goods is null ? (Event?)release ?? refund : refund ?? release;
    }

    private static Event.Released? Release(State state, decimal amount, string? returnId) =>
        state.Payments.FindLast(payment => OpenOf(state, payment) > 0) is { } open
            ? new Event.Released(RefundKey(state), open.Key, Math.Min(amount, OpenOf(state, open)), returnId)
            : null;

    private static string RefundKey(State state) => $"{state.Id}:refund:{state.Refunds.Count + 1}";

    /// <summary>What the provider is to be asked about money; null when nothing.</summary>
    private static Step? MoneyStep(State state)
    {
        if (state.Captures.Find(capture => capture.Status == Transfer.Started) is { } capture)
        {
            return new Step.TakeMoney(capture);
        }

        if (state.Refunds.Find(refund => refund.Status == Transfer.Started) is { } refund)
        {
            return new Step.GiveBack(refund);
        }

        if (state.Payments.Find(payment => payment.Renewal?.Status == Transfer.Started) is { } ending)
        {
            return new Step.Renew(ending);
        }

        return state.Payments.Find(payment => payment.Void is null && IsToVoid(state, payment)) is { } spent ? new Step.Void(spent) : null;
    }

    /// <summary>Nothing more will be captured, and the provider holds money: it is told once, at the end.</summary>
    private static bool IsToVoid(State state, Payment payment) =>
        payment is { Status: Transfer.Done, IsCaptured: false, Renewal: null }
        && ReleasedOf(state, payment) > 0
        && OpenOf(state, payment) == 0
        && !HasUndecidedCapture(state, payment);

    /// <summary>Since when the provider owes answers.</summary>
    private static IEnumerable<DateTimeOffset> OwedSince(State state) =>
    [
        .. state.Payments.Where(payment => payment.IsUndecided).Select(payment => payment.StartedAt),
        .. state.Payments.Where(payment => payment.Renewal is not null).Select(payment => payment.Renewal!.StartedAt),
        .. state.Payments.Where(payment => payment.Void == Transfer.Pending).Select(_ => state.ActedAt),
        .. state.Captures.Where(capture => capture.IsUndecided).Select(capture => capture.StartedAt),
        .. state.Refunds.Where(refund => refund.IsUndecided).Select(refund => refund.StartedAt),
    ];

    /// <summary>What a provider never decided is given up. An authorisation that it made without our knowledge lapses by itself.</summary>
    private static IEnumerable<Event> Unanswered(State state, DateTimeOffset now) =>
    [
        .. state.Payments.Where(payment => payment.IsUndecided && now >= payment.StartedAt + AskingPeriod)
            .Select(payment => new Event.PaymentDeclined(payment.Key, NoAnswer)),
        .. state.Payments.Where(payment => payment.Renewal is { } renewal && now >= renewal.StartedAt + AskingPeriod)
            .Select(payment => new Event.AuthorizationLapsed(payment.Key, OpenOf(state, payment), NoAnswer, now)),
        .. state.Payments.Where(payment => payment.Void == Transfer.Pending && now >= state.ActedAt + AskingPeriod)
            .Select(payment => new Event.AuthorizationVoided(payment.Key, payment.AuthorizationKey)),
        .. state.Captures.Where(capture => capture.IsUndecided && now >= capture.StartedAt + AskingPeriod)
            .Select(capture => new Event.CaptureDeclined(capture.Key, NoAnswer)),
        .. state.Refunds.Where(refund => refund is { IsUndecided: true, CreditId: null } && now >= refund.StartedAt + AskingPeriod)
            .Select(refund => new Event.RefundDeclined(refund.Key, NoAnswer)),
    ];

    private static State? EvolveMoney(State next, Event happened) => happened switch
    {
        Event.Authorized e => WantReceipt(
            Change(
                MovePayment(next, e.PaymentKey, Transfer.Done), e.PaymentKey, (Payment payment) => payment with { ExpiresAt = e.ExpiresAt }),
            next.ActedAt),
        Event.CaptureStarted e => next with
        {
            Captures = next.Captures.Add(new Capture(e.CaptureKey, e.PaymentKey, e.AuthorizationKey, e.Amount, e.At, Transfer.Started, e.Operation)),
        },
        Event.CapturePending e => MoveCapture(next, e.CaptureKey, Transfer.Pending),
        Event.Captured e => MoveCapture(next, e.CaptureKey, Transfer.Done),
        Event.CaptureDeclined e => RefuseCapture(next, e.CaptureKey),
        Event.Released e => Note(
            next with
            {
                Refunds = next.Refunds.Add(new Refund(e.ReleaseKey, e.PaymentKey, e.Amount, e.ReturnId, next.ActedAt, Transfer.Done) { IsRelease = true }),
            },
            next.Returns.Find(goods => goods.Id == e.ReturnId)?.Operation),
        Event.VoidPending e => Change(next, e.PaymentKey, payment => payment with { Void = Transfer.Pending }),
        Event.AuthorizationVoided e => Change(next, e.PaymentKey, payment => payment with { Void = Transfer.Done }),
        Event.RenewalStarted e => Change(next, e.PaymentKey, payment => payment with
        {
            Renewals = payment.Renewals + 1,
            Renewal = new Renewal(e.RenewalKey, e.Amount, e.At, Transfer.Started),
        }),
        Event.RenewalPending e => Change(next, e.PaymentKey, payment => payment with
        {
            Renewal = payment.Renewal! with { Status = Transfer.Pending },
        }),
        Event.AuthorizationRenewed e => Change(next, e.PaymentKey, payment => payment with
        {
            Renewal = null,
            IsRefused = false,
            Void = null,
            AuthorizationKey = e.RenewalKey,
            ExpiresAt = e.ExpiresAt,
        }),
        Event.AuthorizationLapsed e => Change(next with { HeldSince = e.At }, e.PaymentKey, payment => payment with
        {
            Renewal = null,
            Lapsed = payment.Lapsed + e.Amount,
        }),
        _ => null,
    };

    private static State MoveCapture(State state, string key, Transfer status)
    {
        var capture = state.Captures.Single(capture => capture.Key == key);
        var moved = state with { Captures = state.Captures.Replace(capture, capture with { Status = status }) };
        return capture.Status == Transfer.Started ? Note(moved, capture.Operation) : moved;
    }

    private static State RefuseCapture(State state, string key)
    {
        var capture = state.Captures.Single(capture => capture.Key == key);
        return Change(
            MoveCapture(state, key, Transfer.Declined),
            capture.PaymentKey,
            payment => payment with { IsRefused = true });
    }

    public abstract partial record Event
    {
        /// <summary>The money is set aside for us.</summary>
        /// <param name="PaymentKey">Of the payment.</param>
        /// <param name="Amount">As asked for.</param>
        /// <param name="ExpiresAt">Until when it can be captured, UTC; null when the provider did not say.</param>
        [Alias("order.authorized")]
        public sealed record Authorized(string PaymentKey, decimal Amount, DateTimeOffset? ExpiresAt) : Event;

        /// <summary>The provider is going to be asked to take money that was set aside.</summary>
        [Alias("order.capture-started")]
        public sealed record CaptureStarted(
            string CaptureKey, string PaymentKey, string AuthorizationKey, decimal Amount, Operation? Operation, DateTimeOffset At) : Event;

        /// <summary>The provider gave no decision yet; it is asked again later with the same key.</summary>
        [Alias("order.capture-pending")]
        public sealed record CapturePending(string CaptureKey) : Event;

        /// <summary>The money was taken.</summary>
        [Alias("order.captured")]
        public sealed record Captured(string CaptureKey, decimal Amount) : Event;

        /// <summary>The provider will not take it: the authorisation is good for nothing more.</summary>
        [Alias("order.capture-declined")]
        public sealed record CaptureDeclined(string CaptureKey, string Code) : Event;

        /// <summary>Money that was set aside, and never taken, is not wanted any more.</summary>
        /// <param name="ReleaseKey">Ours; counted with the refunds.</param>
        /// <param name="PaymentKey">Of the payment.</param>
        /// <param name="Amount">More than 0.</param>
        /// <param name="ReturnId">The return that it pays for; null when there is none.</param>
        [Alias("order.released")]
        public sealed record Released(string ReleaseKey, string PaymentKey, decimal Amount, string? ReturnId) : Event;

        /// <summary>The provider did not say yet whether it let the rest go; it is asked again.</summary>
        [Alias("order.void-pending")]
        public sealed record VoidPending(string PaymentKey) : Event;

        /// <summary>The provider holds nothing more of the authorisation.</summary>
        [Alias("order.authorization-voided")]
        public sealed record AuthorizationVoided(string PaymentKey, string AuthorizationKey) : Event;

        /// <summary>The provider is going to be asked for a new authorisation in place of one that ends.</summary>
        [Alias("order.renewal-started")]
        public sealed record RenewalStarted(string PaymentKey, string RenewalKey, decimal Amount, DateTimeOffset At) : Event;

        /// <summary>The provider gave no decision yet; it is asked again later with the same key.</summary>
        [Alias("order.renewal-pending")]
        public sealed record RenewalPending(string PaymentKey) : Event;

        /// <summary>The new authorisation holds; the old one lapses by itself.</summary>
        [Alias("order.authorization-renewed")]
        public sealed record AuthorizationRenewed(string PaymentKey, string RenewalKey, DateTimeOffset? ExpiresAt) : Event;

        /// <summary>What was set aside and not taken cannot be had any more.</summary>
        [Alias("order.authorization-lapsed")]
        public sealed record AuthorizationLapsed(string PaymentKey, decimal Amount, string Code, DateTimeOffset At) : Event;
    }
}
