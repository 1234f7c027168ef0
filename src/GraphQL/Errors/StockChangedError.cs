namespace OrleansCommerce.GraphQL;

/// <summary>The stock is not as the caller knew it: read it, count again, and try with the new numbers.</summary>
public sealed class StockChangedError(StockChanged failure)
    : IDomainError, ICountStockError
{
    /// <summary>One sentence for the caller, without personal data.</summary>
    public string Message => failure.Message;

    /// <summary>Units on hand now.</summary>
    public int OnHand => failure.OnHand;

    /// <summary>The stock item's version now.</summary>
    public int Version => checked((int)failure.Version);
}
