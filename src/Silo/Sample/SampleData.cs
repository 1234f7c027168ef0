using OrleansCommerce.Catalog;
using OrleansCommerce.Locations;
using OrleansCommerce.Lockers;

namespace OrleansCommerce.Silo.Sample;

/// <summary>A small outfitter: three stores, a warehouse and a locker bank.</summary>
internal static class SampleData
{
    public const string Currency = "GBP";
    public const string LockerBankId = "locker-london";

    /// <summary>Every location, by id.</summary>
    public static (string Id, UpsertLocation Content)[] Locations { get; } =
    [
        ("warehouse", new("Central warehouse", LocationKind.Warehouse, "GB", 52.4862, -1.8904)),
        ("store-london", new("London, Carnaby Street", LocationKind.Store, "GB", 51.5130, -0.1388)),
        ("store-manchester", new("Manchester, King Street", LocationKind.Store, "GB", 53.4815, -2.2466)),
        ("store-edinburgh", new("Edinburgh, Rose Street", LocationKind.Store, "GB", 55.9525, -3.1990)),
        (LockerBankId, new("London, King's Cross lockers", LocationKind.LockerBank, "GB", 51.5308, -0.1238)),
    ];

    /// <summary>Every product, with the units that the warehouse and each store begin with.</summary>
    public static (string Sku, UpsertProduct Content, int Warehouse, int Store)[] Products { get; } =
    [
        Goods("JKT-RAIN-M", "Rain jacket, medium", 129.00m, 40, 4),
        Goods("JKT-RAIN-L", "Rain jacket, large", 129.00m, 40, 4),
        Goods("JMP-WOOL-S", "Merino jumper, small", 75.00m, 60, 6),
        Goods("JMP-WOOL-M", "Merino jumper, medium", 75.00m, 60, 6),
        Goods("BOT-WALK-42", "Walking boots, 42", 159.50m, 24, 2),
        Goods("BOT-WALK-44", "Walking boots, 44", 159.50m, 24, 1),
        Goods("SCK-WOOL", "Wool socks, pair", 12.90m, 300, 40),
        Goods("BAG-DAY-20", "Day pack, 20 litres", 64.00m, 50, 5),
        Goods("FLK-STEEL", "Steel flask, 0.75 litres", 24.50m, 120, 12),
        Goods("LMP-HEAD", "Head lamp", 39.95m, 80, 8),
        Goods("MAP-LAKES", "Map of the Lake District", 9.99m, 100, 10),
        ("POST-GB", new("Postage, United Kingdom", new Money(4.95m, Currency), StockTracked: false), 0, 0),
    ];

    /// <summary>The compartments of the locker bank.</summary>
    public static ConfigureLockerBank LockerBank { get; } = new(
    [
        .. Enumerable.Range(1, 6).Select(number => new CompartmentLayout($"S{number}", CompartmentSize.S)),
        .. Enumerable.Range(1, 4).Select(number => new CompartmentLayout($"M{number}", CompartmentSize.M)),
        .. Enumerable.Range(1, 2).Select(number => new CompartmentLayout($"L{number}", CompartmentSize.L)),
    ]);

    private static (string Sku, UpsertProduct Content, int Warehouse, int Store) Goods(
        string sku, string name, decimal price, int warehouse, int store) =>
        (sku, new UpsertProduct(name, new Money(price, Currency), StockTracked: true), warehouse, store);
}
