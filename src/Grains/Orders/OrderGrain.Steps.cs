using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OrleansCommerce.Catalog;
using OrleansCommerce.Grains.Kits;
using OrleansCommerce.Grains.Returns;
using OrleansCommerce.Orders;
using OrleansCommerce.Payments;
using OrleansCommerce.Receipts;
using OrleansCommerce.Stock;
using OrleansCommerce.Tills;

namespace OrleansCommerce.Grains.Orders;

public sealed partial class OrderGrain
{
    /// <summary>
    /// How long a provider may take before the order goes on without its answer. A shopper waits in front of a page, and the
    /// grain takes no other command meanwhile.
    /// </summary>
    private static readonly TimeSpan ProviderPatience = TimeSpan.FromSeconds(3);

    /// <summary>Does one step after the other until the order waits for somebody else.</summary>
    private async Task FinishAsync()
    {
        while (Order.NextStep(Committed) is { } step)
        {
            await TakeAsync(step);
        }
    }

    /// <summary>Does one step, and commits its answer.</summary>
    private async Task TakeAsync(Order.Step step)
    {
        switch (step)
        {
            case Order.Step.Plan plan:
                var supply = await ReadSupplyAsync(plan.Missing);
                await ExecuteAsync((state, now) => Order.DecidePlan(state, supply, now, Supplies.Policy));
                break;
            case Order.Step.Allocate allocate:
                var granted = await FanOut.EachAsync(allocate.Requests, AllocateAsync);
                await ExecuteAsync((state, now) => Order.DecideAllocated(state, granted, now));
                break;
            case Order.Step.Release release:
                var released = await FanOut.EachAsync(release.Promises, ReleaseAsync);
                await ExecuteAsync((state, now) => Order.DecideReleased(state, released, now));
                break;
            case Order.Step.Trim trim:
                var shelf = GrainFactory.GetGrain<IStockLedgerGrain>(new StockItemKey(trim.Promise.LocationId, trim.Promise.Sku).ToString());
                var trimmed = trim.NotFound is { } notFound
                    ? await shelf.LoseAsync(notFound)
                    : await shelf.TrimAsync(trim.Promise.AllocationId, trim.Keep);
                Check(trimmed.Failure, trim.Promise.AllocationId);
                await ExecuteAsync((state, now) => Order.DecideTrimmed(state, trim.Promise.AllocationId, now));
                break;
            case Order.Step.Replace replace:
                var elsewhere = await ReadSupplyAsync([new Demand(replace.Sku, 0)]);
                await ExecuteAsync((state, now) => Order.DecideReplace(state, elsewhere, now, Supplies.Policy));
                break;
            case Order.Step.PlanEdit plan:
                var forMore = await ReadSupplyAsync(plan.Missing);
                await ExecuteAsync((state, now) => Order.DecidePlanEdit(state, forMore, now, Supplies.Policy));
                break;
            case Order.Step.PartPromise { Promise: var promise, Command: var part }:
                var promised = GrainFactory.GetGrain<IStockLedgerGrain>(new StockItemKey(promise.LocationId, promise.Sku).ToString());
                Check((await promised.SplitAsync(part)).Failure, part.NewAllocationId);
                await ExecuteAsync((state, now) => Order.DecidePromiseSplit(state, part.NewAllocationId, now));
                break;
            case Order.Step.PlanMove plan:
                var around = await ReadSupplyAsync(plan.Held);
                await ExecuteAsync((state, now) => Order.DecidePlanMove(state, around, now, Supplies.Policy));
                break;
            case Order.Step.TakeSold sale:
                var taken = await FanOut.EachAsync(sale.Lines, line => TakeSoldAsync(sale.LocationId, line));
                await ExecuteAsync((state, now) => Order.DecideTaken(state, taken, now));
                break;
            case Order.Step.Dispatch dispatch:
                await FanOut.EachAsync(dispatch.Promises, DispatchAsync);
                await ExecuteAsync((state, now) => Order.DecideDispatched(state, dispatch.Parcel.Id, now));
                break;
            case Order.Step.Restock restock:
                var restocked = await FanOut.EachAsync(restock.Goods.ToRestock, index => RestockAsync(restock.Goods, index));
                await ExecuteAsync((state, now) => Order.DecideRestocked(state, restock.Goods.Id, restocked, now));
                break;
            case Order.Step.WriteOffLost { Parcel: var lost }:
                await FanOut.EachAsync(Order.UnitsOf(lost).Select((unit, i) => (unit, i)), entry => WriteOffAsync(lost, entry.unit, entry.i));
                await ExecuteAsync((state, now) => Order.DecideWrittenOff(state, lost.Id, now));
                break;
            case Order.Step.Buy or Order.Step.GiveLabelBack:
                await AskCarrierAsync(step);
                break;
            case Order.Step.BuyReturnLabel or Order.Step.GiveReturnLabelBack or Order.Step.ForgetCount or Order.Step.BookFound:
                await TakeReturnStepAsync(step);
                break;
            case Order.Step.TellTill { Entry: var entry }:
                await GrainFactory.GetGrain<ITillGrain>(entry.TillId).RecordAsync(Order.TillMoney(Committed, entry));
                await ExecuteAsync((state, now) => Order.DecideTold(state, entry.Id, now));
                break;
            case Order.Step.AskReceipt:
                await AskReceiptAsync();
                break;
            case Order.Step.Pay { Payment: var payment }:
                var paid = await AskAsync(
                    payment.Key,
                    gaveUp => payments.AuthorizeAsync(payment.Key, Amount(payment.Amount), payment.Token!, gaveUp));
                await ExecuteAsync((state, now) => Order.DecideAsked(state, payment, paid, now));
                break;
            case Order.Step.TakeMoney { Capture: var capture }:
                var captured = await AskAsync(
                    capture.Key,
                    gaveUp => payments.CaptureAsync(capture.Key, capture.AuthorizationKey, Amount(capture.Amount), gaveUp));
                await ExecuteAsync((state, now) => Order.DecideAsked(state, capture, captured, now));
                break;
            case Order.Step.Renew { Payment: { Renewal: { } renewal } ending }:
                var renewed = await AskAsync(
                    renewal.Key,
                    gaveUp => payments.AuthorizeAsync(renewal.Key, Amount(renewal.Amount), ending.Token!, gaveUp));
                await ExecuteAsync((state, now) => Order.DecideRenewed(state, renewal.Key, renewed, now));
                break;
            case Order.Step.Void { Payment: var spent }:
                var voided = await AskAsync(spent.AuthorizationKey, gaveUp => payments.VoidAsync(spent.AuthorizationKey, gaveUp));
                await ExecuteAsync((state, _) => Order.DecideVoided(state, spent.Key, spent.AuthorizationKey, voided));
                break;
            case Order.Step.GiveBack { Refund: { CreditId: { } creditId } credited }:
                var issued = await IssueCreditAsync(creditId, credited);
                await ExecuteAsync((state, now) => Order.DecideAsked(state, credited, issued, now));
                break;
            case Order.Step.GiveBack { Refund: var refund }:
                var refunded = await AskAsync(
                    refund.Key,
                    gaveUp => payments.RefundAsync(refund.Key, refund.AuthorizationKey ?? refund.PaymentKey!, Amount(refund.Amount), gaveUp));
                if (refunded.Status == PaymentStatus.Declined)
                {
                    LogRefundDeclined(_logger, refund.Key, refunded.DeclineCode);
                }

                await ExecuteAsync((state, now) => Order.DecideAsked(state, refund, refunded, now));
                break;
            default:
                throw new InvalidOperationException($"Nobody does {step.GetType().Name}.");
        }
    }

