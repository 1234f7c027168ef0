using System.Collections.Immutable;
using OrleansCommerce.Locations;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Orders;

/// <summary>
/// From which locations an order is served. A customer who comes to a store gets what lies there; the rest comes from the locations
/// that serve it at the lowest cost: see <see cref="SourcingPolicy"/> for the costs and <see cref="PlanSearch"/> for the search.
/// </summary>
public static class Sourcing
{
    /// <summary>Costs are counted in thousandths of a point.</summary>
    private const int Scale = 1_000;

    /// <summary>Plans who is asked for what. Asks for no more than is wanted and no more than is shown.</summary>
    /// <param name="demand">One entry for each SKU.</param>
    /// <param name="supply">One entry for each SKU and location.</param>
    /// <param name="firstLocationId">Where the customer fetches the goods, when that is a place with stock of its own.</param>
    /// <param name="policy">What it costs; <see cref="SourcingPolicy.Default"/> when null.</param>
    /// <returns>Fewer units than wanted when the locations do not show more.</returns>
    public static ImmutableArray<Pick> Plan(
        IEnumerable<Demand> demand, IEnumerable<Supply> supply, string? firstLocationId = null, SourcingPolicy? policy = null)
    {
        var shown = supply.ToList();
        var rest = demand.Where(wanted => wanted.Quantity > 0).ToList();
        var picks = ImmutableArray.CreateBuilder<Pick>();
        if (firstLocationId is not null)
        {
            var shelves = shown.Where(level => level.LocationId == firstLocationId && level.Available > 0)
                .ToDictionary(level => level.Sku, level => level.Available, StringComparer.Ordinal);
            for (var i = 0; i < rest.Count; i++)
            {
                var taken = Math.Min(rest[i].Quantity, shelves.GetValueOrDefault(rest[i].Sku));
                if (taken > 0)
                {
                    picks.Add(new Pick(rest[i].Sku, firstLocationId, taken));
                    rest[i] = rest[i] with { Quantity = rest[i].Quantity - taken };
                }
            }

            rest.RemoveAll(wanted => wanted.Quantity == 0);
        }

        if (rest.Count > 0)
        {
            var problem = Problem(rest, shown.Where(level => level.LocationId != firstLocationId), policy ?? SourcingPolicy.Default);
            picks.AddRange(problem.Picks(PlanSearch.Find(problem).Locations));
        }

        return picks.ToImmutable();
    }

    /// <summary>What a parcel from a location costs, in points, without its units.</summary>
    public static decimal ParcelCost(LocationKind kind, Site? site, SourcingPolicy policy)
    {
        var handling = site?.HandlingCost ?? (kind == LocationKind.Warehouse ? policy.WarehouseHandlingCost : policy.StoreHandlingCost);
        var distance = (decimal)(site?.DistanceKm ?? 0) * policy.KilometreCost;
        return policy.ParcelCost + handling + Math.Min(distance, SourcingPolicy.CostMax) + (site?.FullDays > 0 ? policy.FullDayCost : 0);
    }

    /// <summary>What a unit from a shelf costs, in points, beside its parcel.</summary>
    public static decimal UnitCost(LocationKind kind, int available, SourcingPolicy policy) =>
        (policy.EmptyShelfCost / available)
        + (kind == LocationKind.Store && available <= policy.ScarceUnits ? policy.ScarceUnitCost : 0);

    /// <summary>When goods from a location are with their customer, or at the pickup: a whole hour, UTC.</summary>
    /// <param name="kind">Of the location.</param>
    /// <param name="locationId">Its id.</param>
    /// <param name="site">What else is known of it.</param>
    /// <param name="delivery">How the goods reach the customer.</param>
    /// <param name="policy">How long everything takes.</param>
    /// <param name="now">UTC.</param>
    public static DateTimeOffset Promise(
        LocationKind kind, string locationId, Site? site, Delivery delivery, SourcingPolicy policy, DateTimeOffset now)
    {
        var lead = site?.LeadHours ?? (kind == LocationKind.Warehouse ? policy.WarehouseLeadHours : policy.StoreLeadHours);
        var way = delivery.Method == DeliveryMethod.Ship ? policy.ShipHours : delivery.LocationId == locationId ? 0 : policy.TransferHours;
        var at = now.ToUniversalTime().AddHours(lead + way + (24 * (site?.FullDays ?? 0)));
        var hour = new DateTimeOffset(at.Year, at.Month, at.Day, at.Hour, 0, 0, TimeSpan.Zero);
        return hour == at ? hour : hour.AddHours(1);
    }

    /// <summary>The problem in numbers, for the search. Locations come in the order in which equal costs prefer them.</summary>
    public static PlanProblem Problem(IReadOnlyList<Demand> demand, IEnumerable<Supply> supply, SourcingPolicy policy)
    {
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < demand.Count; i++)
        {
            index.Add(demand[i].Sku, i);
        }

        var shelves = supply
            .Where(shown => shown.Available > 0 && index.ContainsKey(shown.Sku))
            .GroupBy(shown => shown.LocationId, StringComparer.Ordinal)
            .Select(group => (Id: group.Key, Supplies: group.ToList(), Cost: InThousandths(ParcelCost(group.First().Kind, group.First().Site, policy))))
            .OrderBy(shelf => shelf.Cost)
            .ThenByDescending(shelf => shelf.Supplies.Sum(shown => (long)shown.Available))
            .ThenBy(shelf => shelf.Id, StringComparer.Ordinal)
            .ToList();
        var problem = new PlanProblem([.. demand.Select(wanted => wanted.Sku)], [.. shelves.Select(shelf => shelf.Id)]);
        var there = new long[demand.Count];
        for (var location = 0; location < shelves.Count; location++)
        {
            problem.ParcelCosts[location] = shelves[location].Cost;
            foreach (var shown in shelves[location].Supplies)
            {
                var sku = index[shown.Sku];
                there[sku] += shown.Available;
                problem.SetShelf(location, sku, shown.Available, InThousandths(UnitCost(shown.Kind, shown.Available, policy)));
            }
        }

        for (var sku = 0; sku < demand.Count; sku++)
        {
            problem.Wanted[sku] = (int)Math.Min(demand[sku].Quantity, there[sku]);
        }

        return problem;
    }

    private static int InThousandths(decimal cost) => (int)Math.Round(Math.Min(cost, 4 * SourcingPolicy.CostMax) * Scale);
}
