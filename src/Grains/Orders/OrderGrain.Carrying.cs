using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OrleansCommerce.Carriers;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Orders;

public sealed partial class OrderGrain
{
    /// <inheritdoc/>
    public async Task<Result<OrderDetails>> BuyLabelAsync(BuyLabel command) =>
        LabelAnswer(await PerformAsync(command.OperationId, (state, now) => Order.DecideBuyLabel(state, command, now)), command.OperationId);

    /// <inheritdoc/>
    public async Task<Result<OrderDetails>> VoidLabelAsync(AdvanceFulfillment command) =>
        LabelAnswer(await PerformAsync(command.OperationId, (state, now) => Order.DecideVoidLabel(state, command, now)), command.OperationId);

    /// <inheritdoc/>
    public async Task<Result<OrderDetails>> TrackAsync(TrackParcel command) =>
        Answer(await PerformAsync(command.OperationId, (state, now) => Order.DecideTrack(state, command, now)));

    /// <inheritdoc/>
    public async Task<Result<OrderDetails>> NoticeTrackingAsync(CarrierNotice notice)
    {
        if (!LabelKey.TryGetFulfillmentId(notice.LabelKey, out var parcelId))
        {
            return new NotFound("label", notice.LabelKey);
        }

        var answer = await NoticeAsync(notice, parcelId);
        if (answer.Failure is { } failure)
        {
            LogNewsRefused(_logger, notice.News.Id, notice.LabelKey, failure.Message);
        }

        return answer;
    }

    /// <inheritdoc/>
    public async Task<Result<OrderDetails>> RefreshTrackingAsync(AdvanceFulfillment command)
    {
        await FinishAsync();
        if (Order.Details(Committed)?.Fulfillments.FirstOrDefault(parcel => parcel.Id == command.FulfillmentId) is not { } parcel)
        {
            return new NotFound("fulfillment", command.FulfillmentId);
        }

        if (parcel.Label is not { State: LabelState.Bought, TrackingNumber: { } number })
        {
            return new InvalidState("NO_LABEL", "A carrier is asked only about a parcel that has a label.");
        }

        foreach (var news in (await TrackAsync(number)).OrderBy(static news => news.OccurredAt))
        {
            var notice = new CarrierNotice(LabelKey.Of(parcel.Id, 1), number, news);
            if ((await TrackAsync(Order.CommandOf(notice, parcel.Id))).Failure is { } failure)
            {
                LogNewsRefused(_logger, news.Id, number, failure.Message);
            }
        }

        return Order.Details(Committed)!;
    }

    private async Task<Result<OrderDetails>> NoticeAsync(CarrierNotice notice, string parcelId)
    {
        if (!ReturnRequestId.TryGetOrderId(parcelId, out _))
        {
            return await TrackAsync(Order.CommandOf(notice, parcelId));
        }

        var tracked = await TrackReturnAsync(Order.ReturnCommandOf(notice, parcelId));
        return tracked.Succeeded ? tracked.Value.Order : tracked.Failure;
    }

    private static Result<OrderDetails> LabelAnswer(Outcome outcome, string operationId) =>
        outcome.Failure is null && Order.LabelFailure(outcome.State, operationId) is { } refused ? refused : Answer(outcome);

    private async Task AskCarrierAsync(Order.Step step)
    {
        switch (step)
        {
            case Order.Step.Buy { Parcel: var parcel, Label: var label }:
                var request = new LabelRequest(
                    label.Key, parcel.Id, parcel.LocationId, Committed.Terms!.Delivery, label.Service, label.WeightGrams);
                var bought = await AskCarrierAsync(label.Key, static (carrier, asked, gaveUp) => carrier.BuyLabelAsync(asked, gaveUp), request);
                await ExecuteAsync((state, now) => Order.DecideLabelAsked(state, parcel.Id, label.Key, bought, now));
                break;
            case Order.Step.GiveLabelBack { FulfillmentId: var id, Label: var unused }:
                var voided = await AskCarrierAsync(unused.Key, static (carrier, key, gaveUp) => carrier.VoidLabelAsync(key, gaveUp), unused.Key);
                await ExecuteAsync((state, _) => Order.DecideVoidAsked(state, id, unused.Key, voided));
                break;
            default:
                throw new InvalidOperationException($"No carrier does {step.GetType().Name}.");
        }
    }

    /// <summary>Asks the carrier, for a while. Whatever goes wrong on the way, the label may be bought: that is "pending".</summary>
    private async Task<LabelOutcome> AskCarrierAsync<T>(string key, Func<ICarrier, T, CancellationToken, Task<LabelOutcome>> ask, T request)
    {
        if (carrier is null)
        {
            return new LabelOutcome(LabelStatus.Refused, Code: "no_carrier");
        }

        using var gaveUp = new CancellationTokenSource(ProviderPatience, _time);
        try
        {
            return await ask(carrier, request, gaveUp.Token).WaitAsync(ProviderPatience, _time);
        }
        catch (Exception fault)
        {
            LogNoCarrier(_logger, key, fault.GetType().Name);
            return new LabelOutcome(LabelStatus.Pending);
        }
    }

    private async Task<ImmutableArray<TrackingNews>> TrackAsync(string trackingNumber)
    {
        using var gaveUp = new CancellationTokenSource(ProviderPatience, _time);
        return carrier is null ? [] : await carrier.TrackAsync(trackingNumber, gaveUp.Token).WaitAsync(ProviderPatience, _time);
    }

    [LoggerMessage(1205, LogLevel.Information, "The carrier gave no answer about {Key} ({Fault}); it will be asked again.")]
    private static partial void LogNoCarrier(ILogger logger, string key, string fault);

    [LoggerMessage(1206, LogLevel.Warning, "The carrier's news {NewsId} about {Key} is not taken: {Reason}")]
    private static partial void LogNewsRefused(ILogger logger, string newsId, string key, string reason);
}
