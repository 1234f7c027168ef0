using System.Collections.Immutable;
using OrleansCommerce.Carriers;
using OrleansCommerce.Grains.Returns;
using OrleansCommerce.Orders;
using OrleansCommerce.Returns;

namespace OrleansCommerce.Grains.Orders;

public sealed partial class OrderGrain
{
    private ReturnPolicy Policy => returnPolicy ?? ReturnPolicy.Default;

    /// <inheritdoc/>
    public async Task<Result<ReturnRequestAnswer>> RequestReturnAsync(RequestReturn command)
    {
        await FinishAsync();
        var location = Order.ReturnLocation(Committed, command) is { } locationId ? await LocationAsync(locationId) : null;
        var rules = await RulesAsync(command.Lines.Select(line => line.OrderLineId));
        if (Order.Announceable(Committed, command, Order.DecideRequestReturn(Committed, command, location, rules, Now)) is { } countable
            && await rules.Policy.Limits.CountAsync(
                GrainFactory, countable.Keys, countable.ReturnId, withoutReceipt: false, countable.Refund, command.Override is not null) is { } refusal)
        {
            return refusal;
        }

        return ReturnAnswer(
            await PerformAsync(command.OperationId, (state, now) => Order.DecideRequestReturn(state, command, location, rules, now)), command.OperationId, requestId: null);
    }

    /// <inheritdoc/>
    public async Task<Result<ReturnRequestAnswer>> AuthorizeReturnAsync(AdvanceReturnRequest command) =>
        ReturnAnswer(
            await PerformAsync(command.OperationId, (state, now) => Order.DecideAuthorizeReturn(state, command, Policy, now)), command.OperationId, command.RequestId);

    /// <inheritdoc/>
    public async Task<Result<ReturnRequestAnswer>> RejectReturnAsync(AdvanceReturnRequest command) =>
        ReturnAnswer(await PerformAsync(command.OperationId, (state, now) => Order.DecideRejectReturn(state, command, now)), command.OperationId, command.RequestId);

    /// <inheritdoc/>
    public async Task<Result<ReturnRequestAnswer>> CancelReturnRequestAsync(AdvanceReturnRequest command) =>
        ReturnAnswer(
            await PerformAsync(command.OperationId, (state, now) => Order.DecideCancelReturnRequest(state, command, now)), command.OperationId, command.RequestId);

    /// <inheritdoc/>
    public async Task<Result<ReturnRequestAnswer>> TrackReturnAsync(TrackReturn command) =>
        ReturnAnswer(await PerformAsync(command.OperationId, (state, now) => Order.DecideTrackReturn(state, command, now)), command.OperationId, command.RequestId);

    /// <inheritdoc/>
    public async Task<Result<ReturnRequestAnswer>> NoticeDropOffAsync(AdvanceReturnRequest command) =>
        ReturnAnswer(await PerformAsync(command.OperationId, (state, now) => Order.DecideDropOff(state, command, now)), command.OperationId, command.RequestId);

    /// <inheritdoc/>
    public async Task<Result<ReturnRequestAnswer>> NoticeReturnFetchedAsync(AdvanceReturnRequest command) =>
        ReturnAnswer(await PerformAsync(command.OperationId, (state, now) => Order.DecideReturnFetched(state, command, now)), command.OperationId, command.RequestId);

    /// <inheritdoc/>
    public async Task<Result<ReturnRequestAnswer>> ReceiveReturnAsync(AdvanceReturnRequest command)
    {
        var location = command.LocationId is { } locationId ? await LocationAsync(locationId) : null;
        return ReturnAnswer(
            await PerformAsync(command.OperationId, (state, now) => Order.DecideReceiveReturn(state, command, location, now)), command.OperationId, command.RequestId);
    }

    /// <inheritdoc/>
    public async Task<Result<ReturnRequestAnswer>> InspectReturnAsync(InspectReturn command)
    {
        await FinishAsync();
        var location = await LocationAsync(command.LocationId);
        var rules = await RulesAsync(command.Lines.Select(line => line.OrderLineId));
        if (Order.CountableInspection(Committed, command, Order.DecideInspectReturn(Committed, command, location, rules, Now)) is { } countable
            && await rules.Policy.Limits.CountAsync(
                GrainFactory,
                countable.Keys,
                countable.ReturnId,
                withoutReceipt: false,
                countable.Refund,
                countable.IsAgreed || command.Override is not null) is { } refusal)
        {
            return refusal;
        }

        return ReturnAnswer(
            await PerformAsync(command.OperationId, (state, now) => Order.DecideInspectReturn(state, command, location, rules, now)), command.OperationId, command.RequestId);
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<ReturnRequestDetails>> GetReturnRequestsAsync() => Order.ReturnRequestsOf(await ReadNewestAsync());

    private static Result<ReturnRequestAnswer> ReturnAnswer(Outcome outcome, string operationId, string? requestId) =>
        outcome.Failure is { } failure ? failure : Order.ReturnRequestAnswer(outcome.State, operationId, requestId);

    private async Task<ReturnRules> RulesAsync(IEnumerable<string> orderLineIds)
    {
        var wanted = orderLineIds.ToHashSet(StringComparer.Ordinal);
        var skus = Committed.Terms is { } terms ? terms.Lines.Where(line => wanted.Contains(line.Id)).Select(line => line.Sku) : [];
        return new ReturnRules(Policy, await ReadProductsAsync(skus));
    }

    /// <summary>Does a step of an announced return, and commits its answer.</summary>
    private async Task TakeReturnStepAsync(Order.Step step)
    {
        switch (step)
        {
            case Order.Step.BuyReturnLabel { Request: { Label: { } label } request }:
                var wanted = new LabelRequest(
                    label.Key, request.Id, request.LocationId, Committed.Terms!.Delivery, label.Service, label.WeightGrams, IsReturn: true);
                var bought = await AskCarrierAsync(label.Key, static (carrier, asked, gaveUp) => carrier.BuyLabelAsync(asked, gaveUp), wanted);
                await ExecuteAsync((state, now) => Order.DecideReturnLabelAsked(state, request.Id, isGivenBack: false, bought, now));
                break;
            case Order.Step.GiveReturnLabelBack { Request: { Label: { } unused } request }:
                var voided = await AskCarrierAsync(unused.Key, static (carrier, key, gaveUp) => carrier.VoidLabelAsync(key, gaveUp), unused.Key);
                await ExecuteAsync((state, now) => Order.DecideReturnLabelAsked(state, request.Id, isGivenBack: true, voided, now));
                break;
            case Order.Step.BookFound { Request: var found }:
                await FanOut.EachAsync(
                    found.Found.Select((line, i) => (line, i)).Where(entry => entry.line.IsToBook), entry => BookFoundAsync(found, entry.line, entry.i));
                await ExecuteAsync((state, now) => Order.DecideFoundBooked(state, found.Id, now));
                break;
            case Order.Step.ForgetCount { RequestId: var requestId, Keys: var keys }:
                await FanOut.EachAsync(keys, async key =>
                {
                    await GrainFactory.GetGrain<IReturnAllowanceGrain>(key).ForgetAsync(requestId);
                    return key;
                });
                await ExecuteAsync((state, _) => Order.DecideForgotten(state, requestId));
                break;
            default:
                throw new InvalidOperationException($"No announced return does {step.GetType().Name}.");
        }
    }
}
