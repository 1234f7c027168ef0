using System.Collections.Immutable;
using Orleans;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Carts;

/// <summary>What delivering a cart would take, before it is ordered. Nothing is held for it.</summary>
/// <param name="Channel">From where it would be ordered.</param>
/// <param name="Latitude">Roughly where it would be shipped to, degrees north; null when it is not known.</param>
/// <param name="Longitude">The same, degrees east.</param>
/// <param name="LocationIds">Stores and locker banks where it could be fetched, at most <see cref="LocationCountMax"/>.</param>
[GenerateSerializer, Immutable, Alias("oc.QuoteDelivery")]
public sealed record QuoteDelivery(
    [property: Id(0)] Channel Channel,
    [property: Id(1)] double? Latitude,
    [property: Id(2)] double? Longitude,
    [property: Id(3)] ImmutableArray<string> LocationIds)
{
    /// <summary>The most places to ask about at once.</summary>
    public const int LocationCountMax = 20;
}

/// <summary>The ways in which a cart can be delivered: shipped first, then fetched, as asked.</summary>
[GenerateSerializer, Immutable, Alias("oc.DeliveryQuote")]
public sealed record DeliveryQuote([property: Id(0)] ImmutableArray<DeliveryOption> Options);

/// <summary>One way to deliver a cart.</summary>
/// <param name="Method">How.</param>
/// <param name="LocationId">Where it is fetched; null for shipping.</param>
/// <param name="IsAvailable">Whether there are units for all lines now.</param>
/// <param name="PromisedAt">When the customer would have all of it, UTC; null when it is not available.</param>
/// <param name="Cost">What it costs the retailer, in points of the sourcing policy; 0 when it is not available.</param>
/// <param name="Parcels">From where; empty when it is not available, or nothing of it is stock tracked.</param>
[GenerateSerializer, Immutable, Alias("oc.DeliveryOption")]
public sealed record DeliveryOption(
    [property: Id(0)] DeliveryMethod Method,
    [property: Id(1)] string? LocationId,
    [property: Id(2)] bool IsAvailable,
    [property: Id(3)] DateTimeOffset? PromisedAt,
    [property: Id(4)] decimal Cost,
    [property: Id(5)] ImmutableArray<QuotedParcel> Parcels);

/// <summary>A parcel of a way to deliver a cart.</summary>
[GenerateSerializer, Immutable, Alias("oc.QuotedParcel")]
public sealed record QuotedParcel(
    [property: Id(0)] string LocationId, [property: Id(1)] DateTimeOffset PromisedAt, [property: Id(2)] int Units);
