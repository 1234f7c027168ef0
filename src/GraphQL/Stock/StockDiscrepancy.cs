using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Stock;

namespace OrleansCommerce.GraphQL;

/// <summary>A shelf with fewer units than are promised from it.</summary>
public sealed class StockDiscrepancy(Search.StockDiscrepancy discrepancy)
{
    /// <summary>Location, SKU and a number.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string Id => discrepancy.Id.ToString();

    /// <summary>Which SKU.</summary>
    public string Sku => discrepancy.Id.Item.Sku;

    /// <summary>Units that are missing, beyond what earlier discrepancies told.</summary>
    public int Shortfall => discrepancy.Shortfall;

    /// <summary>What took them.</summary>
    public DiscrepancyCause Cause => discrepancy.Cause;

    /// <summary>The sale, count or movement that took them.</summary>
    public string Reference => discrepancy.Reference;

    /// <summary>The promises at risk when it was raised, the youngest first; of one instant, a reservation before an order. At most one for each missing unit.</summary>
    public IReadOnlyList<PromiseAtRisk> AtRisk { get; } = [.. discrepancy.AtRisk.Select(promise => new PromiseAtRisk(promise))];

    /// <summary>When it was raised.</summary>
    public DateTimeOffset RaisedAt => discrepancy.RaisedAt;

    /// <summary>When it was resolved; null while it is open.</summary>
    public DateTimeOffset? ResolvedAt => discrepancy.ResolvedAt;

    /// <summary>What was found and done; null while it is open.</summary>
    public string? Resolution => discrepancy.Resolution;

    /// <summary>Where it is.</summary>
    public Task<Location> GetLocationAsync(LocationLoader locations, CancellationToken cancellationToken) =>
        locations.LoadLocationAsync(discrepancy.Id.Item.LocationId, cancellationToken);
}

/// <summary>A promise that cannot be kept with what is on hand.</summary>
public sealed class PromiseAtRisk(AtRisk promise)
{
    /// <summary>What was promised.</summary>
    public PromiseKind Kind => promise.Kind;

    /// <summary>The reservation's or the allocation's id.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string PromiseId => promise.PromiseId;

    /// <summary>The order, which looks for the units elsewhere; null for a reservation.</summary>
    [GraphQLType<IdType>]
    public string? OrderId => promise.OrderId;

    /// <summary>Units at risk: all of the promise, or a part.</summary>
    public int Quantity => promise.Quantity;
}
