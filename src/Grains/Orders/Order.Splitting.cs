using System.Collections.Immutable;
using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Orders;

/// <summary>
/// Units of a parcel go into a parcel of their own, in the same house: what does not fit into one box is packed, weighed, labelled, sent,
/// followed and lost apart. Their promises are parted too, so that each parcel takes its own units out of the stock, and its money.
/// </summary>
public static partial class Order
{
    /// <summary>Some units are packed apart.</summary>
    public static Decision<Event> DecideSplit(State state, SplitFulfillment command, DateTimeOffset now)
    {
        if ((Limits.OperationId(command.OperationId) ?? LineCount(command.Lines.Length)) is { } invalid)
        {
            return invalid;
        }

        var operation = Operation.Of(command.OperationId, command);
        return ParcelInTheHouse(state, operation, command.FulfillmentId) switch
        {
            ({ } refused, _) => refused,
            (_, { Label: { } label }) when label.IsUndecided || label.IsGood =>
                new InvalidState("LABEL_BOUGHT", "This parcel has a label with its weight; give it back first."),
            _ when state.Loss is not null =>
                new InvalidState(SchemaName.Of(StatusOf(state)), "Units of this order are being sought at other locations; please try again."),
            var (_, parcel) when Unsplittable(parcel!, command.Lines) is { } refusal => refusal,
            var (_, parcel) => Happen(state, now, Split(state, parcel!, command.Lines, operation, now)),
        };
    }

    /// <summary>The location's stock knows that units of a promise are a promise of their own.</summary>
    public static Decision<Event> DecidePromiseSplit(State state, string newAllocationId, DateTimeOffset now) =>
        Happen(state, now, state.PartedPromises
            .Where(parted => parted.NewAllocationId == newAllocationId)
            .Select(parted => new Event.PromiseParted(parted.NewAllocationId)));

    private static InvalidInput? Unsplittable(Parcel parcel, ImmutableArray<CancelLine> lines)
    {
        if (Unavailable(lines, [.. parcel.Content.Lines.Select(line => new CancelLine(line.OrderLineId, line.Quantity))]) is { } unavailable)
        {
            return unavailable;
        }

        return lines.Sum(line => line.Quantity) == parcel.Content.Lines.Sum(line => line.Quantity)
            ? new InvalidInput("lines", "must leave at least one unit in the parcel.")
            : null;
    }

    private static IEnumerable<Event> Split(State state, Parcel parcel, ImmutableArray<CancelLine> lines, Operation operation, DateTimeOffset now)
    {
        var content = ImmutableArray.CreateBuilder<ParcelLine>(lines.Length);
        var wanted = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var sku = parcel.Content.Lines.First(packed => packed.OrderLineId == line.OrderLineId).Sku;
            content.Add(new ParcelLine(line.OrderLineId, sku, line.Quantity));
            wanted[sku] = wanted.GetValueOrDefault(sku) + line.Quantity;
        }

        var parted = ImmutableArray.CreateBuilder<PartedPromise>();
        foreach (var allocation in parcel.Content.AllocationIds.Select(id => state.Allocations[id]))
        {
            var units = Math.Min(wanted.GetValueOrDefault(allocation.Plan.Sku), (allocation.Granted ?? 0) - allocation.Lost);
            if (units > 0)
            {
                wanted[allocation.Plan.Sku] -= units;
                parted.Add(new PartedPromise(allocation.Plan.AllocationId, $"{state.Id}/{state.Allocations.Count + parted.Count + 1}", units));
            }
        }

        var apart = parcel.Content with
        {
            Id = FulfillmentId.Of(state.Id, state.Parcels.Count + 1),
            Lines = content.MoveToImmutable(),
            AllocationIds = [.. parted.Select(promise => promise.NewAllocationId)],
        };
        yield return new Event.ParcelSplit(operation, parcel.Content.Id, apart, parted.ToImmutable(), now);
        if (parcel.Status != FulfillmentStatus.Allocated)
        {
            // A box that was closed is open again.
            yield return new Event.FulfillmentAdvanced(operation, parcel.Content.Id, FulfillmentStatus.Picked, Leaves: false, now, parcel.Content.LocationId);
            yield return new Event.FulfillmentAdvanced(operation, apart.Id, FulfillmentStatus.Picked, Leaves: false, now, parcel.Content.LocationId);
        }
    }

    private static State Split(State state, Event.ParcelSplit e)
    {
        var allocations = state.Allocations.ToBuilder();
        foreach (var parted in e.Promises)
        {
            var parent = allocations[parted.AllocationId];
            allocations[parted.AllocationId] = parent with { Granted = parent.Granted - parted.Quantity };
            allocations.Add(parted.NewAllocationId, new Allocation(
                allocations.Count + 1, parent.Plan with { AllocationId = parted.NewAllocationId, Quantity = parted.Quantity }, parted.Quantity));
        }

        var parcel = state.Parcels.Single(parcel => parcel.Content.Id == e.FulfillmentId);
        var gone = e.Fulfillment.Lines.ToDictionary(line => line.OrderLineId, line => line.Quantity, StringComparer.Ordinal);
        var left = parcel with
        {
            Operation = e.Operation,
            Content = parcel.Content with
            {
                Lines =
                [
                    .. parcel.Content.Lines.Select(line => line with { Quantity = line.Quantity - gone.GetValueOrDefault(line.OrderLineId) })
                        .Where(line => line.Quantity > 0),
                ],
            },
        };
        var apart = new Parcel(e.Fulfillment, FulfillmentStatus.Allocated, Departure.Held, e.Operation) { Replaces = parcel.Replaces, SplitFrom = parcel.Content.Id };
        return Note(
            state with
            {
                ActedAt = e.At,
                Allocations = allocations.ToImmutable(),
                Parcels = state.Parcels.Replace(parcel, left).Add(apart),
                PartedPromises = state.PartedPromises.AddRange(e.Promises),
            },
            e.Operation);
    }

    private static State Parted(State state, Event.PromiseParted e)
    {
        var parted = state.PartedPromises.Find(known => known.NewAllocationId == e.NewAllocationId)!;
        var owner = state.Parcels.Find(parcel => parcel.Content.AllocationIds.Contains(e.NewAllocationId));
        return Note(state with { PartedPromises = state.PartedPromises.Remove(parted) }, owner?.Operation);
    }

    /// <summary>Units of a promise that are a promise of their own.</summary>
    /// <param name="AllocationId">Whose they were.</param>
    /// <param name="NewAllocationId">Whose they are.</param>
    /// <param name="Quantity">How many.</param>
    public sealed record PartedPromise(string AllocationId, string NewAllocationId, int Quantity);

    public abstract partial record Event
    {
        /// <summary>Units of a parcel are in a parcel of their own, at the same location.</summary>
        /// <param name="Operation">Of the request.</param>
        /// <param name="FulfillmentId">Where they were.</param>
        /// <param name="Fulfillment">Where they are.</param>
        /// <param name="Promises">The promises of the stock that were parted with it.</param>
        /// <param name="At">UTC.</param>
        [Alias("order.parcel-split")]
        public sealed record ParcelSplit(
            Operation Operation, string FulfillmentId, ParcelContent Fulfillment, ImmutableArray<PartedPromise> Promises, DateTimeOffset At) : Event;

        /// <summary>The location's stock knows that a promise was parted.</summary>
        [Alias("order.promise-parted")]
        public sealed record PromiseParted(string NewAllocationId) : Event;
    }
}
