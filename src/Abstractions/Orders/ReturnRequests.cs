using System.Collections.Immutable;
using Orleans;

namespace OrleansCommerce.Orders;

/// <summary>How announced goods come back.</summary>
public enum ReturnMethod
{
    /// <summary>By a carrier, with a label of ours.</summary>
    Parcel,

    /// <summary>Through a locker, with a code that lets the customer put them in.</summary>
    Locker,

    /// <summary>The customer brings them to a shop.</summary>
    Store,
}

/// <summary>Where an announced return is in its life; derived from what happened to it.</summary>
public enum ReturnRequestStatus
{
    /// <summary>Announced; somebody of the shop has to agree.</summary>
    Requested,

    /// <summary>Agreed: the goods may be sent, put in or brought, until its deadline.</summary>
    Authorized,

    /// <summary>A carrier has the goods, or they lie in a locker.</summary>
    InTransit,

    /// <summary>At a location, and not looked at yet.</summary>
    Received,

    /// <summary>Graded; what it gives back, or what goes into stock, is under way.</summary>
    Inspected,

    /// <summary>All of it is done.</summary>
    Closed,

    /// <summary>The shop will not have the goods.</summary>
    Rejected,

    /// <summary>Called off before the goods came.</summary>
    Cancelled,

    /// <summary>The goods were not sent in time.</summary>
    Expired,

    /// <summary>A carrier lost the goods, and they are not there since.</summary>
    Lost,
}

/// <summary>The id of an announced return holds its order's, so that a scan of its parcel finds the order.</summary>
public static class ReturnRequestId
{
    private const string Mark = ".r";

    /// <summary>The id of an order's n-th announced return, from 1.</summary>
    public static string Of(string orderId, int number) => $"{orderId}{Mark}{number}";

    /// <summary>The order's id; false when <paramref name="requestId"/> has another form.</summary>
    public static bool TryGetOrderId(string requestId, out string orderId)
    {
        var mark = requestId.LastIndexOf(Mark, StringComparison.Ordinal);
        orderId = mark > 0 ? requestId[..mark] : string.Empty;
        return mark > 0 && int.TryParse(requestId.AsSpan(mark + Mark.Length), out var number) && number > 0;
    }
}

/// <summary>Goods of an order are to come back.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="Method">How.</param>
/// <param name="LocationId">Where to; where they left when null.</param>
/// <param name="Lines">What: 1 to 2,000 lines of the order, one entry for each reason.</param>
/// <param name="RefundTo">Where the refund is to go; to the original tenders when null.</param>
/// <param name="Service">Of the carrier, 1 to 50 characters.</param>
/// <param name="WeightGrams">1 to 1,000,000.</param>
/// <param name="IsByStaff">Whether somebody of the shop announces it: then nobody else has to agree.</param>
/// <param name="Override">Who answers for it when the policy refuses it; nobody when null.</param>
[GenerateSerializer, Immutable, Alias("oc.RequestReturn")]
public sealed record RequestReturn(
    [property: Id(0)] string OperationId,
    [property: Id(1)] ReturnMethod Method,
    [property: Id(2)] string? LocationId,
    [property: Id(3)] ImmutableArray<AnnouncedReturnLine> Lines,
    [property: Id(4)] RefundTarget? RefundTo,
    [property: Id(5)] string Service,
    [property: Id(6)] int WeightGrams,
    [property: Id(7)] bool IsByStaff,
    [property: Id(8)] ReturnOverride? Override);

/// <summary>Units of an order line that are to come back.</summary>
/// <param name="OrderLineId">Which line.</param>
/// <param name="Quantity">1 to 1,000,000.</param>
/// <param name="Reason">Why; null when it was not asked.</param>
/// <param name="Note">More about it, up to 150 characters, no personal data.</param>
[GenerateSerializer, Immutable, Alias("oc.AnnouncedReturnLine")]
public sealed record AnnouncedReturnLine(
    [property: Id(0)] string OrderLineId,
    [property: Id(1)] int Quantity,
    [property: Id(2)] ReturnReason? Reason,
    [property: Id(3)] string? Note);

/// <summary>An announced return goes a step on.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="RequestId">Which.</param>
/// <param name="LocationId">Where, for steps that have a place.</param>
/// <param name="Reason">Why, for steps that need to say so: 1 to 200 characters, no personal data.</param>
[GenerateSerializer, Immutable, Alias("oc.AdvanceReturnRequest")]
public sealed record AdvanceReturnRequest(
    [property: Id(0)] string OperationId,
    [property: Id(1)] string RequestId,
    [property: Id(2)] string? LocationId,
    [property: Id(3)] string? Reason);

/// <summary>Something happened to announced goods on their way.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="RequestId">Which announced return.</param>
/// <param name="Status">What.</param>
/// <param name="OccurredAt">When, UTC; now when null. Not in the future.</param>
/// <param name="Reason">Up to 200 characters, no personal data.</param>
/// <param name="TrackingNumber">When the carrier tells it: believed only when it is that of the label.</param>
[GenerateSerializer, Immutable, Alias("oc.TrackReturn")]
public sealed record TrackReturn(
    [property: Id(0)] string OperationId,
    [property: Id(1)] string RequestId,
    [property: Id(2)] TrackingStatus Status,
    [property: Id(3)] DateTimeOffset? OccurredAt,
    [property: Id(4)] string? Reason,
    [property: Id(5)] string? TrackingNumber);

