using OrleansCommerce.Orders;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Grains.Stock;

public sealed partial class StockItemGrain
{
    /// <summary>How many orders are told with one wake-up; the rest with the next, at once.</summary>
    private const int TellMax = 20;

    /// <inheritdoc/>
    public async Task<Result<StockLevels>> TrimAsync(string allocationId, int keep) =>
        Levels(await ExecuteAsync((state, now) => StockItem.Trim(state, allocationId, keep, now), new Origin(allocationId)));

    /// <inheritdoc/>
    public async Task<Result<StockLevels>> ResolveDiscrepancyAsync(ResolveDiscrepancy command)
    {
        var outcome = await ExecuteAsync((state, now) => StockItem.Decide(state, command, now), new Origin(command.OperationId));
        return Answer(outcome, command.OperationId);
    }

    /// <summary>
    /// The one call upwards, from a wake-up alone: an order may be waiting for this stock item, which is reentrant, and never for its
    /// wake-up.
    /// </summary>
    private async Task TellAsync((int Number, AtRisk Promise) untold)
    {
        var (number, promise) = untold;
        var lossId = $"{new DiscrepancyId(_key, number)}/{promise.PromiseId}";
        await GrainFactory.GetGrain<IOrderGrain>(promise.OrderId!)
            .LosePromiseAsync(new LosePromise(lossId, promise.PromiseId, promise.Quantity));
        await ExecuteAsync((state, _) => StockItem.Tell(state, number, promise.PromiseId));
    }
}
