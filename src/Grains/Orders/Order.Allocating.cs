using System.Collections.Immutable;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Orders;

public static partial class Order
{
    /// <summary>
    /// How often an order plans. Each plan asks only for units that a location showed a moment ago, so another one is needed
    /// only when others took them in between; twenty lost races in a row are a flash sale that is over.
    /// </summary>
    public const int PlansMax = 20;

    /// <summary>The locations have answered.</summary>
    /// <param name="state">Of the order.</param>
    /// <param name="answers">Allocation id and granted units.</param>
    /// <param name="now">UTC.</param>
    public static Decision<Event> DecideAllocated(State state, IEnumerable<(string AllocationId, int Granted)> answers, DateTimeOffset now) =>
        state.Phase == Phase.Allocating || state.Loss is not null || state.Edit is not null || state.Move is not null
            ? Happen(state, now, answers
                .Where(answer => state.Allocations[answer.AllocationId].Granted is null)
                .Select(answer => new Event.AllocationAnswered(answer.AllocationId, answer.Granted)))
            : Decision<Event>.Nothing;

    /// <summary>The levels were read again: asks for the rest on top of what is held, or ends the order when there is no more.</summary>
    public static Decision<Event> DecidePlan(
        State state, IReadOnlyCollection<Supply> supply, DateTimeOffset now, SourcingPolicy? policy = null)
    {
        var missing = Missing(state);
        return state.Phase == Phase.Allocating && !missing.IsEmpty
            ? Happen(state, now, [PlanOrGiveUp(state, missing, supply, policy, now)])
            : Decision<Event>.Nothing;
    }

    private static Event PlanOrGiveUp(
        State state, ImmutableArray<Demand> missing, IReadOnlyCollection<Supply> supply, SourcingPolicy? policy, DateTimeOffset now)
    {
        var picks = Sourcing.Plan(missing, supply, PickupStore(state), policy);
        var planned = Sum(picks.Select(pick => (pick.Sku, pick.Quantity)));
        foreach (var (sku, quantity) in missing)
        {
            var found = planned.GetValueOrDefault(sku);
            if (found < quantity || state.Plans == PlansMax)
            {
                var requested = Wanted(state.Terms!.Lines)[sku];
                var could = state.Plans == PlansMax ? 0 : found;
                return new Event.ShortageFound(sku, requested, requested - quantity + could);
            }
        }

        return new Event.AllocationPlanned(Requests(state, picks, supply, policy, now));
    }

    /// <summary>One request to a stock item is limited like every other quantity; a bigger pick is asked for in parts.</summary>
    private static ImmutableArray<PlannedAllocation> Requests(
        State state, ImmutableArray<Pick> picks, IEnumerable<Supply> supply, SourcingPolicy? policy, DateTimeOffset now)
    {
        var number = state.Allocations.Count;
        var sites = supply.DistinctBy(shown => shown.LocationId).ToDictionary(shown => shown.LocationId, StringComparer.Ordinal);
        return
        [
            .. picks
                .SelectMany(pick => Parts(pick.Quantity).Select(part => (pick.Sku, pick.LocationId, Quantity: part)))
                .Select(part => new PlannedAllocation(
                    $"{state.Id}/{++number}", part.Sku, part.LocationId, part.Quantity, PromiseOf(part.LocationId))),
        ];

        DateTimeOffset PromiseOf(string locationId) => Sourcing.Promise(
            sites[locationId].Kind, locationId, sites[locationId].Site, state.Terms!.Delivery, policy ?? SourcingPolicy.Default, now);
    }

    /// <summary>The store where the customer fetches the goods: what lies there is taken first.</summary>
    private static string? PickupStore(State state) =>
        state.Terms!.Delivery is { Method: DeliveryMethod.StorePickup, LocationId: var store } ? store : null;

    private static IEnumerable<int> Parts(int quantity)
    {
        for (var rest = quantity; rest > 0; rest -= Limits.QuantityMax)
        {
            yield return Math.Min(rest, Limits.QuantityMax);
        }
    }

    /// <summary>Units that no location promised yet, by SKU, in the order of the lines.</summary>
    private static ImmutableArray<Demand> Missing(State state)
    {
        var held = Sum(state.Allocations.Values.Select(allocation => (allocation.Plan.Sku, allocation.Granted ?? 0)));
        return
        [
            .. Wanted(state.Terms!.Lines)
                .Select(wanted => new Demand(wanted.Key, wanted.Value - held.GetValueOrDefault(wanted.Key)))
                .Where(demand => demand.Quantity > 0),
        ];
    }

    /// <summary>Two lines of one SKU are one demand: checked apart, each could claim the same units.</summary>
    private static Dictionary<string, int> Wanted(ImmutableArray<Line> lines) =>
        Sum(lines.Where(line => line.StockTracked).Select(line => (line.Sku, line.Quantity)));

    private static Dictionary<string, int> Sum(IEnumerable<(string Sku, int Quantity)> quantities)
    {
        var sums = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (sku, quantity) in quantities)
        {
            sums[sku] = sums.GetValueOrDefault(sku) + quantity;
        }

        return sums;
    }

    private static ImmutableArray<ParcelContent> MakeParcels(State state)
    {
        var open = state.Terms!.Lines.Where(line => line.StockTracked).ToDictionary(line => line.Id, line => line.Quantity, StringComparer.Ordinal);
        return MakeParcels(state, Ordered(state).Where(allocation => allocation.Granted > 0), open, parcelsBefore: 0);
    }

    /// <summary>One parcel for each location; its units are dealt out to the order's lines from the first to the last.</summary>
    /// <param name="state">Of the order.</param>
    /// <param name="promises">What the parcels are made of.</param>
    /// <param name="open">Units of each order line that need a parcel; afterwards, those that have none.</param>
    /// <param name="parcelsBefore">How many parcels the order has.</param>
    private static ImmutableArray<ParcelContent> MakeParcels(
        State state, IEnumerable<Allocation> promises, Dictionary<string, int> open, int parcelsBefore)
    {
        var lines = state.Terms!.Lines.Where(line => open.ContainsKey(line.Id)).ToLookup(line => line.Sku, StringComparer.Ordinal);
        var parcels = ImmutableArray.CreateBuilder<ParcelContent>();
        var byLocation = promises.GroupBy(allocation => allocation.Plan.LocationId, StringComparer.Ordinal);
        foreach (var location in byLocation)
        {
            var content = new List<ParcelLine>();
            foreach (var (sku, granted) in Sum(location.Select(allocation => (allocation.Plan.Sku, allocation.Granted!.Value))))
            {
                var rest = granted;
                foreach (var line in lines[sku].Where(line => open[line.Id] > 0))
                {
                    var dealt = Math.Min(rest, open[line.Id]);
                    if (dealt == 0)
                    {
                        break;
                    }

                    content.Add(new ParcelLine(line.Id, sku, dealt));
                    open[line.Id] -= dealt;
                    rest -= dealt;
                }
            }

            parcels.Add(new ParcelContent(
                FulfillmentId.Of(state.Id, parcelsBefore + parcels.Count + 1),
                location.Key,
                state.Terms.Delivery.Method,
                [.. content],
                [.. location.Select(allocation => allocation.Plan.AllocationId)],
                location.Max(allocation => allocation.Plan.PromisedAt)));
        }

        return parcels.ToImmutable();
    }
}
