using System.Collections.Immutable;
using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Orders;

/// <summary>
/// Units that are taken out of an order before they leave. Their promises shrink, so that the location's stock has them free again, and
/// the total with them: what is not paid is not owed, what is paid goes back by the ledger.
/// </summary>
public static partial class Order
{
    /// <summary>Some units are not wanted any more.</summary>
    public static Decision<Event> DecideCancelLines(State state, CancelOrderLines command, DateTimeOffset now)
    {
        if ((Limits.OperationId(command.OperationId) ?? LineCount(command.Lines.Length) ?? ReasonTooLong(command.Reason)) is { } invalid)
        {
            return invalid;
        }

        var operation = Operation.Of(command.OperationId, command);
        if (state.Operations.Recall<Event>(operation) is { } recalled)
        {
            return recalled;
        }

        if (state.Terms is null)
        {
            return NoOrder(state);
        }

        var status = StatusOf(state);
        if (state.Phase != Phase.Open)
        {
            return new InvalidState(SchemaName.Of(status), "Units can be taken out of an order while it is under way.");
        }

        if (state.Loss is not null)
        {
            return new InvalidState(SchemaName.Of(status), "Units of this order are being sought at other locations; please try again.");
        }

        var (goods, services) = (HeldUnits(state), UnpaidServices(state));
        if (Unavailable(command.Lines, [.. goods, .. services]) is { } unavailable)
        {
            return unavailable;
        }

        // Who wants none of the goods does not want the postage either.
        var isEverything = (goods.IsEmpty ? services : goods).All(command.Lines.Contains)
            && state.Parcels.TrueForAll(parcel => parcel.Departure == Departure.Held);
        if (!isEverything)
        {
            var taken = TakeOut(state, command.Lines, operation, command.Reason, now) with { TillId = command.TillId };
            return Happen(state, now, [taken, .. state.Parcels.SelectMany(parcel => Opened(parcel, UnitsOutOf(parcel, taken), operation, now))]);
        }

        return state.Undecided is not null
            ? new InvalidState(SchemaName.Of(status), "A payment of this order is not decided yet.")
            : Happen(state, now, [new Event.CancellationStarted(operation, command.Reason, now, command.TillId)]);
    }

    private static int UnitsOutOf(Parcel parcel, Event.UnitsCancelled taken) =>
        taken.Units.Where(units => units.FulfillmentId == parcel.Content.Id).Sum(units => units.Quantity);