/// <summary>What came of an announced return, unit by unit.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="RequestId">Which announced return.</param>
/// <param name="LocationId">Where.</param>
/// <param name="Lines">What is there, graded: announced or not, up to 2,000; none when nothing was.</param>
/// <param name="Reason">Up to 200 characters, no personal data.</param>
/// <param name="RefundTo">Where the refund goes; as it was announced when null.</param>
/// <param name="Override">Who answers for units that were not announced and that the policy refuses; nobody when null.</param>
/// <param name="TillId">The till that gives cash back, if cash was paid; none when null.</param>
[GenerateSerializer, Immutable, Alias("oc.InspectReturn")]
public sealed record InspectReturn(
    [property: Id(0)] string OperationId,
    [property: Id(1)] string RequestId,
    [property: Id(2)] string LocationId,
    [property: Id(3)] ImmutableArray<ReturnLine> Lines,
    [property: Id(4)] string? Reason,
    [property: Id(5)] RefundTarget? RefundTo,
    [property: Id(6)] ReturnOverride? Override,
    [property: Id(7)] string? TillId);

/// <summary>An announced return, its order, and what was given back.</summary>
/// <param name="Request">After the command.</param>
/// <param name="Order">After the command.</param>
/// <param name="Return">What came back; null before it was graded, and when nothing came.</param>
[GenerateSerializer, Immutable, Alias("oc.ReturnRequestAnswer")]
public sealed record ReturnRequestAnswer(
    [property: Id(0)] ReturnRequestDetails Request, [property: Id(1)] OrderDetails Order, [property: Id(2)] OrderReturnDetails? Return);

/// <summary>An announced return as callers see it.</summary>
/// <param name="Id">Starts with the order's id, see <see cref="ReturnRequestId"/>.</param>
/// <param name="Number">The RMA number, for people: the order's number, <c>-R</c> and a count.</param>
/// <param name="OrderId">Of which order.</param>
/// <param name="Method">How the goods come back.</param>
/// <param name="Status">Where it is in its life.</param>
/// <param name="LocationId">Where the goods are to come to, or came to.</param>
/// <param name="Lines">What was announced.</param>
/// <param name="RefundTo">Where the refund is to go.</param>
/// <param name="RequestedAt">UTC.</param>
/// <param name="Deadline">Until when the goods are to be sent, UTC; null until it is agreed.</param>
/// <param name="Label">The label; null when there is none.</param>
/// <param name="Tracking">What happened on the way, by the time at which it happened.</param>
/// <param name="DroppedOffAt">The locker bank into which the goods were put; null when into none.</param>
/// <param name="ReceivedAt">When the goods were at a location, UTC; null when they are not.</param>
/// <param name="InspectedAt">When they were graded, UTC; null when they were not.</param>
/// <param name="ReturnId">The return that it became; null when it became none.</param>
/// <param name="Missing">Announced units that were not there when the rest was graded.</param>
/// <param name="Unannounced">Units that were there and not announced.</param>
/// <param name="Reason">Why it was rejected; null when it was not.</param>
/// <param name="Override">Who answered for it; null when the policy allowed it.</param>
/// <param name="LostAt">Since when the goods are, or were, lost, UTC; null when they never were.</param>
[GenerateSerializer, Immutable, Alias("oc.ReturnRequestDetails")]
public sealed record ReturnRequestDetails(
    [property: Id(0)] string Id,
    [property: Id(1)] string Number,
    [property: Id(2)] string OrderId,
    [property: Id(3)] ReturnMethod Method,
    [property: Id(4)] ReturnRequestStatus Status,
    [property: Id(5)] string LocationId,
    [property: Id(6)] ImmutableArray<AnnouncedReturnLine> Lines,
    [property: Id(7)] RefundTarget RefundTo,
    [property: Id(8)] DateTimeOffset RequestedAt,
    [property: Id(9)] DateTimeOffset? Deadline,
    [property: Id(10)] LabelDetails? Label,
    [property: Id(11)] ImmutableArray<TrackingDetails> Tracking,
    [property: Id(12)] string? DroppedOffAt,
    [property: Id(13)] DateTimeOffset? ReceivedAt,
    [property: Id(14)] DateTimeOffset? InspectedAt,
    [property: Id(15)] string? ReturnId,
    [property: Id(16)] ImmutableArray<ReturnUnits> Missing,
    [property: Id(17)] ImmutableArray<ReturnUnits> Unannounced,
    [property: Id(18)] string? Reason,
    [property: Id(19)] ReturnOverride? Override,
    [property: Id(20)] DateTimeOffset? LostAt = null);

/// <summary>Units of an order line.</summary>
/// <param name="OrderLineId">Which line.</param>
/// <param name="Quantity">More than 0.</param>
[GenerateSerializer, Immutable, Alias("oc.ReturnUnits")]
public sealed record ReturnUnits([property: Id(0)] string OrderLineId, [property: Id(1)] int Quantity);
