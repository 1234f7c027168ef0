using System.Collections.Immutable;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Lockers;

namespace OrleansCommerce.Grains.Lockers;

/// <summary>
/// What keeps codes from being guessed: five wrong ones lock the keypad at which they were typed, twenty in an hour the whole bank. Staff
/// who stand in front of it may let codes be typed again.
/// </summary>
public static partial class LockerBank
{
    /// <summary>Staff let codes be typed again.</summary>
    public static Decision<Event> Decide(State state, ResetLockout command, DateTimeOffset now)
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

        return command.CompartmentId is { } compartmentId && state.FindCompartment(compartmentId) is null
            ? new NotFound("compartment", compartmentId)
            : new Event.LockoutReset(command.CompartmentId, now, operation);
    }

    /// <summary>Until when no code is taken at a keypad; null when one is.</summary>
    private static DateTimeOffset? LockedOutUntil(State state, string? compartmentId, DateTimeOffset now)
    {
        var own = compartmentId is null ? state.LockedUntil : state.Keypads.GetValueOrDefault(compartmentId)?.LockedUntil;
        var until = own is null || state.BankLockedUntil > own ? state.BankLockedUntil : own;
        return now < until ? until : null;
    }

    private static Decision<Event> RefuseCode(State state, Operation operation, string? compartmentId, DateTimeOffset at)
    {
        var here = compartmentId is null
            ? StillCounting(state.WrongCodes, WrongCodesWindow, at)
            : StillCounting(state.Keypads.GetValueOrDefault(compartmentId)?.WrongCodes ?? [], GuessWindow, at);
        var everywhere = StillCounting(state.Guesses, GuessWindow, at);
        var left = Math.Max(0, Math.Min(WrongCodesMax - here.Length, BankWrongCodesMax - everywhere.Length) - 1);
        var refused = new Event.CodeRefused(at, left, operation, compartmentId);
        if (left > 0)
        {
            return Decision<Event>.Refuse(new WrongCode(left), refused);
        }

        var lockouts = new List<Event.LockedOut>();
        if (here.Length + 1 >= WrongCodesMax)
        {
            lockouts.Add(new Event.LockedOut(compartmentId is null ? at + LockoutTime : Oldest(here, at) + GuessWindow, operation, compartmentId));
        }

        if (everywhere.Length + 1 >= BankWrongCodesMax)
        {
            lockouts.Add(new Event.LockedOut(Oldest(everywhere, at) + GuessWindow, operation, CompartmentId: null, WholeBank: true));
        }

        // The longest is the answer, and the last one noted is what a repeat is told.
        lockouts.Sort(static (one, other) => one.Until.CompareTo(other.Until));
        return Decision<Event>.Refuse(new LockedOut(lockouts[^1].Until), [refused, .. lockouts]);
    }

    private static ImmutableArray<DateTimeOffset> StillCounting(ImmutableArray<DateTimeOffset> guesses, TimeSpan window, DateTimeOffset now) =>
        [.. guesses.Where(at => at > now - window)];

    private static DateTimeOffset Oldest(ImmutableArray<DateTimeOffset> guesses, DateTimeOffset at) =>
        guesses.IsEmpty ? at : guesses.Append(at).Min();

    private static State RefuseCode(State next, Event.CodeRefused refused)
    {
        var noted = Note(next, refused.Operation, refused.AttemptsLeft, lockedUntil: null) with
        {
            Guesses = Guessed(next.Guesses, GuessWindow, refused.At, BankWrongCodesMax),
        };
        return refused.CompartmentId is { } compartmentId
            ? WithKeypad(noted, compartmentId, keypad => keypad with { WrongCodes = Guessed(keypad.WrongCodes, GuessWindow, refused.At, WrongCodesMax) })
            : noted with { WrongCodes = Guessed(next.WrongCodes, WrongCodesWindow, refused.At, WrongCodesMax) };
    }

    private static State LockOut(State next, Event.LockedOut locked)
    {
        var noted = Note(next, locked.Operation, attemptsLeft: 0, locked.Until);
        return locked switch
        {
            { WholeBank: true } => noted with { BankLockedUntil = locked.Until },
            { CompartmentId: { } compartmentId } => WithKeypad(noted, compartmentId, keypad => keypad with { LockedUntil = locked.Until }),
            _ => noted with { WrongCodes = [], LockedUntil = locked.Until },
        };
    }

    private static State ResetLockout(State next, Event.LockoutReset reset)
    {
        var noted = next with { Operations = next.Operations.Note(reset.Operation, next.Version) };
        return reset.CompartmentId is { } compartmentId
            ? noted with { Keypads = noted.Keypads.Remove(compartmentId) }
            : noted with { WrongCodes = [], LockedUntil = null, Guesses = [], BankLockedUntil = null, Keypads = noted.Keypads.Clear() };
    }

    private static State WithKeypad(State next, string compartmentId, Func<Keypad, Keypad> change) => next with
    {
        Keypads = next.Keypads.SetItem(compartmentId, change(next.Keypads.GetValueOrDefault(compartmentId) ?? new Keypad([], LockedUntil: null))),
    };

    private static ImmutableArray<DateTimeOffset> Guessed(ImmutableArray<DateTimeOffset> guesses, TimeSpan window, DateTimeOffset at, int max) =>
        [.. StillCounting(guesses, window, at).Append(at).TakeLast(max)];

    private static State Note(State next, Operation operation, int attemptsLeft, DateTimeOffset? lockedUntil) => next with
    {
        Refusals = next.Refusals.Note(operation.Id, new Refusal(operation.Fingerprint, attemptsLeft, lockedUntil), RefusalsMin),
    };
}
