namespace OrleansCommerce.Replay;

/// <summary>
/// What must be on the shelves before the first sale, so that every unit of the file can be sold and none is left over
/// but what comes back.
/// </summary>
/// <param name="Products">By SKU, ordinal.</param>
/// <param name="Locations">The warehouse, then the stores.</param>
/// <param name="Receipts">Goods in; at most one for a SKU at a location.</param>
/// <param name="Reservations">What the tills will sell, to be put aside before the web sells anything.</param>
internal sealed record StockPlan(
    IReadOnlyList<PlannedProduct> Products,
    IReadOnlyList<PlannedLocation> Locations,
    IReadOnlyList<PlannedReceipt> Receipts,
    IReadOnlyList<PlannedReservation> Reservations)
{
    /// <summary>The id of the one warehouse.</summary>
    public const string Warehouse = "warehouse";

    /// <summary>Of the units that the web sells, this many of a hundred lie in a store and not in the warehouse, so that some orders need both.</summary>
    private const int StorePercent = 30;

    /// <summary>Postage, manual entries, carriage and discounts are no goods.</summary>
    private static readonly HashSet<string> Untracked = new(["POST", "M", "C2", "D"], StringComparer.Ordinal);

    /// <summary>Whether the SKU is goods.</summary>
    public static bool IsTracked(string sku) => !Untracked.Contains(sku);

    /// <summary>Plans for a file.</summary>
    public static StockPlan Of(IReadOnlyList<Invoice> invoices)
    {
        var sales = invoices
            .SelectMany(invoice => invoice.Sales.Select(line => (invoice, line)))
            .Where(sale => IsTracked(sale.line.Sku))
            .ToList();
        var till = sales.Where(sale => sale.invoice.Customer is null).ToList();
        var web = sales.Where(sale => sale.invoice.Customer is not null);

        var units = till.Select(sale => (sale.line.Sku, Location: Countries.StoreOf(sale.invoice.Country), Units: (long)sale.line.Quantity))
            .Concat(web.GroupBy(sale => sale.line.Sku, StringComparer.Ordinal).SelectMany(group => Split(
                group.Key,
                group.Sum(sale => (long)sale.line.Quantity),
                [.. group.Select(sale => Countries.StoreOf(sale.invoice.Country)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)])));
        return new StockPlan(
            [.. ProductsOf(invoices)],
            [new PlannedLocation(Warehouse, "Warehouse", true, null), .. StoresOf(invoices)],
            [.. units.GroupBy(part => (part.Sku, part.Location))
                .Select(group => (group.Key.Sku, group.Key.Location, Units: group.Sum(part => part.Units)))
                .Where(part => part.Units > 0)
                .OrderBy(part => part.Sku, StringComparer.Ordinal).ThenBy(part => part.Location, StringComparer.Ordinal)
                .SelectMany(part => Portions(part.Sku, part.Location, part.Units))],
            [.. till.Select(sale => new PlannedReservation(
                sale.invoice, sale.line, Countries.StoreOf(sale.invoice.Country)))]);
    }

    private static IEnumerable<(string Sku, string Location, long Units)> Split(string sku, long units, List<string> stores)
    {
        var inStore = units * StorePercent / 100;
        yield return (sku, Warehouse, units - inStore);
        yield return (sku, stores[(int)(StableHash(sku) % (uint)stores.Count)], inStore);
    }

    // One receipt takes at most what the API takes for a quantity.
    private static IEnumerable<PlannedReceipt> Portions(string sku, string location, long units)
    {
        for (var part = 1; units > 0; part++)
        {
            var quantity = (int)Math.Min(units, InvoiceFile.QuantityMax);
            yield return new PlannedReceipt(sku, location, quantity, part);
            units -= quantity;
        }
    }

    private static IEnumerable<PlannedProduct> ProductsOf(IEnumerable<Invoice> invoices) =>
        invoices
            .SelectMany(invoice => invoice.Lines)
            .GroupBy(line => line.Sku, StringComparer.Ordinal)
            .OrderBy(lines => lines.Key, StringComparer.Ordinal)
            .Select(lines => new PlannedProduct(
                lines.Key,
                lines.LastOrDefault(line => line.Description.Length > 0)?.Description ?? lines.Key,
                decimal.Round(lines.Last().UnitPrice, 2, MidpointRounding.AwayFromZero),
                IsTracked(lines.Key)));

    private static IEnumerable<PlannedLocation> StoresOf(IEnumerable<Invoice> invoices) =>
        invoices
            .Select(invoice => invoice.Country)
            .DistinctBy(Countries.StoreOf, StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(country => new PlannedLocation(Countries.StoreOf(country), $"Store {country}", false, Countries.IsoCodeOf(country)));

    // FNV-1a: the same on every machine and in every run, which string.GetHashCode is not.
    private static uint StableHash(string text) => text.Aggregate(2166136261u, (hash, letter) => unchecked((hash ^ letter) * 16777619u));
}

/// <summary>A SKU to register.</summary>
/// <param name="Sku">As in the file.</param>
/// <param name="Name">The latest description that is not empty.</param>
/// <param name="Price">The latest, to the penny.</param>
/// <param name="StockTracked">False for what is no goods.</param>
internal sealed record PlannedProduct(string Sku, string Name, decimal Price, bool StockTracked);

/// <summary>A location to register.</summary>
internal sealed record PlannedLocation(string Id, string Name, bool IsWarehouse, string? Country);

/// <summary>Goods in.</summary>
/// <param name="Sku">Which.</param>
/// <param name="Location">Where.</param>
/// <param name="Quantity">1 to 1,000,000.</param>
/// <param name="Part">From 1: several when the units are more than one receipt takes.</param>
internal sealed record PlannedReceipt(string Sku, string Location, int Quantity, int Part);

/// <summary>Goods put aside for a line of a till sale.</summary>
internal sealed record PlannedReservation(Invoice Invoice, InvoiceLine Line, string Location);
