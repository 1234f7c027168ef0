using System.Collections.Immutable;
using Orleans;
using OrleansCommerce.Carts;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Carts;

public static partial class Cart
{
    /// <summary>How the durable names map to the events.</summary>
    public static EventCodec<Event> Codec { get; } = new();

    /// <summary>What happened to a cart.</summary>
    public abstract record Event
    {
        private Event()
        {
        }

        /// <summary>It began.</summary>
        [Alias("cart.created")]
        public sealed record Created(string? CustomerId, string OwnerSubject, Channel Channel, string Currency, Operation Operation) : Event;

        /// <summary>A line came to it.</summary>
        [Alias("cart.line-added")]
        public sealed record LineAdded(CartLine Line, Operation Operation) : Event;

        /// <summary>A line has another quantity.</summary>
        [Alias("cart.line-changed")]
        public sealed record LineChanged(string LineId, int Quantity, Channel Channel, Operation Operation) : Event;

        /// <summary>A line is gone.</summary>
        [Alias("cart.line-removed")]
        public sealed record LineRemoved(string LineId, Channel Channel, Operation Operation) : Event;

        /// <summary>An order is being made of it.</summary>
        [Alias("cart.checkout-started")]
        public sealed record CheckoutStarted(string OrderId, Channel Channel, Delivery Delivery, DateTimeOffset At, Operation Operation, bool? PayAtPickup = null)
            : Event;

        /// <summary>It is being sold at a till.</summary>
        [Alias("cart.till-sale-started")]
        public sealed record SaleStarted(string OrderId, TillSale Sale, DateTimeOffset At, Operation Operation) : Event;

        /// <summary>The order has its goods.</summary>
        [Alias("cart.checkout-completed")]
        public sealed record CheckoutCompleted(string OrderId) : Event;

        /// <summary>The order came to nothing; the cart is open again.</summary>
        [Alias("cart.checkout-failed")]
        public sealed record CheckoutFailed(string OrderId) : Event;
    }

    /// <summary>A cart.</summary>
    public sealed record State : IAggregateState
    {
        /// <summary>Not created.</summary>
        public static State Initial { get; } = new();

        /// <inheritdoc/>
        public long Version { get; init; }

        /// <summary>Whose; null for a guest.</summary>
        public string? CustomerId { get; init; }

        /// <summary>The subject that created it.</summary>
        public string OwnerSubject { get; init; } = string.Empty;

        /// <summary>Of every line.</summary>
        public string Currency { get; init; } = string.Empty;

        /// <summary>Lines, in the order in which they came.</summary>
        public ImmutableArray<CartLine> Lines { get; init; } = [];

        /// <summary>How many lines there ever were: the next line's id.</summary>
        public int LinesEver { get; init; }

        /// <summary>The checkout that is under way, or that made the order.</summary>
        public Checkout? Checkout { get; init; }

        /// <summary>Checkouts by operation id, so that a repeat finds its order again.</summary>
        public BoundedLog<CheckoutEntry> Checkouts { get; init; } = BoundedLog<CheckoutEntry>.Empty;

        /// <summary>Other operations, so that a repeat gets its first answer.</summary>
        public OperationLog Operations { get; init; } = OperationLog.Empty;

        /// <summary>Whether it was created.</summary>
        public bool Exists => Version > 0;

        /// <summary>Where it is in its life.</summary>
        public CartStatus Status => Checkout switch
        {
            null => CartStatus.Open,
            { IsCompleted: false } => CartStatus.CheckingOut,
            _ => CartStatus.Ordered,
        };

        /// <summary>As callers see it; null when it was never created.</summary>
        public CartDetails? Details(string id) =>
            Exists ? new CartDetails(id, CustomerId, OwnerSubject, Currency, Status, Checkout?.OrderId, Lines, Version) : null;
    }

    /// <summary>A checkout.</summary>
    /// <param name="OrderId">The order that is made.</param>
    /// <param name="Channel">From where.</param>
    /// <param name="Delivery">How the goods reach the customer.</param>
    /// <param name="At">When it began, UTC.</param>
    /// <param name="OperationId">Of the request.</param>
    /// <param name="IsCompleted">Whether the order has its goods.</param>
    public sealed record Checkout(string OrderId, Channel Channel, Delivery Delivery, DateTimeOffset At, string OperationId, bool IsCompleted)
    {
        /// <summary>What was agreed at the till; null when the goods are sent or fetched.</summary>
        public TillSale? Sale { get; init; }

        /// <summary>True when the customer pays where the goods are fetched; null otherwise.</summary>
        public bool? PayAtPickup { get; init; }
    }

    /// <summary>A sale of the cart at a till.</summary>
    /// <param name="LocationId">The shop.</param>
    /// <param name="TillId">The till whose session counts the money; null when none does.</param>
    /// <param name="Tenders">How it was paid; null for cash.</param>
    /// <param name="Reservations">What holds its goods.</param>
    /// <param name="By">The subject that sells.</param>
    public sealed record TillSale(
        string LocationId, string? TillId, ImmutableArray<Tender>? Tenders, ImmutableArray<CartReservation> Reservations, string By);

    /// <summary>The order of a checkout operation.</summary>
    public readonly record struct CheckoutEntry(string Fingerprint, string OrderId);
}
