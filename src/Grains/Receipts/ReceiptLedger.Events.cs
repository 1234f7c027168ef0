using System.Collections.Immutable;
using Orleans;
using OrleansCommerce.Receipts;

namespace OrleansCommerce.Grains.Receipts;

public static partial class ReceiptLedger
{
    /// <summary>An entry of the ledger. Its hash covers everything else in it, and the hash of the entry before.</summary>
    public abstract record Event
    {
        private Event()
        {
        }

        /// <summary>The hash of the entry before; the newest of last year's ledger for the first; see <see cref="ReceiptChain"/>.</summary>
        public string Previous { get; init; } = string.Empty;

        /// <summary>Of this entry.</summary>
        public string? Hash { get; init; }

        /// <summary>The year begins.</summary>
        /// <param name="Predecessor">The key of the ledger that it goes on from; null for a store's first.</param>
        /// <param name="Grand">The grand totals that it goes on from.</param>
        /// <param name="At">UTC.</param>
        [Alias("receipts.opened")]
        public sealed record Opened(string? Predecessor, ImmutableArray<CurrencyTotals> Grand, DateTimeOffset At) : Event;

        /// <summary>A receipt got its number.</summary>
        [Alias("receipts.issued")]
        public sealed record Issued(
            long Number,
            string SourceId,
            ReceiptKind Kind,
            string OrderId,
            string OrderNumber,
            string? CustomerId,
            string Currency,
            ImmutableArray<ReceiptLineDetails> Lines,
            ImmutableArray<TaxDetails> Taxes,
            decimal Total,
            DateTimeOffset SoldAt,
            DateOnly Date,
            string? OriginalId,
            DateTimeOffset At) : Event;

        /// <summary>A period is over: it takes no more receipts.</summary>
        /// <param name="Period">How long it was.</param>
        /// <param name="LastDate">Its last day.</param>
        /// <param name="Receipts">How many it has, credit notes among them.</param>
        /// <param name="LastNumber">Of the newest receipt of the ledger.</param>
        /// <param name="Totals">Of its receipts.</param>
        /// <param name="Grand">Of everything that the store ever sold.</param>
        /// <param name="At">UTC.</param>
        [Alias("receipts.closed")]
        public sealed record Closed(
            ClosingPeriod Period,
            DateOnly LastDate,
            long Receipts,
            long LastNumber,
            ImmutableArray<CurrencyTotals> Totals,
            ImmutableArray<CurrencyTotals> Grand,
            DateTimeOffset At) : Event;
    }
}
