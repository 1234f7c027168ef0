using System.Collections.Immutable;
using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Lockers;

namespace OrleansCommerce.Grains.Lockers;

/// <summary>
/// Who may speak for the bank's hardware. A call is signed with the bank's secret, within five minutes, and is taken once: its nonce is
/// written down before the call is answered, so that neither a restart nor a second activation takes it again.
/// </summary>
public static partial class LockerBank
{
    /// <summary>The shortest nonce, in characters.</summary>
    public const int NonceLengthMin = 16;

    /// <summary>The longest nonce, in characters.</summary>
    public const int NonceLengthMax = 64;

    /// <summary>Calls in the time in which nonces are remembered: some ten a second is more than hundreds of doors can move.</summary>
    public const int CallsMax = 5_000;

    /// <summary>How far a device's clock may be from ours when it signs.</summary>
    public static TimeSpan SignatureWindow { get; } = TimeSpan.FromMinutes(5);

    /// <summary>How long the secret of before is taken when another one was made: a day in which somebody gets to the device.</summary>
    public static TimeSpan SecretOverlap { get; } = TimeSpan.FromHours(24);

    /// <summary>How long a device may take codes without asking.</summary>
    public static TimeSpan OfflineTime { get; } = TimeSpan.FromHours(24);

    /// <summary>The hardware is to get a secret, or another one.</summary>
    public static Decision<Event> Decide(State state, RotateLockerSecret command, DateTimeOffset now)
    {
        if (Limits.OperationId(command.OperationId) is { } invalid)
        {
            return invalid;
        }

        var operation = Operation.Of(command.OperationId, command);
        return state.Operations.Recall<Event>(operation)
            ?? new Event.SecretRotated(
                state.SecretGeneration + 1,
                state.SecretGeneration == 0 || command.Immediately ? null : now + SecretOverlap,
                now,
                operation);
    }

    /// <summary>A signed call comes in.</summary>
    /// <param name="state">The bank.</param>
    /// <param name="call">The call.</param>
    /// <param name="isSigned">Whether the secret of a generation signed it.</param>
    /// <param name="now">UTC.</param>
    public static Decision<Event> Admit(State state, SignedCall call, Func<int, bool> isSigned, DateTimeOffset now)
    {
        if (call.Nonce.Length is < NonceLengthMin or > NonceLengthMax || !call.Nonce.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))
        {
            return new InvalidInput("nonce", $"must have {NonceLengthMin} to {NonceLengthMax} letters, digits, hyphens and underscores.");
        }

        // Who cannot sign is told no more than that: not the time, nor whether a nonce was used.
        if (Generations(state, now).Where(isSigned).FirstOrDefault() is not (> 0 and var generation))
        {
            return new InvalidInput("signature", "is not one of this locker bank's.");
        }

        if (Math.Abs(now.ToUnixTimeSeconds() - (decimal)call.Time) > (decimal)SignatureWindow.TotalSeconds)
        {
            return new InvalidInput("time", $"must be within {SignatureWindow.TotalMinutes} minutes of {now.ToUnixTimeSeconds()}, was {call.Time}.");
        }

        if (state.Nonces.TryGetValue(call.Nonce, out var known))
        {
            return known.RequestId == call.RequestId ? Decision<Event>.Nothing : new InvalidInput("nonce", "was used before.");
        }

        return StillRemembered(state.Nonces, now).Count() >= CallsMax
            ? new InvalidInput("nonce", $"is one of more than {CallsMax} within {2 * SignatureWindow.TotalMinutes} minutes.")
            : new Event.CallAdmitted(call.Nonce, generation, call.RequestId, now);
    }

    /// <summary>What a device may take while it is offline: the codes of parcels that wait and of goods that are to be put in; null when it has no secret.</summary>
    public static OfflineGrants? Grants(State state, DeviceKeys keys, PickupCodes codes, DateTimeOffset now)
    {
        var generation = state.SecretGeneration;
        if (generation == 0)
        {
            return null;
        }

        var until = now + OfflineTime;
        var grants = state.Loaded.Values
            .Where(parcel => parcel.Stage == ParcelStage.Waiting)
            .Concat(state.Assigned.Values.Select(kept => kept.DropOff).OfType<Parcel>())
            .Where(parcel => parcel.Deadline > now)
            .OrderBy(parcel => parcel.CompartmentId, StringComparer.Ordinal)
            .Select(parcel => new OfflineGrant(
                parcel.Id,
                parcel.CompartmentId,
                parcel.Deadline,
                keys.GrantOf(generation, parcel.Id, codes.CodeOf(parcel)),
                keys.GrantOf(generation, parcel.Id, codes.QrOf(parcel)),
                parcel.Stage == ParcelStage.Expected))
            .ToImmutableArray();
        return new OfflineGrants(generation, now, until, grants, keys.Sign(generation, now, until, grants));
    }

    /// <summary>The secrets that are taken, the newest first.</summary>
    private static IEnumerable<int> Generations(State state, DateTimeOffset now)
    {
        if (state.SecretGeneration > 0)
        {
            yield return state.SecretGeneration;
        }

        if (now < state.PreviousSecretUntil)
        {
            yield return state.SecretGeneration - 1;
        }
    }

    private static IEnumerable<KeyValuePair<string, UsedNonce>> StillRemembered(ImmutableDictionary<string, UsedNonce> nonces, DateTimeOffset now) =>
        nonces.Where(nonce => nonce.Value.At >= now - (2 * SignatureWindow));

    private static State? EvolveDevice(State next, Event happened) => happened switch
    {
        Event.SecretRotated e => next with
        {
            SecretGeneration = e.Generation,
            PreviousSecretUntil = e.PreviousUntil,
            Operations = next.Operations.Note(e.Operation, next.Version),
        },
        Event.CallAdmitted e => next with
        {
            Nonces = ImmutableDictionary.CreateRange(StillRemembered(next.Nonces, e.At)).SetItem(e.Nonce, new UsedNonce(e.At, e.RequestId)),
            Assigned = next.Assigned.SetItems(next.Assigned
                .Where(kept => kept.Value is { DropOff: not null, HeardAt: null } && kept.Value.Until <= e.At)
                .Select(kept => KeyValuePair.Create(kept.Key, kept.Value with { HeardAt = e.At }))),
        },
        _ => null,
    };

    /// <summary>When a nonce came, and with which request.</summary>
    public sealed record UsedNonce(DateTimeOffset At, string RequestId);

    public abstract partial record Event
    {
        /// <summary>The hardware has a new secret. The secret is not here: see <see cref="DeviceKeys"/>.</summary>
        /// <param name="Generation">Its number, from 1.</param>
        /// <param name="PreviousUntil">Until when the one of before is taken too; null when not.</param>
        /// <param name="At">When.</param>
        /// <param name="Operation">By which request.</param>
        [Alias("locker.secret-rotated")]
        public sealed record SecretRotated(int Generation, DateTimeOffset? PreviousUntil, DateTimeOffset At, Operation Operation) : Event;

        /// <summary>A call that the hardware signed was taken; it is not taken again.</summary>
        /// <param name="Nonce">The device's.</param>
        /// <param name="Generation">Of the secret that signed it.</param>
        /// <param name="RequestId">The request that it came with.</param>
        /// <param name="At">When.</param>
        [Alias("locker.call-admitted")]
        public sealed record CallAdmitted(string Nonce, int Generation, string RequestId, DateTimeOffset At) : Event;
    }
}
