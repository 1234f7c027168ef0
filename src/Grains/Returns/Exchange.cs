using System.Collections.Immutable;
using System.Globalization;
using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Orders;
using OrleansCommerce.Returns;
using OrleansCommerce.StoreCredits;

namespace OrleansCommerce.Grains.Returns;

/// <summary>
/// The rules of an exchange: goods come back and others are sold, both or neither. What came back pays for what is sold by way of a store
/// credit that never leaves the shop; the customer pays the rest, or gets what is left over. Its steps are a return, a redemption and a
/// sale, each with a key of its own: cut off at any point, it goes on and does none of them twice. A store credit that pays on top is taken
/// first, and is given back when the goods cannot come back. Pure.
/// </summary>
public static class Exchange
{
    /// <summary>How long after it began an exchange that was cut off goes on.</summary>
    public static TimeSpan ResumeAfter { get; } = TimeSpan.FromSeconds(5);

    /// <summary>How long to wait when a step could not be taken.</summary>
    public static TimeSpan RetryAfter { get; } = TimeSpan.FromSeconds(30);

    /// <summary>How the durable names map to the events.</summary>
    public static EventCodec<Event> Codec { get; } = new();

    /// <summary>What is to be done next.</summary>
    public abstract record Step
    {
        private Step()
        {
        }

        /// <summary>Take what the customer pays on top off a store credit: <see cref="DecideCreditTaken"/>.</summary>
        /// <param name="Tender">Which of the tenders, from 0.</param>
        /// <param name="CreditId">Off which credit.</param>
        /// <param name="Command">How much.</param>
        public sealed record TakeCredit(int Tender, string CreditId, RedeemStoreCredit Command) : Step;

        /// <summary>Nothing came of the exchange: give that back, <see cref="DecideCreditGivenBack"/>.</summary>
        public sealed record GiveCreditBack(string CreditId, ReverseRedemption Command) : Step;

        /// <summary>Take the goods back: <see cref="DecideReturned"/>.</summary>
        public sealed record TakeBack(string OrderId, ReturnItems Command) : Step;

        /// <summary>Take what pays for the sale off the credit: <see cref="DecideRedeemed"/>.</summary>
        public sealed record Redeem(string CreditId, RedeemStoreCredit Command) : Step;

        /// <summary>Sell: <see cref="DecideSold"/>.</summary>
        public sealed record Sell(string OrderId, SellAtTill Command) : Step;
    }

    /// <summary>An exchange is asked for.</summary>
    /// <param name="state">Of the exchange.</param>
    /// <param name="command">What comes back, and what is sold.</param>
    /// <param name="priced">The same, with a price for each line that is sold, and whose the sale is.</param>
    /// <param name="refund">What the goods that come back are worth, as their order says.</param>
    /// <param name="saleTotal">What the others cost.</param>
    /// <param name="now">UTC.</param>
    public static Decision<Event> Decide(State state, ExchangeItems command, ExchangeItems priced, Money refund, decimal saleTotal, DateTimeOffset now)
    {
        if (Recall(state, command) is { } known)
        {
            return known;
        }

        var paid = Math.Max(0, saleTotal - refund.Amount);
        var given = command.Tenders is { } tenders ? tenders.Sum(tender => tender.Amount.Amount) : paid;
        if (given != paid)
        {
            return new InvalidInput(
                "tenders",
                string.Create(CultureInfo.InvariantCulture, $"must add up to {paid}, what {saleTotal} cost more than the {refund.Amount} that come back; was {given}."));
        }

        return Orders.Order.OnTopRefusal(command.Tenders ?? [], refund.Currency) is { } refusal
            ? refusal
            : new Event.Started(Operation.Of(command.OperationId, command), priced, refund.Currency, refund.Amount, saleTotal, now);
    }

    /// <summary>What is known of the request before anyone is asked; null when nothing is.</summary>
    public static Decision<Event>? Recall(State state, ExchangeItems command)
    {
        if (state.Started is not { } started)
        {
            return null;
        }

        if (started.Operation != Operation.Of(command.OperationId, command))
        {
            return new OperationIdReused(command.OperationId);
        }

        return state.Refused is { } refused ? RefusalOf(refused) : Decision<Event>.Repeat(state.Version);
    }

