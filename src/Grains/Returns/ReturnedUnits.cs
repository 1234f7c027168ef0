using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Grains.Stock;
using OrleansCommerce.Orders;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Grains.Returns;

/// <summary>Where the ledger of a location has returned units.</summary>
public static class ReturnedUnits
{
    /// <summary>The state of units with this disposition.</summary>
    public static StockState StateOf(Disposition disposition) => disposition switch
    {
        Disposition.Restock => StockState.Available,
        Disposition.Quarantine => StockState.QualityControl,
        Disposition.Damaged => StockState.Damaged,
        _ => StockState.WrittenOff,
    };

    /// <summary>Why units move, in words for the ledger of the stock.</summary>
    public static string WordsOf(ReturnReason? reason, ReturnCondition? condition, string? note)
    {
        string?[] words = [reason is { } why ? SchemaName.Of(why) : null, condition is { } how ? SchemaName.Of(how) : null, note];
        var text = string.Join("; ", words.Where(word => !string.IsNullOrWhiteSpace(word)));
        return text.Length == 0
            ? "returned"
            : string.Concat(text.Take(StockItem.ReasonLengthMax).Select(letter => char.IsControl(letter) ? ' ' : letter));
    }
}
