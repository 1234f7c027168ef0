using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Locations;
using OrleansCommerce.Locations;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Grains.Transfers;

/// <summary>The shell around <see cref="Transfer"/>. Not reentrant: each command first finishes what an earlier one, cut off, left undone.</summary>
public sealed class TransferGrain(GrainServices services) : EventSourcedGrain<Transfer.State, Transfer.Event>(services), ITransferGrain
{
    /// <inheritdoc/>
    protected override string Category => "transfer";

    /// <inheritdoc/>
    protected override Transfer.State Initial => Transfer.Nothing(Id);

    /// <inheritdoc/>
    protected override EventCodec<Transfer.Event> Codec => Transfer.Codec;

    private string Id => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public async Task<TransferDetails?> GetAsync() => Transfer.Details(await LookAsync());

    /// <inheritdoc/>
    public async Task<Result<TransferDetails>> DispatchAsync(DispatchTransfer command)
    {
        var refusal = await RefusalAsync("fromLocationId", command.FromLocationId) ?? await RefusalAsync("toLocationId", command.ToLocationId);
        var outcome = await PerformAsync(command.OperationId, (state, now) => Transfer.DecideDispatch(state, command, refusal, now));
        return (outcome.Failure ?? Transfer.DispatchFailure(outcome.State)) is { } failure ? failure : Transfer.Details(outcome.State)!;
    }

    /// <inheritdoc/>
    public async Task<Result<TransferDetails>> ReceiveAsync(ReceiveTransfer command)
    {
        var outcome = await PerformAsync(command.OperationId, (state, now) => Transfer.DecideReceive(state, command, now));
        return outcome.Failure is { } failure ? failure : Transfer.Details(outcome.State)!;
    }

    /// <inheritdoc/>
    public async Task<DateTimeOffset?> WakeAsync()
    {
        await FinishAsync();
        return Transfer.NextWake(Committed);
    }

    /// <inheritdoc/>
    protected override Transfer.State Evolve(Transfer.State state, Transfer.Event happened) => Transfer.Evolve(state, happened);

    /// <inheritdoc/>
    protected override DateTimeOffset? NextWake(Transfer.State state) => Transfer.NextWake(state);

    /// <summary>Decides a command, does what follows from it, and recalls the answer: the state when all of that was done.</summary>
    private async Task<Outcome> PerformAsync(string operationId, Func<Transfer.State, DateTimeOffset, Decision<Transfer.Event>> decide)
    {
        await FinishAsync();
        var outcome = await ExecuteAsync(decide, new Origin(operationId));
        if (outcome.Failure is not null || outcome.Repeated)
        {
            return outcome;
        }

        await FinishAsync();
        return await ExecuteAsync(decide, new Origin(operationId));
    }

    private async Task FinishAsync()
    {
        while (Transfer.NextStep(Committed) is { } step)
        {
            var phase = Committed.Phase;
            var answers = await Task.WhenAll(step.Lines.Select(async line => (Line: line, Failure: await AskAsync(step, line))));
            if (answers.FirstOrDefault(answer => answer.Failure is OutOfStock) is { Failure: OutOfStock shortage, Line: var line })
            {
                await ExecuteAsync((state, _) => Transfer.DecideShort(state, line, shortage.Available));
                continue;
            }

            if (answers.FirstOrDefault(answer => answer.Failure is not null).Failure is { } fault)
            {
                // A stock item has no reason to refuse: the units are between two books, and it is tried until a person has looked.
                throw new InvalidOperationException($"Transfer '{Id}' cannot go on: {fault.Message}");
            }

            await ExecuteAsync((state, _) => Transfer.DecideDone(state, phase, answers.Select(answer => answer.Line)));
        }
    }

    private async Task<Failure?> AskAsync(Transfer.Step step, int line)
    {
        var terms = Committed.Terms!;
        var units = terms.Lines[line];
        var id = $"{Id}/{line}";
        var from = Shelf(terms.FromLocationId, units.Sku);
        var to = Shelf(terms.ToLocationId, units.Sku);
        var answer = step switch
        {
            Transfer.Step.Send => await from.SendAsync(new SendStock(id, units.Quantity)),
            Transfer.Step.TakeBack => await from.TakeBackAsync(id),
            Transfer.Step.Announce => await to.ExpectAsync(new ExpectStock(id, units.Quantity)),
            _ => await to.ArriveAsync(new ArriveStock(
                id, Committed.Receipts[line].Received, Committed.Receipts[line].Damaged, Transfer.MissingOf(Committed, line))),
        };
        return answer.Failure;
    }

    private async Task<Failure?> RefusalAsync(string field, string locationId)
    {
        var location = await GrainFactory.GetGrain<ILocationGrain>(locationId).GetAsync();
        return Location.HoldsStock(location, locationId, out var unfit, field) ? null : unfit;
    }

    private IStockLedgerGrain Shelf(string locationId, string sku) =>
        GrainFactory.GetGrain<IStockLedgerGrain>(new StockItemKey(locationId, sku).ToString());
}