    /// <summary>Asks this year's ledger, or the next when this year is closed. A crash before the answer is noted asks again, for the same receipt.</summary>
    private async Task AskReceiptAsync()
    {
        var products = await ReadProductsAsync(Order.UnratedSkus(Committed));
        if (Order.ReceiptRequest(Committed, products) is not { } request)
        {
            return;
        }

        Failure? refusal = null;
        foreach (var ledger in Order.LedgersOf(Committed))
        {
            var answer = await GrainFactory.GetGrain<IReceiptLedgerGrain>(ledger).IssueAsync(request);
            if (answer.Succeeded)
            {
                await ExecuteAsync((state, _) => Order.DecideReceipted(state, request, answer.Value));
                return;
            }

            refusal = answer.Failure;
        }

        throw new InvalidOperationException($"No ledger takes the receipt '{request.SourceId}': {refusal!.Message}");
    }

    private async Task<(string AllocationId, int Granted)> AllocateAsync(Order.PlannedAllocation request)
    {
        var answer = await StockOf(request).AllocateAsync(new AllocateStock(request.AllocationId, Id, request.Quantity, Committed.Terms!.Channel));
        return (request.AllocationId, answer.Succeeded ? answer.Value.Granted : 0);
    }

    private async Task<string> ReleaseAsync(Order.PlannedAllocation promise)
    {
        Check((await StockOf(promise).DeallocateAsync(promise.AllocationId)).Failure, promise.AllocationId);
        return promise.AllocationId;
    }