    /// <summary>The next step; null when there is none.</summary>
    public static Step? NextStep(State state, string exchangeId)
    {
        if (state.Started is not { } started || state.IsSold)
        {
            return null;
        }

        if (state.Refused is not null)
        {
            return state.Credits is [.., var last] ? GiveBack(last, $"{exchangeId}:back:{state.Credits.Count}") : null;
        }

        var exchange = started.Exchange;
        if (NextCredit(started, state.Credits.Count) is { } next)
        {
            var (index, tender) = next;
            return new Step.TakeCredit(
                index, tender.Reference!, new RedeemStoreCredit($"{exchangeId}:tender:{index + 1}", tender.Amount, exchange.LocationId));
        }

        var pays = PaysFor(started);
        if (state.ReturnId is not { } returnId)
        {
            return new Step.TakeBack(exchange.OrderId, new ReturnItems(
                exchangeId, exchange.LocationId, exchange.Back, exchange.Reason, exchange.RefundTo, exchange.Override, TillId: exchange.TillId)
            {
                Exchanged = pays,
                ExpectedRefund = started.Refund,
            });
        }

        if (pays > 0 && state.RedemptionId is null)
        {
            return new Step.Redeem(StoreCreditId.Of(returnId), new RedeemStoreCredit(exchangeId, new Money(pays, started.Currency), exchange.LocationId));
        }

        var onTop = Redeemed(exchange.Tenders, state.Credits) ?? (started.SaleTotal > pays ? [new Tender(TenderKind.Cash, new Money(started.SaleTotal - pays, started.Currency))] : []);
        ImmutableArray<Tender> tenders = pays > 0 ? [.. onTop, new Tender(TenderKind.StoreCredit, new Money(pays, started.Currency), state.RedemptionId)] : onTop;
        return new Step.Sell(
            exchange.SaleOrderId,
            new SellAtTill(
                exchangeId,
                exchange.LocationId,
                exchange.CustomerId,
                started.Currency,
                exchange.Lines,
                Tenders: tenders.IsEmpty ? null : tenders,
                TillId: exchange.TillId,
                IsAgreed: true));
    }

    /// <summary>What the customer pays on top is off a store credit, or it has not as much: then nothing happened at all.</summary>
    /// <param name="state">Of the exchange.</param>
    /// <param name="tender">Which of the tenders, from 0.</param>
    /// <param name="answer">The credit's.</param>
    public static Decision<Event> DecideCreditTaken(State state, int tender, Result<StoreCreditRedemption> answer) => answer.Failure switch
    {
        _ when state.Refused is not null || state.Credits.Contains(answer.Value?.RedemptionId ?? string.Empty) => Decision<Event>.Nothing,
        null => new Event.CreditTaken(answer.Value!.RedemptionId),
        InvalidInput { Field: "amount.amount" or "amount.currency" } invalid => new Event.Refused(
            invalid.Reason, Field: $"tenders[{tender}].{invalid.Field}"),
        { } failure => new Event.Refused(failure.Message, Field: $"tenders[{tender}].reference"),
    };

    /// <summary>What was taken off a store credit is there again.</summary>
    public static Decision<Event> DecideCreditGivenBack(State state, string redemptionId) =>
        state.Credits.Contains(redemptionId) ? new Event.CreditGivenBack(redemptionId) : Decision<Event>.Nothing;

    /// <summary>The order took the goods back, or will not: then nothing happened at all.</summary>
    public static Decision<Event> DecideReturned(State state, Result<OrderReturnAnswer> answer) => state switch
    {
        { ReturnId: not null } or { Refused: not null } => Decision<Event>.Nothing,
        _ when answer.Failure is ReturnRefused refused => new Event.Refused(refused.Reason, refused.Code, refused.Field),
        _ when answer.Failure is { } failure => new Event.Refused(failure.Message),
        _ => new Event.Returned(answer.Value!.ReturnId),
    };

    /// <summary>What pays for the sale is off the credit.</summary>
    public static Decision<Event> DecideRedeemed(State state, string redemptionId) =>
        state.RedemptionId is null ? new Event.Redeemed(redemptionId) : Decision<Event>.Nothing;

    /// <summary>The others are sold.</summary>
    public static Decision<Event> DecideSold(State state) => state.IsSold ? Decision<Event>.Nothing : new Event.Sold();

    /// <summary>When what was cut off goes on; null when nothing is open.</summary>
    public static DateTimeOffset? NextWake(State state) =>
        state is { Started: { } started, IsSold: false } && (state.Refused is null || !state.Credits.IsEmpty) ? started.At + ResumeAfter : null;

    /// <summary>The exchange as callers see it; null when there is none, or it was refused.</summary>
    public static ExchangeDetails? Details(State state, string exchangeId)
    {
        if (state is not { Started: { } started, ReturnId: { } returnId })
        {
            return null;
        }

        var pays = PaysFor(started);
        return new ExchangeDetails(
            exchangeId,
            started.Exchange.OrderId,
            returnId,
            started.Exchange.SaleOrderId,
            In(started.Refund),
            In(started.SaleTotal),
            In(started.SaleTotal - pays),
            In(started.Refund - pays),
            started.Exchange.RefundTo == RefundTarget.StoreCredit && started.Refund > pays ? StoreCreditId.Of(returnId) : null);

        Money In(decimal amount) => new(amount, started.Currency);
    }

