using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Grains.Stock;

/// <summary>
/// Units that were promised to an order together, and leave in two parcels. No unit changes its state: had they to be given up and promised
/// again, somebody else could have them in between.
/// </summary>
public static partial class StockItem
{
    /// <summary>Some units of a promise become a promise of their own, as old as the first.</summary>
    public static Decision<Event> Decide(State state, SplitAllocation command, DateTimeOffset now)
    {
        var (current, due) = Due(state, now);
        if (current.Allocations.ContainsKey(command.NewAllocationId) || current.Ended.Find(Ended.AllocationKey(command.NewAllocationId)) is not null)
        {
            return new Decision<Event>(due);
        }

        return command.Quantity > 0 && current.Allocations.TryGetValue(command.AllocationId, out var allocation) && command.Quantity <= allocation.Granted
            ? new Decision<Event>(due.Add(new Event.AllocationSplit(command.AllocationId, command.NewAllocationId, command.Quantity)))
            : Decision<Event>.Refuse(new InvalidState("NOT_ALLOCATED", $"The allocation '{command.AllocationId}' has no {command.Quantity} units to part with."), due);
    }

    private static State Split(State state, Event.AllocationSplit e)
    {
        var allocation = state.Allocations[e.AllocationId];
        var split = state with
        {
            Allocations = state.Allocations
                .SetItem(e.AllocationId, allocation with { Granted = allocation.Granted - e.Quantity })
                .Add(e.NewAllocationId, allocation with { Requested = e.Quantity, Granted = e.Quantity }),
        };
        return allocation.Granted > e.Quantity ? split : Unallocate(split, e.AllocationId, Ending.Deallocated, quantity: 0);
    }

    public abstract partial record Event
    {
        /// <summary>Units of a promise are a promise of their own; a promise that has none left is over.</summary>
        [Alias("stock.allocation-split")]
        public sealed record AllocationSplit(string AllocationId, string NewAllocationId, int Quantity) : Event;
    }
}
