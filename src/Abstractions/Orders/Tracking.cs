using Orleans;

namespace OrleansCommerce.Orders;

/// <summary>What happened to a parcel on its way.</summary>
public enum TrackingStatus
{
    /// <summary>The carrier has it.</summary>
    InTransit,

    /// <summary>On the vehicle that brings it.</summary>
    OutForDelivery,

    /// <summary>Brought to where it was sent.</summary>
    Delivered,

    /// <summary>Could not be brought; the carrier still has it.</summary>
    DeliveryFailed,

    /// <summary>The carrier does not find it any more.</summary>
    Lost,

    /// <summary>Comes back, or is back, where it left.</summary>
    ReturnedToSender,
}

/// <summary>What is done about a lost parcel.</summary>
public enum LossResolution
{
    /// <summary>Its units are sought again, and sent in another parcel; what nobody has is refunded.</summary>
    Reship,

    /// <summary>What was paid for its units goes back.</summary>
    Refund,
}

/// <summary>Where a label is in its life.</summary>
public enum LabelState
{
    /// <summary>The carrier was asked for it, and did not decide yet.</summary>
    Pending,

    /// <summary>Good to be used.</summary>
    Bought,

    /// <summary>The carrier does not sell it.</summary>
    Refused,

    /// <summary>The carrier was asked to take it back, and did not decide yet.</summary>
    Voiding,

    /// <summary>Given back: not to be used.</summary>
    Voided,
}

/// <summary>A parcel's label.</summary>
/// <param name="State">Where it is in its life.</param>
/// <param name="Service">Of the carrier.</param>
/// <param name="WeightGrams">As weighed.</param>
/// <param name="Carrier">Its name; null until it is bought.</param>
/// <param name="TrackingNumber">Null until it is bought.</param>
/// <param name="Url">Where it lies; null until it is bought.</param>
/// <param name="Code">Why the carrier refused the last request about it; null when it did not.</param>
[GenerateSerializer, Immutable, Alias("oc.LabelDetails")]
public sealed record LabelDetails(
    [property: Id(0)] LabelState State,
    [property: Id(1)] string Service,
    [property: Id(2)] int WeightGrams,
    [property: Id(3)] string? Carrier = null,
    [property: Id(4)] string? TrackingNumber = null,
    [property: Id(5)] string? Url = null,
    [property: Id(6)] string? Code = null);

/// <summary>Something that happened to a parcel on its way.</summary>
/// <param name="Status">What.</param>
/// <param name="OccurredAt">When, UTC, by who told it.</param>
/// <param name="Reason">Why; null when the status says it all.</param>
[GenerateSerializer, Immutable, Alias("oc.TrackingDetails")]
public sealed record TrackingDetails(
    [property: Id(0)] TrackingStatus Status, [property: Id(1)] DateTimeOffset OccurredAt, [property: Id(2)] string? Reason = null);

/// <summary>A label is to be bought for a parcel.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="FulfillmentId">Which parcel.</param>
/// <param name="Service">Of the carrier, 1 to 50 characters.</param>
/// <param name="WeightGrams">1 to 1,000,000.</param>
[GenerateSerializer, Immutable, Alias("oc.BuyLabel")]
public sealed record BuyLabel(
    [property: Id(0)] string OperationId,
    [property: Id(1)] string FulfillmentId,
    [property: Id(2)] string Service,
    [property: Id(3)] int WeightGrams);

/// <summary>Something happened to a parcel on its way.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="FulfillmentId">Which parcel.</param>
/// <param name="Status">What.</param>
/// <param name="OccurredAt">When, UTC; now when left out. Not in the future.</param>
/// <param name="Reason">Up to 200 characters, no personal data; needed when a delivered parcel turns out not to be.</param>
/// <param name="TrackingNumber">When the carrier tells it: believed only when it is that of the parcel's label.</param>
[GenerateSerializer, Immutable, Alias("oc.TrackParcel")]
public sealed record TrackParcel(
    [property: Id(0)] string OperationId,
    [property: Id(1)] string FulfillmentId,
    [property: Id(2)] TrackingStatus Status,
    [property: Id(3)] DateTimeOffset? OccurredAt = null,
    [property: Id(4)] string? Reason = null,
    [property: Id(5)] string? TrackingNumber = null);

/// <summary>Somebody decides what is done about a lost parcel.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="FulfillmentId">Which parcel.</param>
/// <param name="Resolution">What.</param>
[GenerateSerializer, Immutable, Alias("oc.ResolveLostParcel")]
public sealed record ResolveLostParcel(
    [property: Id(0)] string OperationId, [property: Id(1)] string FulfillmentId, [property: Id(2)] LossResolution Resolution);
