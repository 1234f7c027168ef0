using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Lockers;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Lockers;

/// <summary>
/// A customer puts goods of an announced return in. A compartment is kept like one for a parcel on its way, the smallest that fits; its code
/// opens it until the goods are in, and then a courier takes them out, and nobody else. A bank that is offline takes them by the list of codes
/// that it has: the compartment is kept until it was heard again, so that nothing else is put where they lie.
/// </summary>
public static partial class LockerBank
{
    /// <summary>A compartment is to be kept for announced goods.</summary>
    /// <param name="state">The bank.</param>
    /// <param name="command">Which announced return, and how big.</param>
    /// <param name="request">The announced return as it is now; null when there is none.</param>
    /// <param name="codeHash">The hash of the n-th code of this reservation, from 0.</param>
    /// <param name="now">UTC.</param>
    public static Decision<Event> Decide(
        State state, ReserveDropOff command, ReturnRequestDetails? request, Func<int, string> codeHash, DateTimeOffset now)
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

        if (!Enum.IsDefined(command.Size))
        {
            return new InvalidInput("size", "must be S, M or L.");
        }

        if (request is null)
        {
            return new NotFound("return request", command.RequestId);
        }

        if (request is not { Method: ReturnMethod.Locker, Status: ReturnRequestStatus.Authorized, Deadline: { } deadline } || deadline <= now)
        {
            return new InvalidState(StateName(request.Status), "Only goods that are to come back through a locker, and were agreed to, are put into one, once.");
        }

        if (AlreadyHere(state, request.Id) is { } refusal)
        {
            return refusal;
        }

        if (FindCompartment(state, command.Size, request.Id) is not { } compartment)
        {
            return new NoFreeCompartment();
        }

        var until = now + AssignmentTime;

