using Orleans.Metadata;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
using OrleansCommerce.Grains;

namespace OrleansCommerce.Silo.Engine;

/// <summary>
/// What one customer works on is activated on the silo that asks for it: a cart where its request came in, an order beside the cart
/// that it is made from, the hold of a kit beside the request. All others, which everybody asks, are spread by the load of the silos,
/// which is the engine's own way.
/// </summary>
internal sealed class WhereTheRequestIs : IPlacementStrategyResolver
{
    private static readonly HashSet<GrainType> OfOneCustomer =
    [
        .. Aggregates.All.Where(static kind => kind.Category is "cart" or "order" or "kit-reservation").Select(static kind => GrainType.Create(kind.GrainType)),
    ];

    private readonly PreferLocalPlacement _local = new();

    /// <inheritdoc/>
    public bool TryResolvePlacementStrategy(GrainType grainType, GrainProperties? properties, out PlacementStrategy result)
    {
        result = _local;
        return OfOneCustomer.Contains(grainType);
    }
}
