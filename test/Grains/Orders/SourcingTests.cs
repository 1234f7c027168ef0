using FsCheck;
using FsCheck.Fluent;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Locations;
using static OrleansCommerce.Grains.Tests.Orders.OrderStory;

namespace OrleansCommerce.Grains.Tests.Orders;

public sealed class SourcingTests
{
    [Fact]
    public void One_location_that_has_it_all_serves_alone() =>
        Assert.Equal([new Pick("mug", "b", 13)], Plan([new("mug", 13)], [Shows("mug", "a", 10), Shows("mug", "b", 15)]));

    [Fact]
    public void When_none_has_it_all_the_fullest_gives_all_it_has_and_the_next_the_rest() =>
        Assert.Equal(
            [new Pick("mug", "b", 10), new Pick("mug", "a", 3)],
            Plan([new("mug", 13)], [Shows("mug", "a", 9), Shows("mug", "b", 10)]));

    [Fact]
    public void A_warehouse_comes_before_a_store_with_more() =>
        Assert.Equal(
            [new Pick("mug", "w", 2)],
            Plan([new("mug", 2)], [Shows("mug", "s", 90, LocationKind.Store), Shows("mug", "w", 2)]));

    [Fact]
    public void One_store_that_has_all_skus_comes_before_two_warehouses() =>
        Assert.Equal(
            [new Pick("mug", "s", 1), new Pick("lamp", "s", 1)],
            Plan(
                [new("mug", 1), new("lamp", 1)],
                [Shows("mug", "w1", 9), Shows("lamp", "w2", 9), Shows("mug", "s", 1, LocationKind.Store), Shows("lamp", "s", 1, LocationKind.Store)]));

    [Fact]
    public void A_pickup_takes_what_lies_in_its_store_first() =>
        Assert.Equal(
            [new Pick("mug", "s", 2), new Pick("mug", "w", 3)],
            Plan([new("mug", 5)], [Shows("mug", "w", 50), Shows("mug", "s", 2, LocationKind.Store)], "s"));

    [Fact]
    public void Less_than_nothing_at_one_location_hides_nothing_at_another() =>
        Assert.Equal([new Pick("mug", "b", 4)], Plan([new("mug", 4)], [Shows("mug", "a", -7), Shows("mug", "b", 4)]));

    [Fact]
    public void What_no_location_shows_is_not_planned() =>
        Assert.Equal([new Pick("mug", "a", 2)], Plan([new("mug", 3), new("lamp", 1)], [Shows("mug", "a", 2), Shows("rug", "a", 5)]));

    [Fact]
    public void A_plan_takes_exactly_what_is_wanted_and_there_and_never_more_than_is_shown()
    {
        var supplies = Gen.Choose(-3, 9).ListOf(12).Select(levels => levels
            .Select((level, index) => Shows($"sku{index % 3}", $"loc{index / 3}", level, (LocationKind)(index / 3 % 2))).ToList());
        var demands = Gen.Choose(0, 25).ListOf(3).Select(units => units.Select((unit, index) => new Demand($"sku{index}", unit)).ToList());
        Prop.ForAll(supplies.ToArbitrary(), demands.ToArbitrary(), (supply, demand) =>
        {
            var picks = Plan(demand, supply, "loc1");
            return demand.TrueForAll(wanted =>
                    picks.Where(pick => pick.Sku == wanted.Sku).Sum(pick => pick.Quantity)
                    == Math.Min(wanted.Quantity, supply.Where(shown => shown.Sku == wanted.Sku).Sum(shown => Math.Max(0, shown.Available))))
                && picks.All(pick => pick.Quantity > 0
                    && pick.Quantity <= supply.Single(shown => shown.Sku == pick.Sku && shown.LocationId == pick.LocationId).Available);
        }).QuickCheckThrowOnFailure();
    }

    private static Pick[] Plan(IEnumerable<Demand> demand, IEnumerable<Supply> supply, string? first = null) =>
        [.. Sourcing.Plan(demand, supply, first)];
}
