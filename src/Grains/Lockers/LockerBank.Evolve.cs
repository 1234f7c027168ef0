using OrleansCommerce.Grains.EventSourcing;

namespace OrleansCommerce.Grains.Lockers;

public static partial class LockerBank
{
    /// <summary>Folds one event.</summary>
    public static State Evolve(State state, Event happened)
    {
        var next = state with { Version = state.Version + 1 };
        return happened switch
        {
            Event.Configured configured => next with { Compartments = configured.Compartments },
            Event.ParcelDeposited deposited => Deposit(next, deposited),
            Event.OrderTold told => Heard(next, told.ParcelId, told.News),
            Event.OrderRefused refused => Refused(next, refused),
            Event.CodeRefused refused => RefuseCode(next, refused),
            Event.LockedOut locked => LockOut(next, locked),
            Event.Opened opened => Open(next, opened),
            Event.PickedUp pickedUp => PickUp(next, pickedUp),
            Event.ParcelExpired expired => Change(next, expired.ParcelId, parcel => parcel with { Stage = ParcelStage.Expired }),
            _ => throw new InvalidOperationException($"The event {happened.GetType().Name} is not known to a locker bank."),
        };
    }

    private static State Deposit(State next, Event.ParcelDeposited deposited)
    {
        var parcel = new Parcel(
            deposited.ParcelId,
            deposited.OrderId,
            deposited.CompartmentId,
            deposited.CodeAttempt,
            deposited.CodeHash,
            deposited.Deadline,
            ParcelStage.Waiting,
            Opened: false,
            deposited.Operation);
        return next with
        {
            Loaded = next.Loaded.Add(parcel.CompartmentId, parcel),
            Untold = next.Untold.Add(new Telling(parcel, OrderNews.Ready, deposited.Operation, deposited.At)),
            Operations = next.Operations.Note(deposited.Operation, next.Version),
        };
    }

    private static State RefuseCode(State next, Event.CodeRefused refused) =>
        Note(next, refused.Operation, refused.AttemptsLeft, lockedUntil: null) with
        {
            WrongCodes = [.. StillCounting(next, refused.At), refused.At],
        };

    private static State LockOut(State next, Event.LockedOut locked) =>
        Note(next, locked.Operation, attemptsLeft: 0, locked.Until) with { WrongCodes = [], LockedUntil = locked.Until };

    private static State Note(State next, Operation operation, int attemptsLeft, DateTimeOffset? lockedUntil) => next with
    {
        Refusals = next.Refusals.Note(operation.Id, new Refusal(operation.Fingerprint, attemptsLeft, lockedUntil), RefusalsMin),
    };

    private static State Open(State next, Event.Opened opened) =>
        Change(next, opened.ParcelId, parcel => parcel with { Opened = true }) with
        {
            WrongCodes = [],
            Operations = next.Operations.Note(opened.Operation, next.Version),
        };

    private static State PickUp(State next, Event.PickedUp pickedUp)
    {
        var parcel = next.FindParcel(pickedUp.ParcelId)!;
        return next with
        {
            Loaded = next.Loaded.Remove(parcel.CompartmentId),
            Untold = next.Untold.Add(new Telling(parcel, OrderNews.Collected, pickedUp.Operation, pickedUp.At)),
            Operations = next.Operations.Note(pickedUp.Operation, next.Version),
        };
    }

    private static State Heard(State next, string parcelId, OrderNews news) =>
        next.FindUntold(parcelId, news) is { } telling ? next with { Untold = next.Untold.Remove(telling) } : next;

    private static State Refused(State next, Event.OrderRefused refused)
    {
        next = Heard(next, refused.ParcelId, refused.News);
        if (refused.News != OrderNews.Ready || next.FindParcel(refused.ParcelId) is not { } parcel)
        {
            return next;
        }

        // From here on the deposit's first answer is the refusal.
        return Change(next, parcel.Id, waiting => waiting with { Stage = ParcelStage.Withdrawn }) with
        {
            Operations = next.Operations.Note(parcel.Deposit, next.Version),
        };
    }

    private static State Change(State next, string parcelId, Func<Parcel, Parcel> change)
    {
        var parcel = next.FindParcel(parcelId)!;
        return next with { Loaded = next.Loaded.SetItem(parcel.CompartmentId, change(parcel)) };
    }
}
