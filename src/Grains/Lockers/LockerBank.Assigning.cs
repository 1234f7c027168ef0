using System.Collections.Immutable;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Lockers;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Lockers;

/// <summary>Which compartment a parcel gets: the smallest that fits, kept for it while it is on its way, and another one when that breaks.</summary>
public static partial class LockerBank
{
    /// <summary>A compartment is to be kept for a parcel.</summary>
    /// <param name="state">The bank.</param>
    /// <param name="bankId">Its id.</param>
    /// <param name="command">Which parcel, and how big.</param>
    /// <param name="order">The parcel's order as it is now; null when there is none.</param>
    /// <param name="now">UTC.</param>
    public static Decision<Event> Decide(State state, string bankId, AssignCompartment command, OrderDetails? order, DateTimeOffset now)
    {
        if (Limits.OperationId(command.OperationId) is { } invalid)
        {
            return invalid;
        }

        var operation = Operation.Of(command.OperationId, command);
        if (state.Operations.Recall<Event>(operation) is { } known)
        {
            return known;
        }

        if (!Enum.IsDefined(command.Size))
        {
            return new InvalidInput("size", "must be S, M or L.");
        }

        if (order?.Fulfillments.FirstOrDefault(fulfillment => fulfillment.Id == command.FulfillmentId) is not { } fulfillment)
        {
            return new NotFound("fulfillment", command.FulfillmentId);
        }

        if ((AlreadyHere(state, fulfillment.Id) ?? NotMeantForHere(bankId, order, fulfillment, state.KeptOut.ContainsKey(fulfillment.Id))) is { } refusal)
        {
            return refusal;
        }

        return FindCompartment(state, command.Size, fulfillment.Id) is { } compartment
            ? new Event.CompartmentAssigned(fulfillment.Id, order.Id, compartment.Id, command.Size, now + AssignmentTime, now, operation)
            : new NoFreeCompartment();
    }

    /// <summary>The smallest compartment that fits and may be used: the one that is kept for the parcel, when it does; otherwise a free one.</summary>
    private static Compartment? FindCompartment(State state, CompartmentSize size, string parcelId)
    {
        var kept = state.FindAssignment(parcelId) is { } assignment ? state.FindCompartment(assignment.CompartmentId) : null;
        return kept is { OutOfOrder: false } && kept.Size >= size
            ? kept
            : FindFree(state, size);
    }

    private static Compartment? FindFree(State state, CompartmentSize size) =>
        state.Compartments.Where(compartment => compartment.Size >= size && IsFree(state, compartment)).MinBy(compartment => compartment.Size);

    /// <summary>What was to come into a compartment goes into another one, or nowhere.</summary>
    private static Event GoesInto(Compartment? other, Assignment assignment, DateTimeOffset now) => other is not null
        ? new Event.AssignmentMoved(assignment.ParcelId, other.Id, now)
        : new Event.AssignmentEnded(assignment.ParcelId, now, IsBroken: true);

    /// <summary>Whether a parcel may be put in: a door that stands open shows that it does not close, or that somebody is there.</summary>
    private static bool IsFree(State state, Compartment compartment) =>
        state.StatusOf(compartment) == CompartmentStatus.Free
        && state.Doors.GetValueOrDefault(compartment.Id) is not { State: DoorState.Opened };

    /// <summary>What follows for the parcels on their way when compartments changed: each that lost its own gets another one, or none.</summary>
    private static Decision<Event> PlanAnew(State state, Event change, DateTimeOffset now)
    {
        var events = ImmutableArray.CreateBuilder<Event>();
        events.Add(change);
        state = Evolve(state, change);
        foreach (var assignment in state.Assigned.Values.OrderBy(assignment => assignment.ParcelId, StringComparer.Ordinal))
        {
            if (state.FindCompartment(assignment.CompartmentId) is { OutOfOrder: false } kept && kept.Size >= assignment.Size)
            {
                continue;
            }

            var anew = GoesInto(FindCompartment(state, assignment.Size, assignment.ParcelId), assignment, now);
            events.Add(anew);
            state = Evolve(state, anew);
        }

        return new Decision<Event>(events.ToImmutable());
    }

    private static State WithoutAssignment(State next, string parcelId) =>
        next.FindAssignment(parcelId) is { } assignment ? next with { Assigned = next.Assigned.Remove(assignment.CompartmentId) } : next;
}
