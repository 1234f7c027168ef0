using System.Collections.Immutable;
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

    /// <summary>Units of an allocation become another one, in one commit: they are free at no moment. Again is no change. Fails with InvalidState.</summary>
    [Alias("Split")]
    Task<Result<StockLevels>> SplitAsync(SplitAllocation command);

    /// <summary>An allocation's units are not on the shelf: it keeps fewer, and they are written off; again is no change. Fails with InvalidInput.</summary>
    [Alias("Lose")]
    Task<Result<StockLevels>> LoseAsync(LoseAllocated command);

    /// <summary>Somebody counted the sellable units. Fails with StockChanged, InvalidInput, NotFound, OperationIdReused.</summary>
    [Alias("Count")]
    Task<Result<StockLevels>> CountAsync(CountStock command);

    /// <summary>Units change their state. Fails with OutOfStock (fewer units are in the first state), InvalidInput, NotFound, OperationIdReused.</summary>
    [Alias("Move")]
    Task<Result<StockLevels>> MoveAsync(MoveStock command);

    /// <summary>Sets whether more may be promised than is on hand. Fails with InvalidInput, NotFound, OperationIdReused.</summary>
    [Alias("SetPolicy")]
    Task<Result<StockLevels>> SetPolicyAsync(SetStockPolicy command);

    /// <summary>Sets the units that a channel may not have. Fails with InvalidInput, NotFound, OperationIdReused.</summary>
    [Alias("SetBuffer")]
    Task<Result<StockLevels>> SetBufferAsync(SetChannelBuffer command);

    /// <summary>Units leave for another location; again is no change. Fails with OutOfStock, InvalidInput, and with InvalidState when they
    /// were taken back before.</summary>
    [Alias("Send")]
    Task<Result<StockLevels>> SendAsync(SendStock command);

    /// <summary>Units that were to leave stay; an id that was never seen is remembered, so that a late sending with it is refused.</summary>
    [Alias("TakeBack")]
    Task<Result<StockLevels>> TakeBackAsync(string transferId);

    /// <summary>Units are on their way here; again is no change. Fails with InvalidInput, NotFound.</summary>
    [Alias("Expect")]
    Task<Result<StockLevels>> ExpectAsync(ExpectStock command);

    /// <summary>Units that were on their way are here, or are not; again is no change. Fails with InvalidInput.</summary>
    [Alias("Arrive")]
    Task<Result<StockLevels>> ArriveAsync(ArriveStock command);

    /// <summary>Changes before a version, the newest first: at most <paramref name="count"/>, 1 to 200.</summary>
    [Alias("History")]
    Task<ImmutableArray<StockChange>> HistoryAsync(long? beforeVersion, int count);

    /// <summary>Ends a discrepancy: somebody looked at the shelf. Fails with InvalidInput, NotFound, OperationIdReused, and with
    /// InvalidState while orders are still to be told of it.</summary>
    [Alias("ResolveDiscrepancy")]
    Task<Result<StockLevels>> ResolveDiscrepancyAsync(ResolveDiscrepancy command);
}
