using OrleansCommerce.Carriers;
using OrleansCommerce.Grains.EventSourcing;

namespace OrleansCommerce.Grains.Orders;

/// <summary>
/// What an announced return asks of others: a label, which is given back when nothing is sent, and that its customer's count forgets it. As with a
/// parcel's label, what is going to be asked is durable before, with a key of its own.
/// </summary>
public static partial class Order
{
    /// <summary>The carrier was asked about the label of an announced return.</summary>
    /// <param name="state">Of the order.</param>
    /// <param name="requestId">Which announced return.</param>
    /// <param name="isGivenBack">Whether it was asked to take the label back.</param>
    /// <param name="outcome">What it said.</param>
    /// <param name="now">UTC.</param>
    public static Decision<Event> DecideReturnLabelAsked(State state, string requestId, bool isGivenBack, LabelOutcome outcome, DateTimeOffset now)
    {
        var label = state.ReturnRequests.Single(request => request.Id == requestId).Label;
        var asked = isGivenBack ? label?.Voiding : label?.Voiding is null ? label?.Buying : null;
        if (asked is not (Transfer.Started or Transfer.Pending) || (outcome.Status == LabelStatus.Pending && asked == Transfer.Pending))
        {
            return Decision<Event>.Nothing;
        }

        var answer = outcome switch
        {
            { Status: LabelStatus.Pending } => Transfer.Pending,
            { Status: LabelStatus.Done } when isGivenBack => Transfer.Done,
            { Status: LabelStatus.Done, Carrier: not null, TrackingNumber: not null, Url: not null } => Transfer.Done,
            _ => Transfer.Declined,
        };
        return Happen(
            state,
            now,
            [
                new Event.ReturnLabelAnswered(
                    requestId,
                    isGivenBack,
                    answer,
                    outcome.Carrier,
                    outcome.TrackingNumber,
                    outcome.Url,
                    answer == Transfer.Declined ? outcome.Code ?? "refused" : null,
                    now),
            ]);
    }

    /// <summary>Its customer's count has an announced return no more.</summary>
    public static Decision<Event> DecideForgotten(State state, string requestId) =>
        state.ReturnRequests.Exists(request => request.Id == requestId && IsToForget(request)) ? new Event.ReturnCountForgotten(requestId) : Decision<Event>.Nothing;

    private static Step? ReturnRequestStep(State state) =>
        ReturnLabelSteps(state, Transfer.Started).FirstOrDefault()
        ?? (state.ReturnRequests.Find(request => request.FoundBy is not null) is { } found ? new Step.BookFound(found) : default(Step))
        ?? (state.ReturnRequests.Find(IsToForget) is { } nothing ? new Step.ForgetCount(nothing.Id, LimitKeys(state)) : null);

    private static bool IsToForget(ReturnRequest request) => request is { IsCounted: true, IsOpen: false, ReturnId: null };

    private static IEnumerable<Step> ReturnLabelSteps(State state, Transfer asked)
    {
        foreach (var request in state.ReturnRequests)
        {
            if (request.Label is { Voiding: null } label && label.Buying == asked)
            {
                yield return new Step.BuyReturnLabel(request);
            }
            else if (request.Label is { } unused && unused.Voiding == asked)
            {
                yield return new Step.GiveReturnLabelBack(request);
            }
        }
    }

    private static IEnumerable<DateTimeOffset> ReturnLabelsOwedSince(State state) =>
        state.ReturnRequests.Where(request => request.Label is { IsUndecided: true }).Select(request => request.Label!.AskedAt);

    /// <summary>What a carrier never decided is given up.</summary>
    private static IEnumerable<Event> UnansweredReturnLabels(State state, DateTimeOffset now) => state.ReturnRequests
        .Where(request => request.Label is { IsUndecided: true } label && now >= label.AskedAt + LabelAskingPeriod)
        .Select(request => new Event.ReturnLabelAnswered(
            request.Id, request.Label!.Voiding is not null, Transfer.Declined, Carrier: null, TrackingNumber: null, Url: null, NoAnswer, now));

    /// <summary>A request whose first answer was "pending" keeps that answer; otherwise the carrier's decision is the answer.</summary>
    private static State LabelAnswered(State next, Event.ReturnLabelAnswered e)
    {
        var request = next.ReturnRequests.Single(request => request.Id == e.RequestId);
        var label = request.Label!;
        var wasStarted = (label.Voiding ?? label.Buying) == Transfer.Started;
        label = label with { Code = e.Code };
        label = e.IsGivenBack
            ? label with { Voiding = e.Answer }
            : label with { Buying = e.Answer, Carrier = e.Carrier, TrackingNumber = e.TrackingNumber, Url = e.Url };
        var answered = Change(next, e.RequestId, (ReturnRequest changed) => WithUnusedLabel(changed with { Label = label }, e.At));
        return wasStarted ? Note(answered, label.Operation) : answered;
    }

    /// <summary>A label that was bought for goods that are not sent is given back.</summary>
    private static ReturnRequest WithUnusedLabel(ReturnRequest request, DateTimeOffset at) =>
        request is { IsOpen: false, IsOnItsWay: false, ReceivedAt: null, Label: { Buying: Transfer.Done, Voiding: null } label }
            ? request with { Label = label with { Operation = null, Voiding = Transfer.Started, AskedAt = at } }
            : request;
}
