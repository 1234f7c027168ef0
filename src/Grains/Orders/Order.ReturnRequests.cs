using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Returns;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Orders;

/// <summary>
/// Announced returns. Their units are the customer's until they came back, and no other return has them meanwhile. They live in the order, so
/// that no unit is ever announced or returned twice.
/// </summary>
public static partial class Order
{
    /// <summary>Units of an order line that are to come back.</summary>
    /// <param name="OrderLineId">Which line.</param>
    /// <param name="Quantity">How many.</param>
    /// <param name="Reason">Why; null when it was not asked.</param>
    /// <param name="Note">More about it, in words.</param>
    public sealed record AnnouncedLine(string OrderLineId, int Quantity, ReturnReason? Reason, string? Note);

    /// <summary>Units of an order line.</summary>
    public sealed record LineUnits(string OrderLineId, int Quantity);

    /// <summary>An announced return.</summary>
    /// <param name="Id">See <see cref="ReturnRequestId"/>.</param>
    /// <param name="Number">For people.</param>
    /// <param name="Operation">Of the request.</param>
    /// <param name="Method">How the goods come back.</param>
    /// <param name="LocationId">Where to, or where they are.</param>
    /// <param name="Lines">What was announced.</param>
    /// <param name="RefundTo">Where the refund is to go.</param>
    /// <param name="At">When it was announced, UTC.</param>
    public sealed record ReturnRequest(
        string Id,
        string Number,
        Operation Operation,
        ReturnMethod Method,
        string LocationId,
        ImmutableArray<AnnouncedLine> Lines,
        RefundTarget RefundTo,
        DateTimeOffset At)
    {
        /// <summary>Whether its customer's count has it: it is taken off when nothing comes.</summary>
        public bool IsCounted { get; init; }

        /// <summary>Who answers for it; null when the policy allowed it.</summary>
        public ReturnOverride? Override { get; init; }

        /// <summary>Of the carrier.</summary>
        public required string Service { get; init; }

        /// <summary>Of the parcel.</summary>
        public int WeightGrams { get; init; }

        /// <summary>Until when the goods are to be sent, UTC; null until the shop agreed.</summary>
        public DateTimeOffset? Deadline { get; init; }

        /// <summary>Its label; null when there is none.</summary>
        public Label? Label { get; init; }

        /// <summary>What happened on the way, by the time at which it happened.</summary>
        public ImmutableList<Tracking> Tracked { get; init; } = [];

        /// <summary>The locker bank into which the goods were put; null when into none.</summary>
        public string? DroppedOffAt { get; init; }

        /// <summary>When the goods were at a location, UTC; null when they are not.</summary>
        public DateTimeOffset? ReceivedAt { get; init; }

        /// <summary>When they were graded, UTC; null when they were not.</summary>
        public DateTimeOffset? InspectedAt { get; init; }

        /// <summary>The return that it became; null when it became none.</summary>
        public string? ReturnId { get; init; }

        /// <summary>Announced units that were not there.</summary>
        public ImmutableArray<LineUnits> Missing { get; init; } = [];

        /// <summary>Units that were there and not announced.</summary>
        public ImmutableArray<LineUnits> Unannounced { get; init; } = [];

        /// <summary>How many days after they were handed over the goods are lost when they are not there; never when null.</summary>
        public int? TransitDays { get; init; }

        /// <summary>Whether lost goods are refunded.</summary>
        public LostReturnRefund LostRefund { get; init; }

        /// <summary>When a courier took the goods out of a locker, UTC; null when none did.</summary>
        public DateTimeOffset? FetchedAt { get; init; }

        /// <summary>Since when the goods are lost, UTC; null when they never were.</summary>
        public DateTimeOffset? LostAt { get; init; }

        /// <summary>What of the lost and refunded goods came after all.</summary>
        public ImmutableArray<FoundLine> Found { get; init; } = [];

        /// <summary>Who found them, until the location's stock has them; null when it has them, or there are none.</summary>
        public Operation? FoundBy { get; init; }

        /// <summary>How it ended before the goods came; null when it did not.</summary>
        public ReturnRequestStatus? Ended { get; init; }

        /// <summary>Why it was rejected; null when it was not.</summary>
        public string? Reason { get; init; }

        /// <summary>Whether its units are still to come.</summary>
        [JsonIgnore]
        public bool IsOpen => Ended is null && InspectedAt is null;

        /// <summary>Whether the customer parted with the goods.</summary>
        [JsonIgnore]
        public bool IsOnItsWay => DroppedOffAt is not null || !Tracked.IsEmpty;
    }

