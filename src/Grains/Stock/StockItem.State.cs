using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Grains.Stock;

public static partial class StockItem
{
    /// <summary>The stock of one SKU at one location. <see cref="Reserved"/> still counts reservations whose time is over until their event.</summary>
    public sealed record State : IAggregateState
    {
        private ExpiryLine? _expiries;

        /// <summary>Nothing ever happened.</summary>
        public static State Initial { get; } = new();

        /// <inheritdoc/>
        public long Version { get; init; }

        /// <summary>Units physically there.</summary>
        public int OnHand { get; init; }

        /// <summary>Sum of <see cref="Holds"/>.</summary>
        public int Reserved { get; init; }

        /// <summary>Sum of what <see cref="Allocations"/> were granted.</summary>
        public int Allocated { get; init; }

        /// <summary>Units kept back.</summary>
        public int Safety { get; init; }

        /// <summary>Reservations that are held, by id.</summary>
        public TrieDictionary<Hold> Holds { get; init; } = TrieDictionary<Hold>.Empty;

        /// <summary>
        /// The same, soonest expiry first. <see cref="Holds"/> tells it, so it is not kept in snapshots, and is made when it is first asked
        /// for: while a grain comes into memory, event by event, nobody asks.
        /// </summary>
        [JsonIgnore]
        public ExpiryLine Expiries => _expiries ??= ExpiryLine.Of(Holds);

        /// <summary>Allocations whose units are still here, by id.</summary>
        public ImmutableDictionary<string, Allocation> Allocations { get; init; } = ImmutableDictionary<string, Allocation>.Empty;

        /// <summary>What ended, so that a late repeat is recognised.</summary>
        public BoundedLog<Ended> Ended { get; init; } = BoundedLog<Ended>.Empty;

        /// <summary>Receipts and settings, so that a repeat gets its first answer.</summary>
        public BoundedLog<Answered> Operations { get; init; } = BoundedLog<Answered>.Empty;

        /// <summary>What most stock items never use.</summary>
        public Ledger Ledger { get; init; } = Ledger.Empty;

        /// <summary>What can be promised, as long as no reservation's time is over: see <see cref="AvailableAt"/>.</summary>
        [JsonIgnore]
        public int Available => OnHand - Reserved - Allocated - Safety;

        /// <summary>When the first reservation ends; null when none is held.</summary>
        [JsonIgnore]
        public DateTimeOffset? NextExpiry => Expiries.First?.At;

        /// <summary>What can be promised at <paramref name="now"/>: units of a reservation whose time is over are free, evented or not.</summary>
        public int AvailableAt(DateTimeOffset now) => Available + OverAt(now);

        /// <summary>What can be promised to a channel at <paramref name="now"/>; it may be negative.</summary>
        public int PromisableAt(DateTimeOffset now, Channel channel) => Ledger.Policy is { } policy
            ? AvailableAt(now) - policy.BufferOf(channel) + policy.AllowanceAt(now)
            : AvailableAt(now);

        /// <summary>What is promised at <paramref name="now"/>, to reservations and to orders.</summary>
        public int PromisedAt(DateTimeOffset now) => Reserved - OverAt(now) + Allocated;

        /// <summary>The levels at <paramref name="now"/>: reservations whose time is over do not count, evented or not.</summary>
        public StockLevels LevelsAt(StockItemKey key, DateTimeOffset now) =>
            new(key.Sku, key.LocationId, OnHand, Reserved - OverAt(now), Allocated, Safety, Version, Ledger.Shown, Ledger.Policy);

        /// <summary>With one more reservation.</summary>
        internal State Held(string reservationId, Hold hold) => this with
        {
            Reserved = Reserved + hold.Quantity,
            Holds = Holds.SetItem(reservationId, hold),
            _expiries = _expiries?.Add(new Expiry(hold.ExpiresAt, reservationId)),
        };

        /// <summary>Without a reservation that is held.</summary>
        internal State Unheld(string reservationId, Hold hold)
        {
            var holds = Holds.Remove(reservationId);
            return this with
            {
                Reserved = Reserved - hold.Quantity,
                Holds = holds,
                _expiries = _expiries?.Remove(new Expiry(hold.ExpiresAt, reservationId), holds),
            };
        }

        private int OverAt(DateTimeOffset now)
        {
            if (NextExpiry is not { } next || next > now)
            {
                return 0;
            }

            return Expiries.Over(now, Holds).Sum(expiry => Holds[expiry.ReservationId].Quantity);
        }
    }

    /// <summary>A held reservation.</summary>
    public readonly record struct Hold(
        [property: JsonPropertyName("q")] int Quantity,
        [property: JsonPropertyName("s")] int ExpiresInSeconds,
        DateTimeOffset ExpiresAt,
        [property: JsonPropertyName("c")] Channel Channel)
    {
        // A flash sale keeps hundreds of thousands of these in memory, and a DateTimeOffset is twice as large.
        private readonly long _expiresAtTicks = ExpiresAt.UtcTicks;

        /// <summary>When it ends, UTC.</summary>
        [JsonPropertyName("e")]
        public DateTimeOffset ExpiresAt
        {
            get => new(_expiresAtTicks, TimeSpan.Zero);
            init => _expiresAtTicks = value.UtcTicks;
        }
    }

    /// <summary>When a reservation ends.</summary>
    public readonly record struct Expiry(DateTimeOffset At, string ReservationId) : IComparable<Expiry>
    {
        /// <inheritdoc/>
        public int CompareTo(Expiry other) =>
            At != other.At ? At.CompareTo(other.At) : string.CompareOrdinal(ReservationId, other.ReservationId);

        /// <summary>Earlier.</summary>
        public static bool operator <(Expiry left, Expiry right) => left.CompareTo(right) < 0;

        /// <summary>Later.</summary>
        public static bool operator >(Expiry left, Expiry right) => left.CompareTo(right) > 0;

        /// <summary>Not later.</summary>
        public static bool operator <=(Expiry left, Expiry right) => left.CompareTo(right) <= 0;

        /// <summary>Not earlier.</summary>
        public static bool operator >=(Expiry left, Expiry right) => left.CompareTo(right) >= 0;
    }

    /// <summary>Units promised to an order, at a time that is not known of the oldest.</summary>
    public readonly record struct Allocation(string OrderId, int Requested, int Granted, DateTimeOffset? At = null);

    /// <summary>An operation that was answered, with the levels that its answer showed.</summary>
    public readonly record struct Answered(
        string Fingerprint,
        long Version,
        int OnHand,
        int Reserved,
        int Allocated,
        int Safety,
        LedgerLevels? Ledger = null,
        StockPolicy? Policy = null)
    {
        /// <summary>The first answer.</summary>
        public StockLevels Levels(StockItemKey key) =>
            new(key.Sku, key.LocationId, OnHand, Reserved, Allocated, Safety, Version, Ledger, Policy);
    }
}
