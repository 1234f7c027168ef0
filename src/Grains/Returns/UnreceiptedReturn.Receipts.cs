using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Receipts;
using OrleansCommerce.Receipts;

namespace OrleansCommerce.Grains.Returns;

public static partial class UnreceiptedReturn
{
    /// <summary>The credit note to ask for; null when there is one, or none is due. It refers to no sale: none could be shown.</summary>
    /// <param name="state">The return.</param>
    /// <param name="returnId">Its id, which stands in the place of an order's.</param>
    public static IssueReceipt? ReceiptRequest(State state, string returnId)
    {
        if (!state.IsReceiptDue)
        {
            return null;
        }

        var accepted = state.Accepted!;
        return new IssueReceipt(
            $"{returnId}:receipt:1",
            returnId,
            OrderNumber: string.Empty,
            accepted.CustomerId,
            accepted.Currency,
            [
                .. accepted.Lines.Select((line, index) => new ReceiptLineInput(
                    $"{index + 1}",
                    line.Sku,
                    line.Name!,
                    -line.Quantity,
                    AmountBefore: new Money(line.UnitPrice * line.Quantity, accepted.Currency).Rounded().Amount,
                    AmountAfter: 0,
                    line.TaxCategory,
                    TaxRate: null)),
            ],
            accepted.At,
            DurableSince: accepted.At,
            OriginalId: null);
    }

    /// <summary>The ledgers to ask, in turn: when the year is closed, the next one's takes the credit note.</summary>
    public static IEnumerable<string> LedgersOf(State state) => ReceiptLedger.KeysFrom(state.Accepted!.LocationId, state.Accepted.At);

    /// <summary>The credit note has a number.</summary>
    public static Decision<Event> DecideReceipted(State state, ReceiptDetails receipt) =>
        state.IsReceiptDue ? new Event.ReceiptIssued(receipt.Id, receipt.Hash) : Decision<Event>.Nothing;
}
