using System.Collections.Immutable;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Load.Measurement;
using OrleansCommerce.Locations;

namespace OrleansCommerce.Load.Scenarios;

/// <summary>
/// The choice of locations, alone, for the largest orders that occur: 12 lines of one unit at 200 locations, of which each has a line's
/// goods with a probability from 2 to 100 %. From the levels, as they are read, to the plan.
/// </summary>
internal static class SourcingPlans
{
    private const int Lines = 12;
    private const int Locations = 200;
    private const double GoalMs = 5;

    private static readonly double[] Densities = [0.02, 0.1, 0.3, 0.6, 1];

    public static async Task<Measured> RunAsync(Bench bench)
    {
        var demand = Enumerable.Range(0, Lines).Select(line => new Demand(Sku(line), 1)).ToImmutableArray();
        foreach (var density in Densities)
        {
            var orders = Enumerable.Range(0, 32).Select(seed => Levels(new Random(seed), density)).ToArray();
            await Callers.RunAsync(1, bench.WarmUp, _ => PlanAsync(demand, orders));
            var name = $"12 lines x 200 locations, {density:P0} stocked";
            for (var round = 1; round <= Bench.Rounds; round++)
            {
                await bench.MeasureAsync(round, name, 1, _ => PlanAsync(demand, orders));
            }

            bench.LimitLatency(name, "p99", static slice => slice.P99, GoalMs);
        }

        return bench.Result;
    }

    private static Task PlanAsync(ImmutableArray<Demand> demand, ImmutableArray<Supply>[] orders)
    {
        var picks = Sourcing.Plan(demand, orders[Random.Shared.Next(orders.Length)]);
        return picks.Sum(pick => pick.Quantity) == Lines
            ? Task.CompletedTask
            : throw new InvalidOperationException("A plan does not serve its order.");
    }

    private static ImmutableArray<Supply> Levels(Random random, double density)
    {
        var levels = ImmutableArray.CreateBuilder<Supply>();
        for (var location = 0; location < Locations; location++)
        {
            var kind = location < 5 ? LocationKind.Warehouse : LocationKind.Store;
            var site = new Site(DistanceKm: random.Next(1, 900), FullDays: random.Next(20) == 0 ? 1 : 0);
            for (var line = 0; line < Lines; line++)
            {
                if (location % Lines == line || random.NextDouble() < density)
                {
                    levels.Add(new Supply(Sku(line), $"location-{location}", kind, random.Next(1, 30), site));
                }
            }
        }

        return levels.ToImmutable();
    }

    private static string Sku(int line) => $"sku-{line}";
}
