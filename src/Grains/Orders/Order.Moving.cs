using System.Collections.Immutable;
using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Orders;

/// <summary>
/// An order that goes to another address may be served better from elsewhere. The new locations promise their units first; when all of them
/// do, the parcels change in one commit, and the old promises are given up after it. So no unit of the order is without a promise at any moment,
/// and after a crash at any step it ends with one. When a location does not keep what it showed, the parcels stay where they are.
/// </summary>
public static partial class Order
{
    /// <summary>A look for a better plan.</summary>
    /// <param name="Operation">Of the request that changed the address.</param>
    /// <param name="Requests">Allocations that were asked for; null until a plan was made.</param>
    /// <param name="Units">What they are asked for in place of; null until a plan was made.</param>
    public sealed record Move(Operation Operation, ImmutableArray<string>? Requests, ImmutableArray<TakenUnits>? Units = null);

    /// <summary>The levels were read, as they are seen from the new address: asks where it would be better, or leaves the parcels where they are.</summary>
    public static Decision<Event> DecidePlanMove(
        State state, IReadOnlyCollection<Supply> supply, DateTimeOffset now, SourcingPolicy? policy = null)
    {
        if (state.Move is not { Requests: null })
        {
            return Decision<Event>.Nothing;
        }

        // What the order holds is there for it, beside what is there for everybody.
        var held = HeldBySite(state);
        var shown = supply.Select(level => level with
        {
            Available = Math.Max(0, level.Available) + held.GetValueOrDefault((level.LocationId, level.Sku)),
        }).ToList();
        var picks = Sourcing.Plan(HeldDemand(state), shown, firstLocationId: null, policy);
        var planned = new Dictionary<(string LocationId, string Sku), int>();
        foreach (var pick in picks)
        {
            planned[(pick.LocationId, pick.Sku)] = planned.GetValueOrDefault((pick.LocationId, pick.Sku)) + pick.Quantity;
        }

        return planned.Values.Sum() < held.Values.Sum()
            || CostOf(held, shown, policy ?? SourcingPolicy.Default) is not { } before
            || CostOf(planned, shown, policy ?? SourcingPolicy.Default) is not { } after
            || after >= before
            ? Happen(state, now, [new Event.MoveEnded(now)])
            : Happen(state, now, [new Event.MovePlanned(Requests(state, [.. More(planned, held)], supply, policy, now), Fewer(state, planned, held))]);
    }

    /// <summary>What is wanted of each shelf beyond what it holds for the order.</summary>
    private static IEnumerable<Pick> More(
        Dictionary<(string LocationId, string Sku), int> planned, Dictionary<(string LocationId, string Sku), int> held) => planned
        .Select(wanted => new Pick(wanted.Key.Sku, wanted.Key.LocationId, wanted.Value - held.GetValueOrDefault(wanted.Key)))
        .Where(pick => pick.Quantity > 0);

    /// <summary>What each shelf holds for the order beyond what is wanted of it; of several parcels, the youngest give first.</summary>
    private static ImmutableArray<TakenUnits> Fewer(
        State state, Dictionary<(string LocationId, string Sku), int> planned, Dictionary<(string LocationId, string Sku), int> held)
    {
        var over = held.ToDictionary(shelf => shelf.Key, shelf => Math.Max(0, shelf.Value - planned.GetValueOrDefault(shelf.Key)));
        var left = state.Allocations.ToDictionary(
            allocation => allocation.Key, allocation => (allocation.Value.Granted ?? 0) - allocation.Value.Lost, StringComparer.Ordinal);
        var units = ImmutableArray.CreateBuilder<TakenUnits>();
        foreach (var parcel in state.Parcels.Where(IsStillHeld).Reverse())
        {
            foreach (var line in parcel.Content.Lines)
            {
                var shelf = (parcel.Content.LocationId, line.Sku);
                var rest = Math.Min(line.Quantity, over[shelf]);
                foreach (var promise in parcel.Content.AllocationIds.Where(id => state.Allocations[id].Plan.Sku == line.Sku))
                {
                    var part = Math.Min(rest, left[promise]);
                    if (part > 0)
                    {
                        left[promise] -= part;
                        rest -= part;
                        over[shelf] -= part;
                        units.Add(new TakenUnits(parcel.Content.Id, line.OrderLineId, promise, part));
                    }
                }
            }
        }

        return units.ToImmutable();
    }

