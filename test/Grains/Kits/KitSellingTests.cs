using OrleansCommerce.Catalog;
using OrleansCommerce.Grains.Kits;
using OrleansCommerce.Kits;

namespace OrleansCommerce.Grains.Tests.Kits;

/// <summary>What a kit's price is worth on each of its parts.</summary>
public sealed class KitSellingTests
{
    [Fact]
    public void A_price_is_shared_by_what_the_parts_cost_by_themselves()
    {
        Assert.Equal(
            [("cup", 1, 6m), ("saucer", 2, 2m)],
            Shares(10m, 1, Part("cup", 1, 9m), Part("saucer", 2, 3m)));
    }

    [Fact]
    public void What_cannot_be_shared_evenly_makes_some_units_one_minor_unit_dearer()
    {
        Assert.Equal([("cup", 2, 3.33m), ("cup", 1, 3.34m)], Shares(10m, 1, Part("cup", 3, 5m)));
        Assert.Equal([("cup", 1, 0m), ("cup", 1, 0.01m)], Shares(0.01m, 1, Part("cup", 2, 5m)));
        Assert.Equal([("cup", 1, 3m), ("cup", 1, 4m)], Shares(7m, 1, "JPY", Part("cup", 2, 5m, "JPY")));
    }

    [Fact]
    public void The_highest_prices_and_quantities_can_be_shared()
    {
        var parts = Enumerable.Range(0, 50).Select(i => Part($"p{i}", 1_000, Limits.PriceMax)).ToArray();
        var shares = Shares(Limits.PriceMax, 1_000, parts);
        Assert.Equal(Limits.PriceMax * 1_000, shares.Sum(share => share.UnitPrice * share.Quantity));
    }

    [Fact]
    public void A_part_that_costs_nothing_gets_nothing_and_when_none_does_they_share_alike()
    {
        Assert.Equal([("cup", 1, 10m), ("card", 1, 0m)], Shares(10m, 1, Part("cup", 1, 5m), Part("card", 1, 0m)));
        Assert.Equal([("cup", 3, 2.5m), ("card", 1, 2.5m)], Shares(10m, 1, Part("cup", 3, 0m), Part("card", 1, 0m)));
    }

    [Fact]
    public void Whatever_the_kit_its_shares_add_up_to_the_minor_unit_and_are_within_one_of_their_due()
    {
        var random = new Random(20);
        for (var run = 0; run < 2_000; run++)
        {
            var currency = random.Next(3) switch { 0 => "GBP", 1 => "JPY", _ => "KWD" };
            var minor = 1m / (decimal)Math.Pow(10, Currencies.MinorDigits(currency));
            var parts = Enumerable.Range(0, random.Next(1, 8))
                .Select(i => Part($"p{i}", random.Next(1, 12), random.Next(0, 5_000) * minor, currency))
                .ToArray();
            var kits = random.Next(1, 30);
            var price = new Money(random.Next(0, 20_000) * minor / 4, currency);

            var shares = KitSelling.Share(price, kits, [.. parts]).ToList();

            var total = (price with { Amount = price.Amount * kits }).Rounded().Amount;
            Assert.Equal(total, shares.Sum(share => share.UnitPrice.Amount * share.Quantity));
            Assert.All(shares, share => Assert.True(share.UnitPrice.IsInMinorUnits && share.Quantity > 0 && share.UnitPrice.Amount >= 0));
            var weight = parts.Sum(part => part.Price.Amount * part.Quantity);
            foreach (var part in parts)
            {
                var mine = shares.Where(share => share.Sku == part.Sku).ToList();
                Assert.Equal(kits * part.Quantity, mine.Sum(share => share.Quantity));
                if (weight > 0)
                {
                    var due = total * part.Price.Amount * part.Quantity / weight;
                    Assert.True(Math.Abs(mine.Sum(share => share.UnitPrice.Amount * share.Quantity) - due) <= minor, $"run {run}, {part}: due {due}");
                }
            }
        }
    }

    [Fact]
    public void A_kit_whose_part_cannot_be_sold_is_refused()
    {
        var kit = new KitDetails("set", [new KitPart("cup", 2)], 1);
        var cup = new ProductDetails("cup", "A cup", new Money(5m, "GBP"), true, []);
        Assert.Null(Refusal(cup));
        Assert.Equal("lines[0].sku", Refusal()!.Field);
        Assert.Equal("lines[0].sku", Refusal(cup with { StockTracked = false })!.Field);
        Assert.Equal("lines[0].sku", Refusal(cup with { Price = new Money(5m, "EUR") })!.Field);

        InvalidInput? Refusal(params ProductDetails[] products) =>
            KitSelling.Refusal(kit, products.ToDictionary(product => product.Sku), "GBP", "lines[0].sku");
    }

    [Fact]
    public void The_units_of_a_part_are_one_quantity()
    {
        Assert.Null(KitSelling.TooMany(1_000, [Part("cup", 1_000, 1m)], "quantity"));
        Assert.Equal("quantity", KitSelling.TooMany(1_001, [Part("cup", 1_000, 1m)], "quantity")!.Field);
    }

    private static SoldKitPart Part(string sku, int quantity, decimal price, string currency = "GBP") =>
        new(sku, sku, quantity, new Money(price, currency));

    private static IEnumerable<(string Sku, int Quantity, decimal UnitPrice)> Shares(decimal price, int kits, params SoldKitPart[] parts) =>
        Shares(price, kits, "GBP", parts);

    private static IEnumerable<(string Sku, int Quantity, decimal UnitPrice)> Shares(decimal price, int kits, string currency, params SoldKitPart[] parts) =>
        KitSelling.Share(new Money(price, currency), kits, [.. parts]).Select(share => (share.Sku, share.Quantity, share.UnitPrice.Amount));
}
