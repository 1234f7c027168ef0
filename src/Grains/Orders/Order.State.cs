using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Orders;

public static partial class Order
{
    /// <summary>What an order is busy with.</summary>
    public enum Phase
    {
        /// <summary>There is no order.</summary>
        None,

        /// <summary>Asks locations for units.</summary>
        Allocating,

        /// <summary>Some units cannot be had: gives back what it got.</summary>
        Rejecting,

        /// <summary>Never came about.</summary>
        Rejected,

        /// <summary>All goods are promised or sold: paid, shipped and returned in this phase.</summary>
        Open,

        /// <summary>Gives units and money back.</summary>
        Cancelling,

        /// <summary>Ended before it left.</summary>
        Cancelled,
    }

    /// <summary>Where money is on its way.</summary>
    public enum Transfer
    {
        /// <summary>The provider is going to be asked.</summary>
        Started,

        /// <summary>The provider was asked and did not decide.</summary>
        Pending,

        /// <summary>The money moved.</summary>
        Done,

        /// <summary>It will not move.</summary>
        Declined,
    }

    /// <summary>Where the units of a parcel are.</summary>
    public enum Departure
    {
        /// <summary>On the location's shelf.</summary>
        Held,

        /// <summary>Gone, and the location's stock is not told yet.</summary>
        Leaving,

        /// <summary>Gone.</summary>
        Left,
    }

    /// <summary>Everything that is known of one order.</summary>
    /// <param name="Id">The grain's key.</param>
    public sealed record State(string Id) : IAggregateState
    {
        /// <inheritdoc/>
        public long Version { get; init; }

        /// <summary>What the order is busy with.</summary>
        public Phase Phase { get; init; }

        /// <summary>What was agreed at the beginning; null when there is no order.</summary>
        public Terms? Terms { get; init; }

        /// <summary>Requests to locations, by their id.</summary>
        public ImmutableDictionary<string, Allocation> Allocations { get; init; } = ImmutableDictionary<string, Allocation>.Empty;

        /// <summary>How often a plan was made.</summary>
        public int Plans { get; init; }

        /// <summary>Why the order is or will be rejected.</summary>
        public Shortage? Shortage { get; init; }

        /// <summary>The parcels, in the order of their ids.</summary>
        public ImmutableList<Parcel> Parcels { get; init; } = [];

        /// <summary>Attempts to pay, oldest first.</summary>
        public ImmutableList<Payment> Payments { get; init; } = [];

        /// <summary>Money taken out of authorisations, oldest first.</summary>
        public ImmutableList<Capture> Captures { get; init; } = [];

        /// <summary>When what was authorised lapsed the last time; null when it never did.</summary>
        public DateTimeOffset? HeldSince { get; init; }

        /// <summary>Money given back or let go, oldest first.</summary>
        public ImmutableList<Refund> Refunds { get; init; } = [];

        /// <summary>Returns, oldest first.</summary>
        public ImmutableList<Return> Returns { get; init; } = [];

        /// <summary>Announced returns, oldest first.</summary>
        public ImmutableList<ReturnRequest> ReturnRequests { get; init; } = [];

        /// <summary>Units returned, by order line; a line without returns is not in it.</summary>
        public ImmutableDictionary<string, int> ReturnedUnits { get; init; } = ImmutableDictionary<string, int>.Empty;

        /// <summary>Lost units for which others are sought; null when none are.</summary>
        public Loss? Loss { get; init; }

        /// <summary>Lines that are to be added; null when none are.</summary>
        public Edit? Edit { get; init; }

        /// <summary>The last lines that could not be added for want of goods; null when that never was.</summary>
        public ShortEdit? ShortEdit { get; init; }

        /// <summary>The look for a better plan since the order goes to another address; null when there is none.</summary>
        public Move? Move { get; init; }

        /// <summary>Promises that were parted, and whose stock does not know it yet.</summary>
        public ImmutableList<PartedPromise> PartedPromises { get; init; } = [];

        /// <summary>Losses whose units are sought after those of <see cref="Loss"/>: of a lost parcel with several SKUs.</summary>
        public ImmutableList<Loss> FurtherLosses { get; init; } = [];

        /// <summary>Losses that the order was told of, by id.</summary>
        public ImmutableHashSet<string> KnownLosses { get; init; } = [];

        /// <summary>Units that nobody had or wants any more, by order line; a line without them is not in it.</summary>
        public ImmutableDictionary<string, int> CancelledUnits { get; init; } = ImmutableDictionary<string, int>.Empty;