    /// <summary>Folds one event.</summary>
    public static State Evolve(State state, Event happened)
    {
        var next = state with { Version = state.Version + 1 };
        return happened switch
        {
            Event.Started e => next with { Started = e },
            Event.Refused e => next with { Refused = e },
            Event.CreditTaken e => next with { Credits = next.Credits.Add(e.RedemptionId) },
            Event.CreditGivenBack e => next with { Credits = next.Credits.Remove(e.RedemptionId) },
            Event.Returned e => next with { ReturnId = e.ReturnId },
            Event.Redeemed e => next with { RedemptionId = e.RedemptionId },
            Event.Sold => next with { IsSold = true },
            _ => throw new InvalidOperationException($"No rule folds {happened.GetType().Name}."),
        };
    }

    /// <summary>A refusal by the policy is the return's own; its lines are those of <c>back</c>.</summary>
    private static Failure RefusalOf(Event.Refused refused) => refused switch
    {
        { Code: { } code, Field: { } field } => new ReturnRefused(code, field, refused.Reason),
        { Field: { } field } => new InvalidInput(field, refused.Reason),
        _ => new InvalidState("REFUSED", refused.Reason),
    };

    /// <summary>The first tender that is a store credit of which nothing is taken yet; null when there is none.</summary>
    private static (int Index, Tender Tender)? NextCredit(Event.Started started, int taken) => (started.Exchange.Tenders ?? [])
        .Select((tender, index) => (index, tender))
        .Where(one => one.tender.Kind == TenderKind.StoreCredit)
        .Skip(taken)
        .Select(static one => ((int, Tender)?)one)
        .FirstOrDefault();

    /// <summary>The tenders as a sale takes them: of a store credit it is told what was taken off it.</summary>
    private static ImmutableArray<Tender>? Redeemed(ImmutableArray<Tender>? tenders, ImmutableList<string> redemptions)
    {
        var taken = 0;
        return tenders is { } given
            ? [.. given.Select(tender => tender.Kind == TenderKind.StoreCredit ? tender with { Reference = redemptions[taken++] } : tender)]
            : null;
    }

    private static Step.GiveCreditBack? GiveBack(string redemptionId, string operationId) => StoreCreditId.TryParseRedemption(redemptionId, out var creditId)
        ? new Step.GiveCreditBack(creditId, new ReverseRedemption(operationId, redemptionId))
        : null;

    /// <summary>What of the refund pays for the sale.</summary>
    private static decimal PaysFor(Event.Started started) => Math.Min(started.Refund, started.SaleTotal);

    /// <summary>What happened to an exchange.</summary>
    public abstract record Event
    {
        private Event()
        {
        }

        /// <summary>Both sides are agreed.</summary>
        [Alias("exchange.started")]
        public sealed record Started(
            Operation Operation, ExchangeItems Exchange, string Currency, decimal Refund, decimal SaleTotal, DateTimeOffset At) : Event;

        /// <summary>The order will not take the goods back, or a store credit has not what is taken off it: nothing was sold either.</summary>
        /// <param name="Reason">In a sentence.</param>
        /// <param name="Code">By which rule of the policy; null when by none.</param>
        /// <param name="Field">The path of the field that it is about; null when there is none.</param>
        [Alias("exchange.refused")]
        public sealed record Refused(string Reason, ReturnRefusal? Code = null, string? Field = null) : Event;

        /// <summary>What the customer pays on top is off a store credit.</summary>
        [Alias("exchange.credit-taken")]
        public sealed record CreditTaken(string RedemptionId) : Event;

        /// <summary>Nothing came of the exchange, and what was taken off a store credit is there again.</summary>
        [Alias("exchange.credit-given-back")]
        public sealed record CreditGivenBack(string RedemptionId) : Event;

        /// <summary>The goods are back.</summary>
        [Alias("exchange.returned")]
        public sealed record Returned(string ReturnId) : Event;

        /// <summary>What pays for the sale is off the credit.</summary>
        [Alias("exchange.redeemed")]
        public sealed record Redeemed(string RedemptionId) : Event;

        /// <summary>The others are sold.</summary>
        [Alias("exchange.sold")]
        public sealed record Sold : Event;
    }

    /// <summary>One exchange.</summary>
    public sealed record State : IAggregateState
    {
        /// <summary>There is none yet.</summary>
        public static State Initial { get; } = new();

        /// <inheritdoc/>
        public long Version { get; init; }

        /// <summary>What was agreed; null when nothing was.</summary>
        public Event.Started? Started { get; init; }

        /// <summary>Why nothing came of it; null when something did.</summary>
        public Event.Refused? Refused { get; init; }

        /// <summary>What the customer's store credits pay on top, in the order of the tenders; what was given back is not among them.</summary>
        public ImmutableList<string> Credits { get; init; } = [];

        /// <summary>The return; null when the goods are not back yet.</summary>
        public string? ReturnId { get; init; }

        /// <summary>What was taken off the credit; null when nothing was yet.</summary>
        public string? RedemptionId { get; init; }

        /// <summary>Whether the others are sold.</summary>
        public bool IsSold { get; init; }
    }
}
