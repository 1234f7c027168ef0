using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Validation;

namespace OrleansCommerce.GraphQL.Tests.Validation;

/// <summary>What the edge refuses before a grain is asked.</summary>
public sealed class ValidationTests
{
    private static readonly Caller Alice = new("alice", Role.Customer);

    [Theory]
    [InlineData("store-london", true)]
    [InlineData("a", true)]
    [InlineData("", false)]
    [InlineData("store/london", false)]
    [InlineData("store london", false)]
    [InlineData("störe", false)]
    public void A_location_id_has_letters_digits_and_three_signs(string id, bool valid) => Assert.Equal(valid, Ids.IsLocation(id));

    [Fact]
    public void A_location_id_has_at_most_64_characters()
    {
        Assert.True(Ids.IsLocation(new string('a', 64)));
        Assert.False(Ids.IsLocation(new string('a', 65)));
    }

    [Theory]
    [InlineData("85123A", true)]
    [InlineData("gift_0001_20 x", true)]
    [InlineData("größe/42", true)]
    [InlineData(" 85123A", false)]
    [InlineData("85123A ", false)]
    [InlineData("851\t23A", false)]
    [InlineData("851\u200b23A", false)]
    [InlineData("", false)]
    public void A_sku_is_printable_and_has_no_white_space_at_its_ends(string sku, bool valid) => Assert.Equal(valid, Ids.IsSku(sku));

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(51.5, -0.12, null)]
    [InlineData(51.5, null, "longitude")]
    [InlineData(null, -0.12, "latitude")]
    [InlineData(90.1, 0.0, "latitude")]
    [InlineData(0.0, -180.1, "longitude")]
    public void A_point_has_both_coordinates_in_range_or_none(double? latitude, double? longitude, string? field) =>
        Assert.Equal(field, GeoPoint.Check(latitude, longitude)?.Field);

    [Fact]
    public void The_way_from_London_to_Edinburgh_is_534_kilometres()
    {
        var kilometres = new GeoPoint(51.5074, -0.1278).KilometresTo(new GeoPoint(55.9533, -3.1883));

        Assert.InRange(kilometres, 532, 536);
    }

    [Theory]
    [InlineData("GB", true)]
    [InlineData("DE", true)]
    [InlineData("UK", false)]
    [InlineData("gb", false)]
    [InlineData("GBR", false)]
    public void A_country_is_an_ISO_code(string code, bool valid) => Assert.Equal(valid, Countries.Check(code, "country") is null);

    [Theory]
    [InlineData("EC1A 1BB", true)]
    [InlineData("10115", true)]
    [InlineData("1", false)]
    [InlineData("-1011", false)]
    [InlineData("12345678901234567", false)]
    [InlineData("10;15", false)]
    public void A_postcode_has_2_to_16_plausible_characters(string postcode, bool valid)
    {
        var address = new AddressInput { Name = "A. Smith", Street = "1 High Street", Postcode = postcode, City = "London", Country = "GB" };

        Assert.Equal(valid ? null : "delivery.address.postcode", address.Check("delivery.address")?.Field);
    }

    [Theory]
    [InlineData("12.50", "GBP", null)]
    [InlineData("12.505", "GBP", "price.amount")]
    [InlineData("12.5", "JPY", "price.amount")]
    [InlineData("12.505", "KWD", null)]
    [InlineData("12.50", "XXX", "price.currency")]
    [InlineData("12.50", "gbp", "price.currency")]
    public void A_price_is_in_the_minor_unit_of_a_known_currency(string amount, string currency, string? field)
    {
        var price = new MoneyInput { Amount = decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), Currency = currency };

        Assert.Equal(field, price.CheckPrice("price")?.Field);
    }

    [Fact]
    public void An_id_follows_from_the_caller_and_the_operation_and_is_a_valid_key()
    {
        var id = DerivedId.Of("cart", Alice, "op-1");

        Assert.Equal(id, DerivedId.Of("cart", Alice with { CorrelationId = "other" }, "op-1"));
        Assert.NotEqual(id, DerivedId.Of("cart", Alice, "op-2"));
        Assert.NotEqual(id, DerivedId.Of("order", Alice, "op-1"));
        Assert.NotEqual(id, DerivedId.Of("cart", new Caller("bob", Role.Customer), "op-1"));
        Assert.Equal(26, id.Length);
        Assert.True(Ids.IsOpaque(id));
        Assert.DoesNotContain('.', id);
    }

    [Fact]
    public void No_role_but_the_administrator_has_every_permission_and_the_system_has_none()
    {
        Assert.All(Enum.GetValues<Permission>(), permission => Assert.True(Permissions.Allow(Role.Admin, permission)));
        Assert.All(Enum.GetValues<Permission>(), permission => Assert.False(Permissions.Allow(Role.System, permission)));
        Assert.False(Permissions.Allow(Role.Customer, Permission.OverridePrice));
        Assert.False(Permissions.Allow(Role.Device, Permission.UseCarts));
    }
}
