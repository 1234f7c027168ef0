using Orleans;

namespace OrleansCommerce.Orders;

/// <summary>How the goods reach the customer.</summary>
public enum DeliveryMethod
{
    /// <summary>Fetched in a store.</summary>
    StorePickup,

    /// <summary>Fetched from a locker.</summary>
    LockerPickup,

    /// <summary>Sent to an address.</summary>
    Ship,

    /// <summary>Taken along at the till.</summary>
    TakenAtTill,
}

/// <summary>How and where to.</summary>
/// <param name="Method">How.</param>
/// <param name="LocationId">The store or locker bank, for a pickup.</param>
/// <param name="AddressId">The id under which the address lies in the erasable table, for shipping. Events hold no address.</param>
/// <param name="Latitude">Roughly where it goes, in whole tenths of a degree (11 km): for distances, and too coarse to find anybody; null when it is not known.</param>
/// <param name="Longitude">The same.</param>
[GenerateSerializer, Immutable, Alias("oc.Delivery")]
public sealed record Delivery(
    [property: Id(0)] DeliveryMethod Method,
    [property: Id(1)] string? LocationId,
    [property: Id(2)] string? AddressId,
    [property: Id(3)] double? Latitude = null,
    [property: Id(4)] double? Longitude = null);
