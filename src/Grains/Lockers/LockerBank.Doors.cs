using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Lockers;

namespace OrleansCommerce.Grains.Lockers;

/// <summary>What the hardware reports: doors that move, compartments that break.</summary>
public static partial class LockerBank
{
    /// <summary>
    /// A door moved. Closed on an empty compartment, it is the pickup or the retrieval that the door was opened for; closed on one
    /// that is not empty, it is the drop-off that it was opened for, or has to be opened anew.
    /// </summary>
    public static Decision<Event> Decide(State state, ReportDoor command, DateTimeOffset now)
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

        if ((Late(command.At, now) ?? Inconsistent(command)) is { } wrong)
        {
            return wrong;
        }

        if (state.FindCompartment(command.CompartmentId) is not { } compartment)
        {
            return new NotFound("compartment", command.CompartmentId);
        }

        var at = Happened(command.At, now);
        var reported = new Event.DoorReported(compartment.Id, command.Door, command.Content, at, operation);
        var emptied = command.Content == CompartmentContent.Empty ? state.Loaded.GetValueOrDefault(compartment.Id) : null;
        return emptied switch
        {
            { OpenedForRetrieval: true } => Decision<Event>.Accept(reported, new Event.ParcelRetrieved(emptied.Id, at, operation)),
            { Opened: true } when !(at < emptied.OpenedAt) => Decision<Event>.Accept(reported, new Event.PickedUp(emptied.Id, at, operation)),
            _ when command.Content == CompartmentContent.NotEmpty && PutIn(state, compartment.Id, at, operation) is { } droppedOff =>
                Decision<Event>.Accept(reported, droppedOff),
            _ => reported,
        };
    }

    /// <summary>A compartment broke, or works again.</summary>
    public static Decision<Event> Decide(State state, ReportCompartment command, DateTimeOffset now)
    {
        if ((Limits.OperationId(command.OperationId)
            ?? (command.Reason is null ? null : Limits.Text(command.Reason, "reason", ReasonLengthMax))) is { } invalid)
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

        var reported = new Event.CompartmentReported(compartment.Id, command.OutOfOrder, command.Reason, now, operation);
        if (command.ParcelInside)
        {
            return PlanAnew(state, reported, now);
        }

        if (!command.OutOfOrder || state.Loaded.GetValueOrDefault(compartment.Id) is not { Stage: ParcelStage.Waiting, Opened: false } parcel)
        {
            return new InvalidInput("parcelInside", "can be false only when a compartment broke into which a parcel was to be put, and that was not opened since.");
        }

        var broken = Evolve(state, reported);
        return FindCompartment(broken, parcel.Size ?? compartment.Size, parcel.Id) is { } other
            ? Decision<Event>.Accept(reported, new Event.ParcelMoved(parcel.Id, other.Id, now))
            : Decision<Event>.Accept(reported, new Event.ParcelKeptOut(parcel.Id, now));
    }

    private static InvalidInput? Inconsistent(ReportDoor command) => command switch
    {
        _ when !Enum.IsDefined(command.Door) => new InvalidInput("door", "must be OPENED or CLOSED."),
        { Content: { } content } when !Enum.IsDefined(content) => new InvalidInput("content", "must be EMPTY or NOT_EMPTY."),
        { Door: DoorState.Opened, Content: not null } => new InvalidInput("content", "must be left out while the door is open: somebody's hand is no parcel."),
        _ => null,
    };

    private static State? EvolveHardware(State next, Event happened) => happened switch
    {
        Event.CompartmentAssigned e => WithoutAssignment(next, e.ParcelId) is var free
            ? free with
            {
                Assigned = free.Assigned.Add(e.CompartmentId, new Assignment(e.ParcelId, e.OrderId, e.CompartmentId, e.Size, e.Until)),
                Operations = free.Operations.Note(e.Operation, free.Version),
            }
            : null,
        Event.AssignmentMoved e => next.FindAssignment(e.ParcelId) is { } moved
            ? next with { Assigned = next.Assigned.Remove(moved.CompartmentId).Add(e.CompartmentId, Moved(moved, e.CompartmentId)) }
            : next,
        Event.AssignmentEnded e => WithoutAssignment(next, e.ParcelId),
        Event.CompartmentReported e => next with
        {
            Compartments = [.. next.Compartments.Select(compartment =>
                compartment.Id == e.CompartmentId ? compartment with { OutOfOrder = e.OutOfOrder } : compartment)],
            Operations = next.Operations.Note(e.Operation, next.Version),
        },
        Event.ParcelMoved e => Move(next, next.FindParcel(e.ParcelId)!, e.CompartmentId),
        Event.ParcelKeptOut e => KeepOut(next, next.FindParcel(e.ParcelId)!),
        Event.DoorReported e => ReportDoor(next, e),
        Event.RetrievalOpened e => Change(next, e.ParcelId, parcel => parcel with { OpenedForRetrieval = true }) with
        {
            Operations = next.Operations.Note(e.Operation, next.Version),
        },
        Event.ParcelRetrieved e => Retrieve(next, next.FindParcel(e.ParcelId)!, e),
        Event.LockoutReset e => ResetLockout(next, e),
        _ => null,
    };

    /// <summary>The same code opens the other door, for who has not put the goods in yet.</summary>
    private static Assignment Moved(Assignment kept, string compartmentId) => kept with
    {
        CompartmentId = compartmentId,
        DropOff = kept.DropOff is { } goods ? goods with { CompartmentId = compartmentId, Opened = false } : null,
    };

    private static State Move(State next, Parcel parcel, string compartmentId) => next with
    {
        Loaded = next.Loaded.Remove(parcel.CompartmentId).Add(compartmentId, parcel with { CompartmentId = compartmentId }),
    };

    private static State KeepOut(State next, Parcel parcel) => next with
    {
        Loaded = next.Loaded.Remove(parcel.CompartmentId),
        KeptOut = next.KeptOut.SetItem(parcel.Id, parcel with { Opened = false, OpenedForRetrieval = false }),
    };

    /// <summary>A report that comes after its successor is noted, and changes nothing: the door has moved since.</summary>
    private static State ReportDoor(State next, Event.DoorReported e)
    {
        var noted = next with { Operations = next.Operations.Note(e.Operation, next.Version) };
        if (noted.Doors.GetValueOrDefault(e.CompartmentId) is { } known && e.At < known.At)
        {
            return noted;
        }

        var moved = noted with { Doors = noted.Doors.SetItem(e.CompartmentId, new Door(e.Door, e.At)) };
        moved = e.Content == CompartmentContent.Empty ? NotPutIn(moved, e.CompartmentId) : moved;
        return e.Content == CompartmentContent.NotEmpty && moved.Loaded.GetValueOrDefault(e.CompartmentId) is { } parcel
            ? Change(moved, parcel.Id, left => left with { Opened = false, OpenedForRetrieval = false })
            : moved;
    }
}
