namespace OrleansCommerce.Replay;

/// <summary>
/// Two depots that serve the app alone, each with its own half of the assortment: an order with goods of both halves leaves in two
/// parcels, whatever others order meanwhile.
/// </summary>
internal static class Depots
{
    /// <summary>The channel of which they are.</summary>
    public const string Channel = "APP";

    /// <summary>The depots' ids.</summary>
    public static IReadOnlyList<string> All { get; } = ["depot-north", "depot-south"];

    /// <summary>Where a SKU lies.</summary>
    public static string HomeOf(string sku) => All[(int)(StableHash.Of(sku) % (uint)All.Count)];

    /// <summary>Whether an invoice sells goods of each of them.</summary>
    public static bool NeedBoth(Invoice invoice) =>
        invoice.Sales.Where(line => StockPlan.IsTracked(line.Sku)).Select(line => HomeOf(line.Sku)).Distinct(StringComparer.Ordinal).Count() == All.Count;
}
