using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;

namespace OrleansCommerce.Catalog;

/// <summary>One product, by SKU. Key: the SKU.</summary>
[Alias("oc.IProductGrain")]
public interface IProductGrain : IGrainWithStringKey
{
    /// <summary>The product; null when it is not registered.</summary>
    [Alias("Get")]
    [AlwaysInterleave]
    Task<ProductDetails?> GetAsync();

    /// <summary>Registers or changes it; the same content again is no change. Fails with InvalidInput.</summary>
    [Alias("Upsert")]
    Task<Result<ProductDetails>> UpsertAsync(UpsertProduct command);

    /// <summary>Notes that a location holds, or held, stock of it, before the first unit is booked there.
    /// Fails with NotFound (the product), InvalidInput (not stock tracked).</summary>
    [Alias("AddLocation")]
    Task<Result<ProductDetails>> AddLocationAsync(string locationId);

    /// <summary>Says under which terms it can come back, for orders from now on; the same again is no change. Fails with InvalidInput, NotFound.</summary>
    [Alias("SetReturnTerms")]
    Task<Result<ProductDetails>> SetReturnTermsAsync(SetReturnTerms command);
}

/// <summary>A product as callers see it.</summary>
/// <param name="Sku">Stock keeping unit, case sensitive.</param>
/// <param name="Name">For people.</param>
/// <param name="Price">The current price of one.</param>
/// <param name="StockTracked">False for postage, discounts and services: no stock, never out of it.</param>
/// <param name="LocationIds">Every location that holds or held stock of it, in the order of their first receipt.</param>
/// <param name="TaxCategory">Of its VAT, such as <c>reduced</c>; the standard one when null.</param>
/// <param name="ReturnTerms">Under which terms it can come back, oldest first; those of its category or the channel when null.</param>
/// <param name="Categories">What kind of goods it is and was, oldest first; of none when null.</param>
[GenerateSerializer, Immutable, Alias("oc.ProductDetails")]
public sealed record ProductDetails(
    [property: Id(0)] string Sku,
    [property: Id(1)] string Name,
    [property: Id(2)] Money Price,
    [property: Id(3)] bool StockTracked,
    [property: Id(4)] ImmutableArray<string> LocationIds,
    [property: Id(5)] string? TaxCategory = null,
    [property: Id(6)] ImmutableArray<ProductReturnTerms>? ReturnTerms = null,
    [property: Id(7)] ImmutableArray<ProductCategory>? Categories = null);

/// <summary>What kind of goods a product is. It holds for orders placed since, until the next one.</summary>
/// <param name="Name">Such as <c>underwear</c>; of no category when null.</param>
/// <param name="Since">UTC.</param>
[GenerateSerializer, Immutable, Alias("oc.ProductCategory")]
public sealed record ProductCategory([property: Id(0)] string? Name, [property: Id(1)] DateTimeOffset Since);

/// <summary>Under which terms a product can come back. They hold for orders placed since, until the next ones.</summary>
/// <param name="Days">How many days after it was handed over; its category's or the channel's when null.</param>
/// <param name="FinalSale">Whether it is sold for good: it comes back only when the shop is to answer for it.</param>
/// <param name="Since">UTC.</param>
[GenerateSerializer, Immutable, Alias("oc.ProductReturnTerms")]
public sealed record ProductReturnTerms(
    [property: Id(0)] int? Days, [property: Id(1)] bool FinalSale, [property: Id(2)] DateTimeOffset Since);

/// <summary>New terms of return for a product.</summary>
/// <param name="Days">0 to 3,650; its category's or the channel's when null.</param>
/// <param name="FinalSale">Whether it is sold for good.</param>
[GenerateSerializer, Immutable, Alias("oc.SetReturnTerms")]
public sealed record SetReturnTerms([property: Id(0)] int? Days, [property: Id(1)] bool FinalSale);

/// <summary>A product's content.</summary>
/// <param name="Name">1 to 200 characters.</param>
/// <param name="Price">Of one, VAT included.</param>
/// <param name="StockTracked">False for postage, discounts and services.</param>
/// <param name="TaxCategory">1 to 32 lower-case letters, digits and hyphens; the standard category when null.</param>
/// <param name="Category">What kind of goods it is: 1 to 32 lower-case letters, digits and hyphens; of none when null.</param>
[GenerateSerializer, Immutable, Alias("oc.UpsertProduct")]
public sealed record UpsertProduct(
    [property: Id(0)] string Name,
    [property: Id(1)] Money Price,
    [property: Id(2)] bool StockTracked,
    [property: Id(3)] string? TaxCategory = null,
    [property: Id(4)] string? Category = null);
