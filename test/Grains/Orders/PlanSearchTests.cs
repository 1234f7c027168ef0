using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Locations;

namespace OrleansCommerce.Grains.Tests.Orders;

/// <summary>The search against one that tries every set of locations.</summary>
public sealed class PlanSearchTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void No_set_of_locations_is_cheaper_than_a_plan_that_says_it_is_exact(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 400; round++)
        {
            var problem = RandomProblem(random, skus: random.Next(1, 5), locations: random.Next(1, 9), unitsMax: random.Next(1, 7));
            var found = PlanSearch.Find(problem);
            Assert.Equal(found.Cost, problem.Cost([.. found.Locations]));
            Assert.True(found.IsExact, "A small problem is solved exactly.");
            Assert.Equal(Cheapest(problem), found.Cost);
        }
    }

    [Fact]
    public void Twelve_lines_at_two_hundred_locations_are_exact_whatever_lies_where()
    {
        var random = new Random(7);
        foreach (var density in (double[])[0.02, 0.1, 0.3, 0.6, 1])
        {
            var problem = RandomProblem(random, skus: 12, locations: 200, unitsMax: 1, density);
            var found = PlanSearch.Find(problem);
            Assert.True(found.IsExact);
            Assert.Equal(found.Cost, problem.Cost([.. found.Locations]));
        }
    }

    [Fact]
    public void Above_its_limits_it_serves_everything_and_does_not_say_that_it_is_exact()
    {
        var random = new Random(8);
        var problem = RandomProblem(random, skus: 30, locations: 60, unitsMax: 40, density: 0.3);
        var found = PlanSearch.Find(problem);
        Assert.False(found.IsExact);
        Assert.Equal(found.Cost, problem.Cost([.. found.Locations]));
        Assert.NotEqual(long.MaxValue, found.Cost);
        Assert.Distinct(found.Locations);
    }

    [Fact]
    public void Two_parcels_with_all_are_better_than_three_even_when_a_line_is_torn() =>
        Assert.Equal(
            [new Pick("a", "l1", 1), new Pick("b", "l1", 1), new Pick("a", "l2", 1), new Pick("c", "l2", 1)],
            Plan(
                [new("a", 2), new("b", 1), new("c", 1)],
                [
                    Shows("a", "l1", 1), Shows("b", "l1", 9),
                    Shows("a", "l2", 1), Shows("c", "l2", 9),
                    Shows("a", "l3", 9),
                ]));

    [Fact]
    public void A_near_store_is_cheaper_than_a_far_warehouse() =>
        Assert.Equal(
            [new Pick("a", "near", 1)],
            Plan(
                [new("a", 1)],
                [
                    Shows("a", "far", 50, new Site(DistanceKm: 900)),
                    Shows("a", "near", 50, new Site(DistanceKm: 20), LocationKind.Store),
                ]));

    [Fact]
    public void The_last_units_of_a_store_stay_there_while_another_has_more() =>
        Assert.Equal(
            [new Pick("a", "deep", 1)],
            Plan(
                [new("a", 1)],
                [
                    Shows("a", "last", 2, new Site(DistanceKm: 10), LocationKind.Store),
                    Shows("a", "deep", 9, new Site(DistanceKm: 90), LocationKind.Store),
                ]));

    [Fact]
    public void A_location_with_no_capacity_left_for_the_day_is_asked_last_and_promises_a_day_later()
    {
        var full = Shows("a", "full", 50, new Site(FullDays: 1));
        var free = Shows("a", "free", 50, new Site(), LocationKind.Store);
        Assert.Equal("free", Assert.Single(Sourcing.Plan([new("a", 1)], [full, free])).LocationId);
        Assert.Equal("full", Assert.Single(Sourcing.Plan([new("a", 1)], [full])).LocationId);
        var delivery = new OrleansCommerce.Orders.Delivery(OrleansCommerce.Orders.DeliveryMethod.Ship, null, "a");
        Assert.Equal(
            OrderStory.Noon.AddHours(24 + 48 + 24),
            Sourcing.Promise(full.Kind, "full", full.Site, delivery, SourcingPolicy.Default, OrderStory.Noon));
    }

    [Fact]
    public void A_pickup_is_promised_at_once_from_its_own_store_and_after_a_transfer_from_another()
    {
        var delivery = new OrleansCommerce.Orders.Delivery(OrleansCommerce.Orders.DeliveryMethod.StorePickup, "shop", null);
        Assert.Equal(
            OrderStory.Noon.AddHours(4), Sourcing.Promise(LocationKind.Store, "shop", null, delivery, SourcingPolicy.Default, OrderStory.Noon));
        Assert.Equal(
            OrderStory.Noon.AddHours(1 + 24 + 1),
            Sourcing.Promise(LocationKind.Store, "other", new Site(LeadHours: 1), delivery, SourcingPolicy.Default, OrderStory.Noon.AddMinutes(1)));
    }

    [Fact]
    public void Equal_locations_are_chosen_by_units_and_then_by_id() =>
        Assert.Equal("b", Assert.Single(Sourcing.Plan([new("a", 1)], [Shows("a", "c", 5), Shows("a", "b", 5), Shows("a", "a", 4)])).LocationId);

    private static Pick[] Plan(IEnumerable<Demand> demand, IEnumerable<Supply> supply) => [.. Sourcing.Plan(demand, supply)];

    private static Supply Shows(string sku, string location, int available, Site? site = null, LocationKind kind = LocationKind.Warehouse) =>
        new(sku, location, kind, available, site);

    private static PlanProblem RandomProblem(Random random, int skus, int locations, int unitsMax, double density = 0.5)
    {
        var problem = new PlanProblem(
            [.. Enumerable.Range(0, skus).Select(sku => $"s{sku}")], [.. Enumerable.Range(0, locations).Select(location => $"l{location}")]);
        var costs = Enumerable.Range(0, locations).Select(_ => random.Next(0, 40)).Order().ToArray();
        for (var location = 0; location < locations; location++)
        {
            problem.ParcelCosts[location] = costs[location];
            for (var sku = 0; sku < skus; sku++)
            {
                if (location == sku % locations || random.NextDouble() < density)
                {
                    problem.SetShelf(location, sku, random.Next(1, unitsMax + 3), random.Next(0, 12));
                }
            }
        }

        for (var sku = 0; sku < skus; sku++)
        {
            var there = Enumerable.Range(0, locations).Sum(location => problem.Available(location, sku));
            problem.Wanted[sku] = Math.Min(there, random.Next(1, unitsMax + 1));
        }

        return problem;
    }

    private static long Cheapest(PlanProblem problem) =>
        Enumerable.Range(1, (1 << problem.LocationCount) - 1)
            .Min(set => problem.Cost([.. Enumerable.Range(0, problem.LocationCount).Where(location => (set & (1 << location)) != 0)]));
}