    private async Task<string> DispatchAsync(Order.PlannedAllocation promise)
    {
        Check((await StockOf(promise).DispatchAsync(promise.AllocationId)).Failure, promise.AllocationId);
        return promise.AllocationId;
    }

    private async Task<string> TakeSoldAsync(string locationId, Order.Line line)
    {
        var sale = new SellStock($"{Id}/{line.Id}", line.Quantity, line.ReservationId, Committed.Terms!.PlacedAt);
        Check((await StockAt(locationId, line.Sku).SellAsync(sale)).Failure, sale.SaleId);
        return line.Id;
    }

    private async Task<string> WriteOffAsync(Order.ParcelContent parcel, (string Sku, int Quantity) unit, int index)
    {
        var move = new MoveStock(
            $"{parcel.Id}/lost/{index}", StockState.Customer, StockState.WrittenOff, unit.Quantity, Order.LostByCarrier, parcel.Id);
        var shelf = GrainFactory.GetGrain<IStockLedgerGrain>(new StockItemKey(parcel.LocationId, unit.Sku).ToString());
        Check((await shelf.MoveAsync(move)).Failure, move.OperationId);
        return unit.Sku;
    }

    private async Task<int> RestockAsync(Order.Return goods, int index)
    {
        var line = goods.Lines[index];
        var (key, words) = ($"{goods.Id}/{index}", ReturnedUnits.WordsOf(line.Reason, line.Condition, line.Note ?? goods.Reason));
        var answer = line.Disposition == Disposition.Restock
            ? await StockAt(goods.LocationId, line.Sku).RestockAsync(new RestockStock(key, line.Quantity, words, goods.Id))
            : await GrainFactory.GetGrain<IStockLedgerGrain>(new StockItemKey(goods.LocationId, line.Sku).ToString())
                .MoveAsync(new MoveStock(key, StockState.Customer, ReturnedUnits.StateOf(line.Disposition), line.Quantity, words, goods.Id));
        Check(answer.Failure, key);
        return index;
    }

    /// <summary>Found units are out of what was written off, under the reference of the return that wrote them off.</summary>
    private async Task<int> BookFoundAsync(Order.ReturnRequest request, Order.FoundLine line, int index)
    {
        var move = new MoveStock(
            $"{request.Id}/found/{index}",
            StockState.WrittenOff,
            ReturnedUnits.StateOf(line.Disposition),
            line.Quantity,
            ReturnedUnits.WordsOf(reason: null, line.Condition, line.Note ?? Order.FoundAgain),
            request.ReturnId);
        var shelf = GrainFactory.GetGrain<IStockLedgerGrain>(new StockItemKey(request.LocationId, line.Sku).ToString());
        Check((await shelf.MoveAsync(move)).Failure, move.OperationId);
        return index;
    }

