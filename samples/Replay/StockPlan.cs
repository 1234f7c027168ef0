namespace OrleansCommerce.Replay;

/// <summary>
/// What must be on the shelves before the first sale, so that every unit of the file can be sold and none is left over
/// but what comes back.
/// </summary>
/// <param name="Products">By SKU, ordinal.</param>
/// <param name="Locations">The warehouse, the depots when something is sold from them, the stores, the locker banks that are used.</param>
/// <param name="Receipts">Goods in; at most one for a SKU at a location.</param>
/// <param name="Buffers">What only the app may sell, wherever it lies.</param>
/// <param name="Reservations">What the tills will sell, to be put aside before the web sells anything.</param>
internal sealed record StockPlan(
    IReadOnlyList<PlannedProduct> Products,
    IReadOnlyList<PlannedLocation> Locations,
    IReadOnlyList<PlannedReceipt> Receipts,
    IReadOnlyList<PlannedBuffer> Buffers,
    IReadOnlyList<PlannedReservation> Reservations)
{
    /// <summary>The id of the one warehouse.</summary>
    public const string Warehouse = "warehouse";

    /// <summary>Of the units that the web sells, this many of a hundred lie in a store and not in the warehouse, so that some orders need both.</summary>
    private const int StorePercent = 30;

    /// <summary>
    /// Points of a parcel's handling outside the depots, where it costs none: more than whole shelves of the 259 SKUs of the largest
    /// invoice, so that an order of the app takes nothing from elsewhere. Among themselves they are as far apart as the server has them.
    /// </summary>
    private const decimal WarehouseHandlingCost = 500;
    private const decimal StoreHandlingCost = 502;

    /// <summary>Postage, manual entries, carriage and discounts are no goods.</summary>
    private static readonly HashSet<string> Untracked = new(["POST", "M", "C2", "D"], StringComparer.Ordinal);

    /// <summary>The till of each store.</summary>
    public IReadOnlyList<Till> Tills { get; private init; } = [];

    /// <summary>The locations of a kind.</summary>
    public IReadOnlyList<PlannedLocation> Places(string kind) => [.. Locations.Where(location => location.Kind == kind)];

    /// <summary>Whether the SKU is goods.</summary>
    public static bool IsTracked(string sku) => !Untracked.Contains(sku);

    /// <summary>Plans for a file.</summary>
    /// <param name="invoices">In the order of time.</param>
    /// <param name="paths">The way of each.</param>
    public static StockPlan Of(IReadOnlyList<Invoice> invoices, IReadOnlyList<SalesPath> paths)
    {
        var sales = invoices
            .SelectMany(invoice => invoice.Sales.Select(line => (invoice, line, path: paths[invoice.Index])))
            .Where(sale => IsTracked(sale.line.Sku))
            .ToList();
        var till = sales.Where(sale => sale.path == SalesPath.Till);
        var app = sales.Where(sale => sale.path == SalesPath.TwoParcels).ToList();
        var web = sales.Where(sale => sale.path is not (SalesPath.Till or SalesPath.TwoParcels));

        var units = till.Select(sale => (sale.line.Sku, Location: Countries.StoreOf(sale.invoice.Country), Units: (long)sale.line.Quantity))
            .Concat(app.Select(sale => (sale.line.Sku, Location: Depots.HomeOf(sale.line.Sku), Units: (long)sale.line.Quantity)))
            .Concat(web.GroupBy(sale => sale.line.Sku, StringComparer.Ordinal).SelectMany(group => Split(
                group.Key,
                group.Sum(sale => (long)sale.line.Quantity),
                [.. group.Select(sale => Countries.StoreOf(sale.invoice.Country)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)])));
        return new StockPlan(
            [.. ProductsOf(invoices)],
            [
                new PlannedLocation(Warehouse, "Warehouse", LocationKind.Warehouse, null, WarehouseHandlingCost),
                .. app.Count > 0 ? Depots.All.Select(id => new PlannedLocation(id, id, LocationKind.Warehouse, null, HandlingCost: 0)) : [],
                .. PlacesOf(invoices, Countries.StoreOf).Select(country => new PlannedLocation(
                    Countries.StoreOf(country), $"Store {country}", LocationKind.Store, Countries.IsoCodeOf(country), StoreHandlingCost)),
                .. PlacesOf(invoices.Where(invoice => paths[invoice.Index] == SalesPath.Locker && invoice.Sales.Any()), Countries.LockerBankOf)
                    .Select(country => new PlannedLocation(
                        Countries.LockerBankOf(country), $"Lockers {country}", LocationKind.LockerBank, Countries.IsoCodeOf(country), null)),
            ],
            [.. units.GroupBy(part => (part.Sku, part.Location))
                .Select(group => (group.Key.Sku, group.Key.Location, Units: group.Sum(part => part.Units)))
                .Where(part => part.Units > 0)
                .OrderBy(part => part.Sku, StringComparer.Ordinal).ThenBy(part => part.Location, StringComparer.Ordinal)
                .SelectMany(part => Portions(part.Sku, part.Location, part.Units))],
            [.. app.Select(sale => sale.line.Sku).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(sku => new PlannedBuffer(sku, Depots.HomeOf(sku)))],
            [.. from invoice in invoices
                where paths[invoice.Index] == SalesPath.Till
                from sold in invoice.SoldArticles
                where IsTracked(sold.Article.Sku)
                select new PlannedReservation(invoice, sold, Countries.StoreOf(invoice.Country))])
        {
            Tills = [.. PlacesOf(invoices, Countries.StoreOf).Select(country => new Till(Countries.TillOf(country), Countries.StoreOf(country)))],
        };
    }

    private static IEnumerable<(string Sku, string Location, long Units)> Split(string sku, long units, List<string> stores)
    {
        var inStore = units * StorePercent / 100;
        yield return (sku, Warehouse, units - inStore);
        yield return (sku, stores[(int)(StableHash.Of(sku) % (uint)stores.Count)], inStore);
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

    // Two spellings of a country may have one place.
    private static IEnumerable<string> PlacesOf(IEnumerable<Invoice> invoices, Func<string, string> idOf) =>
        invoices.Select(invoice => invoice.Country).DistinctBy(idOf, StringComparer.Ordinal).Order(StringComparer.Ordinal);
}

/// <summary>A SKU to register.</summary>
/// <param name="Sku">As in the file.</param>
/// <param name="Name">The latest description that is not empty.</param>
/// <param name="Price">The latest, to the penny.</param>
/// <param name="StockTracked">False for what is no goods.</param>
internal sealed record PlannedProduct(string Sku, string Name, decimal Price, bool StockTracked);

/// <summary>What a location is, in the API's words.</summary>
internal static class LocationKind
{
    public const string Warehouse = "WAREHOUSE";
    public const string Store = "STORE";
    public const string LockerBank = "LOCKER_BANK";
}

/// <summary>A location to register.</summary>
/// <param name="Id">Ours.</param>
/// <param name="Name">For people.</param>
/// <param name="Kind">One of <see cref="LocationKind"/>.</param>
/// <param name="Country">ISO 3166-1 alpha-2; null when it is in none.</param>
/// <param name="HandlingCost">Of a parcel, in points of sourcing; null for that of its kind.</param>
internal sealed record PlannedLocation(string Id, string Name, string Kind, string? Country, decimal? HandlingCost);

/// <summary>Goods in.</summary>
/// <param name="Sku">Which.</param>
/// <param name="Location">Where.</param>
/// <param name="Quantity">1 to 1,000,000.</param>
/// <param name="Part">From 1: several when the units are more than one receipt takes.</param>
internal sealed record PlannedReceipt(string Sku, string Location, int Quantity, int Part);

/// <summary>Goods that the web does not sell.</summary>
internal sealed record PlannedBuffer(string Sku, string Location);

/// <summary>Goods put aside for an article of a till sale.</summary>
internal sealed record PlannedReservation(Invoice Invoice, SoldArticle Sold, string Location);
