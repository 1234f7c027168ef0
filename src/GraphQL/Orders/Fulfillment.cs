using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.Orders;

namespace OrleansCommerce.GraphQL;

/// <summary>A parcel: units of an order that leave one location together.</summary>
public sealed class Fulfillment(FulfillmentDetails parcel)
{
    /// <summary>Starts with the order's id.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string Id => parcel.Id;

    /// <summary>How it reaches the customer.</summary>
    public DeliveryMethod Method => parcel.Method;

    /// <summary>Where it is in its life.</summary>
    public FulfillmentStatus Status => parcel.Status;

    /// <summary>When the customer is to have it, or can fetch it, UTC; null in an old order, of before there were promises.</summary>
    public DateTimeOffset? PromisedAt => parcel.PromisedAt;

    /// <summary>How long it waits or waited for its customer, in the store or in the locker; null when it does not.</summary>
    public DateTimeOffset? PickupDeadline => parcel.PickupUntil;

    /// <summary>Who carries it; null while it has no label.</summary>
    public string? Carrier => parcel.Label?.Carrier;

    /// <summary>The carrier's number, by which the customer can follow it; null while it has no label.</summary>
    public string? TrackingNumber => parcel.Label is { State: LabelState.Bought } label ? label.TrackingNumber : null;

    /// <summary>What happened last on its way; null while nothing did.</summary>
    public TrackingStatus? TrackingStatus => Tracking.Count == 0 ? null : Tracking[^1].Status;

    /// <summary>What happened on its way, by the time at which it happened; at most 200.</summary>
    public IReadOnlyList<TrackingEvent> Tracking { get; } =
        parcel.Tracking.IsDefault ? [] : [.. parcel.Tracking.Select(static happened => new TrackingEvent(happened))];

    /// <summary>Its newest label; null when none was asked for, and for everybody but associates and administrators.</summary>
    public ParcelLabel? Label => parcel.Label is { } label && Permissions.Allow(Caller.Current.Role, Permission.Fulfill) ? new ParcelLabel(label) : null;

    /// <summary>What was done about it when it was lost; null while nothing was.</summary>
    public LossResolution? LossResolution => parcel.Resolution;

    /// <summary>The id of the lost parcel in whose place it is; null when in none's.</summary>
    [GraphQLType<IdType>]
    public string? ReplacesFulfillmentId => parcel.Replaces;

    /// <summary>The id of the parcel in which its units were before they were packed apart; null when in none.</summary>
    [GraphQLType<IdType>]
    public string? SplitFromFulfillmentId => parcel.SplitFrom;

    /// <summary>What is in it: at most one for each line of the order.</summary>
    public IReadOnlyList<FulfillmentLine> Lines { get; } = [.. parcel.Lines.Select(line => new FulfillmentLine(line))];

    /// <summary>Where its units are.</summary>
    public Task<Location> GetLocationAsync(LocationLoader locations, CancellationToken cancellationToken) =>
        locations.LoadLocationAsync(parcel.LocationId, cancellationToken);
}

/// <summary>Units of one order line in a parcel.</summary>
public sealed class FulfillmentLine(FulfillmentLineDetails line)
{
    /// <summary>Which line of the order.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string OrderLineId => line.OrderLineId;

    /// <summary>Which SKU.</summary>
    public string Sku => line.Sku;

    /// <summary>Units.</summary>
    public int Quantity => line.Quantity;
}