    /// <summary>Asks the provider, for a while. Whatever goes wrong on the way, the money may have moved: that is "pending".</summary>
    private async Task<PaymentOutcome> AskAsync(string key, Func<CancellationToken, Task<PaymentOutcome>> ask)
    {
        using var gaveUp = new CancellationTokenSource(ProviderPatience, _time);
        try
        {
            // A provider that does not heed the token must not hold the order: the wait ends either way.
            return await ask(gaveUp.Token).WaitAsync(ProviderPatience, _time);
        }
        catch (Exception fault)
        {
            LogNoAnswer(_logger, key, fault.GetType().Name);
            return new PaymentOutcome(PaymentStatus.Pending);
        }
    }

    /// <summary>What the locations show now: others took what was planned on before, so each stock item is asked itself.</summary>
    private async Task<IReadOnlyCollection<Supply>> ReadSupplyAsync(ImmutableArray<Demand> wanted)
    {
        var (channel, delivery) = (Committed.Terms!.Channel, Committed.Terms.Delivery);
        var pickup = delivery.LocationId is { } locationId ? await LocationAsync(locationId) : null;
        return await Supplies.AskAsync(wanted, channel, delivery, pickup);
    }

    private Task<Goods> ReadGoodsAsync(SellAtTill command) => Goods.ReadAsync(
        GrainFactory, command.Lines.SelectMany(line => line.Parts is { } parts ? parts.Select(part => part.Sku).Prepend(line.Sku) : [line.Sku]));

    private async Task<IReadOnlyDictionary<string, ProductDetails>> ReadProductsAsync(IEnumerable<string> skus)
    {
        var products = await FanOut.EachAsync(
            skus.Distinct(StringComparer.Ordinal), sku => GrainFactory.GetGrain<IProductGrain>(sku).GetAsync());
        return products.OfType<ProductDetails>().ToDictionary(product => product.Sku, StringComparer.Ordinal);
    }

    /// <summary>
    /// A stock item has no reason to refuse these. When it does (the product is not stock tracked any more, the request is a
    /// repeat from before its memory), asking again would be refused again: the order goes on, and the refusal is on record.
    /// </summary>
    private void Check(Failure? failure, string request)
    {
        if (failure is not null)
        {
            LogRefused(_logger, request, failure.Message);
        }
    }

    private Money Amount(decimal amount) => new(amount, Committed.Terms!.Currency);

    private IStockItemGrain StockOf(Order.PlannedAllocation planned) => StockAt(planned.LocationId, planned.Sku);

    private IStockItemGrain StockAt(string locationId, string sku) =>
        GrainFactory.GetGrain<IStockItemGrain>(new StockItemKey(locationId, sku).ToString());

    [LoggerMessage(1201, LogLevel.Warning, "The stock refused {Request}: {Reason}")]
    private static partial void LogRefused(ILogger logger, string request, string reason);

    [LoggerMessage(1202, LogLevel.Information, "The payment provider gave no answer to {Key} ({Fault}); it will be asked again.")]
    private static partial void LogNoAnswer(ILogger logger, string key, string fault);

    [LoggerMessage(1203, LogLevel.Error, "The payment provider declined the refund {Key} ({Code}): a person has to give the money back.")]
    private static partial void LogRefundDeclined(ILogger logger, string key, string? code);

    [LoggerMessage(1204, LogLevel.Warning, "The payment provider's notice {NoticeId} about {Key} is not believed: {Reason}")]
    private static partial void LogNoticeRefused(ILogger logger, string noticeId, string key, string reason);
}
