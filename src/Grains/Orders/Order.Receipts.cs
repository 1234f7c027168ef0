using System.Collections.Immutable;
using Orleans;
using OrleansCommerce.Catalog;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Receipts;
using OrleansCommerce.Orders;
using OrleansCommerce.Receipts;

namespace OrleansCommerce.Grains.Orders;

public static partial class Order
{
    /// <summary>
    /// After how long an order that no till sold asks for its receipt. No customer waits for it, and no law wants it in the second in
    /// which a parcel leaves: so it is out of the way of the answer to who sends it.
    /// </summary>
    public static TimeSpan ReceiptDelay { get; } = TimeSpan.FromSeconds(1);

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

    /// <summary>
    /// The SKUs whose products know the VAT category of a line that is to be on a receipt: what a till sold has it on its line, and
    /// what was on a receipt has its rate.
    /// </summary>
    public static IEnumerable<string> UnratedSkus(State state) => Unreceipted(state)
        .Where(change => change.Line.TaxCategory is null && change.Before.TaxRate is null && !IsTillSale(state.Terms!))
        .Select(change => change.Line.Sku)
        .Distinct(StringComparer.Ordinal);

    /// <summary>The ledgers to ask, in turn: when the year is closed, the next one's takes the receipt.</summary>
    public static IEnumerable<string> LedgersOf(State state)
    {
        var storeId = state.CreditedAt
            ?? (IsTillSale(state.Terms!) ? state.Terms!.Delivery.LocationId : state.PaidAtTill?.LocationId)
            ?? ReceiptId.OnlineStore;
        return ReceiptLedger.KeysFrom(storeId, state.UnreceiptedSince!.Value);
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

    private static bool IsReceiptDue(State state) =>
        state.UnreceiptedSince is not null && IsCovered(state) && Unreceipted(state).Any();

    /// <summary>
    /// Whether the money for all goods that left was taken. A receipt says that they are paid; while a provider has not decided,
    /// or will not pay, there is none.
    /// </summary>
    private static bool IsCovered(State state) =>
        state.Phase != Phase.Open
        || Shown(state).Sum(shown => shown.Amount) + state.Returns.Sum(goods => goods.Amount)
            <= Captured(state) + state.Refunds.Where(refund => refund is { IsRelease: true, ReturnId: not null }).Sum(refund => refund.Amount);

    /// <summary>A customer at a till takes the receipt along; who brings goods back takes the credit note along.</summary>
    private static bool IsReceiptAwaited(State state) =>
        IsTillSale(state.Terms!) || state.CreditedAt is not null || (state.PaidAtTill is not null && state.Receipts.IsEmpty);

    private static bool IsTillSale(Terms terms) => terms.Delivery.Method == DeliveryMethod.TakenAtTill;

    /// <summary>The lines whose receipts do not show what the customer has and pays for.</summary>
    private static IEnumerable<(Line Line, ReceiptedUnits Before, int Units, decimal Amount)> Unreceipted(State state)
    {
        foreach (var (line, units, amount) in Shown(state))
        {
            var before = state.Receipted.GetValueOrDefault(line.Id) ?? ReceiptedUnits.None;
            if (units != before.Units || amount != before.Amount)
            {
                yield return (line, before, units, amount);
            }
        }
    }

    /// <summary>What an order's receipts have to show together: what left, less what came back. Nothing while that is not known.</summary>
    private static IEnumerable<(Line Line, int Units, decimal Amount)> Shown(State state)
    {
        if (state.Phase == Phase.Cancelled && !state.Receipts.IsEmpty)
        {
            return state.Terms!.Lines.Select(line => (line, 0, 0m));
        }

        // What is sent in place of a lost parcel is on that parcel's receipt: there is no credit note for it, and no second receipt.
        if (state.Phase != Phase.Open || state.Loss is not null || state.Parcels.Exists(parcel => parcel.Replaces is not null && IsStillHeld(parcel)))
        {
            return [];
        }

        var alive = state.Parcels.FindAll(parcel => parcel.IsAlive);
        var isWhole = alive.TrueForAll(parcel => parcel.Departure != Departure.Held) || IsPaidAhead(state);
        var left = Sum(alive
            .Where(parcel => parcel.Departure != Departure.Held)
            .SelectMany(parcel => parcel.Content.Lines)
            .Select(line => (line.OrderLineId, line.Quantity)));
        return isWhole || left.Count > 0
            ? state.Terms!.Lines.Select(line => isWhole || !line.StockTracked ? Whole(state, line) : Part(state, line, left.GetValueOrDefault(line.Id)))
            : [];
    }

    /// <summary>Money that was taken before goods left is a sale at that time: so it was before money was set aside first.</summary>
    private static bool IsPaidAhead(State state) => state.Payments.Exists(payment => payment is { Status: Transfer.Done, IsCaptured: true });

    private static (Line Line, int Units, decimal Amount) Whole(State state, Line line)
    {
        var gone = GivenBackUnits(state, line.Id);
        return (line, line.Quantity - gone, line.Total - Share(line, state.Terms!.Currency, 0, gone));
    }

    private static (Line Line, int Units, decimal Amount) Part(State state, Line line, int left)
    {
        var back = state.Returns.SelectMany(goods => goods.Lines).Where(returned => returned.OrderLineId == line.Id).Sum(returned => returned.Refund);
        return (line, left - state.ReturnedUnits.GetValueOrDefault(line.Id), Share(line, state.Terms!.Currency, 0, left) - back);
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
            : state.Receipts.IsEmpty && state.PaidAtTill is { } paid ? paid.Operation
            : state.Phase == Phase.Cancelled ? state.Cancellation
            : state.CreditedAt is null ? null : state.Returns[^1].Operation;
        var rest = Unreceipted(receipted).ToList();
        var credited = rest.Sum(change => change.Amount - change.Before.Amount) < 0 && !state.Returns.IsEmpty ? state.Returns[^1].LocationId : null;
        return Note(
            receipted with { UnreceiptedSince = rest.Count == 0 ? null : state.UnreceiptedSince, CreditedAt = credited }, operation);
    }

    /// <summary>
    /// The receipts may not show any more what the order is. The ledger that is asked for one stays the same until its answer is
    /// noted, so that no two ledgers give the same receipt.
    /// </summary>
    private static State WantReceipt(State state, DateTimeOffset since, string? creditedAt = null) =>
        state.UnreceiptedSince is null && Unreceipted(state).Any()
            ? state with { UnreceiptedSince = since, CreditedAt = creditedAt }
            : state;

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
