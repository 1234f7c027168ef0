using System.Collections.Immutable;
using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Orders;

public static partial class Order
{
    /// <summary>Units of one SKU at one price. Amounts are in the order's currency.</summary>
    /// <param name="Id">Unique in the order: 1, 2, 3, …</param>
    /// <param name="Sku">Which SKU.</param>
    /// <param name="Name">As sold.</param>
    /// <param name="StockTracked">False for postage, discounts and services: no allocation, no parcel.</param>
    /// <param name="Quantity">1 to 1,000,000.</param>
    /// <param name="UnitPrice">Of one; up to four decimals when staff gave it.</param>
    /// <param name="Total">Quantity times price, rounded to the minor unit.</param>
    /// <param name="ReservationId">The reservation that held the goods at the till, when there was one.</param>
    /// <param name="TaxCategory">The product's VAT category when it was sold at the till; otherwise the receipt asks for it.</param>
    /// <param name="KitSku">The kit that it is a part of; null when it is none.</param>
    public sealed record Line(
        string Id,
        string Sku,
        string Name,
        bool StockTracked,
        int Quantity,
        decimal UnitPrice,
        decimal Total,
        string? ReservationId = null,
        string? TaxCategory = null,
        string? KitSku = null);

    /// <summary>Units that one location is asked for.</summary>
    /// <param name="AllocationId"><c>order/n</c>: the idempotency key of the request.</param>
    /// <param name="Sku">Which SKU.</param>
    /// <param name="LocationId">Where.</param>
    /// <param name="Quantity">1 to 1,000,000.</param>
    /// <param name="PromisedAt">When the customer is to have it, UTC; null in orders of before there were promises.</param>
    public sealed record PlannedAllocation(
        string AllocationId, string Sku, string LocationId, int Quantity, DateTimeOffset? PromisedAt = null);

    /// <summary>Units of an order line in a parcel.</summary>
    public sealed record ParcelLine(string OrderLineId, string Sku, int Quantity);

    /// <summary>A parcel as it was made up.</summary>
    /// <param name="Id">See <see cref="FulfillmentId"/>.</param>
    /// <param name="LocationId">Where its units are.</param>
    /// <param name="Method">How it reaches the customer.</param>
    /// <param name="Lines">What is in it.</param>
    /// <param name="AllocationIds">The promises of the stock that it uses up.</param>
    /// <param name="PromisedAt">When the customer is to have it, UTC; null in orders of before there were promises.</param>
    public sealed record ParcelContent(
        string Id,
        string LocationId,
        DeliveryMethod Method,
        ImmutableArray<ParcelLine> Lines,
        ImmutableArray<string> AllocationIds,
        DateTimeOffset? PromisedAt = null);

    /// <summary>Units that came back.</summary>
    /// <param name="OrderLineId">Of which line.</param>
    /// <param name="Sku">Which SKU.</param>
    /// <param name="StockTracked">Whether there is a stock to put them into.</param>
    /// <param name="Quantity">How many.</param>
    /// <param name="Disposition">What becomes of them.</param>
    /// <param name="Refund">What is given back for them.</param>
    /// <param name="Reason">Why they came back; null when it was not asked.</param>
    /// <param name="Note">More about it, in words.</param>
    /// <param name="Condition">How they are; null when they were not graded.</param>
    public sealed record ReturnedLine(
        string OrderLineId,
        string Sku,
        bool StockTracked,
        int Quantity,
        Disposition Disposition,
        decimal Refund,
        ReturnReason? Reason = null,
        string? Note = null,
        ReturnCondition? Condition = null);

    /// <summary>
    /// What happened to an order. An event that starts a step which needs others (stock, payment provider) is durable before they
    /// are called, and the event with their answer follows; between the two, a crash loses nothing.
    /// </summary>
    public abstract partial record Event
    {
        private protected Event()
        {
        }

        /// <summary>The order is taken down.</summary>
        [Alias("order.placed")]
        public sealed record Placed(
            Operation Operation,
            string Number,
            string CartId,
            string? CustomerId,
            string OwnerSubject,
            Channel Channel,
            string Currency,
            Delivery Delivery,
            ImmutableArray<Line> Lines,
            DateTimeOffset PlacedAt,
            DateTimeOffset PaymentDueAt,
            bool? PayAtPickup = null) : Event;

