using System.Collections.Immutable;
using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Orders;

/// <summary>
/// What an order does when units that were promised to it are not there: it gives the promise up, seeks the units at other locations,
/// makes parcels of what it finds, and cancels and refunds what nobody has. It is told of one loss after the other.
/// </summary>
public static partial class Order
{
    /// <summary>The reason of a cancellation for want of goods.</summary>
    public const string GoodsMissing = "goods_missing";

    /// <summary>Units that were promised are not there.</summary>
    public static Decision<Event> DecideLose(State state, LosePromise command, DateTimeOffset now)
    {
        if (state.Phase != Phase.Open
            || state.KnownLosses.Contains(command.LossId)
            || !state.Allocations.TryGetValue(command.AllocationId, out var allocation))
        {
            return Decision<Event>.Nothing;
        }

        // What was set aside for its customer, or is gone, is in somebody's hands: it is not what the shelf misses.
        var parcel = state.Parcels.Find(parcel =>
            parcel is { Departure: Departure.Held, Status: FulfillmentStatus.Allocated }
            && parcel.Content.AllocationIds.Contains(command.AllocationId));
        var lost = Math.Min(command.Quantity, (allocation.Granted ?? 0) - allocation.Lost);
        if (parcel is null || lost <= 0)
        {
            return Decision<Event>.Nothing;
        }

        var lines = parcel.Content.Lines.Where(line => line.Sku == allocation.Plan.Sku).Reverse();
        return Happen(state, now, [new Event.PromiseLost(command.LossId, command.AllocationId, Deal(lines, lost), now)]);
    }

    /// <summary>The stock knows that units of a promise were given up.</summary>
    public static Decision<Event> DecideTrimmed(State state, string allocationId, DateTimeOffset now)
    {
        var allocation = state.Allocations[allocationId];
        return allocation.Lost > allocation.Trimmed
            ? Happen(state, now, [new Event.PromiseTrimmed(allocationId, allocation.Lost)])
            : Decision<Event>.Nothing;
    }

    /// <summary>The levels were read: asks other locations for what was lost, or ends the search.</summary>
    public static Decision<Event> DecideReplace(
        State state, IReadOnlyCollection<Supply> supply, DateTimeOffset now, SourcingPolicy? policy = null)
    {
        if (state.Loss is not { } loss || Unreplaced(state, loss) is not (> 0 and var missing))
        {
            return Decision<Event>.Nothing;
        }

        var elsewhere = supply.Where(shown => shown.LocationId != loss.LocationId);
        var picks = loss.Plans == PlansMax
            ? []
            : Sourcing.Plan([new Demand(loss.Sku, missing)], elsewhere, PickupStore(state), policy);
        return Happen(state, now, [picks.IsEmpty ? Replace(state, loss) : new Event.ReplacementPlanned(loss.Id, Requests(state, picks, supply, policy, now))]);
    }

    /// <summary>Units that are still sought; of those that were asked for, what was not granted counts.</summary>
    private static int Unreplaced(State state, Loss loss) =>
        loss.Quantity - loss.Requests.Sum(id => state.Allocations[id].Granted ?? 0);

    private static bool IsReplaced(State state, Loss loss) =>
        loss.Requests.All(id => state.Allocations[id].Granted is not null) && Unreplaced(state, loss) == 0;

    private static Event.Replaced Replace(State state, Loss loss)
    {
        var open = loss.Lines.ToDictionary(line => line.OrderLineId, line => line.Quantity, StringComparer.Ordinal);
        var granted = loss.Requests.Select(id => state.Allocations[id]).Where(allocation => allocation.Granted > 0);
        var parcels = MakeParcels(state, granted, open, state.Parcels.Count);
        var cancelled = ImmutableArray.CreateBuilder<CancelledUnits>();
        foreach (var line in loss.Lines.Where(line => open[line.OrderLineId] > 0))
        {
            var orderLine = state.Terms!.Lines.Single(candidate => candidate.Id == line.OrderLineId);
            var before = GivenBackUnits(state, line.OrderLineId);
            var quantity = open[line.OrderLineId];
            cancelled.Add(new CancelledUnits(
                line.OrderLineId, quantity, Share(orderLine, state.Terms.Currency, before, before + quantity)));
        }

        return new Event.Replaced(loss.Id, parcels, cancelled.ToImmutable());
    }

    /// <summary>Units of a line that the customer does not pay for any more: a further one's refund is a share after theirs.</summary>
    private static int GivenBackUnits(State state, string orderLineId) =>
        state.ReturnedUnits.GetValueOrDefault(orderLineId) + state.CancelledUnits.GetValueOrDefault(orderLineId);

    private static ImmutableArray<ParcelLine> Deal(IEnumerable<ParcelLine> lines, int quantity)
    {
        var dealt = ImmutableArray.CreateBuilder<ParcelLine>();
        foreach (var line in lines)
        {
            var units = Math.Min(quantity, line.Quantity);
            if (units > 0)
            {
                dealt.Add(line with { Quantity = units });
                quantity -= units;
            }
        }

        return dealt.ToImmutable();
    }

