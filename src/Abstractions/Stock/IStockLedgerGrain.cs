using Orleans;

namespace OrleansCommerce.Stock;

/// <summary>
/// What is done to the stock of one SKU at one location beside selling it: the same grain as <see cref="IStockItemGrain"/>, under the
/// same key. Every answer comes after the commit of what it reveals.
/// </summary>
[Alias("oc.IStockLedgerGrain")]
public interface IStockLedgerGrain : IGrainWithStringKey
{
    /// <summary>An allocation keeps fewer units, or none; the rest is free. To keep as many or more is no change.</summary>
    [Alias("Trim")]
    Task<Result<StockLevels>> TrimAsync(string allocationId, int keep);

    /// <summary>Ends a discrepancy: somebody looked at the shelf. Fails with InvalidInput, NotFound, OperationIdReused, and with
    /// InvalidState while orders are still to be told of it.</summary>
    [Alias("ResolveDiscrepancy")]
    Task<Result<StockLevels>> ResolveDiscrepancyAsync(ResolveDiscrepancy command);
}