    /// <summary>Where an announced return is in its life.</summary>
    public static ReturnRequestStatus StatusOf(State state, ReturnRequest request) => request switch
    {
        { InspectedAt: not null } => IsSettled(state, request) ? ReturnRequestStatus.Closed : ReturnRequestStatus.Inspected,
        { Ended: ReturnRequestStatus.Lost, ReceivedAt: not null } => ReturnRequestStatus.Received,
        { Ended: { } ended } => ended,
        { ReceivedAt: not null } => ReturnRequestStatus.Received,
        { IsOnItsWay: true } => ReturnRequestStatus.InTransit,
        { Deadline: not null } => ReturnRequestStatus.Authorized,
        _ => ReturnRequestStatus.Requested,
    };

    /// <summary>The announced returns as callers see them, oldest first.</summary>
    public static ImmutableArray<ReturnRequestDetails> ReturnRequestsOf(State state) =>
        [.. state.ReturnRequests.Select(request => DetailsOf(state, request))];

    /// <summary>What a command about an announced return is answered.</summary>
    /// <param name="shown">The order when all of it was done.</param>
    /// <param name="operationId">Of the command.</param>
    /// <param name="requestId">Which; the one that the operation made when null.</param>
    public static ReturnRequestAnswer ReturnRequestAnswer(State shown, string operationId, string? requestId)
    {
        var request = shown.ReturnRequests.Single(request => requestId is null ? request.Operation.Id == operationId : request.Id == requestId);
        return new ReturnRequestAnswer(
            DetailsOf(shown, request), Details(shown)!, ReturnsOf(shown).FirstOrDefault(goods => goods.Id == request.ReturnId));
    }

    /// <summary>Units that announced returns have, by order line.</summary>
    private static Dictionary<string, int> AnnouncedUnits(State state, string? exceptId) => Sum(state.ReturnRequests
        .Where(request => request.IsOpen && request.Id != exceptId)
        .SelectMany(request => request.Lines)
        .Select(line => (line.OrderLineId, line.Quantity)));

    private static string NumbersOf(State state, string orderLineId, string? exceptId) => string.Join(", ", state.ReturnRequests
        .Where(request => request.IsOpen && request.Id != exceptId && request.Lines.Any(line => line.OrderLineId == orderLineId))
        .Select(request => request.Number));

    /// <summary>Whether stock and customer have what they get. Money that only a person can give back is on record, and awaited no more.</summary>
    private static bool IsSettled(State state, ReturnRequest request) =>
        request.ReturnId is not { } returnId
        || (request.FoundBy is null
            && state.Returns.Single(goods => goods.Id == returnId).ToRestock.IsEmpty
            && !state.Refunds.Exists(refund => refund.ReturnId == returnId && refund.IsUndecided)
            && !state.Captures.Exists(capture => capture.IsUndecided));

    private static ReturnRequestDetails DetailsOf(State state, ReturnRequest request) => new(
        request.Id,
        request.Number,
        state.Id,
        request.Method,
        StatusOf(state, request),
        request.LocationId,
        [.. request.Lines.Select(line => new AnnouncedReturnLine(line.OrderLineId, line.Quantity, line.Reason, line.Note))],
        request.RefundTo,
        request.At,
        request.Deadline,
        DetailsOf(request.Label),
        [.. request.Tracked.Select(happened => new TrackingDetails(happened.Status, happened.OccurredAt, happened.Reason))],
        request.DroppedOffAt,
        request.ReceivedAt,
        request.InspectedAt,
        request.ReturnId,
        UnitsOf(request.Missing),
        UnitsOf(request.Unannounced),
        request.Reason,
        request.Override,
        request.LostAt);

    private static ImmutableArray<ReturnUnits> UnitsOf(ImmutableArray<LineUnits> lines) =>
        [.. lines.Select(line => new ReturnUnits(line.OrderLineId, line.Quantity))];
}
