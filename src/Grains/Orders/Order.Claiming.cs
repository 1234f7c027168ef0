using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Orders;

public static partial class Order
{
    private const string ClaimedState = "CLAIMED";

    /// <summary>An anonymous sale at a till becomes a customer's, once.</summary>
    public static Decision<Event> DecideClaim(State state, ClaimOrder command, DateTimeOffset now)
    {
        if (Limits.OperationId(command.OperationId) is { } invalid)
        {
            return invalid;
        }

        if (string.IsNullOrEmpty(command.CustomerId))
        {
            return new InvalidInput("customerId", "must not be empty.");
        }

        var operation = Operation.Of(command.OperationId, command);
        if (state.Operations.Recall<Event>(operation) is { } recalled)
        {
            return recalled;
        }

        if (state.Terms is not { } terms)
        {
            return NoOrder(state);
        }

        if (terms.CustomerId == command.CustomerId)
        {
            return Decision<Event>.Nothing;
        }

        if (terms.CustomerId is not null)
        {
            return new InvalidState(ClaimedState, "This sale is in a customer's account already.");
        }

        return IsTillSale(terms)
            ? new Event.Claimed(operation, command.CustomerId, now)
            : new InvalidState(SchemaName.Of(StatusOf(state)), "Only a sale at a till can be added to an account by its receipt.");
    }

    private static State Claimed(State state, Event.Claimed e) =>
        Note(state with { Terms = state.Terms! with { CustomerId = e.CustomerId } }, e.Operation);

    public abstract partial record Event
    {
        /// <summary>A customer showed the receipt of an anonymous sale: it is theirs from now on, with all receipts of it.</summary>
        /// <param name="Operation">Of the request.</param>
        /// <param name="CustomerId">Whose it is.</param>
        /// <param name="At">UTC.</param>
        [Alias("order.claimed")]
        public sealed record Claimed(Operation Operation, string CustomerId, DateTimeOffset At) : Event;
    }
}
