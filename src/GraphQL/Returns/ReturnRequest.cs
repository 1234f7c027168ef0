using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Orders;

namespace OrleansCommerce.GraphQL;

/// <summary>Goods of an order that are announced to come back (an RMA).</summary>
public sealed class ReturnRequest(ReturnRequestDetails details) : INode
{
    /// <summary>Unique among all things of the API; opaque; what `node` takes.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string NodeId => new GlobalId(nameof(ReturnRequest), details.Id).ToString();

    /// <summary>Opaque.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string Id => details.Id;

    /// <summary>The RMA number, for people.</summary>
    public string Number => details.Number;

    /// <summary>How the goods come back.</summary>
    public ReturnMethod Method => details.Method;

    /// <summary>Where it is in its life.</summary>
    public ReturnRequestStatus Status => details.Status;

    /// <summary>What was announced; at most 2,000.</summary>
    public IReadOnlyList<ReturnRequestLine> Lines { get; } = [.. details.Lines.Select(line => new ReturnRequestLine(line))];

    /// <summary>Where the refund is to go.</summary>
    public RefundTarget RefundTo => details.RefundTo;

    /// <summary>When it was announced.</summary>
    public DateTimeOffset RequestedAt => details.RequestedAt;

    /// <summary>Until when the goods are to be sent; null until the shop agrees.</summary>
    public DateTimeOffset? Deadline => details.Deadline;

    /// <summary>The label for the parcel; null when there is none.</summary>
    public ParcelLabel? Label => details.Label is { } label ? new ParcelLabel(label) : null;

    /// <summary>What happened on the way, by the time at which it happened; at most 200.</summary>
    public IReadOnlyList<TrackingEvent> Tracking { get; } = [.. details.Tracking.Select(happened => new TrackingEvent(happened))];

    /// <summary>The locker bank into which the goods were put; null when into none.</summary>
    [GraphQLType<IdType>]
    public string? DroppedOffAt => details.DroppedOffAt;

    /// <summary>Since when the goods are, or were, lost on their way; null when they never were.</summary>
    public DateTimeOffset? LostAt => details.LostAt;

    /// <summary>When the goods were at a location; null when they are not.</summary>
    public DateTimeOffset? ReceivedAt => details.ReceivedAt;

    /// <summary>When they were graded; null when they were not.</summary>
    public DateTimeOffset? InspectedAt => details.InspectedAt;

    /// <summary>The return that it became, among those of its order; null when it became none.</summary>
    [GraphQLType<IdType>]
    public string? ReturnId => details.ReturnId;

    /// <summary>Announced units that were not there when the rest was graded; at most 2,000.</summary>
    public IReadOnlyList<ReturnRequestUnits> Missing { get; } = [.. details.Missing.Select(units => new ReturnRequestUnits(units))];

    /// <summary>Units that were there and not announced; at most 2,000.</summary>
    public IReadOnlyList<ReturnRequestUnits> Unannounced { get; } = [.. details.Unannounced.Select(units => new ReturnRequestUnits(units))];

    /// <summary>Why it was rejected; null when it was not.</summary>
    public string? RejectionReason => details.Reason;

    /// <summary>The subject of who answered for it; null when the policy allowed it.</summary>
    public string? OverriddenBy => details.Override?.ApprovedBy;

    /// <summary>Of which order.</summary>
    public async Task<Order> GetOrderAsync(OrderLoader orders, CancellationToken cancellationToken) =>
        new((await orders.LoadAsync(details.OrderId, cancellationToken))!);

    /// <summary>Where the goods are to come to, or came to.</summary>
    public Task<Location> GetLocationAsync(LocationLoader locations, CancellationToken cancellationToken) =>
        locations.LoadLocationAsync(details.LocationId, cancellationToken);
}

/// <summary>Units of an order line that are to come back.</summary>
public sealed class ReturnRequestLine(AnnouncedReturnLine line)
{
    /// <summary>Which line of the order.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string OrderLineId => line.OrderLineId;

    /// <summary>Units.</summary>
    public int Quantity => line.Quantity;

    /// <summary>Why they come back; null when it was not asked.</summary>
    public ReturnReason? Reason => line.Reason;

    /// <summary>More about it; null when there is nothing.</summary>
    public string? Note => line.Note;
}

/// <summary>Units of an order line.</summary>
public sealed class ReturnRequestUnits(ReturnUnits units)
{
    /// <summary>Which line of the order.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string OrderLineId => units.OrderLineId;

    /// <summary>Units.</summary>
    public int Quantity => units.Quantity;
}
