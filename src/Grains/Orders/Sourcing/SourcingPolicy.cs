namespace OrleansCommerce.Grains.Orders;

/// <summary>
/// What serving an order costs the retailer, in points of which only the ratios matter, and how long it takes. An order takes the
/// cheapest plan that serves it. Equal costs go to the location with more units, then by location id.
/// </summary>
public sealed record SourcingPolicy
{
    /// <summary>The largest cost of one kind, in points: a plan's sum stays exact in 32 bits.</summary>
    public const decimal CostMax = 1_000;

    /// <summary>The longest time that may be set, in hours: half a year.</summary>
    public const int HoursMax = 4_380;

    /// <summary>The costs when nothing is set.</summary>
    public static SourcingPolicy Default { get; } = new();

    /// <summary>Of each parcel, wherever it comes from.</summary>
    public decimal ParcelCost { get; init; } = 10;

    /// <summary>Of a parcel's handling in a warehouse that names no cost of its own.</summary>
    public decimal WarehouseHandlingCost { get; init; }

    /// <summary>Of a parcel's handling in a store that names no cost of its own.</summary>
    public decimal StoreHandlingCost { get; init; } = 2;

    /// <summary>Of each kilometre to where the goods go, when both places are known.</summary>
    public decimal KilometreCost { get; init; } = 0.01m;

    /// <summary>Of taking all units of a shelf; of a part of them, in proportion. A deep shelf is therefore cheaper than a shallow one.</summary>
    public decimal EmptyShelfCost { get; init; } = 1;

    /// <summary>A store's shelf with at most so many units is scarce: its units are kept for who comes in.</summary>
    public int ScarceUnits { get; init; } = 2;

    /// <summary>Of each unit that is taken from a store's scarce shelf.</summary>
    public decimal ScarceUnitCost { get; init; } = 2;

    /// <summary>Of a parcel from a location that has as many for the day as it can handle: it leaves a day later.</summary>
    public decimal FullDayCost { get; init; } = 20;

    /// <summary>From an order to a parcel that is ready, in hours, in a warehouse that names no time of its own.</summary>
    public int WarehouseLeadHours { get; init; } = 24;

    /// <summary>The same in a store.</summary>
    public int StoreLeadHours { get; init; } = 4;

    /// <summary>From a location to the customer's address, in hours.</summary>
    public int ShipHours { get; init; } = 48;

    /// <summary>From a location to the store or locker bank where the customer fetches the goods, in hours.</summary>
    public int TransferHours { get; init; } = 24;
}
