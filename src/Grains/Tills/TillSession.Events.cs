using System.Collections.Immutable;
using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Tills;

namespace OrleansCommerce.Grains.Tills;

public static partial class TillSession
{
    /// <summary>How the durable names map to the events.</summary>
    public static EventCodec<Event> Codec { get; } = new();

    /// <summary>What happened at a till. Amounts are in the currency of the session, unless the event names one.</summary>
    public abstract record Event
    {
        private Event()
        {
        }

        /// <summary>A session began.</summary>
        [Alias("till.session-opened")]
        public sealed record Opened(
            Operation Operation,
            int Number,
            string LocationId,
            string Currency,
            decimal Float,
            ImmutableArray<Denomination> Denominations,
            string By,
            DateTimeOffset At) : Event;

        /// <summary>Cash was put into the drawer or taken out.</summary>
        [Alias("till.cash-moved")]
        public sealed record CashMoved(
            Operation Operation, CashMovementKind Kind, decimal Amount, string Reason, string By, DateTimeOffset At) : Event;

        /// <summary>Money of an order changed hands.</summary>
        /// <param name="EntryId">See <see cref="RecordTillMoney"/>.</param>
        /// <param name="OrderId">Whose money it is.</param>
        /// <param name="LocationId">Where.</param>
        /// <param name="Kind">Why.</param>
        /// <param name="Currency">Of the amounts.</param>
        /// <param name="Cash">Notes and coins.</param>
        /// <param name="Card">By card.</param>
        /// <param name="GiftCard">Off gift cards.</param>
        /// <param name="At">When it changed hands, UTC.</param>
        /// <param name="BookedAt">When it was told, by our clock, UTC.</param>
        /// <param name="Session">The number of the session that it belongs to; 0 when there was none.</param>
        /// <param name="IsLate">Whether that session was closed already.</param>
        [Alias("till.money-recorded")]
        public sealed record MoneyRecorded(
            string EntryId,
            string OrderId,
            string LocationId,
            TillMoneyKind Kind,
            string Currency,
            decimal Cash,
            decimal Card,
            decimal GiftCard,
            DateTimeOffset At,
            DateTimeOffset BookedAt,
            int Session,
            bool IsLate) : Event;

        /// <summary>The cash was counted, and the session is over.</summary>
        [Alias("till.session-closed")]
        public sealed record Closed(
            Operation Operation,
            int Number,
            decimal Counted,
            ImmutableArray<Denomination> Denominations,
            decimal Expected,
            decimal Variance,
            string? Reason,
            string By,
            DateTimeOffset At) : Event;
    }
}
