namespace OrleansCommerce.Receipts;

/// <summary>
/// What is printed on an anonymous receipt, so that whoever holds it can see its digital copy and add the sale to an account. A token is
/// worked out from the receipt's number and a secret of the installation, and kept nowhere.
/// </summary>
public interface IReceiptTokens
{
    /// <summary>How long after its issue a receipt can be claimed and looked at by its token.</summary>
    static TimeSpan Lifetime { get; } = TimeSpan.FromDays(90);

    /// <summary>The token of a receipt: letters, digits, <c>_</c>, <c>.</c> and <c>-</c>.</summary>
    ValueTask<string> OfAsync(ReceiptId receiptId, CancellationToken cancellationToken = default);

    /// <summary>The receipt whose token it is; null when it is none's.</summary>
    ValueTask<ReceiptId?> ReadAsync(string token, CancellationToken cancellationToken = default);
}