        /// <summary>These locations are going to be asked for units.</summary>
        [Alias("order.allocation-planned")]
        public sealed record AllocationPlanned(ImmutableArray<PlannedAllocation> Steps) : Event;

        /// <summary>A location promised units: from none to all that it was asked for.</summary>
        [Alias("order.allocation-answered")]
        public sealed record AllocationAnswered(string AllocationId, int Granted) : Event;

        /// <summary>All goods are promised; the parcels are made up, one for each location.</summary>
        /// <param name="Fulfillments">The parcels.</param>
        /// <param name="IsFree">Whether nothing is to be paid before work on them can begin: it costs nothing, or is paid when it is fetched.</param>
        [Alias("order.allocated")]
        public sealed record Allocated(ImmutableArray<ParcelContent> Fulfillments, bool IsFree = false) : Event;

        /// <summary>No location has the rest; what was planned is given back before the order is rejected.</summary>
        [Alias("order.shortage-found")]
        public sealed record ShortageFound(string Sku, int Requested, int Available) : Event;

        /// <summary>A location took its promise back.</summary>
        [Alias("order.allocation-released")]
        public sealed record AllocationReleased(string AllocationId) : Event;

        /// <summary>The order never came about. Nothing of it is held anywhere.</summary>
        [Alias("order.rejected")]
        public sealed record Rejected(string Sku, int Requested, int Available) : Event;

        /// <summary>The payment provider is going to be asked for the money.</summary>
        [Alias("order.payment-started")]
        public sealed record PaymentStarted(Operation Operation, string PaymentKey, decimal Amount, string Token, DateTimeOffset At) : Event;

        /// <summary>The provider gave no decision yet; it is asked again later with the same key.</summary>
        [Alias("order.payment-pending")]
        public sealed record PaymentPending(string PaymentKey) : Event;

        /// <summary>The money is here, authorised and captured in one: what orders wrote before captures had events of their own.</summary>
        [Alias("order.paid")]
        public sealed record Paid(string PaymentKey, decimal Amount) : Event;

        /// <summary>The provider said no.</summary>
        [Alias("order.payment-declined")]
        public sealed record PaymentDeclined(string PaymentKey, string Code) : Event;

        /// <summary>Nothing will leave; units and money go back.</summary>
        /// <param name="Operation">Null when time ran out for the payment.</param>
        /// <param name="Reason">As given, or <c>payment_overdue</c>.</param>
        /// <param name="At">UTC.</param>
        /// <param name="TillId">The till that gives cash back; null when none does.</param>
        [Alias("order.cancellation-started")]
        public sealed record CancellationStarted(Operation? Operation, string? Reason, DateTimeOffset At, string? TillId = null) : Event;

        /// <summary>Units are released, and all money is given back.</summary>
        [Alias("order.cancelled")]
        public sealed record Cancelled : Event;

        /// <summary>The payment provider is going to be asked to give money back.</summary>
        /// <param name="RefundKey">Ours, unique to the refund.</param>
        /// <param name="PaymentKey">Of the payment that it is taken from.</param>
        /// <param name="Amount">More than 0.</param>
        /// <param name="ReturnId">The return that it pays for; null when the order is cancelled.</param>
        /// <param name="At">UTC.</param>
        /// <param name="AuthorizationKey">The provider's key of what it is taken out of; the payment's when left out.</param>
        /// <param name="CreditId">The store credit that it becomes: no provider is asked.</param>
        [Alias("order.refund-started")]
        public sealed record RefundStarted(
            string RefundKey, string PaymentKey, decimal Amount, string? ReturnId, DateTimeOffset At, string? AuthorizationKey = null, string? CreditId = null)
            : Event;

        /// <summary>What the provider would not take back becomes store credit, as the return said.</summary>
        [Alias("order.refund-redirected")]
        public sealed record RefundRedirected(string RefundKey, string CreditId) : Event;

        /// <summary>The provider gave no decision yet; it is asked again later with the same key.</summary>
        [Alias("order.refund-pending")]
        public sealed record RefundPending(string RefundKey) : Event;