        /// <summary>What the customer does not pay for them.</summary>
        public decimal CancelledAmount { get; init; }

        /// <summary>The operation that took units out of the order, until the stock knows of all of them; null when there is none.</summary>
        public Operation? TakingOut { get; init; }

        /// <summary>Lines sold at the till whose units the shop's stock does not know to be gone.</summary>
        public ImmutableSortedSet<string> UntakenLines { get; init; } = [];

        /// <summary>The order's receipts, oldest first.</summary>
        public ImmutableList<IssuedReceipt> Receipts { get; init; } = [];

        /// <summary>What they show, by order line.</summary>
        public ImmutableDictionary<string, ReceiptedUnits> Receipted { get; init; } = ImmutableDictionary<string, ReceiptedUnits>.Empty;

        /// <summary>Since when a receipt may be due; null when the receipts show what the order is.</summary>
        public DateTimeOffset? UnreceiptedSince { get; init; }

        /// <summary>Where goods came back for which there is no credit note yet; null when there are none.</summary>
        public string? CreditedAt { get; init; }

        /// <summary>The operation that cancels; null when nobody, or time, did.</summary>
        public Operation? Cancellation { get; init; }

        /// <summary>How it was paid at a till before its goods left; null when it was not.</summary>
        public TillPayment? PaidAtTill { get; init; }

        /// <summary>How often cash that was owed was handed out at tills.</summary>
        public int PayOuts { get; init; }

        /// <summary>The till that gives cash back for what was cancelled last; null when none does.</summary>
        public string? CancelTillId { get; init; }

        /// <summary>Money that changed hands at tills which do not know of it yet, oldest first.</summary>
        public ImmutableList<TillEntry> UntoldTills { get; init; } = [];

        /// <summary>When the newest command was accepted: unfinished steps are looked after a little later.</summary>
        public DateTimeOffset ActedAt { get; init; }

        /// <summary>The operations of this order.</summary>
        public OperationLog Operations { get; init; } = OperationLog.Empty;

        /// <summary>The sum of the lines, without cancelled units.</summary>
        [JsonIgnore]
        public decimal Total => (Terms?.Total ?? 0) - CancelledAmount;

        /// <summary>What the customer agreed to pay: authorised, captured or not, without what lapsed.</summary>
        [JsonIgnore]
        public decimal Paid => Payments.Where(payment => payment.Status == Transfer.Done).Sum(payment => payment.Amount - payment.Lapsed);

        /// <summary>Money given back or let go.</summary>
        [JsonIgnore]
        public decimal Refunded => Refunds.Where(refund => refund.Status == Transfer.Done).Sum(refund => refund.Amount);

        /// <summary>The payment that the provider owes an answer to; null when there is none.</summary>
        [JsonIgnore]
        public Payment? Undecided => Payments.FirstOrDefault(payment => payment.IsUndecided);
    }

    /// <summary>What was agreed when the order was placed or sold. <see cref="Delivery.LocationId"/> of a till sale is the shop.</summary>
    public sealed record Terms(
        Operation Operation,
        string Number,
        string? CartId,
        string? CustomerId,
        string OwnerSubject,
        Channel Channel,
        string Currency,
        Delivery Delivery,
        ImmutableArray<Line> Lines,
        decimal Total,
        DateTimeOffset PlacedAt,
        DateTimeOffset PaymentDueAt)
    {
        /// <summary>Whether the customer pays in the store where the goods are fetched.</summary>
        public bool IsPaidAtPickup { get; init; }
    }

    /// <summary>A request to a location.</summary>
    /// <param name="Number">1 for the order's first.</param>
    /// <param name="Plan">What it was asked for.</param>
    /// <param name="Granted">What it promised; null until it answered.</param>
    /// <param name="Released">Whether the promise was taken back.</param>
    /// <param name="Lost">Units of it that are not there, or not wanted any more.</param>
    /// <param name="Trimmed">How many of them the location's stock knows to be given up.</param>
    public sealed record Allocation(
        int Number, PlannedAllocation Plan, int? Granted = null, bool Released = false, int Lost = 0, int Trimmed = 0);

    /// <summary>The SKU of which there was not enough.</summary>
    public sealed record Shortage(string Sku, int Requested, int Available);

