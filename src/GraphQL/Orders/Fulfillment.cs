using HotChocolate;
using HotChocolate.Types;
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
