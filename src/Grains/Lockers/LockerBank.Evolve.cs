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
            Event.ParcelExpired expired => Expire(next, expired.ParcelId),
            _ => EvolveHardware(next, happened)
                ?? EvolveDevice(next, happened)
                ?? EvolveDropOff(next, happened)
                ?? throw new InvalidOperationException($"The event {happened.GetType().Name} is not known to a locker bank."),
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
            deposited.Operation)
        {
            DepositedAt = deposited.At,
            Size = deposited.Size,
            CodeOf = deposited.CodeOf,
        };
        return WithoutAssignment(next, parcel.Id) with
        {
            KeptOut = next.KeptOut.Remove(parcel.Id),
            Loaded = next.Loaded.Add(parcel.CompartmentId, parcel),
            Untold = next.Untold.Add(new Telling(parcel, OrderNews.Ready, deposited.Operation, deposited.At)),
            Operations = next.Operations.Note(deposited.Operation, next.Version),
        };
    }

    private static State Open(State next, Event.Opened opened) =>
        Change(next, opened.ParcelId, parcel => parcel with { Opened = true, OpenedAt = opened.At }) with
        {
            WrongCodes = [],
            Keypads = next.Keypads.Remove(next.FindParcel(opened.ParcelId)!.CompartmentId),
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

    private static State Expire(State next, string parcelId) => next.KeptOut.ContainsKey(parcelId)
        ? next with { KeptOut = next.KeptOut.Remove(parcelId) }
        : Change(next, parcelId, parcel => parcel with { Stage = ParcelStage.Expired });

    private static State Heard(State next, string parcelId, OrderNews news) =>
        next.FindUntold(parcelId, news) is { } telling ? next with { Untold = next.Untold.Remove(telling) } : next;

    private static State Refused(State next, Event.OrderRefused refused)
    {
        next = Heard(next, refused.ParcelId, refused.News);
        next = next with { KeptOut = refused.News == OrderNews.Ready ? next.KeptOut.Remove(refused.ParcelId) : next.KeptOut };
        if (refused.News == OrderNews.DroppedOff && next.FindParcel(refused.ParcelId) is not null)
        {
            return Change(next, refused.ParcelId, goods => goods with { Stage = ParcelStage.Withdrawn });
        }

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