        // A code that was told stays the code: a device that is offline may know no other.
        var before = state.FindAssignment(request.Id)?.DropOff;
        var attempt = before?.CodeAttempt ?? FreeCode(state, codeHash);
        return new Event.DropOffReserved(
            request.Id,
            request.OrderId,
            compartment.Id,
            attempt,
            before?.CodeHash ?? codeHash(attempt),
            command.Size,
            until < deadline ? until : deadline,
            now,
            operation,
            before?.CodeOperationId);
    }

    /// <summary>The hardware, or who stands there, saw that the goods are in. A bank without sensors needs that.</summary>
    public static Decision<Event> Decide(State state, ConfirmDropOff command, DateTimeOffset now) =>
        Confirm(state, command, command.OperationId, command.CompartmentId, command.At, now, (compartment, at, operation) =>
            PutIn(state, compartment.Id, at, operation) is { } droppedOff
                ? droppedOff
                : new InvalidState(StateName(state.StatusOf(compartment)), $"Compartment '{compartment.Id}' must be opened with the code of a return first."));

    /// <summary>What a closed door on something means: the goods that it was opened for are in. Null when it was opened for none.</summary>
    private static Event.DroppedOff? PutIn(State state, string compartmentId, DateTimeOffset at, Operation operation) =>
        state.Assigned.GetValueOrDefault(compartmentId)?.DropOff is { Opened: true } goods && !(at < goods.OpenedAt)
            ? new Event.DroppedOff(goods.Id, at, operation)
            : null;

    /// <summary>
    /// The code of a return is typed. A device that was offline opened the compartment that it had last heard of, which may be another one by now:
    /// the goods are where it says, unless something else lies there.
    /// </summary>
    private static Decision<Event> OpenToDropOff(
        State state, Parcel goods, string compartmentId, DateTimeOffset at, DateTimeOffset now, Operation operation)
    {
        if (at >= goods.Deadline)
        {
            return new InvalidState(
                StateName(FulfillmentStatus.Expired), $"The compartment was kept until {goods.Deadline:O}; another one can be reserved.");
        }

        var opened = new Event.DropOffOpened(goods.Id, at, operation);
        if (compartmentId == goods.CompartmentId)
        {
            return opened;
        }

        if (state.Loaded.GetValueOrDefault(compartmentId) is { } inside)
        {
            return new InvalidState(
                StateName(CompartmentStatus.Loaded), $"The parcel '{inside.Id}' is in compartment '{compartmentId}'; somebody has to look.");
        }

        var here = new Event.AssignmentMoved(goods.Id, compartmentId, now);
        return state.Assigned.GetValueOrDefault(compartmentId) is { } other
            ? Decision<Event>.Accept(GoesInto(FindFree(state, other.Size), other, now), here, opened)
            : Decision<Event>.Accept(here, opened);
    }

    private static State? EvolveDropOff(State next, Event happened) => happened switch
    {
        Event.DropOffReserved e => WithoutAssignment(next, e.RequestId) is var free
            ? free with
            {
                Assigned = free.Assigned.Add(e.CompartmentId, new Assignment(e.RequestId, e.OrderId, e.CompartmentId, e.Size, e.Until)
                {
                    DropOff = new Parcel(
                        e.RequestId, e.OrderId, e.CompartmentId, e.CodeAttempt, e.CodeHash, e.Until, ParcelStage.Expected, Opened: false, e.Operation)
                    {
                        DepositedAt = e.At,
                        Size = e.Size,
                        CodeOf = e.CodeOf,
                    },
                }),
                Operations = free.Operations.Note(e.Operation, free.Version),
            }
            : null,
        Event.DropOffOpened e => DropOffOpened(next, e),
        Event.DroppedOff e => DroppedOff(next, e),
        _ => null,
    };

    /// <summary>Whoever stands at the open door has time to put the goods in, whatever the reservation's end.</summary>
    private static State DropOffOpened(State next, Event.DropOffOpened e)
    {
        var kept = next.FindAssignment(e.RequestId)!;
        var until = e.At + AssignmentTime;
        return next with
        {
            Assigned = next.Assigned.SetItem(kept.CompartmentId, kept with
            {
                Until = until > kept.Until ? until : kept.Until,
                HeardAt = null,
                DropOff = kept.DropOff! with { Opened = true, OpenedAt = e.At },
            }),
            WrongCodes = [],
            Keypads = next.Keypads.Remove(kept.CompartmentId),
            Operations = next.Operations.Note(e.Operation, next.Version),
        };
    }

    private static State DroppedOff(State next, Event.DroppedOff e)
    {
        var goods = next.FindAssignment(e.RequestId)!.DropOff! with { Stage = ParcelStage.Returning, Opened = false, DepositedAt = e.At };
        return WithoutAssignment(next, goods.Id) with
        {
            Loaded = next.Loaded.Add(goods.CompartmentId, goods),
            Untold = next.Untold.Add(new Telling(goods, OrderNews.DroppedOff, e.Operation, e.At)),
            Operations = next.Operations.Note(e.Operation, next.Version),
        };
    }

    /// <summary>The door fell shut on nothing: the goods are still in their customer's hands, and the code opens again.</summary>
    private static State NotPutIn(State next, string compartmentId) =>
        next.Assigned.GetValueOrDefault(compartmentId) is { DropOff: { Opened: true } goods } kept
            ? next with { Assigned = next.Assigned.SetItem(compartmentId, kept with { DropOff = goods with { Opened = false } }) }
            : next;

    public abstract partial record Event
    {
        /// <summary>A compartment is kept for goods of an announced return, and a code made that opens it. The code is not here.</summary>
        /// <param name="RequestId">Which announced return.</param>
        /// <param name="OrderId">Whose goods.</param>
        /// <param name="CompartmentId">Which compartment.</param>
        /// <param name="CodeAttempt">The number of the code that was free, from 0; with it the code can be told again.</param>
        /// <param name="CodeHash">Recognises the code when it is typed.</param>
        /// <param name="Size">What the goods need.</param>
        /// <param name="Until">How long it is kept, and its code holds.</param>
        /// <param name="At">When.</param>
        /// <param name="Operation">By which request.</param>
        /// <param name="CodeOf">The operation that the code was made of, when that is not this one.</param>
        [Alias("locker.drop-off-reserved")]
        public sealed record DropOffReserved(
            string RequestId,
            string OrderId,
            string CompartmentId,
            int CodeAttempt,
            string CodeHash,
            CompartmentSize Size,
            DateTimeOffset Until,
            DateTimeOffset At,
            Operation Operation,
            string? CodeOf = null) : Event;

        /// <summary>The code of a return was typed; the door may open.</summary>
        [Alias("locker.drop-off-opened")]
        public sealed record DropOffOpened(string RequestId, DateTimeOffset At, Operation Operation) : Event;

        /// <summary>The goods are in; a courier takes them out.</summary>
        [Alias("locker.dropped-off")]
        public sealed record DroppedOff(string RequestId, DateTimeOffset At, Operation Operation) : Event;
    }
}