    /// <summary>A parcel.</summary>
    /// <param name="Content">What is in it.</param>
    /// <param name="Status">Where it is in its life.</param>
    /// <param name="Departure">Where its units are.</param>
    /// <param name="Operation">The operation that advanced it last.</param>
    public sealed record Parcel(ParcelContent Content, FulfillmentStatus Status, Departure Departure, Operation? Operation = null)
    {
        /// <summary>How long it waits or waited for its customer, since it was put ready; null when nobody wrote it down.</summary>
        public Pickup? Pickup { get; init; }

        /// <summary>When the customer, or a carrier on the way to the customer, got it, UTC; null when nobody has.</summary>
        public DateTimeOffset? FulfilledAt { get; init; }

        /// <summary>Whether it was not fetched, and its units are at a location again.</summary>
        public bool IsTakenBack { get; init; }

        /// <summary>When a courier took it out of its locker, since it was not fetched; null when none did.</summary>
        public DateTimeOffset? RetrievedAt { get; init; }

        /// <summary>Its newest label; null when none was asked for.</summary>
        public Label? Label { get; init; }

        /// <summary>How many labels were asked for.</summary>
        public int Labels { get; init; }

        /// <summary>What happened on its way, by the time at which it happened.</summary>
        public ImmutableList<Tracking> Tracked { get; init; } = [];

        /// <summary>What was done about it when it was lost; null while nothing was.</summary>
        public LossResolution? Resolution { get; init; }

        /// <summary>Whether its location's stock knows that it was lost.</summary>
        public bool IsWrittenOff { get; init; }

        /// <summary>The lost parcel in whose place it is; null when in none's.</summary>
        public string? Replaces { get; init; }

        /// <summary>The parcel in which its units were before they were packed apart; null when in none.</summary>
        public string? SplitFrom { get; init; }

        /// <summary>Whether its customer will not have it, and nothing more is to be done about it.</summary>
        [JsonIgnore]
        public bool IsOver => Status == FulfillmentStatus.Cancelled || IsTakenBack || Resolution is not null;

        /// <summary>Whether other parcels have its units now.</summary>
        [JsonIgnore]
        public bool IsReplaced => Resolution == LossResolution.Reship;

        /// <summary>Whether its units left for their customer: they are paid for, by this parcel or the one that it is in place of.</summary>
        [JsonIgnore]
        public bool IsAlive => Status != FulfillmentStatus.Cancelled && !IsReplaced;

        /// <summary>Whether the customer has it, or a carrier on the way to the customer.</summary>
        [JsonIgnore]
        public bool IsFulfilled => Content.Method == DeliveryMethod.Ship
            ? Status is FulfillmentStatus.Shipped or FulfillmentStatus.Delivered
            : Status == FulfillmentStatus.Collected;
    }

    /// <summary>A parcel's wait for its customer.</summary>
    /// <param name="Since">When it was put ready, UTC.</param>
    /// <param name="Until">When it is over, UTC.</param>
    /// <param name="RemindedAt">When its customer was reminded last, UTC; null when that was never.</param>
    public sealed record Pickup(DateTimeOffset Since, DateTimeOffset Until, DateTimeOffset? RemindedAt = null);

    /// <summary>Goods that came back.</summary>
    /// <param name="Id"><c>order:return:n</c>.</param>
    /// <param name="Operation">Of the request.</param>
    /// <param name="LocationId">Where.</param>
    /// <param name="Lines">What.</param>
    /// <param name="Amount">What is given back for them.</param>
    /// <param name="ToRestock">Indexes of the lines that the location's stock does not have yet.</param>
    public sealed record Return(
        string Id, Operation Operation, string LocationId, ImmutableArray<ReturnedLine> Lines, decimal Amount, ImmutableSortedSet<int> ToRestock)
    {
        /// <summary>The till that gives cash back; null when none does.</summary>
        public string? TillId { get; init; }

        /// <summary>When, UTC.</summary>
        public DateTimeOffset At { get; init; }

        /// <summary>Why, in words.</summary>
        public string? Reason { get; init; }

        /// <summary>Where the refund goes.</summary>
        public RefundTarget RefundTo { get; init; }

        /// <summary>Who answers for it; null when the policy allowed it.</summary>
        public ReturnOverride? Override { get; init; }

        /// <summary>What of the refund becomes store credit and pays for other goods.</summary>
        public decimal Exchanged { get; init; }

        /// <summary>Whether nobody stood at a counter: what goes back in cash is owed until a till hands it out.</summary>
        public bool OwesCash { get; init; }
    }

    /// <summary>No order yet.</summary>
    public static State Nothing(string orderId) => new(orderId);
}
