using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Catalog;

namespace OrleansCommerce.GraphQL;

/// <summary>Something that is sold, by its SKU.</summary>
public sealed class Product(ProductDetails product) : INode
{
    /// <summary>Unique among all things of the API; opaque; what `node` takes.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string NodeId => new GlobalId(nameof(Product), product.Sku).ToString();

    /// <summary>Stock keeping unit, case sensitive.</summary>
    public string Sku => product.Sku;

    /// <summary>For people.</summary>
    public string Name => product.Name;

    /// <summary>The current price of one.</summary>
    public MoneyAmount Price => new(product.Price);

    /// <summary>False for postage, discounts and services: no stock, never out of it.</summary>
    public bool StockTracked => product.StockTracked;

    /// <summary>Of its VAT, such as `reduced`; the standard one when null.</summary>
    public string? TaxCategory => product.TaxCategory;

    /// <summary>What kind of goods it is, such as `underwear`: policies of return are set for it. Null when of none.</summary>
    public string? Category => product.Categories is { } categories ? categories[^1].Name : null;

    /// <summary>How many days after it was handed over it can come back, if it is bought now; null when its category or the channel says.</summary>
    public int? ReturnDays => product.ReturnTerms is { } terms ? terms[^1].Days : null;

    /// <summary>Whether its own terms say that it is sold for good now: it comes back only when the shop is to answer for it.</summary>
    public bool FinalSale => product.ReturnTerms is { } terms && terms[^1].FinalSale;

    /// <summary>Its stock, one for each location that holds it or held it, by location id.</summary>
    public async Task<IReadOnlyList<StockItem>> GetAvailabilityAsync(AvailabilityLoader availability, CancellationToken cancellationToken)
    {
        var levels = await availability.LoadAsync(Sku, cancellationToken) ?? [];
        return [.. levels.Select(item => new StockItem(item))];
    }
}
