using System.Collections.Immutable;
using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Returns;

public static partial class UnreceiptedReturn
{
    /// <summary>How the events are written.</summary>
    public static EventCodec<Event> Codec { get; } = new();

    /// <summary>Units of a SKU that came back.</summary>
    /// <param name="Sku">Which SKU.</param>
    /// <param name="Quantity">1 to 1,000,000.</param>
    /// <param name="UnitPrice">Paid for one, in the return's currency; up to four decimals.</param>
    /// <param name="Disposition">What becomes of them.</param>
    /// <param name="StockTracked">Whether the product had stock when they came back.</param>
    /// <param name="Name">The product's; null in returns of before they had credit notes.</param>
    /// <param name="TaxCategory">The product's VAT category; null when it had none.</param>
    /// <param name="Reason">Why they came back; null when it was not asked.</param>
    /// <param name="Note">More about it, in words.</param>
    /// <param name="Condition">How they are; null when they were not graded.</param>
    public sealed record Line(
        string Sku,
        int Quantity,
        decimal UnitPrice,
        Disposition Disposition,
        bool StockTracked,
        string? Name = null,
        string? TaxCategory = null,
        ReturnReason? Reason = null,
        string? Note = null,
        ReturnCondition? Condition = null);

    /// <summary>What happened to a return without a receipt.</summary>
    public abstract record Event
    {
        private Event()
        {
        }

        /// <summary>Goods were taken back and paid for.</summary>
        /// <param name="LocationId">Where.</param>
        /// <param name="CustomerId">Whose, when known.</param>
        /// <param name="Currency">Of every price and of the refund.</param>
        /// <param name="Lines">What came back.</param>
        /// <param name="Refund">The sum of the lines, each rounded to the currency's minor unit.</param>
        /// <param name="ApprovedBy">The associate who answers for it.</param>
        /// <param name="Reason">As given.</param>
        /// <param name="At">When.</param>
        /// <param name="Operation">By which request.</param>
        /// <param name="Override">Who answers for it, when a limit was not asked.</param>
        /// <param name="CreditId">The store credit that it is paid as; null when it was paid in cash.</param>
        [Alias("return.accepted-without-receipt")]
        public sealed record Accepted(
            string LocationId,
            string? CustomerId,
            string Currency,
            ImmutableArray<Line> Lines,
            decimal Refund,
            string ApprovedBy,
            string? Reason,
            DateTimeOffset At,
            Operation Operation,
            string? CreditId = null,
            ReturnOverride? Override = null) : Event
        {
            /// <summary>Whether the location's ledger is told of every unit; of returns of before that was, only of what is sellable.</summary>
            public bool KeepsLedger { get; init; }

            /// <summary>The till that gave the cash; null when none was named.</summary>
            public string? TillId { get; init; }
        }

        /// <summary>The till knows of the cash that it gave.</summary>
        [Alias("return.till-told")]
        public sealed record TillTold : Event;

        /// <summary>The store credit has what was promised.</summary>
        [Alias("return.credit-issued")]
        public sealed record CreditIssued : Event;

        /// <summary>The ledger of the location gave the credit note its number.</summary>
        /// <param name="ReceiptId">The number.</param>
        /// <param name="Hash">Of the ledger's entry: proves that it is still the one that was written.</param>
        [Alias("return.receipt-issued")]
        public sealed record ReceiptIssued(string ReceiptId, string Hash) : Event;

        /// <summary>The location's stock has a line's units, in the state of their disposition.</summary>
        /// <param name="Line">Its place in the return, from 0.</param>
        [Alias("return.restocked")]
        public sealed record Restocked(int Line) : Event;

        /// <summary>The stock item would not take a line's units; staff must book them by hand.</summary>
        /// <param name="Line">Its place in the return, from 0.</param>
        /// <param name="Reason">What it said.</param>
        [Alias("return.restock-refused")]
        public sealed record RestockRefused(int Line, string Reason) : Event;
    }
}
