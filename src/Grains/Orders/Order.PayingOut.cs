using System.Globalization;
using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Locations;
using OrleansCommerce.Locations;
using OrleansCommerce.Orders;
using OrleansCommerce.Tills;

namespace OrleansCommerce.Grains.Orders;

/// <summary>
/// Cash that goes back with nobody at a till: of a parcel that nobody fetched or that got lost, of a line that nobody has, of what was
/// cancelled from elsewhere. It is owed to the customer until a till hands it out, once, and counts in that till's session.
/// </summary>
public static partial class Order
{
    /// <summary>The state of an order of which nothing is owed in cash.</summary>
    public const string NothingOwed = "NOTHING_OWED";

    /// <summary>What the customer is to be given in cash, and no till handed out.</summary>
    public static decimal CashOwed(State state) => state.Refunds.Where(refund => refund is { IsOwed: true, PaidOutAt: null }).Sum(refund => refund.Amount);

    /// <summary>A till hands out what is owed in cash, all of it.</summary>
    /// <param name="state">Of the order.</param>
    /// <param name="command">Where, and how much: who counts it out says so.</param>
    /// <param name="shop">Where; null when it is not registered.</param>
    /// <param name="now">UTC.</param>
    public static Decision<Event> DecidePayOut(State state, PayOutCash command, LocationDetails? shop, DateTimeOffset now)
    {
        if (Limits.OperationId(command.OperationId) is { } invalid)
        {
            return invalid;
        }

        if (command.Amount.Amount <= 0)
        {
            return new InvalidInput("amount.amount", "must be more than 0.");
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

        if (command.Amount.Currency != terms.Currency)
        {
            return new InvalidInput("amount.currency", $"must be the order's, {terms.Currency}, was '{command.Amount.Currency}'.");
        }

        if (!Location.HasTill(shop, command.LocationId, out var unfit))
        {
            return unfit;
        }

        var owed = new Money(CashOwed(state), terms.Currency);
        if (owed.Amount == 0)
        {
            return new InvalidState(NothingOwed, "Nothing of this order is to be handed out in cash.");
        }

        return command.Amount == owed
            ? Happen(state, now, [new Event.CashPaidOut(operation, shop.Id, command.TillId, owed.Amount, now)])
            : new InvalidInput("amount.amount", string.Create(CultureInfo.InvariantCulture, $"must be {owed.Amount}, which is owed in cash, was {command.Amount.Amount}."));
    }

    private static State PaidOut(State state, Event.CashPaidOut e)
    {
        var number = state.PayOuts + 1;
        return Note(
            state with
            {
                PayOuts = number,
                Refunds = state.Refunds.ConvertAll(refund => refund is { IsOwed: true, PaidOutAt: null } ? refund with { PaidOutAt = e.At } : refund),
                UntoldTills = state.UntoldTills.Add(new TillEntry(
                    $"{state.Id}:paid-out:{number}", e.TillId, e.LocationId, TillMoneyKind.Refund, e.Amount, 0, 0, e.At, e.At, e.Operation)),
            },
            e.Operation);
    }

    public abstract partial record Event
    {
        /// <summary>A till handed out what was owed in cash.</summary>
        /// <param name="Operation">Of the request.</param>
        /// <param name="LocationId">The shop.</param>
        /// <param name="TillId">The till whose session counts it.</param>
        /// <param name="Amount">More than 0.</param>
        /// <param name="At">UTC.</param>
        [Alias("order.cash-paid-out")]
        public sealed record CashPaidOut(Operation Operation, string LocationId, string TillId, decimal Amount, DateTimeOffset At) : Event;
    }
}
