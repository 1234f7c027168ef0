using System.Text.Json.Serialization;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Orders;

/// <summary>
/// The ledger of an order's money. A payment is authorised, in one piece; captured in parts, as goods leave; let go as far as it is
/// not wanted any more; and refunded out of what was captured. Every movement is an entry of its own, and for each payment, at
/// every moment: authorised is at least captured and let go together, captured is at least refunded.
/// </summary>
public static partial class Order
{
    /// <summary>An attempt to pay. Without a token it was cash at a till.</summary>
    public sealed record Payment(Operation Operation, string Key, decimal Amount, string? Token, DateTimeOffset StartedAt, Transfer Status, string? Code = null)
    {
        /// <summary>What the money is.</summary>
        public TenderKind Tender { get; init; } = Token is null ? TenderKind.Cash : TenderKind.Card;

        /// <summary>Whether it was captured as it was authorised: at a till, and before captures had entries of their own.</summary>
        public bool IsCaptured { get; init; }

        /// <summary>Whether a till's terminal took it, before we knew: its token is the provider's reference.</summary>
        public bool IsFromTerminal { get; init; }

        /// <summary>Until when it can be captured, UTC; null when the provider did not say.</summary>
        public DateTimeOffset? ExpiresAt { get; init; }

        /// <summary>How often the authorisation was renewed.</summary>
        public int Renewals { get; init; }

        /// <summary>The renewal that the provider owes an answer to; null when there is none.</summary>
        public Renewal? Renewal { get; init; }

        /// <summary>Whether the provider refused to capture: nothing more is asked of this authorisation.</summary>
        public bool IsRefused { get; init; }

        /// <summary>What was authorised and cannot be captured any more.</summary>
        public decimal Lapsed { get; init; }

        /// <summary>Whether the provider knows that the rest is let go; null when it was not told.</summary>
        public Transfer? Void { get; init; }

        /// <summary>The provider's key of the authorisation that holds now.</summary>
        public string AuthorizationKey { get; init; } = Key;

        /// <summary>Whether the provider owes an answer.</summary>
        [JsonIgnore]
        public bool IsUndecided => Status is Transfer.Started or Transfer.Pending;
    }

    /// <summary>An authorisation that is to take the place of one that ends.</summary>
    public sealed record Renewal(string Key, decimal Amount, DateTimeOffset StartedAt, Transfer Status);

    /// <summary>Money that is taken out of an authorisation.</summary>
    /// <param name="Key">Ours, unique to the capture.</param>
    /// <param name="PaymentKey">Of the payment.</param>
    /// <param name="AuthorizationKey">The provider's key of the authorisation at that time.</param>
    /// <param name="Amount">More than 0.</param>
    /// <param name="StartedAt">UTC.</param>
    /// <param name="Status">Whether it moved.</param>
    /// <param name="Operation">The request whose answer shows it; null when there is none.</param>
    public sealed record Capture(
        string Key, string PaymentKey, string AuthorizationKey, decimal Amount, DateTimeOffset StartedAt, Transfer Status, Operation? Operation)
    {
        /// <summary>Whether the provider owes an answer.</summary>
        [JsonIgnore]
        public bool IsUndecided => Status is Transfer.Started or Transfer.Pending;
    }

    /// <summary>Money that goes back. Without a payment key it was cash at a till.</summary>
    public sealed record Refund(string Key, string? PaymentKey, decimal Amount, string? ReturnId, DateTimeOffset StartedAt, Transfer Status)
    {
        /// <summary>The provider's key of what it is taken out of; null for cash, and for what is let go.</summary>
        public string? AuthorizationKey { get; init; }

        /// <summary>The store credit that it becomes; null when it goes back to where it came from.</summary>
        public string? CreditId { get; init; }

        /// <summary>Why the provider will not give it back; null when it did not say no.</summary>
        public string? Code { get; init; }

        /// <summary>Whether the money was authorised alone, and is let go.</summary>
        public bool IsRelease { get; init; }

        /// <summary>Whether it is cash that nobody handed out when it went back.</summary>
        public bool IsOwed { get; init; }

        /// <summary>When a till handed owed cash out, UTC; null when none did.</summary>
        public DateTimeOffset? PaidOutAt { get; init; }

        /// <summary>Whether the provider owes an answer.</summary>
        [JsonIgnore]
        public bool IsUndecided => Status is Transfer.Started or Transfer.Pending;
    }

    /// <summary>What was taken of a payment.</summary>
    public static decimal CapturedOf(State state, Payment payment) => payment switch
    {
        { Status: not Transfer.Done } => 0,
        { IsCaptured: true } => payment.Amount,
        _ => state.Captures.Where(capture => capture.PaymentKey == payment.Key && capture.Status == Transfer.Done).Sum(capture => capture.Amount),
    };

    /// <summary>What of a payment was let go before it was taken.</summary>
    public static decimal ReleasedOf(State state, Payment payment) =>
        state.Refunds.Where(refund => refund.IsRelease && refund.PaymentKey == payment.Key).Sum(refund => refund.Amount);

    /// <summary>What of a payment was taken and given back.</summary>
    public static decimal RefundedOf(State state, Payment payment) =>
        state.Refunds.Where(refund => refund.Status == Transfer.Done && IsOutOf(refund, payment)).Sum(refund => refund.Amount);

    /// <summary>What of a payment is authorised, and neither taken nor let go.</summary>
    public static decimal OpenOf(State state, Payment payment) => payment is { Status: Transfer.Done, IsCaptured: false }
        ? payment.Amount - payment.Lapsed - ReleasedOf(state, payment)
            - state.Captures.Where(capture => capture.PaymentKey == payment.Key && capture.Status != Transfer.Declined).Sum(capture => capture.Amount)
        : 0;

    /// <summary>Money taken.</summary>
    public static decimal Captured(State state) => state.Payments.Sum(payment => CapturedOf(state, payment));

    /// <summary>What the customer agreed to and is not let go; a return is no part of it, since its goods are a part of the total.</summary>
    private static decimal Settled(State state) =>
        state.Paid - state.Refunds.Where(refund => refund.ReturnId is null).Sum(refund => refund.Amount);

    /// <summary>What of a payment was taken and no refund, decided or not, gives back.</summary>
    private static decimal RefundableOf(State state, Payment payment) =>
        CapturedOf(state, payment) - state.Refunds.Where(refund => IsOutOf(refund, payment)).Sum(refund => refund.Amount);

    /// <summary>The provider's keys under which money of a payment was taken, with what is left there to give back.</summary>
    private static IEnumerable<(string Key, decimal Amount)> RefundSources(State state, Payment payment)
    {
        if (payment.IsCaptured)
        {
            return [(payment.IsFromTerminal ? payment.Token! : payment.Key, RefundableOf(state, payment))];
        }

        return state.Captures
            .Where(capture => capture.PaymentKey == payment.Key && capture.Status == Transfer.Done)
            .GroupBy(capture => capture.AuthorizationKey, StringComparer.Ordinal)
            .Select(captures => (captures.Key, captures.Sum(capture => capture.Amount)
                - state.Refunds.Where(refund => refund.AuthorizationKey == captures.Key).Sum(refund => refund.Amount)));
    }

    private static bool IsOutOf(Refund refund, Payment payment) =>
        !refund.IsRelease && (refund.PaymentKey is { } key ? key == payment.Key : payment.Tender == TenderKind.Cash);

    private static State Change(State state, string paymentKey, Func<Payment, Payment> change)
    {
        var payment = state.Payments.Single(payment => payment.Key == paymentKey);
        return state with { Payments = state.Payments.Replace(payment, change(payment)) };
    }
}
