using System.Security.Cryptography;
using System.Text;
using OrleansCommerce.Grains.EventSourcing;
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
    public static Operation Stamp(string operationId, string? codeHash) =>
        Operation.Of(operationId, new Typed(operationId, codeHash ?? "malformed"));

    /// <summary>
    /// A code is typed. The right one opens as often as it is typed until the pickup is confirmed: a door falls shut too early.
    /// A repeat is answered as the first time, whatever happened since, and is no other guess.
    /// </summary>
    /// <param name="state">The bank.</param>
    /// <param name="operation">What <see cref="Stamp"/> makes of the request.</param>
    /// <param name="codeHash">The hash of what was typed; null when it has not the form of a code, which counts as wrong.</param>
    /// <param name="now">UTC.</param>
    public static Decision<Event> Open(State state, Operation operation, string? codeHash, DateTimeOffset now)
    {
        if (Limits.OperationId(operation.Id) is { } invalid)
        {
            return invalid;
        }

        if (Recall(state, operation) is { } known)
        {
            return known;
        }

        if (state.LockedUntil is { } until && now < until)
        {
            return new LockedOut(until);
        }

        if (codeHash is null || FindByCode(state, codeHash) is not { } parcel)
        {
            return RefuseCode(state, operation, now);
        }

        return parcel.Stage switch
        {
            ParcelStage.Withdrawn => Withdrawn(parcel),
            ParcelStage.Expired => Expired(parcel),
            _ when now >= parcel.Deadline => Decision<Event>.Refuse(Expired(parcel), new Event.ParcelExpired(parcel.Id, now)),
            _ => new Event.Opened(parcel.Id, now, operation),
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

    private static Decision<Event>? Recall(State state, Operation operation)
    {
        if (state.Refusals.Find(operation.Id) is not { } refusal)
        {
            return state.Operations.Recall<Event>(operation);
        }

        return refusal.Fingerprint == operation.Fingerprint ? refusal.Answer : new OperationIdReused(operation.Id);
    }

    private static Decision<Event> RefuseCode(State state, Operation operation, DateTimeOffset now)
    {
        var left = WrongCodesMax - StillCounting(state, now).Count() - 1;
        var refused = new Event.CodeRefused(now, left, operation);
        if (left > 0)
        {
            return Decision<Event>.Refuse(new WrongCode(left), refused);
        }

        var until = now + LockoutTime;
        return Decision<Event>.Refuse(new LockedOut(until), refused, new Event.LockedOut(until, operation));
    }

    private static IEnumerable<DateTimeOffset> StillCounting(State state, DateTimeOffset now) =>
        state.WrongCodes.Where(at => at > now - WrongCodesWindow);

    private static InvalidState Expired(Parcel parcel) =>
        new(StateName(FulfillmentStatus.Expired), $"The parcel was to be fetched until {parcel.Deadline:O}; please ask the shop.");

    private static InvalidState Withdrawn(Parcel parcel) =>
        new(StateName(FulfillmentStatus.Cancelled), $"The order of parcel '{parcel.Id}' was cancelled; it is not handed out.");

    /// <summary>What makes the fingerprint of a typed code.</summary>
    private sealed record Typed(string OperationId, string CodeHash);
}
