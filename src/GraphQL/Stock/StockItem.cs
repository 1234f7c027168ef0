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

    /// <summary>What can be promised to a channel: without its buffer, with what may be promised beyond the units on hand; never below 0.</summary>
    /// <param name="channel">Which channel.</param>
    /// <param name="time">What time it is.</param>
    public int GetAvailableTo(Channel channel, [Service] TimeProvider time) => levels.PromisableTo(channel, time.GetUtcNow());

    /// <summary>Ordered from a supplier, and not here yet.</summary>
    public int Incoming => Ledger.Incoming;

    /// <summary>On the way here from another location.</summary>
    public int InTransit => Ledger.InTransit;

    /// <summary>Here, and broken.</summary>
    public int Damaged => Ledger.Damaged;

    /// <summary>Here, and being looked at.</summary>
    public int QualityControl => Ledger.QualityControl;

    /// <summary>In a locker of this location.</summary>
    public int AtLocker => Ledger.AtLocker;

    /// <summary>With somebody who may bring it back.</summary>
    public int OnTrial => Ledger.OnTrial;

    /// <summary>What may be promised, and to whom.</summary>
    public StockPolicy Policy => new(levels.Policy ?? Stock.StockPolicy.Default);

    private LedgerLevels Ledger => levels.Ledger ?? LedgerLevels.None;

    /// <summary>Number of the last durable event of this stock item; grows with every change.</summary>
    public int Version => checked((int)levels.Version);

    /// <summary>Where it is.</summary>
    public Task<Location> GetLocationAsync(LocationLoader locations, CancellationToken cancellationToken) =>
        locations.LoadLocationAsync(levels.LocationId, cancellationToken);
}
