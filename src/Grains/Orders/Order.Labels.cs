using System.Text.Json.Serialization;
using Orleans;
using OrleansCommerce.Carriers;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Orders;

/// <summary>
/// A parcel's label. That it is going to be bought is durable before the carrier is asked, with a key of its own, so that a crash at any
/// moment buys one label. What was bought for a parcel that will not leave, or not with all that was in it, is given back by itself.
/// </summary>
public static partial class Order
{
    /// <summary>The longest name of a carrier's service, in characters.</summary>
    public const int ServiceLengthMax = 50;

    /// <summary>The most that a parcel weighs, in grams: a ton, on a pallet.</summary>
    public const int WeightGramsMax = 1_000_000;

    /// <summary>The state of a request that the carrier refused.</summary>
    public const string LabelRefused = "LABEL_REFUSED";

    /// <summary>How long a carrier is asked about a label: a parcel that waits for one is not sent for longer.</summary>
    public static TimeSpan LabelAskingPeriod { get; } = TimeSpan.FromDays(1);

    /// <summary>A parcel's label.</summary>
    /// <param name="Key">Ours, unique to the label.</param>
    /// <param name="Operation">The request whose answer shows it: of the buying, then of the giving back; null when nobody asked for that.</param>
    /// <param name="Service">Of the carrier.</param>
    /// <param name="WeightGrams">As weighed.</param>
    /// <param name="AskedAt">When the carrier was first asked for it, or to take it back, UTC.</param>
    /// <param name="Buying">Whether it was bought.</param>
    public sealed record Label(string Key, Operation? Operation, string Service, int WeightGrams, DateTimeOffset AskedAt, Transfer Buying)
    {
        /// <summary>The carrier's name; null until it is bought.</summary>
        public string? Carrier { get; init; }

        /// <summary>The carrier's number; null until it is bought.</summary>
        public string? TrackingNumber { get; init; }

        /// <summary>Where it lies; null until it is bought.</summary>
        public string? Url { get; init; }

        /// <summary>Whether it was given back; null when that was not wanted.</summary>
        public Transfer? Voiding { get; init; }

        /// <summary>Whether units were taken out of the parcel since: it is given back by itself.</summary>
        public bool IsOutdated { get; init; }

        /// <summary>Why the carrier refused the last request about it.</summary>
        public string? Code { get; init; }

        /// <summary>Whether the carrier owes an answer.</summary>
        [JsonIgnore]
        public bool IsUndecided => (Voiding ?? Buying) is Transfer.Started or Transfer.Pending;

        /// <summary>Whether it can be stuck on the parcel.</summary>
        [JsonIgnore]
        public bool IsGood => Buying == Transfer.Done && Voiding is null or Transfer.Declined;
    }

    /// <summary>A label is to be bought.</summary>
    public static Decision<Event> DecideBuyLabel(State state, BuyLabel command, DateTimeOffset now)
    {
        if ((Limits.OperationId(command.OperationId) ?? LabelRefusal(command.Service, command.WeightGrams)) is { } invalid)
        {
            return invalid;
        }

        var operation = Operation.Of(command.OperationId, command);
        return ParcelInTheHouse(state, operation, command.FulfillmentId) switch
        {
            ({ } refused, _) => refused,
            (_, { Label.IsUndecided: true }) => new InvalidState("LABEL_PENDING", "The carrier was asked about this parcel's label, and did not decide yet."),
            (_, { Label.IsGood: true }) => new InvalidState("LABEL_BOUGHT", "This parcel has a label; give it back first."),
            var (_, parcel) => Happen(
                state,
                now,
                [
                    new Event.LabelStarted(
                        operation, parcel!.Content.Id, LabelKey.Of(parcel.Content.Id, parcel.Labels + 1), command.Service, command.WeightGrams, now),
                ]),
        };
    }

    /// <summary>A label is not to be used.</summary>
    public static Decision<Event> DecideVoidLabel(State state, AdvanceFulfillment command, DateTimeOffset now)
    {
        if (Limits.OperationId(command.OperationId) is { } invalid)
        {
            return invalid;
        }

        var operation = Operation.Of(command.OperationId, new { command, Void = true });
        return ParcelInTheHouse(state, operation, command.FulfillmentId) switch
        {
            ({ } refused, _) => refused,
            (_, { Label: { IsUndecided: false, IsGood: true } label }) => Happen(
                state, now, [new Event.LabelVoidStarted(operation, command.FulfillmentId, label.Key, now)]),
            _ => new InvalidState("NO_LABEL", "This parcel has no label that could be given back."),
        };
    }

