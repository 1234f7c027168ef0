using System.Collections.Immutable;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Journal;
using OrleansCommerce.Orders;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Grains.Stock;

public sealed partial class StockItemGrain
{
    /// <summary>How many orders are told with one wake-up; the rest with the next, at once.</summary>
    private const int TellMax = 20;

    private readonly IJournal _journal = services.Journal;

    /// <inheritdoc/>
    public async Task<Result<StockLevels>> TrimAsync(string allocationId, int keep) =>
        Levels(await ExecuteAsync((state, now) => StockItem.Trim(state, allocationId, keep, now), new Origin(allocationId)));

    /// <inheritdoc/>
    public async Task<Result<StockLevels>> SplitAsync(SplitAllocation command) =>
        Levels(await ExecuteAsync((state, now) => StockItem.Decide(state, command, now), new Origin(command.NewAllocationId)));

    /// <inheritdoc/>
    public Task<Result<StockLevels>> LoseAsync(LoseAllocated command) =>
        BookAsync(command.OperationId, (state, now) => StockItem.Decide(state, command, now));

    /// <inheritdoc/>
    public Task<Result<StockLevels>> CountAsync(CountStock command) =>
        BookAsync(command.OperationId, (state, now) => StockItem.Decide(state, command, now));

    /// <inheritdoc/>
    public Task<Result<StockLevels>> MoveAsync(MoveStock command) =>
        BookAsync(command.OperationId, (state, now) => StockItem.Decide(state, _key.Sku, command, now));

    /// <inheritdoc/>
    public Task<Result<StockLevels>> SetPolicyAsync(SetStockPolicy command) =>
        BookAsync(command.OperationId, (state, now) => StockItem.Decide(state, command, now));

    /// <inheritdoc/>
    public Task<Result<StockLevels>> SetBufferAsync(SetChannelBuffer command) =>
        BookAsync(command.OperationId, (state, now) => StockItem.Decide(state, command, now));

    /// <inheritdoc/>
    public async Task<Result<StockLevels>> SendAsync(SendStock command) =>
        Levels(await ExecuteAsync((state, now) => StockItem.Decide(state, _key.Sku, command, now), new Origin(command.TransferId)));

    /// <inheritdoc/>
    public async Task<Result<StockLevels>> TakeBackAsync(string transferId) =>
        Levels(await ExecuteAsync((state, now) => StockItem.TakeBack(state, transferId, now), new Origin(transferId)));

    /// <inheritdoc/>
    public async Task<Result<StockLevels>> ExpectAsync(ExpectStock command)
    {
        if (await RegisterAsync() is { } failure)
        {
            return failure;
        }

        return Levels(await ExecuteAsync((state, now) => StockItem.Decide(state, command, now), new Origin(command.TransferId)));
    }

    /// <inheritdoc/>
    public async Task<Result<StockLevels>> ArriveAsync(ArriveStock command) =>
        Levels(await ExecuteAsync((state, now) => StockItem.Decide(state, command, now), new Origin(command.TransferId)));

    /// <inheritdoc/>
    public async Task<ImmutableArray<StockChange>> HistoryAsync(long? beforeVersion, int count)
    {
        var last = Math.Min(beforeVersion - 1 ?? long.MaxValue, (await LookAsync()).Version);
        var changes = new List<StockChange>();
        if (last > 0)
        {
            await foreach (var recorded in _journal.ReadStreamAsync($"{Category}/{_key}", Math.Max(0, last - count), last, CancellationToken.None))
            {
                var happened = Codec.Read(recorded);
                var metadata = recorded.Metadata;
                changes.Add(new StockChange(
                    recorded.Version,
                    recorded.At,
                    recorded.Type[(Category.Length + 1)..],
                    StockItem.MovementsOf(happened),
                    StockItem.ReasonOf(happened),
                    StockItem.ReferenceOf(happened),
                    metadata.Subject,
                    metadata.Role,
                    metadata.Device,
                    metadata.Channel,
                    metadata.OperationId));
            }
        }

        changes.Reverse();
        return [.. changes];
    }

    /// <inheritdoc/>
    public async Task<Result<StockLevels>> ResolveDiscrepancyAsync(ResolveDiscrepancy command)
    {
        var outcome = await ExecuteAsync((state, now) => StockItem.Decide(state, command, now), new Origin(command.OperationId));
        return Answer(outcome, command.OperationId);
    }

    private async Task<Result<StockLevels>> BookAsync(
        string operationId, Func<StockItem.State, DateTimeOffset, Decision<StockItem.Event>> decide)
    {
        if (await RegisterAsync() is { } failure)
        {
            return failure;
        }

        return Answer(await ExecuteAsync(decide, new Origin(operationId)), operationId);
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
