using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Stock;

namespace OrleansCommerce.GraphQL;

/// <summary>
/// The stock of one SKU at one location. onHand = sellable units physically there. available = onHand - reserved - allocated - safety.
/// </summary>
public sealed class StockItem(StockLevels levels) : INode
{
    /// <summary>Unique among all things of the API; opaque; what `node` takes.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string NodeId => new GlobalId(nameof(StockItem), new StockItemKey(levels.LocationId, levels.Sku).ToString()).ToString();

    /// <summary>Which SKU.</summary>
    public string Sku => levels.Sku;

    /// <summary>Sellable units physically there.</summary>
    public int OnHand => levels.OnHand;

    /// <summary>Held for carts and tills, until they expire.</summary>
    public int Reserved => levels.Reserved;

    /// <summary>Promised to orders, until they leave the location.</summary>
    public int Allocated => levels.Allocated;

    /// <summary>Kept back from every channel but the till.</summary>
    public int Safety => levels.Safety;

    /// <summary>What can be promised; negative when a till sold what was promised already.</summary>
    public int Available => levels.Available;

    /// <summary>Number of the last durable event of this stock item; grows with every change.</summary>
    public int Version => checked((int)levels.Version);

    /// <summary>Where it is.</summary>
    public Task<Location> GetLocationAsync(LocationLoader locations, CancellationToken cancellationToken) =>
        locations.LoadLocationAsync(levels.LocationId, cancellationToken);
}