        /// <summary>Money went back: by the provider, or out of the till when there is no <see cref="RefundStarted"/> before it.</summary>
        [Alias("order.refunded")]
        public sealed record Refunded(string RefundKey, decimal Amount, string? ReturnId) : Event
        {
            /// <summary>Whether it is cash that nobody handed out: it is owed until a till does.</summary>
            public bool IsOwed { get; init; }
        }

        /// <summary>The provider will not give the money back: a person has to.</summary>
        [Alias("order.refund-declined")]
        public sealed record RefundDeclined(string RefundKey, string Code) : Event;

        /// <summary>A parcel goes one step on.</summary>
        /// <param name="Operation">Of the request.</param>
        /// <param name="FulfillmentId">Which parcel.</param>
        /// <param name="Status">Where it is now.</param>
        /// <param name="Leaves">Whether its units leave the location's stock with this step.</param>
        /// <param name="At">UTC.</param>
        /// <param name="LocationId">Where; null at the customer's door, and in events of before places were written down.</param>
        /// <param name="PickupUntil">How long it waits for its customer; null when it does not, and in events of before that was written down.</param>
        [Alias("order.fulfillment-advanced")]
        public sealed record FulfillmentAdvanced(
            Operation Operation,
            string FulfillmentId,
            FulfillmentStatus Status,
            bool Leaves,
            DateTimeOffset At,
            string? LocationId = null,
            DateTimeOffset? PickupUntil = null) : Event;

        /// <summary>The parcel's units are out of the location's stock.</summary>
        [Alias("order.fulfillment-dispatched")]
        public sealed record FulfillmentDispatched(string FulfillmentId) : Event;

        /// <summary>Goods and money changed hands at a till; cash, when it has no tenders.</summary>
        /// <remarks><c>BookedAt</c> is when it was told, by our clock, UTC; absent in events of earlier versions.</remarks>
        [Alias("order.sold-at-till")]
        public sealed record SoldAtTill(
            Operation Operation,
            string Number,
            string LocationId,
            string? CustomerId,
            string OwnerSubject,
            string Currency,
            ImmutableArray<Line> Lines,
            DateTimeOffset SoldAt,
            ImmutableArray<TenderTaken>? Tenders = null,
            DateTimeOffset? BookedAt = null,
            string? TillId = null,
            string? CartId = null) : Event;

        /// <summary>The shop's stock knows that a line's units are gone.</summary>
        [Alias("order.till-line-taken")]
        public sealed record TillLineTaken(string OrderLineId) : Event;

        /// <summary>Goods came back.</summary>
        /// <param name="Operation">Of the request.</param>
        /// <param name="ReturnId"><c>order:return:n</c>.</param>
        /// <param name="LocationId">Where.</param>
        /// <param name="Lines">What.</param>
        /// <param name="Refund">What is given back for them.</param>
        /// <param name="Reason">As given.</param>
        /// <param name="At">UTC.</param>
        /// <param name="RefundTo">Where the refund goes.</param>
        /// <param name="Override">Who answers for it, when the policy was not asked.</param>
        /// <param name="TillId">The till that gives cash back; null when none does.</param>
        [Alias("order.returned")]
        public sealed record Returned(
            Operation Operation,
            string ReturnId,
            string LocationId,
            ImmutableArray<ReturnedLine> Lines,
            decimal Refund,
            string? Reason,
            DateTimeOffset At,
            RefundTarget RefundTo = RefundTarget.OriginalTenders,
            ReturnOverride? Override = null,
            string? TillId = null) : Event
        {
            /// <summary>Whether the location's ledger is told of every unit; of returns of before that was, only of what is sellable.</summary>
            public bool KeepsLedger { get; init; }

            /// <summary>What of the refund becomes store credit and pays for other goods.</summary>
            public decimal Exchanged { get; init; }

            /// <summary>The announced return that it was; null for one that was not announced.</summary>
            public string? RequestId { get; init; }

            /// <summary>Whether nobody stood at a counter: what goes back in cash is owed until a till hands it out.</summary>
            public bool OwesCash { get; init; }
        }

        /// <summary>The location's stock has the units of a returned line, in the state of their disposition.</summary>
        /// <param name="ReturnId">Which return.</param>
        /// <param name="LineIndex">From 0, in the return's lines.</param>
        [Alias("order.return-restocked")]
        public sealed record ReturnRestocked(string ReturnId, int LineIndex) : Event;
    }
}
