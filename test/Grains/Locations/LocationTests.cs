using OrleansCommerce.Grains.Locations;
using OrleansCommerce.Grains.Tests.EventSourcing;
using OrleansCommerce.Locations;
using static OrleansCommerce.Grains.Locations.Location.Event;

namespace OrleansCommerce.Grains.Tests.Locations;

public sealed class LocationTests
{
    private static readonly UpsertLocation Shop = new("Shop", LocationKind.Store, "FR", 48.85, 2.35);

    [Fact]
    public void A_location_is_registered_once_and_keeps_its_kind()
    {
        var then = Given().When(state => Location.Decide(state, Shop)).ThenHappens(new Upserted(Shop));
        then.And.When(state => Location.Decide(state, Shop)).ThenNothingHappens();
        then.And.When(state => Location.Decide(state, Shop with { Name = "Boutique" })).ThenHappens(new Upserted(Shop with { Name = "Boutique" }));
        then.And.When(state => Location.Decide(state, Shop with { Kind = LocationKind.Warehouse })).ThenIsInvalid("kind");
    }

    [Theory]
    [InlineData("", "FR", 1.0, 1.0, "name")]
    [InlineData("Shop", "fr", 1.0, 1.0, "country")]
    [InlineData("Shop", "FRA", 1.0, 1.0, "country")]
    [InlineData("Shop", "FR", 90.1, 1.0, "latitude")]
    [InlineData("Shop", "FR", double.NaN, 1.0, "latitude")]
    [InlineData("Shop", "FR", 1.0, 180.1, "longitude")]
    [InlineData("Shop", "FR", null, 1.0, "latitude")]
    [InlineData("Shop", "FR", 1.0, null, "longitude")]
    public void Bad_content_is_refused_by_its_field(string name, string country, double? latitude, double? longitude, string field) =>
        Given().When(state => Location.Decide(state, new UpsertLocation(name, LocationKind.Store, country, latitude, longitude))).ThenIsInvalid(field);

    private static Given<Location.State, Location.Event> Given(params Location.Event[] events) =>
        EventSourcing.Given.History(Location.State.Initial, Location.Evolve, events);
}