    /// <summary>Units that have not left, by location and SKU.</summary>
    private static Dictionary<(string LocationId, string Sku), int> HeldBySite(State state)
    {
        var held = new Dictionary<(string LocationId, string Sku), int>();
        foreach (var parcel in state.Parcels.Where(IsStillHeld))
        {
            foreach (var line in parcel.Content.Lines)
            {
                held[(parcel.Content.LocationId, line.Sku)] = held.GetValueOrDefault((parcel.Content.LocationId, line.Sku)) + line.Quantity;
            }
        }

        return held;
    }

    private static ImmutableArray<Demand> HeldDemand(State state) =>
        [.. Sum(HeldBySite(state).Select(held => (held.Key.Sku, held.Value))).Select(demand => new Demand(demand.Key, demand.Value))];

    /// <summary>What the plans cost that the search compares; null when a location is not shown any more.</summary>
    private static decimal? CostOf(Dictionary<(string LocationId, string Sku), int> plan, List<Supply> shown, SourcingPolicy policy)
    {
        var cost = 0m;
        var parcels = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (shelf, quantity) in plan)
        {
            if (shown.Find(level => level.LocationId == shelf.LocationId && level.Sku == shelf.Sku) is not { Available: > 0 } level)
            {
                return null;
            }

            cost += quantity * Sourcing.UnitCost(level.Kind, level.Available, policy);
            cost += parcels.Add(shelf.LocationId) ? Sourcing.ParcelCost(level.Kind, level.Site, policy) : 0;
        }

