using System.Collections.Immutable;
using Orleans;

namespace OrleansCommerce.Orders;

/// <summary>Where an order is in its life; derived from its lines, parcels and payments.</summary>
public enum OrderStatus
{
    /// <summary>Taken down; its goods are being allocated.</summary>
    Placed,

    /// <summary>All goods are allocated; waits for money.</summary>
    AwaitingPayment,

    /// <summary>Paid.</summary>
    Confirmed,

    /// <summary>Some parcels left.</summary>
    PartiallyFulfilled,

    /// <summary>All parcels left, or were collected.</summary>
    Fulfilled,

    /// <summary>Ended before it left; what was paid is refunded.</summary>
    Cancelled,

    /// <summary>Never came about: out of stock.</summary>
    Rejected,
}

/// <summary>Where a parcel is in its life.</summary>
public enum FulfillmentStatus
{
    /// <summary>Its units are promised.</summary>
    Allocated,

    /// <summary>Its units are off the shelf.</summary>
    Picked,

    /// <summary>In its box.</summary>
    Packed,

    /// <summary>On its way.</summary>
    Shipped,

    /// <summary>Waits for the customer.</summary>
    ReadyForPickup,

    /// <summary>Fetched by the customer.</summary>
    Collected,

    /// <summary>Brought to the customer.</summary>
    Delivered,

    /// <summary>Was not fetched in time.</summary>
    Expired,

    /// <summary>Will not leave.</summary>
    Cancelled,

    /// <summary>Its carrier does not find it any more.</summary>
    Lost,

    /// <summary>Comes back, or is back, where it left.</summary>
    ReturnedToSender,
}

/// <summary>An order as callers see it.</summary>
/// <param name="Id">Opaque.</param>
/// <param name="Number">The short number a person reads out, with a check digit.</param>
/// <param name="CustomerId">Whose; null for a guest or an anonymous till sale.</param>
/// <param name="OwnerSubject">The subject that placed it.</param>
/// <param name="CartId">The cart that it was made of; null for a till sale of no cart.</param>
/// <param name="Channel">Where it was placed.</param>
/// <param name="Status">Where it is in its life.</param>
/// <param name="Delivery">How the goods reach the customer.</param>
/// <param name="Lines">What was bought.</param>
/// <param name="Fulfillments">The parcels.</param>
/// <param name="Total">The sum of the lines, without cancelled units.</param>
/// <param name="Paid">What the customer agreed to pay, captured or still set aside.</param>
/// <param name="Refunded">Money of that given back, or let go before it was captured; never more than paid.</param>
/// <param name="PaymentPending">Whether the provider still owes an answer.</param>
/// <param name="PlacedAt">UTC.</param>
/// <param name="Version">Grows with every change.</param>
/// <param name="OnHold">Whether it was paid, and waits for another payment because what was authorised lapsed.</param>
/// <param name="Payments">Attempts to pay and tenders, oldest first; at most 20.</param>
/// <param name="ReceiptIds">Of its receipts, oldest first; default when an older version told.</param>
/// <param name="CashOwed">What of the refunded money is to be handed out in cash, and was not; null when nothing is.</param>
[GenerateSerializer, Immutable, Alias("oc.OrderDetails")]
public sealed record OrderDetails(
    [property: Id(0)] string Id,
    [property: Id(1)] string Number,
    [property: Id(2)] string? CustomerId,
    [property: Id(3)] string OwnerSubject,
    [property: Id(4)] string? CartId,
    [property: Id(5)] Channel Channel,
    [property: Id(6)] OrderStatus Status,
    [property: Id(7)] Delivery Delivery,
    [property: Id(8)] ImmutableArray<OrderLineDetails> Lines,
    [property: Id(9)] ImmutableArray<FulfillmentDetails> Fulfillments,
    [property: Id(10)] Money Total,
    [property: Id(11)] Money Paid,
    [property: Id(12)] Money Refunded,
    [property: Id(13)] bool PaymentPending,
    [property: Id(14)] DateTimeOffset PlacedAt,
    [property: Id(15)] long Version,
    [property: Id(16)] bool OnHold = false,
    [property: Id(17)] ImmutableArray<PaymentDetails> Payments = default,
    [property: Id(40)] ImmutableArray<string> ReceiptIds = default,
    [property: Id(41)] Money? CashOwed = null);

