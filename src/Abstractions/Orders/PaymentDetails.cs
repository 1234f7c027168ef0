using Orleans;

namespace OrleansCommerce.Orders;

/// <summary>Where a payment is in its life.</summary>
public enum PaymentState
{
    /// <summary>The provider owes its answer.</summary>
    Pending,

    /// <summary>Set aside; none of it was taken.</summary>
    Authorized,

    /// <summary>Some of it was taken.</summary>
    PartiallyCaptured,

    /// <summary>All that is wanted of it was taken.</summary>
    Captured,

    /// <summary>Some of what was taken was given back.</summary>
    PartiallyRefunded,

    /// <summary>All that was taken was given back.</summary>
    Refunded,

    /// <summary>Let go before it was taken.</summary>
    Released,

    /// <summary>It ended before it was taken, and was not renewed.</summary>
    Lapsed,

    /// <summary>The provider said no.</summary>
    Declined,
}

/// <summary>
/// One payment of an order. Authorised is at least captured, released and lapsed together; captured is at least refunded.
/// </summary>
/// <param name="Id">Unique in the order.</param>
/// <param name="Tender">What the money is.</param>
/// <param name="State">Where it is in its life.</param>
/// <param name="Amount">What was asked for.</param>
/// <param name="Authorized">What was set aside: all of it, or nothing.</param>
/// <param name="Captured">What was taken.</param>
/// <param name="Released">What was let go before it was taken.</param>
/// <param name="Lapsed">What could not be taken in time.</param>
/// <param name="Refunded">What was taken and given back.</param>
/// <param name="ExpiresAt">Until when the rest can be taken, UTC; null when there is no rest, or the provider did not say.</param>
/// <param name="DeclineCode">Why not, when declined.</param>
[GenerateSerializer, Immutable, Alias("oc.PaymentDetails")]
public sealed record PaymentDetails(
    [property: Id(0)] string Id,
    [property: Id(1)] TenderKind Tender,
    [property: Id(2)] PaymentState State,
    [property: Id(3)] Money Amount,
    [property: Id(4)] Money Authorized,
    [property: Id(5)] Money Captured,
    [property: Id(6)] Money Released,
    [property: Id(7)] Money Lapsed,
    [property: Id(8)] Money Refunded,
    [property: Id(9)] DateTimeOffset? ExpiresAt = null,
    [property: Id(10)] string? DeclineCode = null);
