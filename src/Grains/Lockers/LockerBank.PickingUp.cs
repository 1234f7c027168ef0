using System.Security.Cryptography;
using System.Text;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Lockers;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Lockers;

public static partial class LockerBank
{
    /// <summary>A code is typed. The right one opens as often as it is typed until the pickup is confirmed: a door falls shut too early.</summary>
    /// <param name="state">The bank.</param>
    /// <param name="codeHash">The hash of what was typed; null when it has not the form of a code, which counts as wrong.</param>
    /// <param name="now">UTC.</param>
    public static Decision<Event> Open(State state, string? codeHash, DateTimeOffset now)
    {
        if (state.LockedUntil is { } until && now < until)
        {
            return new LockedOut(until);
        }

        if (codeHash is null || FindByCode(state, codeHash) is not { } parcel)
        {
            return RefuseCode(state, now);
        }

        return parcel.Stage switch
        {
            ParcelStage.Withdrawn => Withdrawn(parcel),
            ParcelStage.Expired => Expired(parcel),
            _ when now >= parcel.Deadline => Decision<Event>.Refuse(Expired(parcel), new Event.ParcelExpired(parcel.Id, now)),
            _ => new Event.Opened(parcel.Id, now),
        };
    }

    /// <summary>The parcel of a code; null when there is none.</summary>
    public static Parcel? FindByCode(State state, string codeHash)
    {
        // Every hash is compared whole, so that the time it takes tells nothing about how near a guess came.
        var wanted = Encoding.ASCII.GetBytes(codeHash);
        Parcel? found = null;
        foreach (var parcel in state.Loaded.Values)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(parcel.CodeHash), wanted))
            {
                found = parcel;
            }
        }

        return found;
    }

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

    private static Decision<Event> RefuseCode(State state, DateTimeOffset now)
    {
        var wrong = StillCounting(state, now).Count() + 1;
        if (wrong < WrongCodesMax)
        {
            return Decision<Event>.Refuse(new WrongCode(WrongCodesMax - wrong), new Event.CodeRefused(now));
        }

        var until = now + LockoutTime;
        return Decision<Event>.Refuse(new LockedOut(until), new Event.CodeRefused(now), new Event.LockedOut(until));
    }

    private static IEnumerable<DateTimeOffset> StillCounting(State state, DateTimeOffset now) =>
        state.WrongCodes.Where(at => at > now - WrongCodesWindow);

    private static InvalidState Expired(Parcel parcel) =>
        new(StateName(FulfillmentStatus.Expired), $"The parcel was to be fetched until {parcel.Deadline:O}; please ask the shop.");

    private static InvalidState Withdrawn(Parcel parcel) =>
        new(StateName(FulfillmentStatus.Cancelled), $"The order of parcel '{parcel.Id}' was cancelled; it is not handed out.");
}
