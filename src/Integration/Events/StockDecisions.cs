using OrleansCommerce.Grains.Stock;
using OrleansCommerce.Stock;
using static OrleansCommerce.Integration.Events.EventDecision;

namespace OrleansCommerce.Integration.Events;

/// <summary>
/// What others are told of stock: by how much the levels changed. No reservation, sale, reason in somebody's words, or who did it.
/// </summary>
internal static class StockDecisions
{
    private const string LevelChanged = "stock.level_changed";

    /// <summary>One for each kind of event of stock items.</summary>
    public static IReadOnlyList<EventDecision> All { get; } =
    [
        Level<StockItem.Event.Received>("received", static e => new(OnHand: e.Quantity)),
        Level<StockItem.Event.Reserved>("reserved", static e => new(Reserved: e.Quantity)),
        Level<StockItem.Event.Released>("released", static e => new(Reserved: -e.Quantity)),
        Level<StockItem.Event.Expired>("expired", static e => new(Reserved: -e.Quantity)),
        Level<StockItem.Event.Confirmed>("confirmed", static e => new(OnHand: -e.Quantity, Reserved: -e.Quantity)),
        Level<StockItem.Event.Allocated>("allocated", static e => new(Allocated: e.Granted)),
        Level<StockItem.Event.AllocationTrimmed>("allocationTrimmed", static e => new(Allocated: -e.Quantity)),
        Level<StockItem.Event.Deallocated>("deallocated", static e => new(Allocated: -e.Quantity)),
        Level<StockItem.Event.Dispatched>("dispatched", static e => new(OnHand: -e.Quantity, Allocated: -e.Quantity)),
        Level<StockItem.Event.Found>("found", static e => new(OnHand: e.Quantity)),
        Level<StockItem.Event.Sold>("sold", static e => new(OnHand: -e.Quantity)),
        Level<StockItem.Event.Restocked>("restocked", static e => new(OnHand: e.Quantity)),
        Level<StockItem.Event.SafetySet>("safetySet", static e => new(Safety: e.Quantity - e.Before)),
        Level<StockItem.Event.Counted>("counted", static e => new(OnHand: e.Difference)),
        Level<StockItem.Event.Moved>("moved", static e => new(
            OnHand: (e.To == StockState.Available ? e.Quantity : 0) - (e.From == StockState.Available ? e.Quantity : 0))),
        Level<StockItem.Event.Sent>("sent", static e => new(OnHand: -e.Quantity)),
        Level<StockItem.Event.TakenBack>("takenBack", static e => new(OnHand: e.Quantity)),
        Level<StockItem.Event.Arrived>("arrived", static e => new(OnHand: e.Sellable)),
        NotPublic<StockItem.Event.AllocationSplit>("No level changes; the order's parcels are public."),
        NotPublic<StockItem.Event.Expected>("No level of what can be sold changes; the transfer is public."),
        NotPublic<StockItem.Event.PolicySet>("A rule of the shop's own; no level changes."),
        Public<StockItem.Event.DiscrepancyRaised, StockDiscrepancyRaised>("stock.discrepancy_raised", static (e, of) =>
        {
            var item = StockItemKey.Parse(of.Key);
            return new(new DiscrepancyId(item, e.Number).ToString(), item.Sku, item.LocationId, e.Shortfall, e.Cause, e.At);
        }),
        NotPublic<StockItem.Event.OrderTold>("A step of the stock item's own process."),
        Public<StockItem.Event.DiscrepancyResolved, StockDiscrepancyResolved>("stock.discrepancy_resolved", static (e, of) =>
        {
            var item = StockItemKey.Parse(of.Key);
            return new(new DiscrepancyId(item, e.Number).ToString(), item.Sku, item.LocationId);
        }),
    ];

    private static EventDecision Level<TEvent>(string cause, Func<TEvent, Change> changeOf)
        where TEvent : class =>
        Public<TEvent, StockLevelChanged>(LevelChanged, (happened, of) =>
        {
            var change = changeOf(happened);
            var item = StockItemKey.Parse(of.Key);
            return change == default
                ? null
                : new StockLevelChanged(
                    item.Sku,
                    item.LocationId,
                    cause,
                    change.OnHand,
                    change.Reserved,
                    change.Allocated,
                    change.Safety,
                    change.OnHand - change.Reserved - change.Allocated - change.Safety,
                    of.Version);
        });

    private readonly record struct Change(int OnHand = 0, int Reserved = 0, int Allocated = 0, int Safety = 0);
}
