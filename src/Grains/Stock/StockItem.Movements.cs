using System.Collections.Immutable;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Grains.Stock;

/// <summary>
/// The ledger's reading of what happened: each event as movements between two states, so that the states always add up: a state's units
/// change by what moves in and out, and the sum of all by what comes from outside and goes there.
/// </summary>
public static partial class StockItem
{
    /// <summary>What an event moved; nothing when it only set or noted something.</summary>
    public static ImmutableArray<StockMovement> MovementsOf(Event happened) => happened switch
    {
        Event.Received e => Move(StockState.Supplier, StockState.Available, e.Quantity),
        Event.Reserved e => Move(StockState.Available, StockState.Reserved, e.Quantity),
        Event.Released e => Move(StockState.Reserved, StockState.Available, e.Quantity),
        Event.Expired e => Move(StockState.Reserved, StockState.Available, e.Quantity),
        Event.Confirmed e => Move(StockState.Reserved, StockState.Customer, e.Quantity),
        Event.Allocated e => Move(StockState.Available, StockState.Allocated, e.Granted),
        Event.AllocationTrimmed e => Move(StockState.Allocated, StockState.Available, e.Quantity),
        Event.Deallocated e => Move(StockState.Allocated, StockState.Available, e.Quantity),
        Event.Dispatched e => Move(StockState.Allocated, StockState.Customer, e.Quantity),
        Event.Found e => Move(StockState.Correction, StockState.Available, e.Quantity),
        Event.Sold e => Move(StockState.Available, StockState.Customer, e.Quantity),
        Event.Restocked e => Move(StockState.Customer, StockState.Available, e.Quantity),
        Event.SafetySet e => Move(StockState.Available, StockState.Safety, e.Quantity - e.Before),
        Event.Counted e => Move(StockState.Correction, StockState.Available, e.Difference),
        Event.Moved e => Move(e.From, e.To, e.Quantity),
        Event.Sent e => Move(StockState.Available, StockState.OtherLocation, e.Quantity),
        Event.TakenBack e => Move(StockState.OtherLocation, StockState.Available, e.Quantity),
        Event.Expected e => Move(StockState.OtherLocation, StockState.InTransit, e.Quantity),
        Event.Arrived e =>
        [
            .. Move(StockState.InTransit, StockState.Available, e.Sellable),
            .. Move(StockState.InTransit, StockState.Damaged, e.Damaged),
            .. Move(StockState.InTransit, StockState.WrittenOff, e.Missing),
        ],
        _ => [],
    };

    /// <summary>The document, promise or request that an event names.</summary>
    public static string? ReferenceOf(Event happened) => happened switch
    {
        Event.Received e => e.Reference ?? e.Operation.Id,
        Event.Reserved e => e.ReservationId,
        Event.Released e => e.ReservationId,
        Event.Expired e => e.ReservationId,
        Event.Confirmed e => e.ReservationId,
        Event.Allocated e => e.AllocationId,
        Event.AllocationTrimmed e => e.AllocationId,
        Event.AllocationSplit e => e.NewAllocationId,
        Event.Deallocated e => e.AllocationId,
        Event.Dispatched e => e.AllocationId,
        Event.Found e => e.Reference,
        Event.Sold e => e.SaleId,
        Event.Restocked e => e.Reference ?? e.ReturnId,
        Event.SafetySet e => e.Operation.Id,
        Event.Counted e => e.Reference ?? e.Operation.Id,
        Event.Moved e => e.Reference ?? e.Operation.Id,
        Event.Sent e => e.TransferId,
        Event.TakenBack e => e.TransferId,
        Event.Expected e => e.TransferId,
        Event.Arrived e => e.TransferId,
        Event.PolicySet e => e.Operation.Id,
        Event.DiscrepancyRaised e => e.Reference,
        Event.OrderTold e => e.AllocationId,
        Event.DiscrepancyResolved e => e.Operation?.Id,
        _ => null,
    };

    /// <summary>Why, in the words of who did it; null when what happened says it all.</summary>
    public static string? ReasonOf(Event happened) => happened switch
    {
        Event.Received e => e.Reason,
        Event.Counted e => e.Reason,
        Event.Moved e => e.Reason,
        Event.Restocked e => e.Reason,
        Event.DiscrepancyResolved e => e.Resolution,
        _ => null,
    };

    /// <summary>A negative quantity moves the other way.</summary>
    private static ImmutableArray<StockMovement> Move(StockState from, StockState to, int quantity) => quantity switch
    {
        > 0 => [new StockMovement(from, to, quantity)],
        < 0 => [new StockMovement(to, from, -quantity)],
        _ => [],
    };
}
