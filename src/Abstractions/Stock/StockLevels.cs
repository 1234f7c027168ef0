using Orleans;

namespace OrleansCommerce.Stock;

/// <summary>The stock of one SKU at one location, as of its last durable event.</summary>
/// <param name="Sku">Which SKU.</param>
/// <param name="LocationId">Where.</param>
/// <param name="OnHand">Sellable units physically there.</param>
/// <param name="Reserved">Held for carts and tills, until they expire.</param>
/// <param name="Allocated">Promised to orders, until they leave the location.</param>
/// <param name="Safety">Kept back from every channel but the till.</param>
/// <param name="Version">Number of the last durable event; grows with every change.</param>
/// <param name="Ledger">Units that are not sellable; null when there never were any.</param>
/// <param name="Policy">What may be promised, and to whom; null when nothing was ever said.</param>
[GenerateSerializer, Immutable, Alias("oc.StockLevels")]
public sealed record StockLevels(
    [property: Id(0)] string Sku,
    [property: Id(1)] string LocationId,
    [property: Id(2)] int OnHand,
    [property: Id(3)] int Reserved,
    [property: Id(4)] int Allocated,
    [property: Id(5)] int Safety,
    [property: Id(6)] long Version,
    [property: Id(7)] LedgerLevels? Ledger = null,
    [property: Id(8)] StockPolicy? Policy = null)
{
    /// <summary>What can be promised: negative when a till sold what was promised already.</summary>
    public int Available => OnHand - Reserved - Allocated - Safety;

    /// <summary>What can be promised to a channel at <paramref name="now"/>: without its buffer, with what may be promised beyond the
    /// units on hand; never below 0.</summary>
    public int PromisableTo(Channel channel, DateTimeOffset now) =>
        Math.Max(0, Policy is null ? Available : Available - Policy.BufferOf(channel) + Policy.AllowanceAt(now));
}

/// <summary>The life of a soft reservation.</summary>
public enum ReservationStatus
{
    /// <summary>Counts against availability until it expires.</summary>
    Held,

    /// <summary>Its units left the location.</summary>
    Confirmed,

    /// <summary>Given back by the caller.</summary>
    Released,

    /// <summary>Given back by time.</summary>
    Expired,
}

/// <summary>A soft reservation.</summary>
/// <param name="Id">The caller's own id.</param>
/// <param name="Quantity">Units.</param>
/// <param name="Status">Where it is in its life.</param>
/// <param name="ExpiresAt">UTC.</param>
[GenerateSerializer, Immutable, Alias("oc.Reservation")]
public sealed record Reservation(
    [property: Id(0)] string Id,
    [property: Id(1)] int Quantity,
    [property: Id(2)] ReservationStatus Status,
    [property: Id(3)] DateTimeOffset ExpiresAt);

/// <summary>A reservation, and the levels after it.</summary>
[GenerateSerializer, Immutable, Alias("oc.ReservationAnswer")]
public sealed record ReservationAnswer([property: Id(0)] Reservation Reservation, [property: Id(1)] StockLevels Levels);

/// <summary>How much of an allocation was granted, from 0 to what was asked for.</summary>
[GenerateSerializer, Immutable, Alias("oc.AllocationAnswer")]
public sealed record AllocationAnswer([property: Id(0)] int Granted, [property: Id(1)] StockLevels Levels);
