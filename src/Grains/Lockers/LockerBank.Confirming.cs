using OrleansCommerce.Grains.EventSourcing;

namespace OrleansCommerce.Grains.Lockers;

public static partial class LockerBank
{
    /// <summary>What the hardware, or who stands there, saw at a compartment: when it was, which compartment it is, and whether it is known already.</summary>
    /// <param name="state">The bank.</param>
    /// <param name="command">What was seen, for the operation's fingerprint.</param>
    /// <param name="operationId">Of the command.</param>
    /// <param name="compartmentId">Which compartment.</param>
    /// <param name="saidAt">When, as the device says; now when null.</param>
    /// <param name="now">UTC.</param>
    /// <param name="happen">What follows, at the time at which it happened.</param>
    private static Decision<Event> Confirm<TCommand>(
        State state,
        TCommand command,
        string operationId,
        string compartmentId,
        DateTimeOffset? saidAt,
        DateTimeOffset now,
        Func<Compartment, DateTimeOffset, Operation, Decision<Event>> happen)
        where TCommand : notnull
    {
        if (Limits.OperationId(operationId) is { } invalid)
        {
            return invalid;
        }

        var operation = Operation.Of(operationId, command);
        if (state.Operations.Recall<Event>(operation) is { } known)
        {
            return known;
        }

        if (Late(saidAt, now) is { } wrongTime)
        {
            return wrongTime;
        }

        return state.FindCompartment(compartmentId) is { } compartment
            ? happen(compartment, Happened(saidAt, now), operation)
            : new NotFound("compartment", compartmentId);
    }
}
