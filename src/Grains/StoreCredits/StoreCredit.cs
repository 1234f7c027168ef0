using System.Globalization;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.StoreCredits;

namespace OrleansCommerce.Grains.StoreCredits;

/// <summary>
/// The rules of a store credit. What is left is what was given less what was taken off and not given back: never below 0, and each
/// operation counts once. Pure.
/// </summary>
public static partial class StoreCredit
{
    /// <summary>The most operations on one credit: who spends it in cents comes to a second one.</summary>
    public const int OperationsMax = 1_000;

    /// <summary>An amount is added.</summary>
    public static Decision<Event> Decide(State state, IssueStoreCredit command, DateTimeOffset now)
    {
        if ((Limits.OperationId(command.OperationId) ?? AmountRefusal(command.Amount)) is { } invalid)
        {
            return invalid;
        }

        var operation = Operation.Of(command.OperationId, command);
        if (state.Operations.Recall<Event>(operation) is { } recalled)
        {
            return recalled;
        }

        if (state.Currency is { } currency && currency != command.Amount.Currency)
        {
            return new InvalidInput("amount.currency", $"must be {currency}, was {command.Amount.Currency}.");
        }

        return IsFull(state) ?? (Decision<Event>)new Event.Issued(
            operation, command.CustomerId, command.Amount.Currency, command.Amount.Amount, command.SourceId, now);
    }

    /// <summary>An amount is taken off.</summary>
    public static Decision<Event> Decide(State state, RedeemStoreCredit command, DateTimeOffset now)
    {
        if ((Limits.OperationId(command.OperationId) ?? AmountRefusal(command.Amount)) is { } invalid)
        {
            return invalid;
        }

        var operation = Operation.Of(command.OperationId, command);
        if (state.Operations.Recall<Event>(operation) is { } recalled)
        {
            return recalled;
        }

        if (state.Currency is null)
        {
            return new NotFound("store credit", state.Id);
        }

        if (command.Amount.Currency != state.Currency)
        {
            return new InvalidInput("amount.currency", $"must be {state.Currency}, was {command.Amount.Currency}.");
        }

        if (command.Amount.Amount > state.Balance)
        {
            return new InvalidInput(
                "amount.amount", string.Create(CultureInfo.InvariantCulture, $"must be at most {state.Balance}, what is left; was {command.Amount.Amount}."));
        }

        return IsFull(state) ?? (Decision<Event>)new Event.Redeemed(
            operation, StoreCreditId.Redemption(state.Id, state.Redemptions.Count + 1), command.Amount.Amount, command.LocationId, now);
    }

    /// <summary>A redemption is given back.</summary>
    public static Decision<Event> Decide(State state, ReverseRedemption command, DateTimeOffset now)
    {
        if (Limits.OperationId(command.OperationId) is { } invalid)
        {
            return invalid;
        }

        var operation = Operation.Of(command.OperationId, command);
        if (state.Operations.Recall<Event>(operation) is { } recalled)
        {
            return recalled;
        }

        return state.Redemptions.Find(redemption => redemption.Id == command.RedemptionId) switch
        {
            null => new NotFound("redemption", command.RedemptionId),
            { OrderId: { } orderId } => new InvalidState("USED", $"The sale '{orderId}' used this redemption: its goods have to come back."),
            { IsReversed: true } => new InvalidState("REVERSED", "This redemption was given back before."),
            _ => new Event.RedemptionReversed(operation, command.RedemptionId, now),
        };
    }

    /// <summary>A sale uses a redemption.</summary>
    public static Decision<Event> Decide(State state, UseRedemption command) =>
        state.Redemptions.Find(redemption => redemption.Id == command.RedemptionId) switch
        {
            null => new NotFound("redemption", command.RedemptionId),
            { OrderId: { } orderId } when orderId == command.OrderId => Decision<Event>.Nothing,
            { OrderId: { } orderId } => new InvalidState("USED", $"The sale '{orderId}' used this redemption."),
            { IsReversed: true } => new InvalidState("REVERSED", "This redemption was given back."),
            var redemption when new Money(redemption.Amount, state.Currency!) != command.Amount => new InvalidInput(
                "amount", string.Create(CultureInfo.InvariantCulture, $"must be the redemption's {redemption.Amount} {state.Currency}.")),
            _ => new Event.RedemptionUsed(command.RedemptionId, command.OrderId),
        };

    /// <summary>The redemption that an operation made or gave back, and the credit as it was then.</summary>
    public static StoreCreditRedemption Answer(State shown, string redemptionId) => new(redemptionId, shown.Details()!);

    /// <summary>Folds one event.</summary>
    public static State Evolve(State state, Event happened)
    {
        var next = state with { Version = state.Version + 1 };
        return happened switch
        {
            Event.Issued e => Note(
                next with { Currency = e.Currency, CustomerId = next.CustomerId ?? e.CustomerId, Issued = next.Issued + e.Amount }, e.Operation),
            Event.Redeemed e => Note(
                next with { Redemptions = next.Redemptions.Add(new Redemption(e.RedemptionId, e.Operation.Id, e.Amount, e.LocationId, e.At)) }, e.Operation),
            Event.RedemptionReversed e => Note(Change(next, e.RedemptionId, redemption => redemption with { IsReversed = true }), e.Operation),
            Event.RedemptionUsed e => Change(next, e.RedemptionId, redemption => redemption with { OrderId = e.OrderId }),
            _ => throw new InvalidOperationException($"No rule folds {happened.GetType().Name}."),
        };
    }

    private static InvalidInput? AmountRefusal(Money amount)
    {
        if (!Currencies.IsKnown(amount.Currency))
        {
            return new InvalidInput("amount.currency", $"'{amount.Currency}' is no ISO 4217 currency.");
        }

        return Limits.Price(amount, amount.Currency, Currencies.MinorDigits(amount.Currency), "amount")
            ?? (amount.Amount == 0 ? new InvalidInput("amount.amount", "must be more than 0.") : null);
    }

    private static InvalidState? IsFull(State state) => state.OperationCount < OperationsMax
        ? null
        : new InvalidState("FULL", $"A store credit takes {OperationsMax:N0} operations, and this one had them.");

    private static State Note(State state, Operation operation) =>
        state with { OperationCount = state.OperationCount + 1, Operations = state.Operations.Note(operation, state.Version) };

    private static State Change(State state, string redemptionId, Func<Redemption, Redemption> change)
    {
        var redemption = state.Redemptions.Single(candidate => candidate.Id == redemptionId);
        return state with { Redemptions = state.Redemptions.Replace(redemption, change(redemption)) };
    }
}