    /// <summary>The carrier was asked for a label.</summary>
    public static Decision<Event> DecideLabelAsked(State state, string fulfillmentId, string labelKey, LabelOutcome outcome, DateTimeOffset now) =>
        state.Parcels.Find(parcel => parcel.Content.Id == fulfillmentId)?.Label is not { Buying: Transfer.Started or Transfer.Pending } label || label.Key != labelKey
            ? Decision<Event>.Nothing
            : outcome switch
            {
                { Status: LabelStatus.Done, Carrier: { } carrier, TrackingNumber: { } number, Url: { } url } =>
                    Happen(state, now, [new Event.LabelBought(fulfillmentId, labelKey, carrier, number, url)]),
                { Status: LabelStatus.Pending } when label.Buying == Transfer.Pending => Decision<Event>.Nothing,
                { Status: LabelStatus.Pending } => new Event.LabelPending(fulfillmentId, labelKey),
                _ => new Event.LabelRefused(fulfillmentId, labelKey, outcome.Code ?? "refused"),
            };

    /// <summary>The carrier was asked to take a label back.</summary>
    public static Decision<Event> DecideVoidAsked(State state, string fulfillmentId, string labelKey, LabelOutcome outcome) =>
        state.Parcels.Find(parcel => parcel.Content.Id == fulfillmentId)?.Label is not { Voiding: Transfer.Started or Transfer.Pending } label || label.Key != labelKey
            ? Decision<Event>.Nothing
            : outcome.Status switch
            {
                LabelStatus.Done => new Event.LabelVoided(fulfillmentId, labelKey),
                LabelStatus.Pending when label.Voiding == Transfer.Pending => Decision<Event>.Nothing,
                LabelStatus.Pending => new Event.LabelVoidPending(fulfillmentId, labelKey),
                _ => new Event.LabelVoidRefused(fulfillmentId, labelKey, outcome.Code ?? "refused"),
            };

    /// <summary>The answer to a request about a label: the state that it showed says whether the carrier refused.</summary>
    public static Failure? LabelFailure(State shown, string operationId) =>
        shown.Parcels.Find(parcel => parcel.Label?.Operation?.Id == operationId)?.Label is { Code: { } code, IsUndecided: false }
            ? new InvalidState(LabelRefused, $"The carrier refused: {code}.")
            : null;

    private static InvalidInput? LabelRefusal(string service, int weightGrams) =>
        Limits.Text(service, "service", ServiceLengthMax)
            ?? (weightGrams is >= 1 and <= WeightGramsMax
                ? null
                : new InvalidInput("weightGrams", $"must be from 1 to {WeightGramsMax}, was {weightGrams}."));

    private static LabelDetails? DetailsOf(Label? label) => label is null
        ? null
        : new LabelDetails(
            label switch
            {
                { Voiding: Transfer.Started or Transfer.Pending } => LabelState.Voiding,
                { Voiding: Transfer.Done } => LabelState.Voided,
                { Buying: Transfer.Done } => LabelState.Bought,
                { Buying: Transfer.Declined } => LabelState.Refused,
                _ => LabelState.Pending,
            },
            label.Service,
            label.WeightGrams,
            label.Carrier,
            label.TrackingNumber,
            label.Url,
            label.Code);

    /// <summary>The parcel of a request, that has not left; or the answer to the request.</summary>
    private static (Decision<Event>? Answer, Parcel? Parcel) ParcelInTheHouse(State state, Operation operation, string fulfillmentId)
    {
        if (state.Operations.Recall<Event>(operation) is { } recalled)
        {
            return (recalled, null);
        }

        if (state.Parcels.Find(parcel => parcel.Content.Id == fulfillmentId) is not { } parcel)
        {
            return (new NotFound("fulfillment", fulfillmentId), null);
        }

        var status = StatusOf(state);
        if (state.Phase != Phase.Open || status == OrderStatus.AwaitingPayment)
        {
            return (new InvalidState(SchemaName.Of(status), "Parcels are labelled only while their order is paid and not cancelled."), null);
        }

        return IsInTheHouse(parcel)
            ? (null, parcel)
            : (new InvalidState(SchemaName.Of(parcel.Status), "Only a parcel that has not left is labelled."), null);
    }

    /// <summary>What the carrier is to be asked: what it never was, or what it did not decide.</summary>
    private static IEnumerable<Step> LabelSteps(State state, Transfer asked)
    {
        foreach (var parcel in state.Parcels)
        {
            if (parcel.Label is { } label && label.Buying == asked)
            {
                yield return new Step.Buy(parcel.Content, label);
            }
            else if (parcel.Label is { } unused && unused.Voiding == asked)
            {
                yield return new Step.GiveLabelBack(parcel.Content.Id, unused);
            }
        }
    }

    private static Event.LabelVoidStarted? LabelConsequence(State state, DateTimeOffset now) =>
        state.Parcels.Find(parcel => parcel.Label is { Buying: Transfer.Done, Voiding: null } label
            && (parcel.Status == FulfillmentStatus.Cancelled || (label.IsOutdated && IsInTheHouse(parcel)))) is { } parcel
            ? new Event.LabelVoidStarted(Operation: null, parcel.Content.Id, parcel.Label!.Key, now)
            : null;

    private static IEnumerable<DateTimeOffset> LabelsOwedSince(State state) =>
        state.Parcels.Where(parcel => parcel.Label is { IsUndecided: true }).Select(parcel => parcel.Label!.AskedAt);