        return cost;
    }

    private static Step? MoveStep(State state)
    {
        if (state is not { Phase: Phase.Open, Move: { } move })
        {
            return null;
        }

        if (move.Requests is not { } requests)
        {
            return new Step.PlanMove(HeldDemand(state));
        }

        var unanswered = requests.Select(id => state.Allocations[id]).Where(allocation => allocation.Granted is null)
            .Select(allocation => allocation.Plan).ToImmutableArray();
        return unanswered.IsEmpty ? null : new Step.Allocate(unanswered);
    }

    private static Event? MoveConsequence(State state, DateTimeOffset now)
    {
        if (state is not { Phase: Phase.Open, Move.Requests: { } requests })
        {
            return null;
        }

        var asked = requests.Select(id => state.Allocations[id]).ToList();
        return asked.Exists(allocation => allocation.Granted is null) ? null
            : asked.TrueForAll(allocation => allocation.Granted == allocation.Plan.Quantity) ? Moved(state, asked, now)
            : new Event.MoveEnded(now);
    }

    /// <summary>The units come out of the parcels of other locations, and go into those that the new locations have already, or into new ones.</summary>
    private static Event.Moved Moved(State state, List<Allocation> granted, DateTimeOffset now)
    {
        var taken = state.Move!.Units!.Value;
        var open = Sum(taken.Select(unit => (unit.OrderLineId, unit.Quantity)));
        var parcels = MakeParcels(state, granted, open, state.Parcels.Count);
        var known = state.Parcels.Where(parcel => IsStillHeld(parcel) && !taken.Any(unit => unit.FulfillmentId == parcel.Content.Id))
            .DistinctBy(parcel => parcel.Content.LocationId)
            .ToDictionary(parcel => parcel.Content.LocationId, parcel => parcel.Content.Id, StringComparer.Ordinal);
        var added = parcels.Where(parcel => known.ContainsKey(parcel.LocationId)).Select(parcel => parcel with { Id = known[parcel.LocationId] });
        var made = parcels.Where(parcel => !known.ContainsKey(parcel.LocationId))
            .Select((parcel, i) => parcel with { Id = FulfillmentId.Of(state.Id, state.Parcels.Count + i + 1) });
        return new Event.Moved(state.Move.Operation, taken, [.. made], [.. added], now);
    }

    private static State? EvolveMove(State next, Event happened) => happened switch
    {
        Event.MovePlanned e => WithRequests(next, e.Steps) with
        {
            Move = next.Move! with { Requests = [.. e.Steps.Select(step => step.AllocationId)], Units = e.Units },
        },
        Event.MoveEnded e => MoveEnded(next, e),
        Event.Moved e => Moved(next, e),
        _ => null,
    };

    private static State Moved(State state, Event.Moved e)
    {
        var allocations = state.Allocations.ToBuilder();
        foreach (var taken in e.Units)
        {
            var allocation = allocations[taken.AllocationId];
            allocations[taken.AllocationId] = allocation with { Lost = allocation.Lost + taken.Quantity };
        }

        var parcels = state.Parcels
            .ConvertAll(parcel => Without(parcel, e.Units.Where(taken => taken.FulfillmentId == parcel.Content.Id)))
            .ConvertAll(parcel => e.Added.FirstOrDefault(added => added.Id == parcel.Content.Id) is { } added ? parcel with { Content = With(parcel.Content, added) } : parcel)
            .AddRange(e.Fulfillments.Select(content => new Parcel(content, FulfillmentStatus.Allocated, Departure.Held)));
        return Note(
            state with { ActedAt = e.At, Move = null, TakingOut = e.Operation, Allocations = allocations.ToImmutable(), Parcels = parcels },
            e.Operation);
    }

    private static ParcelContent With(ParcelContent content, ParcelContent added) => content with
    {
        Lines =
        [
            .. content.Lines.Concat(added.Lines).GroupBy(line => (line.OrderLineId, line.Sku))
                .Select(lines => new ParcelLine(lines.Key.OrderLineId, lines.Key.Sku, lines.Sum(line => line.Quantity))),
        ],
        AllocationIds = [.. content.AllocationIds, .. added.AllocationIds],
    };

    /// <summary>What was promised for it is given up, like units that are not wanted any more.</summary>
    private static State MoveEnded(State state, Event.MoveEnded e)
    {
        var allocations = state.Allocations.ToBuilder();
        foreach (var id in state.Move!.Requests ?? [])
        {
            allocations[id] = allocations[id] with { Lost = allocations[id].Granted ?? 0 };
        }

        var operation = state.Move.Operation;
        return Note(
            state with
            {
                ActedAt = e.At,
                Move = null,
                Allocations = allocations.ToImmutable(),
                TakingOut = (state.Move.Requests ?? []).Any(id => allocations[id].Lost > 0) ? operation : state.TakingOut,
            },
            operation);
    }

    public abstract partial record Event
    {
        /// <summary>These locations are going to be asked for units that others hold for the order.</summary>
        /// <param name="Steps">What they are asked for.</param>
        /// <param name="Units">What of the others' is in exchange given up.</param>
        [Alias("order.move-planned")]
        public sealed record MovePlanned(ImmutableArray<PlannedAllocation> Steps, ImmutableArray<TakenUnits> Units) : Event;

        /// <summary>No plan is better, or a location did not keep what it showed: the parcels stay where they are.</summary>
        [Alias("order.move-ended")]
        public sealed record MoveEnded(DateTimeOffset At) : Event;

        /// <summary>Units come from other locations than before.</summary>
        /// <param name="Operation">Of the request that changed the address.</param>
        /// <param name="Units">Where they were.</param>
        /// <param name="Fulfillments">Parcels that are new.</param>
        /// <param name="Added">What parcels have that the order had before, beside what was in them.</param>
        /// <param name="At">UTC.</param>
        [Alias("order.moved")]
        public sealed record Moved(
            Operation Operation,
            ImmutableArray<TakenUnits> Units,
            ImmutableArray<ParcelContent> Fulfillments,
            ImmutableArray<ParcelContent> Added,
            DateTimeOffset At) : Event;
    }
}