    private static State Lost(State state, Event.PromiseLost e)
    {
        var allocation = state.Allocations[e.AllocationId];
        var quantity = e.Lines.Sum(line => line.Quantity);
        var parcel = state.Parcels.Single(parcel => parcel.Content.AllocationIds.Contains(e.AllocationId));
        var lost = e.Lines.ToDictionary(line => line.OrderLineId, line => line.Quantity, StringComparer.Ordinal);
        var left = parcel.Content.Lines
            .Select(line => line.Sku == allocation.Plan.Sku ? line with { Quantity = line.Quantity - lost.GetValueOrDefault(line.OrderLineId) } : line)
            .Where(line => line.Quantity > 0)
            .ToImmutableArray();
        var next = state with
        {
            ActedAt = e.At,
            KnownLosses = state.KnownLosses.Add(e.LossId),
            Loss = new Loss(e.LossId, allocation.Plan.Sku, allocation.Plan.LocationId, e.Lines, Plans: 0, Requests: [], e.Operation, e.Reason),
            Allocations = state.Allocations.SetItem(e.AllocationId, allocation with { Lost = allocation.Lost + quantity }),
            Parcels = state.Parcels.Replace(parcel, parcel with
            {
                Content = parcel.Content with { Lines = left },
                Status = left.IsEmpty ? FulfillmentStatus.Cancelled : parcel.Status,
                Label = e.Operation is null ? parcel.Label : parcel.Label is { } label ? label with { IsOutdated = true } : null,
            }),
        };
        return Note(next, e.Operation);
    }

    private static State ReplacementPlanned(State state, Event.ReplacementPlanned e) => WithRequests(state, e.Steps) with
    {
        Loss = state.Loss! with { Plans = state.Loss.Plans + 1, Requests = [.. state.Loss.Requests, .. e.Steps.Select(step => step.AllocationId)] },
    };

    private static State Replaced(State state, Event.Replaced e)
    {
        var replaced = WithCancelled(state, e.Missing) with
        {
            // What is given back for want of goods goes back at no till, whichever one gave cash before.
            CancelTillId = null,
            Loss = state.FurtherLosses.FirstOrDefault(),
            FurtherLosses = state.FurtherLosses.IsEmpty ? state.FurtherLosses : state.FurtherLosses.RemoveAt(0),
            Parcels = state.Parcels.AddRange(e.Fulfillments.Select(content =>
                new Parcel(content, FulfillmentStatus.Allocated, Departure.Held) { Replaces = state.Loss!.ParcelId })),
        };
        return Note(replaced, state.Loss!.Operation);
    }

    /// <summary>Units of an order line that nobody has or wants, and what the customer does not pay for them.</summary>
    public sealed record CancelledUnits(string OrderLineId, int Quantity, decimal Amount);

    /// <summary>Lost units for which others are sought.</summary>
    /// <param name="Id">Of the loss.</param>
    /// <param name="Sku">Which SKU.</param>
    /// <param name="LocationId">Where they are not.</param>
    /// <param name="Lines">Of which order lines.</param>
    /// <param name="Plans">How often a plan was made.</param>
    /// <param name="Requests">Allocations that were asked for in their place.</param>
    /// <param name="Operation">Of the location that cannot find them; null when its books say so already.</param>
    /// <param name="Reason">Why it cannot.</param>
    public sealed record Loss(
        string Id, string Sku, string LocationId, ImmutableArray<ParcelLine> Lines, int Plans, ImmutableArray<string> Requests,
        Operation? Operation = null, string? Reason = null)
    {
        /// <summary>The parcel that its carrier lost; null when its location lost the units.</summary>
        public string? ParcelId { get; init; }

        /// <summary>Units that were lost.</summary>
        [System.Text.Json.Serialization.JsonIgnore]
        public int Quantity => Lines.Sum(line => line.Quantity);
    }

    public abstract partial record Event
    {
        /// <summary>Units of a promise are not there; they are in no parcel any more.</summary>
        /// <param name="LossId">Of the loss.</param>
        /// <param name="AllocationId">The promise.</param>
        /// <param name="Lines">Of which order lines.</param>
        /// <param name="At">UTC.</param>
        /// <param name="Operation">Of the location that cannot find them; null when its books say so already.</param>
        /// <param name="Reason">Why it cannot; its books are corrected with it.</param>
        [Alias("order.promise-lost")]
        public sealed record PromiseLost(
            string LossId,
            string AllocationId,
            ImmutableArray<ParcelLine> Lines,
            DateTimeOffset At,
            Operation? Operation = null,
            string? Reason = null) : Event;

        /// <summary>The location's stock knows that the order gave up <paramref name="Lost"/> units of the promise in all.</summary>
        [Alias("order.promise-trimmed")]
        public sealed record PromiseTrimmed(string AllocationId, int Lost) : Event;

        /// <summary>These locations are going to be asked for units in place of the lost ones.</summary>
        [Alias("order.replacement-planned")]
        public sealed record ReplacementPlanned(string LossId, ImmutableArray<PlannedAllocation> Steps) : Event;

        /// <summary>The search is over: what was found is in parcels, the rest is cancelled.</summary>
        [Alias("order.replaced")]
        public sealed record Replaced(
            string LossId, ImmutableArray<ParcelContent> Fulfillments, ImmutableArray<CancelledUnits> Missing) : Event;
    }
}
