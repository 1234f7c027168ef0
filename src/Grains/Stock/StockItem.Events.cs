using Orleans;
using OrleansCommerce.Grains.EventSourcing;

namespace OrleansCommerce.Grains.Stock;

public static partial class StockItem
{
    /// <summary>What happened to the stock of one SKU at one location. Every quantity is in units and positive, unless said otherwise.</summary>
    public abstract partial record Event
    {
        private Event()
        {
        }

        /// <summary>Goods arrived.</summary>
        [Alias("stock.received")]
        public sealed record Received(int Quantity, Operation Operation, string? Reason = null, string? Reference = null) : Event;

        /// <summary>Units are held for a cart or a till until <paramref name="ExpiresAt"/>.</summary>
        [Alias("stock.reserved")]
        public sealed record Reserved(string ReservationId, int Quantity, int ExpiresInSeconds, DateTimeOffset ExpiresAt, Channel Channel) : Event;

        /// <summary>A reservation was given back.</summary>
        [Alias("stock.released")]
        public sealed record Released(string ReservationId, int Quantity) : Event;

        /// <summary>A reservation's time was over.</summary>
        [Alias("stock.expired")]
        public sealed record Expired(string ReservationId, int Quantity) : Event;

        /// <summary>Reserved units left the location.</summary>
        [Alias("stock.confirmed")]
        public sealed record Confirmed(string ReservationId, int Quantity) : Event;

        /// <summary>Units were promised to an order; <paramref name="Granted"/> may be fewer than asked for, even 0.
        /// <paramref name="At"/> is not known of the oldest ones.</summary>
        [Alias("stock.allocated")]
        public sealed record Allocated(string AllocationId, string OrderId, int Requested, int Granted, DateTimeOffset? At = null) : Event;

        /// <summary>A promise keeps fewer units: <paramref name="Quantity"/> of them are free.</summary>
        [Alias("stock.allocation-trimmed")]
        public sealed record AllocationTrimmed(string AllocationId, int Quantity) : Event;

        /// <summary>A promise was taken back; 0 units when it was never given, so that it cannot be given later.</summary>
        [Alias("stock.deallocated")]
        public sealed record Deallocated(string AllocationId, int Quantity) : Event;

        /// <summary>Promised units left the location.</summary>
        [Alias("stock.dispatched")]
        public sealed record Dispatched(string AllocationId, int Quantity) : Event;

        /// <summary>A correction: goods left that the books did not have. <paramref name="Reference"/> names the sale or promise.</summary>
        [Alias("stock.found")]
        public sealed record Found(string Reference, int Quantity) : Event;

        /// <summary>Units were sold at a till, at <paramref name="SoldAt"/> when the till told its own time.</summary>
        [Alias("stock.sold")]
        public sealed record Sold(string SaleId, int Quantity, DateTimeOffset? SoldAt = null) : Event;

        /// <summary>Returned units are sellable here. <paramref name="Reference"/> is the return's id; null in events of before it stood by itself.</summary>
        [Alias("stock.restocked")]
        public sealed record Restocked(string ReturnId, int Quantity, string? Reason = null, string? Reference = null) : Event;

        /// <summary>The safety stock is now <paramref name="Quantity"/>, 0 or more; it was <paramref name="Before"/>.</summary>
        [Alias("stock.safety-set")]
        public sealed record SafetySet(int Quantity, Operation Operation, int Before = 0) : Event;
    }

    /// <summary>How the durable names map to these records.</summary>
    public static EventCodec<Event> Codec { get; } = new();
}
