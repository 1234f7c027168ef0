using System.Collections.Immutable;
using Orleans;
using OrleansCommerce.Catalog;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Orders;
using OrleansCommerce.Receipts;

namespace OrleansCommerce.Grains.Orders;

public static partial class Order
{
    /// <summary>
    /// After how long an order that no till sold asks for its receipt. No customer waits for it, and no law wants it with the payment:
    /// so it is out of the way of the answer to the payment.
    /// </summary>
    public static TimeSpan ReceiptDelay { get; } = TimeSpan.FromSeconds(1);

    /// <summary>A day's clocks: in the twelve hours before a year, some store may have it already.</summary>
    private static readonly TimeSpan CalendarDifferenceMax = TimeSpan.FromHours(12);

    /// <summary>The receipt that the order has to ask for now; null when its receipts show what it is.</summary>
    /// <param name="state">Of the order.</param>
    /// <param name="products">Where a line does not know its VAT category, its product does.</param>
    public static IssueReceipt? ReceiptRequest(State state, IReadOnlyDictionary<string, ProductDetails> products)
    {
        var lines = Unreceipted(state)
            .Select(change => new ReceiptLineInput(
                change.Line.Id,
                change.Line.Sku,
                change.Line.Name,
                change.Units - change.Before.Units,
                change.Before.Amount,
                change.Amount,
                change.Line.TaxCategory ?? products.GetValueOrDefault(change.Line.Sku)?.TaxCategory,
                change.Before.TaxRate))
            .ToImmutableArray();
        var terms = state.Terms;
        return lines.IsEmpty || terms is null
            ? null
            : new IssueReceipt(
                $"{state.Id}:receipt:{state.Receipts.Count + 1}",
                state.Id,
                terms.Number,
                terms.CustomerId,
                terms.Currency,
                lines,
                state.Receipts.IsEmpty && IsTillSale(terms) ? terms.PlacedAt : state.ActedAt,
                state.UnreceiptedSince!.Value,
                state.Receipts.IsEmpty ? null : state.Receipts[0].Id);
    }

    /// <summary>The ledgers to ask, in turn: when the year is closed, the next one's takes the receipt.</summary>
    public static IEnumerable<string> LedgersOf(State state)
    {
        var storeId = state.CreditedAt ?? (IsTillSale(state.Terms!) ? state.Terms!.Delivery.LocationId! : ReceiptId.OnlineStore);
        var year = (state.UnreceiptedSince!.Value - CalendarDifferenceMax).UtcDateTime.Year;
        return Enumerable.Range(year, 3).Select(candidate => ReceiptId.KeyOf(storeId, candidate));
    }

    /// <summary>The receipt has a number.</summary>
    public static Decision<Event> DecideReceipted(State state, IssueReceipt request, ReceiptDetails receipt) =>
        request.SourceId != $"{state.Id}:receipt:{state.Receipts.Count + 1}"
            ? Decision<Event>.Nothing
            : new Event.ReceiptIssued(
                receipt.Id,
                receipt.Kind,
                [.. receipt.Lines.Select(line => new ReceiptedLine(line.OrderLineId, line.Quantity, line.Amount, line.TaxRate))],
                receipt.Total,
                receipt.Hash);

    /// <summary>Whether a receipt is due that nobody waits for.</summary>
    private static bool HasLateReceipt(State state) => IsReceiptDue(state) && !IsReceiptAwaited(state);

    private static bool IsReceiptDue(State state) => state.UnreceiptedSince is not null && Unreceipted(state).Any();

    /// <summary>A customer at a till takes the receipt along; who brings goods back takes the credit note along.</summary>
    private static bool IsReceiptAwaited(State state) => IsTillSale(state.Terms!) || !state.Receipts.IsEmpty;

    private static bool IsTillSale(Terms terms) => terms.Delivery.Method == DeliveryMethod.TakenAtTill;

    /// <summary>The lines whose receipts do not show what the customer has and pays for.</summary>
    private static IEnumerable<(Line Line, ReceiptedUnits Before, int Units, decimal Amount)> Unreceipted(State state)
    {
        var isAgreed = state.Phase == Phase.Open && state.Paid >= state.Total && state.Loss is null;
        if (!isAgreed && (state.Phase != Phase.Cancelled || state.Receipts.IsEmpty))
        {
            yield break;
        }

        foreach (var line in state.Terms!.Lines)
        {
            var before = state.Receipted.GetValueOrDefault(line.Id) ?? ReceiptedUnits.None;
            var gone = state.CancelledUnits.GetValueOrDefault(line.Id) + state.ReturnedUnits.GetValueOrDefault(line.Id);
            var units = isAgreed ? line.Quantity - gone : 0;
            var amount = isAgreed ? line.Total - Share(line, state.Terms.Currency, 0, gone) : 0;
            if (units != before.Units || amount != before.Amount)
            {
                yield return (line, before, units, amount);
            }
        }
    }

    private static State Receipted(State state, Event.ReceiptIssued e)
    {
        var lines = state.Receipted.ToBuilder();
        foreach (var line in e.Lines)
        {
            var before = lines.GetValueOrDefault(line.OrderLineId) ?? ReceiptedUnits.None;
            lines[line.OrderLineId] = new ReceiptedUnits(before.Units + line.Quantity, before.Amount + line.Amount, line.TaxRate);
        }

        var receipted = state with { Receipts = state.Receipts.Add(new IssuedReceipt(e.ReceiptId, e.Kind)), Receipted = lines.ToImmutable() };
        var operation = state.Receipts.IsEmpty && IsTillSale(state.Terms!)
            ? state.Terms!.Operation
            : state.Phase == Phase.Cancelled ? state.Cancellation
            : state.CreditedAt is null ? null : state.Returns[^1].Operation;
        return Note(
            Unreceipted(receipted).Any() ? receipted : receipted with { UnreceiptedSince = null, CreditedAt = null }, operation);
    }

    /// <summary>The receipts may not show any more what the order is.</summary>
    private static State WantReceipt(State state, DateTimeOffset since) => state with { UnreceiptedSince = state.UnreceiptedSince ?? since };

    /// <summary>A receipt that was issued.</summary>
    public sealed record IssuedReceipt(string Id, ReceiptKind Kind);

    /// <summary>What receipts show of a line.</summary>
    /// <param name="Units">Sold, without what went back.</param>
    /// <param name="Amount">Charged for them, VAT included.</param>
    /// <param name="TaxRate">Percent; null when there is no receipt of it.</param>
    public sealed record ReceiptedUnits(int Units, decimal Amount, decimal? TaxRate)
    {
        /// <summary>No receipt shows it.</summary>
        public static ReceiptedUnits None { get; } = new(0, 0, null);
    }

    /// <summary>A line of a receipt that was issued.</summary>
    public sealed record ReceiptedLine(string OrderLineId, int Quantity, decimal Amount, decimal TaxRate);

    public abstract partial record Event
    {
        /// <summary>A ledger gave the order's receipt its number.</summary>
        /// <param name="ReceiptId">The number.</param>
        /// <param name="Kind">What it shows.</param>
        /// <param name="Lines">What it shows of which line.</param>
        /// <param name="Total">VAT included; negative for money back.</param>
        /// <param name="Hash">Of the ledger's entry: proves that it is still the one that was written.</param>
        [Alias("order.receipt-issued")]
        public sealed record ReceiptIssued(
            string ReceiptId, ReceiptKind Kind, ImmutableArray<ReceiptedLine> Lines, decimal Total, string Hash) : Event;
    }
}
