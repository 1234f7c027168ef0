using System.Security.Cryptography;
using System.Text;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Lockers;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Lockers;

public static partial class LockerBank
{
    /// <summary>Stamps a code that was typed.</summary>
    /// <param name="operationId">The caller's idempotency key.</param>
    /// <param name="codeHash">
    /// The keyed hash of what was typed; null when it has not the form of a code. Never the code itself: the stamp is written to
    /// the journal, and a million guesses would find what made it.
    /// </param>
    /// <param name="compartmentId">At whose keypad; null at the panel.</param>
    /// <param name="typedAt">When, at a device that was offline; null for now.</param>
    public static Operation Stamp(string operationId, string? codeHash, string? compartmentId = null, DateTimeOffset? typedAt = null) =>
        Operation.Of(operationId, new Typed(operationId, codeHash ?? "malformed", compartmentId, typedAt));

    /// <summary>
    /// A code is typed. The right one opens as often as it is typed until the pickup is confirmed: a door falls shut too early.
    /// A repeat is answered as the first time, whatever happened since, and is no other guess.
    /// </summary>
    /// <param name="state">The bank.</param>
    /// <param name="operation">What <see cref="Stamp"/> makes of the request.</param>
    /// <param name="codeHash">The hash of what was typed; null when it has not the form of a code, which counts as wrong.</param>
    /// <param name="now">UTC.</param>
    /// <param name="compartmentId">At whose keypad; null at the panel.</param>
    /// <param name="typedAt">
    /// When, at a device that was offline: the door is open since then, so no lock-out keeps it shut any more, and the parcel's time is
    /// judged by that time.
    /// </param>
    public static Decision<Event> Open(
        State state, Operation operation, string? codeHash, DateTimeOffset now, string? compartmentId = null, DateTimeOffset? typedAt = null)
    {
        if (Limits.OperationId(operation.Id) is { } invalid)
        {
            return invalid;
        }

        if (Recall(state, operation) is { } known)
        {
            return known;
        }

        if (Late(typedAt, now) is { } wrongTime)
        {
            return wrongTime;
        }

        if (compartmentId is not null && state.FindCompartment(compartmentId) is null)
        {
            return new NotFound("compartment", compartmentId);
        }

        if (typedAt is null && LockedOutUntil(state, compartmentId, now) is { } until)
        {
            return new LockedOut(until);
        }

        var at = Happened(typedAt, now);
        if (codeHash is null
            || FindByCode(state, codeHash) is not { } parcel
            || ((compartmentId ?? parcel.CompartmentId) != parcel.CompartmentId && !(typedAt is not null && parcel.Stage == ParcelStage.Expected)))
        {
            return RefuseCode(state, operation, compartmentId, at);
        }

        if (state.KeptOut.ContainsKey(parcel.Id))
        {
            return new InvalidState(
                StateName(CompartmentStatus.OutOfOrder), $"Compartment '{parcel.CompartmentId}' broke, and the parcel is not in it; please ask the shop.");
        }

        if (at < parcel.DepositedAt)
        {
            return new InvalidInput("at", $"the parcel was put in at {parcel.DepositedAt:O}, so its code cannot have been typed before.");
        }

        return parcel.Stage switch
        {
            ParcelStage.Withdrawn => Withdrawn(parcel),
            ParcelStage.Expected => OpenToDropOff(state, parcel, compartmentId ?? parcel.CompartmentId, at, now, operation),
            ParcelStage.Returning => new InvalidState(
                StateName(FulfillmentStatus.ReturnedToSender), "These goods were put in to come back; they are not handed out here."),
            _ when at < parcel.Deadline => new Event.Opened(parcel.Id, at, operation),
            ParcelStage.Expired => Expired(parcel),
            _ => Decision<Event>.Refuse(Expired(parcel), new Event.ParcelExpired(parcel.Id, now)),
        };
    }

    /// <summary>What a device says when something happened.</summary>
    /// <returns>A refusal when it cannot be so; null when it can.</returns>
    private static InvalidInput? Late(DateTimeOffset? at, DateTimeOffset now) =>
        at > now + ClockDifferenceMax ? new InvalidInput("at", $"must be at most {ClockDifferenceMax.TotalMinutes} minutes ahead of {now:O}, was {at:O}.")
        : at < now - ReportAgeMax ? new InvalidInput("at", $"must be at most {ReportAgeMax.TotalDays} days before {now:O}, was {at:O}.")
        : null;

    /// <summary>When something happened: a device's clock may be ahead of ours, what happened is not.</summary>
    private static DateTimeOffset Happened(DateTimeOffset? at, DateTimeOffset now) => at is { } earlier && earlier < now ? earlier : now;

    /// <summary>The parcel of a code; null when there is none.</summary>
    public static Parcel? FindByCode(State state, string codeHash)
    {
        // Every hash is compared whole, so that the time it takes tells nothing about how near a guess came.
        var wanted = Encoding.ASCII.GetBytes(codeHash);
        Parcel? found = null;
        foreach (var parcel in state.Loaded.Values.Concat(state.KeptOut.Values).Concat(state.Assigned.Values.Select(kept => kept.DropOff).OfType<Parcel>()))
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(parcel.CodeHash), wanted))
            {
                found = parcel;
            }
        }

        return found;
    }

    private static Decision<Event>? Recall(State state, Operation operation)
    {
        if (state.Refusals.Find(operation.Id) is not { } refusal)
        {
            return state.Operations.Recall<Event>(operation);
        }

        return refusal.Fingerprint == operation.Fingerprint ? refusal.Answer : new OperationIdReused(operation.Id);
    }

    private static InvalidState Expired(Parcel parcel) =>
        new(StateName(FulfillmentStatus.Expired), $"The parcel was to be fetched until {parcel.Deadline:O}; please ask the shop.");

    private static InvalidState Withdrawn(Parcel parcel) =>
        new(StateName(FulfillmentStatus.Cancelled), $"The order of parcel '{parcel.Id}' was cancelled; it is not handed out.");

    /// <summary>What makes the fingerprint of a typed code.</summary>
    private sealed record Typed(string OperationId, string CodeHash, string? CompartmentId, DateTimeOffset? TypedAt);
}
