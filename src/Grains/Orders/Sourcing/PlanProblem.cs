namespace OrleansCommerce.Grains.Orders;

/// <summary>
/// An order to be served, in numbers: a plan chooses locations, pays for each a parcel, and then for each unit the cost of the shelf that
/// it is taken from. Costs are whole, so that two plans compare exactly.
/// </summary>
/// <param name="skus">What is wanted.</param>
/// <param name="locationIds">Who has some of it, the preferred first among equals.</param>
public sealed class PlanProblem(string[] skus, string[] locationIds)
{
    private readonly int[] _available = new int[locationIds.Length * skus.Length];
    private readonly int[] _unitCosts = new int[locationIds.Length * skus.Length];

    /// <summary>How many SKUs are wanted.</summary>
    public int SkuCount => skus.Length;

    /// <summary>How many locations have some of them.</summary>
    public int LocationCount => locationIds.Length;

    /// <summary>Units wanted of each SKU: no more than all locations have together.</summary>
    public int[] Wanted { get; } = new int[skus.Length];

    /// <summary>What a parcel from each location costs.</summary>
    public int[] ParcelCosts { get; } = new int[locationIds.Length];

    /// <summary>Units of a SKU at a location, 0 or more.</summary>
    public int Available(int location, int sku) => _available[(location * skus.Length) + sku];

    /// <summary>What a unit of a SKU from a location costs.</summary>
    public int UnitCost(int location, int sku) => _unitCosts[(location * skus.Length) + sku];

    /// <summary>Sets what a location has of a SKU.</summary>
    public void SetShelf(int location, int sku, int available, int unitCost)
    {
        _available[(location * skus.Length) + sku] = available;
        _unitCosts[(location * skus.Length) + sku] = unitCost;
    }

    /// <summary>
    /// What a plan with these locations costs: for a given set it is best to take each SKU's units where a unit is cheapest.
    /// <see cref="long.MaxValue"/> when they do not have it all.
    /// </summary>
    public long Cost(ReadOnlySpan<int> locations)
    {
        var cost = 0L;
        foreach (var location in locations)
        {
            cost += ParcelCosts[location];
        }

        for (var sku = 0; sku < SkuCount; sku++)
        {
            if (UnitsCost(locations, sku) is not (>= 0 and var units))
            {
                return long.MaxValue;
            }

            cost += units;
        }

        return cost;
    }

    /// <summary>Who is asked for what by a plan with these locations: by location, the one that gives most units first.</summary>
    public IEnumerable<Pick> Picks(IReadOnlyList<int> locations)
    {
        var taken = new int[LocationCount, SkuCount];
        for (var sku = 0; sku < SkuCount; sku++)
        {
            var rest = Wanted[sku];
            foreach (var location in locations.OrderBy(location => UnitCost(location, sku)).ThenByDescending(location => Available(location, sku)).ThenBy(location => location))
            {
                taken[location, sku] = Math.Min(rest, Available(location, sku));
                rest -= taken[location, sku];
            }
        }

        return
            from location in locations
            orderby Enumerable.Range(0, SkuCount).Sum(sku => (long)taken[location, sku]) descending, location
            from sku in Enumerable.Range(0, SkuCount)
            where taken[location, sku] > 0
            select new Pick(skus[sku], locationIds[location], taken[location, sku]);
    }

    /// <summary>What the wanted units of a SKU cost at these locations; -1 when they do not have so many.</summary>
    private long UnitsCost(ReadOnlySpan<int> locations, int sku)
    {
        var rest = Wanted[sku];
        var cost = 0L;
        var after = -1L;
        while (rest > 0)
        {
            // The shelf with the next higher unit cost; few locations are looked at, and none is sorted.
            var next = long.MaxValue;
            var cheapest = -1;
            foreach (var location in locations)
            {
                var rank = ((long)UnitCost(location, sku) << 32) + location;
                if (rank > after && rank < next && Available(location, sku) > 0)
                {
                    (next, cheapest) = (rank, location);
                }
            }

            if (cheapest < 0)
            {
                return -1;
            }

            var taken = Math.Min(rest, Available(cheapest, sku));
            cost += (long)taken * UnitCost(cheapest, sku);
            rest -= taken;
            after = next;
        }

        return cost;
    }
}
