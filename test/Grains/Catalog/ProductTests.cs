using OrleansCommerce.Catalog;
using OrleansCommerce.Grains.Catalog;
using OrleansCommerce.Grains.Tests.EventSourcing;
using static OrleansCommerce.Grains.Catalog.Product.Event;

namespace OrleansCommerce.Grains.Tests.Catalog;

public sealed class ProductTests
{
    private static readonly DateTimeOffset Noon = EventSourcing.Given.Noon;

    private static readonly UpsertProduct Mug = new("A mug", new Money(4.99m, "GBP"), StockTracked: true);

    [Fact]
    public void A_product_is_registered_once_and_changed_when_it_differs()
    {
        var then = Given().When(state => Product.Decide(state, Mug, Noon)).ThenHappens(new Upserted("A mug", Mug.Price, true));
        then.And.When(state => Product.Decide(state, Mug, Noon)).ThenNothingHappens();
        then.And.When(state => Product.Decide(state, Mug with { Name = "A cup" }, Noon)).ThenHappens(new Upserted("A cup", Mug.Price, true));
    }

    [Theory]
    [InlineData("", 1, "GBP", "name")]
    [InlineData("A mug", -1, "GBP", "price.amount")]
    [InlineData("A mug", 1.234, "GBP", "price.amount")]
    [InlineData("A mug", 1.5, "JPY", "price.amount")]
    [InlineData("A mug", 1, "gbp", "price.currency")]
    public void Bad_content_is_refused_by_its_field(string name, double amount, string currency, string field) =>
        Given().When(state => Product.Decide(state, new UpsertProduct(name, new Money((decimal)amount, currency), true), Noon)).ThenIsInvalid(field);

    [Fact]
    public void A_third_decimal_is_allowed_where_the_currency_has_one() =>
        Assert.Null(Given().When(state => Product.Decide(state, Mug with { Price = new Money(1.234m, "KWD") }, Noon)).Decision.Failure);

    [Fact]
    public void A_location_is_noted_once()
    {
        var then = Given(new Upserted("A mug", Mug.Price, true)).When(state => Product.AddLocation(state, "mug", "w")).ThenHappens(new LocationAdded("w"));
        then.And.When(state => Product.AddLocation(state, "mug", "w")).ThenNothingHappens();
        then.And.When(state => Product.Decide(state, Mug with { StockTracked = false }, Noon)).ThenIsInvalid("stockTracked");
    }

    [Fact]
    public void What_is_not_registered_or_not_tracked_has_no_location()
    {
        Given().When(state => Product.AddLocation(state, "mug", "w")).ThenIsRefused(new NotFound("product", "mug"));
        Given(new Upserted("Postage", Mug.Price, false)).When(state => Product.AddLocation(state, "POST", "w")).ThenIsInvalid("sku");
    }

    [Fact]
    public void Terms_of_return_hold_from_when_they_are_set()
    {
        var noon = EventSourcing.Given.Noon;
        var then = Given(new Upserted("A mug", Mug.Price, true))
            .When(state => Product.Decide(state, "mug", new SetReturnTerms(14, true), noon)).ThenHappens(new ReturnTermsSet(14, true, noon));
        then.And.When(state => Product.Decide(state, "mug", new SetReturnTerms(14, true), noon.AddDays(1))).ThenNothingHappens();
        then.And.When(state => Product.Decide(state, "mug", new SetReturnTerms(3_651, true), noon)).ThenIsInvalid("days");
        then.And.When(state => Product.Decide(state, "mug", new SetReturnTerms(-1, true), noon)).ThenIsInvalid("days");
        Assert.Equal(new ProductReturnTerms(14, true, noon), Assert.Single(then.After.Details("mug")!.ReturnTerms!.Value));
        Given().When(state => Product.Decide(state, "mug", new SetReturnTerms(1, false), noon)).ThenIsRefused(new NotFound("product", "mug"));
        Given(new Upserted("A mug", Mug.Price, true)).When(state => Product.Decide(state, "mug", new SetReturnTerms(null, false), noon)).ThenNothingHappens();
    }

    [Fact]
    public void The_newest_terms_are_remembered()
    {
        var noon = EventSourcing.Given.Noon;
        Product.Event[] events = [.. Enumerable.Range(0, 60).Select(day => new ReturnTermsSet(day, false, noon.AddDays(day)))];
        var terms = events.Aggregate(Product.State.Initial, Product.Evolve).ReturnTerms;
        Assert.Equal((Product.ReturnTermsMax, 10, 59), (terms.Length, terms[0].Days!.Value, terms[^1].Days!.Value));
    }

    [Fact]
    public void A_category_holds_from_when_it_is_set_and_an_upsert_without_one_takes_it_away()
    {
        var bra = Mug with { Category = "underwear" };
        var then = Given().When(state => Product.Decide(state, bra, Noon)).ThenHappens(new Upserted("A mug", Mug.Price, true), new CategorySet("underwear", Noon));
        then.And.When(state => Product.Decide(state, bra, Noon.AddDays(1))).ThenNothingHappens();
        then.And.When(state => Product.Decide(state, bra with { Category = "lingerie" }, Noon.AddDays(1))).ThenHappens(new CategorySet("lingerie", Noon.AddDays(1)));
        var none = then.And.When(state => Product.Decide(state, Mug, Noon.AddDays(2))).ThenHappens(new CategorySet(null, Noon.AddDays(2)));
        Assert.Equal(
            [new ProductCategory("underwear", Noon), new ProductCategory(null, Noon.AddDays(2))], none.After.Details("mug")!.Categories!.Value.AsEnumerable());
        Assert.Null(Given(new Upserted("A mug", Mug.Price, true)).When(state => Product.Decide(state, Mug, Noon)).ThenNothingHappens().After.Details("mug")!.Categories);
        Given().When(state => Product.Decide(state, Mug with { Category = "Under wear" }, Noon)).ThenIsInvalid("category");
        Given().When(state => Product.Decide(state, Mug with { TaxCategory = "" }, Noon)).ThenIsInvalid("taxCategory");
    }

    private static Given<Product.State, Product.Event> Given(params Product.Event[] events) =>
        EventSourcing.Given.History(Product.State.Initial, Product.Evolve, events);
}
