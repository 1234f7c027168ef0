using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Lockers;

namespace OrleansCommerce.Grains.Lockers;

public static partial class LockerBank
{
    /// <summary>
    /// The hardware saw the compartment emptied. It is believed even when the parcel's time ended after the door was opened.
    /// </summary>
    public static Decision<Event> Decide(State state, ConfirmPickup command, DateTimeOffset now) =>
        Confirm(state, command, command.OperationId, command.CompartmentId, command.At, now, (compartment, at, operation) =>
            state.Loaded.GetValueOrDefault(compartment.Id) is { Opened: true } parcel && !(at < parcel.OpenedAt)
                ? new Event.PickedUp(parcel.Id, at, operation)
                : new InvalidState(
                    StateName(state.StatusOf(compartment)), $"Compartment '{compartment.Id}' must be opened with a parcel's code first."));

    /// <summary>The pickup that a request confirmed, in the state that its answer shows.</summary>
    /// <returns>Null when it confirmed none.</returns>
    public static Telling? FindPickup(State shown, string operationId) =>
        shown.Untold.FindLast(telling => telling.News == OrderNews.Collected && telling.Cause.Id == operationId);

    /// <summary>Parcels whose time is over are handed out no more, and compartments are not kept for parcels that did not come.</summary>
    public static Decision<Event> Expire(State state, DateTimeOffset now) =>
        new([
            .. state.Loaded.Values
                .Where(parcel => parcel.Stage == ParcelStage.Waiting)
                .Concat(state.KeptOut.Values)
                .Where(parcel => parcel.Deadline <= now)
                .OrderBy(parcel => parcel.Deadline)
                .ThenBy(parcel => parcel.Id, StringComparer.Ordinal)
                .Select(parcel => new Event.ParcelExpired(parcel.Id, now)),
            .. state.Assigned.Values
                .Where(assignment => state.EndOf(assignment) <= now)
                .OrderBy(assignment => assignment.ParcelId, StringComparer.Ordinal)
                .Select(assignment => new Event.AssignmentEnded(assignment.ParcelId, now, IsBroken: false)),
        ]);
}
