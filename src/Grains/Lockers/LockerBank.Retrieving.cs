using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Lockers;

namespace OrleansCommerce.Grains.Lockers;

/// <summary>A courier takes out what its customer did not fetch or sends back, or what lies behind a door that is out of order.</summary>
public static partial class LockerBank
{
    /// <summary>A courier comes for a parcel.</summary>
    public static Decision<Event> Decide(State state, OpenForRetrieval command, DateTimeOffset now)
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

        if (state.FindCompartment(command.CompartmentId) is not { } compartment)
        {
            return new NotFound("compartment", command.CompartmentId);
        }

        if (state.Loaded.GetValueOrDefault(compartment.Id) is not { } parcel)
        {
            return new InvalidState(StateName(state.StatusOf(compartment)), $"Compartment '{compartment.Id}' holds no parcel.");
        }

        var opened = new Event.RetrievalOpened(parcel.Id, now, operation);
        if (compartment.OutOfOrder || parcel.Stage != ParcelStage.Waiting)
        {
            return opened;
        }

        return parcel.Deadline <= now
            ? Decision<Event>.Accept(new Event.ParcelExpired(parcel.Id, now), opened)
            : new InvalidState(
                StateName(parcel.ToDetails().Status), $"The parcel waits for its customer until {parcel.Deadline:O}; it is not to be taken out before.");
    }

    /// <summary>The courier has the parcel.</summary>
    public static Decision<Event> Decide(State state, ConfirmRetrieval command, DateTimeOffset now) =>
        Confirm(state, command, command.OperationId, command.CompartmentId, command.At, now, (compartment, at, operation) =>
            state.Loaded.GetValueOrDefault(compartment.Id) is { OpenedForRetrieval: true } parcel
                ? new Event.ParcelRetrieved(parcel.Id, at, operation)
                : new InvalidState(StateName(state.StatusOf(compartment)), $"Compartment '{compartment.Id}' must be opened for its retrieval first."));

    /// <summary>One that still waits for its customer comes back under its code; any other is on its way to a shelf.</summary>
    private static State Retrieve(State next, Parcel parcel, Event.ParcelRetrieved retrieved)
    {
        var operation = retrieved.Operation;
        var taken = parcel.Stage == ParcelStage.Waiting ? KeepOut(next, parcel) : next with { Loaded = next.Loaded.Remove(parcel.CompartmentId) };
        OrderNews? news = parcel.Stage switch
        {
            ParcelStage.Expired => OrderNews.Retrieved,
            ParcelStage.Returning => OrderNews.ReturnFetched,
            _ => null,
        };
        if (news is { } told)
        {
            taken = taken with { Untold = taken.Untold.Add(new Telling(parcel, told, operation, retrieved.At)) };
        }

        return taken with { LastRetrieved = parcel, Operations = taken.Operations.Note(operation, taken.Version) };
    }
}
