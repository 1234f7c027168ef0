using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>Units of one SKU at one price.</summary>
public sealed class CartLine(Carts.CartLine line)
{
    /// <summary>Unique in the cart.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string Id => line.Id;

    /// <summary>Which SKU.</summary>
    public string Sku => line.Sku;

    /// <summary>The product's name when it was added.</summary>
    public string Name => line.Name;

    /// <summary>1 to 1,000,000.</summary>
    public int Quantity => line.Quantity;

    /// <summary>The price of one when it was added, or the price that staff gave.</summary>
    public MoneyAmount UnitPrice => new(line.UnitPrice);

    /// <summary>Quantity times price, rounded to the currency's minor unit, half away from zero.</summary>
    public MoneyAmount Total => new(line.Total);

    /// <summary>What one kit is made of; at most 50; empty when it is none. The order has a line or two for each part, at its share of the price.</summary>
    public IReadOnlyList<KitPart> Parts { get; } = [.. (line.Parts ?? []).Select(part => new KitPart(new Kits.KitPart(part.Sku, part.Quantity)))];

    /// <summary>Which channel added it first.</summary>
    public Channel AddedFrom => line.AddedFrom;
}
