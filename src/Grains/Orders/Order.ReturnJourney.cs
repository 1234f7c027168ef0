using OrleansCommerce.Carriers;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Locations;
using OrleansCommerce.Locations;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Orders;

/// <summary>The way of announced goods, from the customer's hands to a location.</summary>
public static partial class Order
{
    /// <summary>The command that a carrier's notice about an announced return is.</summary>
    public static TrackReturn ReturnCommandOf(CarrierNotice notice, string requestId) => new(
        NewsId(notice, requestId), requestId, notice.News.Status, notice.News.OccurredAt, notice.News.Reason, notice.TrackingNumber);

    /// <summary>Something happened to announced goods on their way. It counts by the time at which it happened, whenever it is told.</summary>
    public static Decision<Event> DecideTrackReturn(State state, TrackReturn command, DateTimeOffset now)
    {
        var occurredAt = command.OccurredAt ?? now;
        if (NewsRefusal(command.OperationId, command.Reason, occurredAt, now) is { } invalid)
        {
            return invalid;
        }

        var found = Find(state, command.RequestId, Operation.Of(command.OperationId, command));
        if (found is not { Request: { } request })
        {
            return found.Answer!.Value;
        }

        if (command.TrackingNumber is { } number && number != request.Label?.TrackingNumber)
        {
            return new InvalidInput("trackingNumber", "is not that of this return's label.");
        }

        if (IsTold(request.Tracked, command.Status, occurredAt))
        {
            return Decision<Event>.Nothing;
        }

        // A carrier that had the goods in time may say so late.
        var isLateNews = request is { Ended: ReturnRequestStatus.Expired, InspectedAt: null } && occurredAt <= request.Deadline && IsStillWhole(state, request);
        if (!(request is { IsOpen: true, Deadline: not null } or { Ended: ReturnRequestStatus.Lost, InspectedAt: null } || isLateNews))
        {
            return Not(state, request, "Only goods of a return that was agreed to, and is neither graded nor over, are on their way.");
        }

        if (request.Tracked.Count >= TrackingCountMax)
        {
            return new InvalidState("TRACKING_FULL", $"{TrackingCountMax} things happened to this parcel; no more are noted.");
        }

        // What was lost stays so until it is there, whatever is told of it.
        var tracked = new Event.ReturnTracked(found.Operation, request.Id, command.Status, occurredAt, command.Reason, now);
        var newest = IsNewest(request.Tracked, occurredAt) ? command.Status : request.Tracked[^1].Status;
        return Happen(state, now, newest == TrackingStatus.Lost && request is { LostAt: null, ReceivedAt: null }
            ? [tracked, .. Lose(Evolve(state, tracked), request, found.Operation, now)]
            : [tracked]);
    }

    /// <summary>
    /// The customer put announced goods into a locker. A bank opens before the deadline alone, and one that was offline tells late: a return that
    /// expired meanwhile is open again.
    /// </summary>
    public static Decision<Event> DecideDropOff(State state, AdvanceReturnRequest command, DateTimeOffset now) =>
        Find(state, command, "drop off") switch
        {
            { Answer: { } answer } => answer,
            { Request: { Deadline: not null, ReceivedAt: null, DroppedOffAt: null } request } found
                when request.IsOpen || (request is { Ended: ReturnRequestStatus.Expired, InspectedAt: null } && IsStillWhole(state, request)) => Happen(
                state, now, [new Event.ReturnDroppedOff(found.Operation, command.RequestId, command.LocationId!, now)]),
            var (_, request, _) => Not(state, request!, "Only goods of a return that was agreed to, and is neither graded nor over, are put into a locker, once."),
        };

    /// <summary>A courier took announced goods out of a locker, and brings them to their location.</summary>
    public static Decision<Event> DecideReturnFetched(State state, AdvanceReturnRequest command, DateTimeOffset now) =>
        Find(state, command, "fetch") switch
        {
            { Answer: { } answer } => answer,
            { Request: { DroppedOffAt: not null } } found => Happen(
                state, now, [new Event.ReturnFetched(found.Operation, command.RequestId, command.LocationId!, now)]),
            var (_, request, _) => Not(state, request!, "Only goods that lie in a locker are taken out of it."),
        };

    /// <summary>Announced goods are at a location.</summary>
    /// <param name="state">Of the order.</param>
    /// <param name="command">Which, and where.</param>
    /// <param name="location">Where; null when it is not registered.</param>
    /// <param name="now">UTC.</param>
    public static Decision<Event> DecideReceiveReturn(State state, AdvanceReturnRequest command, LocationDetails? location, DateTimeOffset now)
    {
        var found = Find(state, command, "receive");
        if (found is not { Request: { } request })
        {
            return found.Answer!.Value;
        }

        if (!Location.HoldsStock(location, command.LocationId ?? string.Empty, out var unfit))
        {
            return unfit;
        }

        return request is { IsOpen: true, ReceivedAt: null } or { Ended: ReturnRequestStatus.Lost, InspectedAt: null, ReceivedAt: null }
            ? Happen(state, now, [new Event.ReturnArrived(found.Operation, request.Id, location.Id, now)])
            : Not(state, request, "Only goods of an announced return that is neither there nor over are received.");
    }

    /// <summary>Whether no other return has taken units of one that was over.</summary>
    private static bool IsStillWhole(State state, ReturnRequest request)
    {
        var (fulfilled, announced) = (FulfilledUnits(state, withTakenBack: true), AnnouncedUnits(state, exceptId: null));
        return Sum(request.Lines.Select(line => (line.OrderLineId, line.Quantity))).All(line =>
            line.Value <= fulfilled.GetValueOrDefault(line.Key) - state.ReturnedUnits.GetValueOrDefault(line.Key) - announced.GetValueOrDefault(line.Key));
    }
}