/// <summary>Units of one SKU at one price.</summary>
/// <param name="Id">Unique in the order.</param>
/// <param name="Sku">Which SKU.</param>
/// <param name="Name">As sold.</param>
/// <param name="Quantity">Units bought.</param>
/// <param name="UnitPrice">Of one.</param>
/// <param name="Total">Rounded to the minor unit.</param>
/// <param name="FulfilledQuantity">Units that left; for what is not stock tracked, all once the order is paid.</param>
/// <param name="ReturnedQuantity">Units that came back.</param>
/// <param name="CancelledQuantity">Units that will not leave, since nobody had or wants them; what was paid for them is refunded.</param>
/// <param name="KitSku">The kit that it is a part of; null when it is none.</param>
[GenerateSerializer, Immutable, Alias("oc.OrderLineDetails")]
public sealed record OrderLineDetails(
    [property: Id(0)] string Id,
    [property: Id(1)] string Sku,
    [property: Id(2)] string Name,
    [property: Id(3)] int Quantity,
    [property: Id(4)] Money UnitPrice,
    [property: Id(5)] Money Total,
    [property: Id(6)] int FulfilledQuantity,
    [property: Id(7)] int ReturnedQuantity,
    [property: Id(8)] int CancelledQuantity = 0,
    [property: Id(9)] string? KitSku = null);

/// <summary>A parcel: units of an order that leave one location together.</summary>
/// <param name="Id">Starts with the order's id and a dot, see <see cref="FulfillmentId"/>.</param>
/// <param name="LocationId">Where its units are.</param>
/// <param name="Method">How it reaches the customer.</param>
/// <param name="Status">Where it is in its life.</param>
/// <param name="Lines">What is in it.</param>
/// <param name="PromisedAt">When the customer is to have it, or can fetch it, UTC; null in orders of before there were promises.</param>
/// <param name="PickupUntil">How long it waits or waited for its customer, UTC; null when it does not, or nobody wrote it down.</param>
/// <param name="Label">The newest label; null when none was asked for.</param>
/// <param name="Tracking">What happened on its way, by the time at which it happened; default when an older version told.</param>
/// <param name="Resolution">What was done about a lost parcel; null while nothing was.</param>
/// <param name="Replaces">The lost parcel in whose place it is; null when in none's.</param>
/// <param name="SplitFrom">The parcel in which its units were before they were packed apart; null when in none.</param>
[GenerateSerializer, Immutable, Alias("oc.FulfillmentDetails")]
public sealed record FulfillmentDetails(
    [property: Id(0)] string Id,
    [property: Id(1)] string LocationId,
    [property: Id(2)] DeliveryMethod Method,
    [property: Id(3)] FulfillmentStatus Status,
    [property: Id(4)] ImmutableArray<FulfillmentLineDetails> Lines,
    [property: Id(5)] DateTimeOffset? PromisedAt = null,
    [property: Id(6)] DateTimeOffset? PickupUntil = null,
    [property: Id(7)] LabelDetails? Label = null,
    [property: Id(8)] ImmutableArray<TrackingDetails> Tracking = default,
    [property: Id(9)] LossResolution? Resolution = null,
    [property: Id(10)] string? Replaces = null,
    [property: Id(11)] string? SplitFrom = null);

/// <summary>Units of one order line in a parcel.</summary>
[GenerateSerializer, Immutable, Alias("oc.FulfillmentLineDetails")]
public sealed record FulfillmentLineDetails(
    [property: Id(0)] string OrderLineId,
    [property: Id(1)] string Sku,
    [property: Id(2)] int Quantity);

/// <summary>A parcel's id holds its order's, so that a scan of the parcel finds the order.</summary>
public static class FulfillmentId
{
    /// <summary>The id of an order's n-th parcel, from 1.</summary>
    public static string Of(string orderId, int number) => $"{orderId}.{number}";

    /// <summary>The order's id; false when <paramref name="fulfillmentId"/> has another form.</summary>
    public static bool TryGetOrderId(string fulfillmentId, out string orderId)
    {
        var dot = fulfillmentId.LastIndexOf('.');
        orderId = dot > 0 ? fulfillmentId[..dot] : string.Empty;
        return dot > 0 && int.TryParse(fulfillmentId.AsSpan(dot + 1), out var number) && number > 0;
    }
}