    /// <summary>What a carrier never decided is given up.</summary>
    private static IEnumerable<Event> UnansweredLabels(State state, DateTimeOffset now) => state.Parcels
        .Where(parcel => parcel.Label is { IsUndecided: true } label && now >= label.AskedAt + LabelAskingPeriod)
        .Select(parcel => parcel.Label!.Voiding is null
            ? new Event.LabelRefused(parcel.Content.Id, parcel.Label.Key, NoAnswer)
            : (Event)new Event.LabelVoidRefused(parcel.Content.Id, parcel.Label.Key, NoAnswer));

    private static State? EvolveLabel(State next, Event happened) => happened switch
    {
        Event.LabelStarted e => Note(
            Change(next with { ActedAt = e.At }, e.FulfillmentId, (Parcel parcel) => parcel with
            {
                Labels = parcel.Labels + 1,
                Label = new Label(e.LabelKey, e.Operation, e.Service, e.WeightGrams, e.At, Transfer.Started),
            }),
            e.Operation),
        Event.LabelPending e => MoveLabel(next, e.FulfillmentId, label => label with { Buying = Transfer.Pending }),
        Event.LabelBought e => MoveLabel(next, e.FulfillmentId, label => label with
        {
            Buying = Transfer.Done,
            Carrier = e.Carrier,
            TrackingNumber = e.TrackingNumber,
            Url = e.Url,
        }),
        Event.LabelRefused e => MoveLabel(next, e.FulfillmentId, label => label with { Buying = Transfer.Declined, Code = e.Code }),
        Event.LabelVoidStarted e => Note(
            Change(next with { ActedAt = e.At }, e.FulfillmentId, (Parcel parcel) => parcel with
            {
                Label = parcel.Label! with { Operation = e.Operation, Voiding = Transfer.Started, AskedAt = e.At, Code = null },
            }),
            e.Operation),
        Event.LabelVoidPending e => MoveLabel(next, e.FulfillmentId, label => label with { Voiding = Transfer.Pending }),
        Event.LabelVoided e => MoveLabel(next, e.FulfillmentId, label => label with { Voiding = Transfer.Done }),
        Event.LabelVoidRefused e => MoveLabel(next, e.FulfillmentId, label => label with { Voiding = Transfer.Declined, Code = e.Code }),
        _ => null,
    };

    /// <summary>A request whose first answer was "pending" keeps that answer; otherwise the carrier's decision is the answer.</summary>
    private static State MoveLabel(State state, string fulfillmentId, Func<Label, Label> move)
    {
        var label = state.Parcels.Single(parcel => parcel.Content.Id == fulfillmentId).Label!;
        var moved = Change(state, fulfillmentId, (Parcel parcel) => parcel with { Label = move(label) });
        return (label.Voiding ?? label.Buying) == Transfer.Started ? Note(moved, label.Operation) : moved;
    }

    public abstract partial record Event
    {
        /// <summary>The carrier is going to be asked for a label.</summary>
        [Alias("order.label-started")]
        public sealed record LabelStarted(
            Operation Operation, string FulfillmentId, string LabelKey, string Service, int WeightGrams, DateTimeOffset At) : Event;

        /// <summary>The carrier gave no decision yet; it is asked again later with the same key.</summary>
        [Alias("order.label-pending")]
        public sealed record LabelPending(string FulfillmentId, string LabelKey) : Event;

        /// <summary>The parcel has a label.</summary>
        [Alias("order.label-bought")]
        public sealed record LabelBought(string FulfillmentId, string LabelKey, string Carrier, string TrackingNumber, string Url) : Event;

        /// <summary>The carrier does not sell it, or never said.</summary>
        [Alias("order.label-refused")]
        public sealed record LabelRefused(string FulfillmentId, string LabelKey, string Code) : Event;

        /// <summary>The carrier is going to be asked to take a label back.</summary>
        /// <param name="Operation">Null when the parcel will not leave.</param>
        /// <param name="FulfillmentId">Which parcel.</param>
        /// <param name="LabelKey">Which label.</param>
        /// <param name="At">UTC.</param>
        [Alias("order.label-void-started")]
        public sealed record LabelVoidStarted(Operation? Operation, string FulfillmentId, string LabelKey, DateTimeOffset At) : Event;

        /// <summary>The carrier did not say yet whether it takes the label back; it is asked again.</summary>
        [Alias("order.label-void-pending")]
        public sealed record LabelVoidPending(string FulfillmentId, string LabelKey) : Event;

        /// <summary>The label is given back.</summary>
        [Alias("order.label-voided")]
        public sealed record LabelVoided(string FulfillmentId, string LabelKey) : Event;

        /// <summary>The carrier does not take the label back, or never said: it is good.</summary>
        [Alias("order.label-void-refused")]
        public sealed record LabelVoidRefused(string FulfillmentId, string LabelKey, string Code) : Event;
    }
}
