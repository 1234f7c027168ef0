using Microsoft.Extensions.Logging;
using Orleans;
using OrleansCommerce.Catalog;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Locations;
using OrleansCommerce.Orders;
using OrleansCommerce.Receipts;
using OrleansCommerce.Returns;
using OrleansCommerce.Stock;
using OrleansCommerce.StoreCredits;

namespace OrleansCommerce.Grains.Returns;

/// <summary>The shell around <see cref="UnreceiptedReturn"/>.</summary>
public sealed partial class UnreceiptedReturnGrain(
    GrainServices services, ILogger<UnreceiptedReturnGrain> logger, ReturnPolicy? policy = null)
    : EventSourcedGrain<UnreceiptedReturn.State, UnreceiptedReturn.Event>(services), IUnreceiptedReturnGrain
{
    /// <summary>Grains that are asked at once: enough to share the journal's commits, few enough not to crowd out others.</summary>
    private const int CallsAtOnceMax = 64;

    /// <inheritdoc/>
    protected override string Category => "unreceipted-return";

    /// <inheritdoc/>
    protected override UnreceiptedReturn.State Initial => UnreceiptedReturn.State.Initial;

    /// <inheritdoc/>
    protected override EventCodec<UnreceiptedReturn.Event> Codec => UnreceiptedReturn.Codec;

    private string Id => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public async Task<UnreceiptedReturnDetails?> GetAsync() => (await LookAsync()).ToDetails(Id);

    /// <inheritdoc/>
    public async Task<Result<UnreceiptedReturnDetails>> AcceptAsync(AcceptUnreceiptedReturn command)
    {
        if (UnreceiptedReturn.Validate(command) is { } invalid)
        {
            return invalid;
        }

        if (Committed.Accepted is null)
        {
            var location = await GrainFactory.GetGrain<ILocationGrain>(command.LocationId).GetAsync();
            var products = await FindProductsAsync(command.Lines.Select(line => line.Sku));
            var limits = (policy ?? ReturnPolicy.Default).Limits;
            var trial = UnreceiptedReturn.Decide(Committed, Id, command, location, products, Now);
            if (trial.Failure is null && limits.UnreceiptedNeedsCustomer && command is { CustomerId: null, Override: null })
            {
                return new ReturnRefused(ReturnRefusal.UnreceiptedLimit, "customerId", "goods without a receipt are taken back from known customers alone.");
            }

            if (trial.Failure is null && await SessionRefusalAsync(command, trial) is { } noSession)
            {
                return noSession;
            }

            if (trial.Failure is null
                && trial.Events.OfType<UnreceiptedReturn.Event.Accepted>().FirstOrDefault() is { CustomerId: { } customerId } wanted
                && await limits.CountAsync(
                    GrainFactory, [ReturnLimits.OfCustomer(customerId)], Id, withoutReceipt: true, new Money(wanted.Refund, wanted.Currency), command.Override is not null) is { } refusal)
            {
                return refusal;
            }

            var outcome = await ExecuteAsync(
                (state, now) => UnreceiptedReturn.Decide(state, Id, command, location, products, now), new Origin(command.OperationId));
            if (outcome.Failure is { } failure)
            {
                return failure;
            }
        }
        else if (UnreceiptedReturn.Recall(Committed, command) is { Failure: { } reused })
        {
            return reused;
        }

        await FinishAsync();
        return Committed.ToDetails(Id)!;
    }

    /// <inheritdoc/>
    public async Task<DateTimeOffset?> WakeAsync()
    {
        try
        {
            await FinishAsync();
            return (await ReadNewestAsync()).NextWake;
        }
        catch (Exception fault)
        {
            LogUnreachable(logger, Id, fault.Message);
            return Now + UnreceiptedReturn.RetryAfter;
        }
    }

    /// <inheritdoc/>
    protected override UnreceiptedReturn.State Evolve(UnreceiptedReturn.State state, UnreceiptedReturn.Event happened) =>
        UnreceiptedReturn.Evolve(state, happened);

    /// <inheritdoc/>
    protected override DateTimeOffset? NextWake(UnreceiptedReturn.State state) => state.NextWake;

    private async Task<Dictionary<string, ProductDetails>> FindProductsAsync(IEnumerable<string> skus)
    {
        var found = new Dictionary<string, ProductDetails>(StringComparer.Ordinal);
        foreach (var some in skus.Distinct(StringComparer.Ordinal).Chunk(CallsAtOnceMax))
        {
            foreach (var product in await Task.WhenAll(some.Select(sku => GrainFactory.GetGrain<IProductGrain>(sku).GetAsync())))
            {
                if (product is not null)
                {
                    found[product.Sku] = product;
                }
            }
        }

        return found;
    }

    private async Task FinishAsync()
    {
        await RestockAsync();
        await IssueCreditAsync();
        await TellTillAsync();
        await AskReceiptAsync();
    }

    /// <summary>A credit that was cut off before it was noted is asked for again, under the same id.</summary>
    private async Task IssueCreditAsync()
    {
        if (Committed is not { CreditDue: { } creditId, Accepted: { } accepted })
        {
            return;
        }

        var command = new IssueStoreCredit($"{Id}:refund", new Money(accepted.Refund, accepted.Currency), accepted.CustomerId, Id);
        var answer = await GrainFactory.GetGrain<IStoreCreditGrain>(creditId).IssueAsync(command);
        if (answer.Failure is { } refusal)
        {
            throw new InvalidOperationException($"The store credit '{creditId}' does not take the refund: {refusal.Message}");
        }

        await ExecuteAsync((state, _) => UnreceiptedReturn.DecideCredited(state));
    }

    /// <summary>Asks this year's ledger, or the next when this year is closed. A crash before the answer is noted asks again, for the same credit note.</summary>
    private async Task AskReceiptAsync()
    {
        if (UnreceiptedReturn.ReceiptRequest(Committed, Id) is not { } request)
        {
            return;
        }

        Failure? refusal = null;
        foreach (var ledger in UnreceiptedReturn.LedgersOf(Committed))
        {
            var answer = await GrainFactory.GetGrain<IReceiptLedgerGrain>(ledger).IssueAsync(request);
            if (answer.Succeeded)
            {
                await ExecuteAsync((state, _) => UnreceiptedReturn.DecideReceipted(state, answer.Value));
                return;
            }

            refusal = answer.Failure;
        }

        throw new InvalidOperationException($"No ledger takes the credit note '{request.SourceId}': {refusal!.Message}");
    }

    /// <summary>Puts on hand what is still to be. A line that was cut off before it was noted is told to its stock item again, under the same id.</summary>
    private async Task RestockAsync()
    {
        foreach (var lines in Committed.ToRestock.Chunk(CallsAtOnceMax))
        {
            var answers = await Task.WhenAll(lines.Select(RestockAsync));
            await ExecuteAsync((state, _) => UnreceiptedReturn.Settle(state, answers));
            foreach (var (line, refusal) in answers)
            {
                if (refusal is not null)
                {
                    LogRefused(logger, Id, line, refusal.Message);
                }
            }
        }
    }

    private async Task<(int Line, Failure? Refusal)> RestockAsync(int line)
    {
        var accepted = Committed.Accepted!;
        var (units, key) = (accepted.Lines[line], $"{Id}/{line}");
        var words = ReturnedUnits.WordsOf(units.Reason, units.Condition, units.Note ?? accepted.Reason);
        var item = new StockItemKey(accepted.LocationId, units.Sku).ToString();
        var answer = units.Disposition == Disposition.Restock
            ? await GrainFactory.GetGrain<IStockItemGrain>(item).RestockAsync(new RestockStock(key, units.Quantity, words, Id))
            : await GrainFactory.GetGrain<IStockLedgerGrain>(item)
                .MoveAsync(new MoveStock(key, StockState.Customer, ReturnedUnits.StateOf(units.Disposition), units.Quantity, words, Id));
        return (line, answer.Failure);
    }

    [LoggerMessage(1311, LogLevel.Warning, "Return {Return}: the stock item refused to restock line {Line}: {Reason}")]
    private static partial void LogRefused(ILogger logger, string @return, int line, string reason);

    [LoggerMessage(1312, LogLevel.Warning, "Return {Return}: a stock item or the ledger could not be reached, and will be told again: {Reason}")]
    private static partial void LogUnreachable(ILogger logger, string @return, string reason);
}
