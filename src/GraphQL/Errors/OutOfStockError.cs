namespace OrleansCommerce.GraphQL;

/// <summary>Fewer units are available to sell than asked for.</summary>
public sealed class OutOfStockError(OutOfStock failure)
    : IDomainError, IAddOrderLinesError, IReserveStockError, IPlaceOrderError, IMoveStockError, IDispatchTransferError, IReserveKitError
{
    /// <summary>One sentence for the caller, without personal data.</summary>
    public string Message => failure.Message;

    /// <summary>Units asked for.</summary>
    public int Requested => failure.Requested;

    /// <summary>Units that could be had, never below 0.</summary>
    public int Available => failure.Available;
}
