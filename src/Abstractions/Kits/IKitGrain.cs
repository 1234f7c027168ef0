using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;

namespace OrleansCommerce.Kits;

/// <summary>One product that is made of several. Key: the kit's SKU.</summary>
[Alias("oc.IKitGrain")]
public interface IKitGrain : IGrainWithStringKey
{
    /// <summary>The kit; null when the SKU is none.</summary>
    [Alias("Get")]
    [AlwaysInterleave]
    Task<KitDetails?> GetAsync();

    /// <summary>Says what it is made of. Units that are held keep their parts. Fails with InvalidInput, OperationIdReused.</summary>
    [Alias("Define")]
    Task<Result<KitDetails>> DefineAsync(DefineKit command);
}

/// <summary>Units of a SKU in one kit.</summary>
/// <param name="Sku">Which SKU.</param>
/// <param name="Quantity">1 to 1,000.</param>
[GenerateSerializer, Immutable, Alias("oc.KitPart")]
public sealed record KitPart([property: Id(0)] string Sku, [property: Id(1)] int Quantity);

/// <summary>Units of a SKU in one kit that is sold.</summary>
/// <param name="Sku">Which SKU.</param>
/// <param name="Name">The product's name then.</param>
/// <param name="Quantity">1 to 1,000.</param>
/// <param name="Price">The price of one by itself then: by it, the part has its share in the kit's price.</param>
[GenerateSerializer, Immutable, Alias("oc.SoldKitPart")]
public sealed record SoldKitPart(
    [property: Id(0)] string Sku,
    [property: Id(1)] string Name,
    [property: Id(2)] int Quantity,
    [property: Id(3)] Money Price);

/// <summary>What a kit is made of is said.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="Parts">1 to 50, each of another SKU, none the kit's own.</param>
[GenerateSerializer, Immutable, Alias("oc.DefineKit")]
public sealed record DefineKit([property: Id(0)] string OperationId, [property: Id(1)] ImmutableArray<KitPart> Parts);

/// <summary>A kit as callers see it.</summary>
/// <param name="Sku">The kit's own.</param>
/// <param name="Parts">What it is made of.</param>
/// <param name="Version">Grows with every change.</param>
[GenerateSerializer, Immutable, Alias("oc.KitDetails")]
public sealed record KitDetails([property: Id(0)] string Sku, [property: Id(1)] ImmutableArray<KitPart> Parts, [property: Id(2)] long Version);
