using System.Runtime.InteropServices;

namespace OrleansCommerce.Grains.Orders;

/// <summary>
/// Finds the cheapest plan. Pure. In this order:
/// <list type="number">
/// <item>The best single location; proven when no two parcels can be cheaper. Most orders end here.</item>
/// <item>An exact search over what is still wanted, location by location (<see cref="PlanTable"/>), whose work is known before it
/// begins: it is exact for 12 SKUs of one parcel each at 200 locations, and for quantities that must be put together from several
/// shelves while the number of their combinations stays below <see cref="PlanTable.StatesMax"/>.</item>
/// <item>Above that, the best pair of locations, proven in the same way as the single one.</item>
/// <item>Else the best of these and of a greedy choice: again and again the location with the lowest cost for each unit that it adds; then
/// every location is left out that the others can do without.</item>
/// </list>
/// </summary>
public static class PlanSearch
{
    /// <summary>How many shelves the search for pairs may look at.</summary>
    private const long PairWorkMax = 2_000_000;

    /// <summary>A plan, and whether no other is cheaper.</summary>
    /// <param name="Locations">Which locations.</param>
    /// <param name="Cost">What it costs, in the problem's unit.</param>
    /// <param name="IsExact">Whether it is proven to be the cheapest.</param>
    public sealed record Found(IReadOnlyList<int> Locations, long Cost, bool IsExact);

    /// <summary>The cheapest plan, or a good one.</summary>
    public static Found Find(PlanProblem problem)
    {
        if (problem.LocationCount == 0)
        {
            return new Found([], 0, IsExact: true);
        }

        var units = UnitsBound(problem);
        var costs = problem.ParcelCosts;
        var best = Single(problem);
        if (problem.LocationCount == 1 || best.Cost <= units + costs[0] + costs[1])
        {
            return best with { IsExact = true };
        }

        if (Greedy(problem) is var greedy && greedy.Cost < best.Cost)
        {
            best = greedy;
        }

        // A better plan has two parcels at least, since the best of one is known: a location whose parcel, beside the cheapest of another and
        // the cheapest units, costs more than a known plan is in none.
        if (PlanTable.Find(problem, parcelsCostMax: best.Cost - units) is { } exact)
        {
            return exact.Cost < best.Cost ? exact : best with { IsExact = true };
        }

        if ((long)problem.LocationCount * problem.LocationCount / 2 * problem.SkuCount <= PairWorkMax)
        {
            best = Pair(problem, best);
            var three = problem.LocationCount > 2 ? units + costs[0] + costs[1] + costs[2] : long.MaxValue;
            return best with { IsExact = best.Locations.Count <= 2 && best.Cost <= three };
        }

        return best;
    }

    /// <summary>What the units cost at least, wherever they come from.</summary>
    private static long UnitsBound(PlanProblem problem)
    {
        var bound = 0L;
        for (var sku = 0; sku < problem.SkuCount; sku++)
        {
            var least = int.MaxValue;
            for (var location = 0; location < problem.LocationCount; location++)
            {
                if (problem.Available(location, sku) > 0)
                {
                    least = Math.Min(least, problem.UnitCost(location, sku));
                }
            }

            bound += least == int.MaxValue ? 0 : (long)least * problem.Wanted[sku];
        }

        return bound;
    }

    private static Found Single(PlanProblem problem)
    {
        var best = new Found([], long.MaxValue, IsExact: false);
        Span<int> one = [0];
        for (var location = 0; location < problem.LocationCount; location++)
        {
            one[0] = location;
            if (problem.Cost(one) is var cost && cost < best.Cost)
            {
                best = new Found([location], cost, IsExact: false);
            }
        }

        return best;
    }

    private static Found Pair(PlanProblem problem, Found best)
    {
        Span<int> two = [0, 0];
        for (var first = 0; first < problem.LocationCount; first++)
        {
            for (var second = first + 1; second < problem.LocationCount; second++)
            {
                (two[0], two[1]) = (first, second);
                if (problem.ParcelCosts[first] + problem.ParcelCosts[second] < best.Cost && problem.Cost(two) is var cost && cost < best.Cost)
                {
                    best = new Found([first, second], cost, IsExact: false);
                }
            }
        }

        return best;
    }

    private static Found Greedy(PlanProblem problem)
    {
        var rest = (int[])problem.Wanted.Clone();
        var chosen = new List<int>();
        var isChosen = new bool[problem.LocationCount];
        while (rest.Any(units => units > 0))
        {
            var best = -1;
            var bestRate = double.MaxValue;
            for (var location = 0; location < problem.LocationCount; location++)
            {
                if (!isChosen[location] && Rate(problem, location, rest) is var rate && rate < bestRate)
                {
                    (best, bestRate) = (location, rate);
                }
            }

            isChosen[best] = true;
            chosen.Add(best);
            for (var sku = 0; sku < rest.Length; sku++)
            {
                rest[sku] -= Math.Min(rest[sku], problem.Available(best, sku));
            }
        }

        var cost = problem.Cost(CollectionsMarshal.AsSpan(chosen));
        for (var i = chosen.Count - 1; i >= 0 && chosen.Count > 1; i--)
        {
            var location = chosen[i];
            chosen.RemoveAt(i);
            if (problem.Cost(CollectionsMarshal.AsSpan(chosen)) is var without && without < cost)
            {
                cost = without;
            }
            else
            {
                chosen.Insert(i, location);
            }
        }

        return new Found(chosen, cost, IsExact: false);
    }

    /// <summary>What a location's parcel costs for each unit that it adds.</summary>
    private static double Rate(PlanProblem problem, int location, int[] rest)
    {
        var units = 0L;
        var cost = (double)problem.ParcelCosts[location];
        for (var sku = 0; sku < rest.Length; sku++)
        {
            var taken = Math.Min(rest[sku], problem.Available(location, sku));
            units += taken;
            cost += (double)taken * problem.UnitCost(location, sku);
        }

        return units == 0 ? double.MaxValue : cost / units;
    }
}
