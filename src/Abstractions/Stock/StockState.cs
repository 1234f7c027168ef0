using Orleans;

namespace OrleansCommerce.Stock;

/// <summary>Where a unit is, as the ledger has it. Every change of stock moves units from one of these to another.</summary>
public enum StockState
{
    /// <summary>Sellable and promised to nobody; negative when physical truth took what was promised.</summary>
    Available,

    /// <summary>Sellable, and held for a cart or a till until the reservation expires.</summary>
    Reserved,

    /// <summary>Sellable, and promised to an order until it leaves.</summary>
    Allocated,

    /// <summary>Sellable, and kept back from every channel but the till.</summary>
    Safety,

    /// <summary>Ordered from a supplier, and not here yet.</summary>
    Incoming,

    /// <summary>On the way here from another location.</summary>
    InTransit,

    /// <summary>Here, and broken.</summary>
    Damaged,

    /// <summary>Here, and being looked at.</summary>
    QualityControl,

    /// <summary>In a locker of this location.</summary>
    AtLocker,

    /// <summary>With somebody who may bring it back.</summary>
    OnTrial,

    /// <summary>Outside: with a supplier.</summary>
    Supplier,

    /// <summary>Outside: with a customer.</summary>
    Customer,

    /// <summary>Outside: lost or thrown away.</summary>
    WrittenOff,

    /// <summary>Outside: the books were wrong.</summary>
    Correction,

    /// <summary>Outside: at, or on the way to or from, another location.</summary>
    OtherLocation,
}

/// <summary>Units that moved.</summary>
/// <param name="From">Where they were.</param>
/// <param name="To">Where they are.</param>
/// <param name="Quantity">Units, more than 0.</param>
[GenerateSerializer, Immutable, Alias("oc.StockMovement")]
public sealed record StockMovement([property: Id(0)] StockState From, [property: Id(1)] StockState To, [property: Id(2)] int Quantity);

/// <summary>Units that are not sellable, by state; none is negative.</summary>
/// <param name="Incoming">Ordered from a supplier, and not here yet.</param>
/// <param name="InTransit">On the way here from another location.</param>
/// <param name="Damaged">Here, and broken.</param>
/// <param name="QualityControl">Here, and being looked at.</param>
/// <param name="AtLocker">In a locker of this location.</param>
/// <param name="OnTrial">With somebody who may bring it back.</param>
[GenerateSerializer, Immutable, Alias("oc.LedgerLevels")]
public sealed record LedgerLevels(
    [property: Id(0)] int Incoming = 0,
    [property: Id(1)] int InTransit = 0,
    [property: Id(2)] int Damaged = 0,
    [property: Id(3)] int QualityControl = 0,
    [property: Id(4)] int AtLocker = 0,
    [property: Id(5)] int OnTrial = 0)
{
    /// <summary>All 0.</summary>
    public static LedgerLevels None { get; } = new();

    /// <summary>The units in a state; 0 for a state that is not one of these.</summary>
    public int In(StockState state) => state switch
    {
        StockState.Incoming => Incoming,
        StockState.InTransit => InTransit,
        StockState.Damaged => Damaged,
        StockState.QualityControl => QualityControl,
        StockState.AtLocker => AtLocker,
        StockState.OnTrial => OnTrial,
        _ => 0,
    };

    /// <summary>With more units in a state, or fewer; the same when the state is not one of these.</summary>
    public LedgerLevels Plus(StockState state, int quantity) => state switch
    {
        StockState.Incoming => this with { Incoming = Incoming + quantity },
        StockState.InTransit => this with { InTransit = InTransit + quantity },
        StockState.Damaged => this with { Damaged = Damaged + quantity },
        StockState.QualityControl => this with { QualityControl = QualityControl + quantity },
        StockState.AtLocker => this with { AtLocker = AtLocker + quantity },
        StockState.OnTrial => this with { OnTrial = OnTrial + quantity },
        _ => this,
    };
}
