using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Lockers;

namespace OrleansCommerce.Grains.Lockers;

public static partial class LockerBank
{
    /// <summary>
    /// The hardware saw the compartment emptied. It is believed even when the parcel's time ended after the door was opened.
    /// </summary>
    public static Decision<Event> Decide(State state, ConfirmPickup command, DateTimeOffset now)
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

        if (state.Compartments.FirstOrDefault(compartment => compartment.Id == command.CompartmentId) is not { } compartment)
        {
            return new NotFound("compartment", command.CompartmentId);
        }

        return state.Loaded.GetValueOrDefault(compartment.Id) is { Opened: true } parcel
            ? new Event.PickedUp(parcel.Id, now, operation)
            : new InvalidState(
                StateName(state.StatusOf(compartment)), $"Compartment '{compartment.Id}' must be opened with a parcel's code first.");
    }

    /// <summary>The pickup that a request confirmed, in the state that its answer shows.</summary>
    public static Telling PickedUp(State shown, ConfirmPickup command) =>
        shown.Untold.FindLast(telling => telling.News == OrderNews.Collected && telling.Cause.Id == command.OperationId)
            ?? throw new InvalidOperationException($"The state shows no pickup from compartment '{command.CompartmentId}'.");

    /// <summary>Parcels whose time is over are handed out no more.</summary>
    public static Decision<Event> Expire(State state, DateTimeOffset now) =>
        new([.. state.Loaded.Values
            .Where(parcel => parcel.Stage == ParcelStage.Waiting && parcel.Deadline <= now)
            .OrderBy(parcel => parcel.Deadline)
            .ThenBy(parcel => parcel.Id, StringComparer.Ordinal)
            .Select(parcel => new Event.ParcelExpired(parcel.Id, now))]);
}
