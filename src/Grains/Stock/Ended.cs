using System.Text.Json.Serialization;

namespace OrleansCommerce.Grains.Stock;

/// <summary>How something that held or moved units ended.</summary>
public enum Ending
{
    /// <summary>A reservation given back.</summary>
    Released,

    /// <summary>A reservation whose time was over.</summary>
    Expired,

    /// <summary>A reservation whose units left.</summary>
    Confirmed,

    /// <summary>An allocation taken back.</summary>
    Deallocated,

    /// <summary>An allocation whose units left.</summary>
    Dispatched,

    /// <summary>A till sale.</summary>
    Sold,

    /// <summary>A restock.</summary>
    Restocked,

    /// <summary>Units that left for another location.</summary>
    Sent,

    /// <summary>Units that did not leave for another location after all.</summary>
    TakenBack,

    /// <summary>Units that are on their way here.</summary>
    Expected,

    /// <summary>Units that came from another location.</summary>
    Arrived,
}

/// <summary>A reservation, allocation, sale or restock that ended, remembered so that a late repeat is recognised.</summary>
/// <param name="How">How it ended.</param>
/// <param name="Quantity">Of how many units.</param>
/// <param name="Hold">A reservation, as it was.</param>
public readonly record struct Ended(
    [property: JsonPropertyName("h")] Ending How,
    [property: JsonPropertyName("q")] int Quantity,
    [property: JsonPropertyName("r")] StockItem.Hold? Hold = null)
{
    /// <summary>How many endings a stock item remembers for certain: one beyond is older than any retry.</summary>
    public const int CountMin = 10_000;

    /// <summary>Ids of different kinds of things may be alike.</summary>
    public static string ReservationKey(string id) => "r:" + id;

    /// <summary>As above.</summary>
    public static string AllocationKey(string id) => "a:" + id;

    /// <summary>As above.</summary>
    public static string SaleKey(string id) => "s:" + id;

    /// <summary>As above, of a transfer that leaves.</summary>
    public static string SendKey(string id) => "x:" + id;

    /// <summary>As above, of a transfer that is on its way here.</summary>
    public static string ExpectKey(string id) => "e:" + id;

    /// <summary>As above, of a transfer that came.</summary>
    public static string ArriveKey(string id) => "i:" + id;

    /// <summary>As above.</summary>
    public static string RestockKey(string id) => "t:" + id;
}