    private static InvalidInput? Unavailable(ImmutableArray<CancelLine> lines, ImmutableArray<CancelLine> held)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < lines.Length; i++)
        {
            var (id, quantity) = (lines[i].OrderLineId, lines[i].Quantity);
            if (!seen.Add(id))
            {
                return new InvalidInput($"lines[{i}].orderLineId", $"line '{id}' is in the list twice.");
            }

            var most = held.FirstOrDefault(line => line.OrderLineId == id)?.Quantity ?? 0;
            if (most == 0)
            {
                return new InvalidInput($"lines[{i}].orderLineId", $"the order has no units of a line '{id}' that have not left.");
            }

            if (quantity < 1 || quantity > most)
            {
                return new InvalidInput($"lines[{i}].quantity", $"must be from 1 to {most}, the units that have not left, was {quantity}.");
            }
        }

        return null;
    }

    private static bool IsStillHeld(Parcel parcel) => parcel.Departure == Departure.Held && parcel.Status != FulfillmentStatus.Cancelled;

    /// <summary>Units that have not left, by order line.</summary>
    private static ImmutableArray<CancelLine> HeldUnits(State state) =>
    [
        .. Sum(state.Parcels.Where(IsStillHeld).SelectMany(parcel => parcel.Content.Lines).Select(line => (line.OrderLineId, line.Quantity)))
            .Select(line => new CancelLine(line.Key, line.Value)),
    ];

    /// <summary>Units of what is no goods, by order line, until they are paid: then they are rendered, and go back as a return.</summary>
    private static ImmutableArray<CancelLine> UnpaidServices(State state)
    {
        var rendered = FulfilledUnits(state);
        return
        [
            .. state.Terms!.Lines
                .Where(line => !line.StockTracked)
                .Select(line => new CancelLine(line.Id, line.Quantity - state.CancelledUnits.GetValueOrDefault(line.Id) - rendered.GetValueOrDefault(line.Id)))
                .Where(line => line.Quantity > 0),
        ];
    }

    /// <summary>What nobody has worked on is taken out first: of the parcels, those that are least far. <paramref name="from"/> names the parcels when it is about some alone.</summary>
    private static Event.UnitsCancelled TakeOut(
        State state,
        ImmutableArray<CancelLine> lines,
        Operation? operation,
        string? reason,
        DateTimeOffset now,
        IReadOnlyCollection<Parcel>? from = null)
    {
        var left = state.Allocations.ToDictionary(
            allocation => allocation.Key, allocation => (allocation.Value.Granted ?? 0) - allocation.Value.Lost, StringComparer.Ordinal);
        var units = ImmutableArray.CreateBuilder<TakenUnits>();
        foreach (var line in lines)
        {
            var rest = line.Quantity;
            foreach (var parcel in (from ?? state.Parcels).Where(IsStillHeld).OrderBy(parcel => parcel.Status))
            {
                foreach (var packed in parcel.Content.Lines.Where(packed => packed.OrderLineId == line.OrderLineId))
                {
                    var taken = Math.Min(rest, packed.Quantity);
                    rest -= taken;
                    foreach (var promise in parcel.Content.AllocationIds.Where(id => state.Allocations[id].Plan.Sku == packed.Sku))
                    {
                        var part = Math.Min(taken, left[promise]);
                        if (part > 0)
                        {
                            left[promise] -= part;
                            taken -= part;
                            units.Add(new TakenUnits(parcel.Content.Id, line.OrderLineId, promise, part));
                        }
                    }
                }
            }
        }

        return new Event.UnitsCancelled(operation, units.ToImmutable(), [.. lines.Select(Priced)], reason, now);

        CancelledUnits Priced(CancelLine line)
        {
            var before = GivenBackUnits(state, line.OrderLineId);
            var orderLine = state.Terms!.Lines.Single(candidate => candidate.Id == line.OrderLineId);
            return new CancelledUnits(
                line.OrderLineId, line.Quantity, Share(orderLine, state.Terms.Currency, before, before + line.Quantity));
        }
    }

    private static State TakenOut(State state, Event.UnitsCancelled e)
    {
        var allocations = state.Allocations.ToBuilder();
        foreach (var taken in e.Units)
        {
            var allocation = allocations[taken.AllocationId];
            allocations[taken.AllocationId] = allocation with { Lost = allocation.Lost + taken.Quantity };
        }

        var next = state with
        {
            ActedAt = e.At,
            TakingOut = e.Units.IsEmpty ? state.TakingOut : e.Operation,
            CancelTillId = e.TillId,
            Allocations = allocations.ToImmutable(),
            Parcels = state.Parcels.ConvertAll(parcel => Without(parcel, e.Units.Where(taken => taken.FulfillmentId == parcel.Content.Id))),
        };
        return Note(WithCancelled(next, e.Lines), e.Operation);
    }

    private static Parcel Without(Parcel parcel, IEnumerable<TakenUnits> units)
    {
        var taken = Sum(units.Select(unit => (unit.OrderLineId, unit.Quantity)));
        if (taken.Count == 0)
        {
            return parcel;
        }

        var left = parcel.Content.Lines
            .Select(line => line with { Quantity = line.Quantity - taken.GetValueOrDefault(line.OrderLineId) })
            .Where(line => line.Quantity > 0)
            .ToImmutableArray();
        return parcel with
        {
            Content = parcel.Content with { Lines = left },
            Status = left.IsEmpty ? FulfillmentStatus.Cancelled : parcel.Status,
            Label = parcel.Label is { } label ? label with { IsOutdated = true } : null,
        };
    }

    /// <summary>The answer to who took the units out shows the order when all its stock knows of it.</summary>
    private static State Trimmed(State state, Event.PromiseTrimmed e)
    {
        var trimmed = Note(Change(state, e.AllocationId, allocation => allocation with { Trimmed = e.Lost }), state.TakingOut);
        return trimmed.Allocations.Values.Any(allocation => allocation.Lost > allocation.Trimmed) ? trimmed : trimmed with { TakingOut = null };
    }

    private static State WithCancelled(State state, ImmutableArray<CancelledUnits> lines)
    {
        var units = state.CancelledUnits.ToBuilder();
        foreach (var line in lines)
        {
            units[line.OrderLineId] = units.GetValueOrDefault(line.OrderLineId) + line.Quantity;
        }

        return state with { CancelledUnits = units.ToImmutable(), CancelledAmount = state.CancelledAmount + lines.Sum(line => line.Amount) };
    }

    /// <summary>Units that are taken out of a parcel, and the promise that they were.</summary>
    public sealed record TakenUnits(string FulfillmentId, string OrderLineId, string AllocationId, int Quantity);

    public abstract partial record Event
    {
        /// <summary>Units that have not left are not wanted any more; they are in no parcel, and not in the total.</summary>
        /// <param name="Operation">Null when time ran out for their payment.</param>
        /// <param name="Units">Where they were.</param>
        /// <param name="Lines">What the customer does not pay for them.</param>
        /// <param name="Reason">As given, or <c>payment_overdue</c>.</param>
        /// <param name="At">UTC.</param>
        /// <param name="TillId">The till that gives cash back; null when none does.</param>
        [Alias("order.units-cancelled")]
        public sealed record UnitsCancelled(
            Operation? Operation,
            ImmutableArray<TakenUnits> Units,
            ImmutableArray<CancelledUnits> Lines,
            string? Reason,
            DateTimeOffset At,
            string? TillId = null) : Event;
    }
}
