using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>What a product is to be.</summary>
public sealed record UpsertProductInput
{
    /// <summary>1 to 64 printable characters, case sensitive.</summary>
    public required string Sku { get; init; }

    /// <summary>For people.</summary>
    public required string Name { get; init; }

    /// <summary>The price of one, in the currency's minor unit.</summary>
    public required MoneyInput Price { get; init; }

    /// <summary>False for postage, discounts and services.</summary>
    [System.ComponentModel.DefaultValue(true)]
    public bool? StockTracked { get; init; }

    /// <summary>Of its VAT, such as `reduced`: 1 to 32 lower-case letters, digits and hyphens; the standard one when left out.</summary>
    public string? TaxCategory { get; init; }

    /// <summary>
    /// What kind of goods it is, such as `underwear`, for orders from now on: policies of return are set for it. 1 to 32 lower-case letters,
    /// digits and hyphens; of none when left out.
    /// </summary>
    public string? Category { get; init; }
}

/// <summary>The product after it.</summary>
public sealed record UpsertProductPayload
{
    /// <summary>The product; null when the mutation failed.</summary>
    public Product? Product { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IUpsertProductError>? Errors { get; init; }

    internal static UpsertProductPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<IUpsertProductError>(failure) };
}

/// <summary>Why a product could not be registered or changed.</summary>
[UnionType("UpsertProductError")]
public interface IUpsertProductError;
