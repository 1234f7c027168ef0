using System.Collections.Immutable;
using OrleansCommerce.Catalog;
using OrleansCommerce.Kits;

namespace OrleansCommerce.Grains.Kits;

/// <summary>
/// A kit that is sold is its parts at the kit's price: each part leaves its own shelf, has its own VAT rate and comes back by itself, for
/// its share of what was paid. Pure.
/// </summary>
public static class KitSelling
{
    /// <summary>Why a kit cannot be sold now; null when it can.</summary>
    /// <param name="kit">The kit.</param>
    /// <param name="products">The products of its parts, by SKU, as far as they are registered.</param>
    /// <param name="currency">Of the sale.</param>
    /// <param name="field">Of the request, which the refusal names.</param>
    public static InvalidInput? Refusal(KitDetails kit, IReadOnlyDictionary<string, ProductDetails> products, string currency, string field)
    {
        foreach (var part in kit.Parts)
        {
            if (!products.TryGetValue(part.Sku, out var product) || !product.StockTracked)
            {
                return new InvalidInput(field, $"'{part.Sku}', a part of '{kit.Sku}', is no stock tracked product any more.");
            }

            if (product.Price.Currency != currency)
            {
                return new InvalidInput(field, $"'{part.Sku}', a part of '{kit.Sku}', is priced in {product.Price.Currency}, the sale is in {currency}.");
            }
        }

        return null;
    }

    /// <summary>What a kit is made of when it is sold now.</summary>
    /// <param name="kit">A kit without a <see cref="Refusal"/>.</param>
    /// <param name="products">The products of its parts, by SKU.</param>
    public static ImmutableArray<SoldKitPart> PartsOf(KitDetails kit, IReadOnlyDictionary<string, ProductDetails> products) =>
    [
        .. kit.Parts.Select(part => new SoldKitPart(part.Sku, products[part.Sku].Name, part.Quantity, products[part.Sku].Price)),
    ];

    /// <summary>Why so many kits cannot be sold at once: the units of a part are one quantity. Null when they can.</summary>
    public static InvalidInput? TooMany(int kits, ImmutableArray<SoldKitPart> parts, string field) =>
        (long)kits * parts.Max(part => part.Quantity) > Limits.QuantityMax
            ? new InvalidInput(field, $"must be at most {Limits.QuantityMax / parts.Max(part => part.Quantity)} of this kit, was {kits}.")
            : null;

    /// <summary>
    /// The units of kits, with the kits' price shared among them by what they cost by themselves. The shares add up to the price to the
    /// minor unit; where it cannot be shared evenly, some units of a part cost one minor unit more, on a line of their own.
    /// </summary>
    /// <param name="unitPrice">Of one kit.</param>
    /// <param name="kits">How many.</param>
    /// <param name="parts">What one is made of.</param>
    public static IEnumerable<KitShare> Share(Money unitPrice, int kits, ImmutableArray<SoldKitPart> parts)
    {
        var minor = Minor(unitPrice.Currency);
        var total = (unitPrice with { Amount = unitPrice.Amount * kits }).Rounded().Amount / minor;
        var weights = parts.Select(part => part.Price.Amount * part.Quantity).ToArray();
        if (weights.Sum() == 0)
        {
            weights = [.. parts.Select(part => (decimal)part.Quantity)];
        }

        var (sum, given, weight) = (weights.Sum(), 0m, 0m);
        for (var i = 0; i < parts.Length; i++)
        {
            // The sums up to each part are what is rounded: so no part is a whole minor unit off, and the last sum is the total.
            weight += weights[i];
            var share = decimal.Round(total * (weight / sum), MidpointRounding.AwayFromZero) - given;
            given += share;
            var units = kits * parts[i].Quantity;
            var price = decimal.Floor(share / units);
            var dearer = (int)(share - (price * units));
            if (units > dearer)
            {
                yield return new KitShare(parts[i].Sku, parts[i].Name, units - dearer, unitPrice with { Amount = price * minor });
            }

            if (dearer > 0)
            {
                yield return new KitShare(parts[i].Sku, parts[i].Name, dearer, unitPrice with { Amount = (price + 1) * minor });
            }
        }
    }

    private static decimal Minor(string currency) => new(1, 0, 0, isNegative: false, (byte)Currencies.MinorDigits(currency));
}

/// <summary>Units of a part of kits, at their share of the kits' price.</summary>
/// <param name="Sku">Which SKU.</param>
/// <param name="Name">The product's name.</param>
/// <param name="Quantity">Units, for all kits together.</param>
/// <param name="UnitPrice">In whole minor units.</param>
public sealed record KitShare(string Sku, string Name, int Quantity, Money UnitPrice);
