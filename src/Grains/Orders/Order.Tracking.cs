using System.Collections.Immutable;
using Orleans;
using OrleansCommerce.Carriers;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Orders;

/// <summary>
/// What happens to a parcel on its way. News counts by the time at which it happened: what is told late goes to its place in the
/// parcel's history, and moves the parcel only when nothing newer is known.
/// </summary>
public static partial class Order
{
    /// <summary>The most news of one parcel; carriers scan a parcel some twenty times.</summary>
    public const int TrackingCountMax = 200;

    /// <summary>Something that happened to a parcel on its way.</summary>
    public sealed record Tracking(TrackingStatus Status, DateTimeOffset OccurredAt, string? Reason = null);

    /// <summary>The command that a carrier's notice is.</summary>
    public static TrackParcel CommandOf(CarrierNotice notice, string fulfillmentId) => new(
        NewsId(notice, fulfillmentId), fulfillmentId, notice.News.Status, notice.News.OccurredAt, notice.News.Reason, notice.TrackingNumber);

    /// <summary>Whether that was told before, by whomever.</summary>
    private static bool IsTold(ImmutableList<Tracking> told, TrackingStatus status, DateTimeOffset occurredAt) =>
        told.Exists(known => known.Status == status && known.OccurredAt == occurredAt);

    private static bool IsNewest(ImmutableList<Tracking> told, DateTimeOffset occurredAt) => told.IsEmpty || occurredAt >= told[^1].OccurredAt;

    /// <summary>News may come late: they stand at the time at which they happened.</summary>
    private static ImmutableList<Tracking> With(ImmutableList<Tracking> told, Tracking news) =>
        told.Insert(told.FindLastIndex(known => known.OccurredAt <= news.OccurredAt) + 1, news);

    /// <summary>Something happened to a parcel. What the carrier has was given to it, whether or not anybody said so.</summary>
    public static Decision<Event> DecideTrack(State state, TrackParcel command, DateTimeOffset now)
    {
        var occurredAt = command.OccurredAt ?? now;
        if (NewsRefusal(command.OperationId, command.Reason, occurredAt, now) is { } invalid)
        {
            return invalid;
        }

        var operation = Operation.Of(command.OperationId, command);
        if (state.Operations.Recall<Event>(operation) is { } recalled)
        {
            return recalled;
        }

        if (state.Parcels.Find(parcel => parcel.Content.Id == command.FulfillmentId) is not { } parcel)
        {
            return new NotFound("fulfillment", command.FulfillmentId);
        }

        if (command.TrackingNumber is { } number && number != parcel.Label?.TrackingNumber)
        {
            return new InvalidInput("trackingNumber", "is not that of this parcel's label.");
        }

        if (IsTold(parcel.Tracked, command.Status, occurredAt))
        {
            return Decision<Event>.Nothing;
        }

        if (TrackingRefusal(state, parcel) is { } refusal)
        {
            return refusal;
        }

        var isNewest = IsNewest(parcel.Tracked, occurredAt);
        if (isNewest && parcel.Status == FulfillmentStatus.Delivered && command.Status != TrackingStatus.Delivered && string.IsNullOrWhiteSpace(command.Reason))
        {
            return new InvalidInput("reason", "a parcel that was delivered needs one to be anywhere else.");
        }

        var events = new List<Event> { new Event.ParcelTracked(operation, command.FulfillmentId, command.Status, occurredAt, command.Reason, now) };
        var status = parcel.Status;
        if (IsInTheHouse(parcel))
        {
            status = FulfillmentStatus.Shipped;
            events.Add(new Event.FulfillmentAdvanced(
                operation, command.FulfillmentId, status, Leaves(state, parcel, status), now, parcel.Content.LocationId));
        }

        if (isNewest && StatusAfter(command.Status, parcel) is var next && next != status)
        {
            events.Add(new Event.FulfillmentAdvanced(operation, command.FulfillmentId, next, Leaves: false, now));
        }

        return Happen(state, now, events);
    }

    /// <summary>The operation id of a carrier's news, which has an id in its parcel: another parcel of the order may have the same.</summary>
    private static string NewsId(CarrierNotice notice, string parcelId) => $"carrier:{parcelId[(parcelId.LastIndexOf('.') + 1)..]}:{notice.News.Id}";

    private static InvalidInput? NewsRefusal(string operationId, string? reason, DateTimeOffset occurredAt, DateTimeOffset now) =>
        Limits.OperationId(operationId)
            ?? ReasonTooLong(reason)
            ?? (occurredAt > now + ClockDifferenceMax ? new InvalidInput("occurredAt", "must not be in the future.") : null);

    private static InvalidState? TrackingRefusal(State state, Parcel parcel)
    {
        var status = StatusOf(state);
        if (state.Phase != Phase.Open || (IsInTheHouse(parcel) && status == OrderStatus.AwaitingPayment))
        {
            return new InvalidState(SchemaName.Of(status), "Parcels move only while their order is paid and not cancelled.");
        }

        var isOnItsWay = IsInTheHouse(parcel)
            || parcel.Status is FulfillmentStatus.Shipped or FulfillmentStatus.Delivered or FulfillmentStatus.Lost or FulfillmentStatus.ReturnedToSender;
        if (!isOnItsWay || parcel.IsOver)
        {
            return new InvalidState(SchemaName.Of(parcel.Status), "No carrier has this parcel any more.");
        }

        return parcel.Tracked.Count < TrackingCountMax
            ? null
            : new InvalidState("TRACKING_FULL", $"{TrackingCountMax} things happened to this parcel; no more are noted.");
    }

    /// <summary>A parcel for a pickup that was delivered is there, and not yet put ready for its customer.</summary>
    private static FulfillmentStatus StatusAfter(TrackingStatus news, Parcel parcel) => news switch
    {
        TrackingStatus.Lost => FulfillmentStatus.Lost,
        TrackingStatus.ReturnedToSender => FulfillmentStatus.ReturnedToSender,
        TrackingStatus.Delivered when parcel.Content.Method == DeliveryMethod.Ship => FulfillmentStatus.Delivered,
        _ => FulfillmentStatus.Shipped,
    };

    private static State? EvolveTracking(State next, Event happened) => happened switch
    {
        Event.ParcelTracked e => Note(
            Change(next with { ActedAt = e.At }, e.FulfillmentId, (Parcel parcel) => parcel with
            {
                Tracked = With(parcel.Tracked, new Tracking(e.Status, e.OccurredAt, e.Reason)),
            }),
            e.Operation),
        Event.ParcelLossResolved e => LossResolved(next, e),
        Event.LossWrittenOff e => WrittenOff(next, e),
        _ => null,
    };

    public abstract partial record Event
    {
        /// <summary>Something happened to a parcel on its way. Where that moves the parcel, <see cref="FulfillmentAdvanced"/> follows.</summary>
        /// <param name="Operation">Of the request, or the carrier's notice.</param>
        /// <param name="FulfillmentId">Which parcel.</param>
        /// <param name="Status">What.</param>
        /// <param name="OccurredAt">When it happened, UTC.</param>
        /// <param name="Reason">As given.</param>
        /// <param name="At">When it was told, UTC.</param>
        [Alias("order.parcel-tracked")]
        public sealed record ParcelTracked(
            Operation Operation, string FulfillmentId, TrackingStatus Status, DateTimeOffset OccurredAt, string? Reason, DateTimeOffset At) : Event;
    }
}
