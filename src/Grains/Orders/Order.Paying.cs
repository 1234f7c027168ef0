using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Payments;
using OrleansCommerce.Orders;
using OrleansCommerce.Payments;

namespace OrleansCommerce.Grains.Orders;

public static partial class Order
{
    /// <summary>The longest payment token, in characters; providers' tokens have about 30.</summary>
    public const int TokenLengthMax = 500;

    /// <summary>How many payments of one order may be declined: who tries more cards than that is trying out stolen ones.</summary>
    public const int PaymentCountMax = 20;

    /// <summary>The decline code of a card number where a token should be: it is neither written down nor passed on.</summary>
    public const string TokenNeeded = "card_number_instead_of_token";

    private const string CashKey = "cash";

    /// <summary>The total is to be paid, or what of it lapsed.</summary>
    public static Decision<Event> DecidePay(State state, PayOrder command, DateTimeOffset now)
    {
        if ((Limits.OperationId(command.OperationId) ?? Limits.Text(command.PaymentToken, "paymentToken", TokenLengthMax)) is { } invalid)
        {
            return invalid;
        }

        if (CardNumber.IsIn(command.PaymentToken))
        {
            return new PaymentDeclined(TokenNeeded);
        }

        var operation = Operation.Of(command.OperationId, command);
        if (state.Operations.Recall<Event>(operation) is { } recalled)
        {
            return recalled;
        }

        if (state.Terms is null)
        {
            return NoOrder(state);
        }

        var status = StatusOf(state);
        if (status != OrderStatus.AwaitingPayment || state.Phase != Phase.Open)
        {
            return new InvalidState(SchemaName.Of(status), "Only an order that awaits its payment can be paid.");
        }

        if (state.Undecided is not null)
        {
            return new InvalidState(SchemaName.Of(status), "A payment of this order is not decided yet.");
        }

        if (state.Payments.Count >= PaymentCountMax)
        {
            return new InvalidState(SchemaName.Of(status), $"{PaymentCountMax} payments of this order were declined; no more are taken.");
        }

        return new Event.PaymentStarted(
            operation, $"{state.Id}:pay:{state.Payments.Count + 1}", state.Total - Settled(state), command.PaymentToken, now);
    }

    /// <summary>The provider was asked for the money.</summary>
    public static Decision<Event> DecideAsked(State state, Payment payment, PaymentOutcome outcome, DateTimeOffset now)
    {
        var current = state.Payments.Single(candidate => candidate.Key == payment.Key);
        if (!current.IsUndecided)
        {
            return Decision<Event>.Nothing;
        }

        return outcome.Status switch
        {
            PaymentStatus.Approved => Happen(state, now, [new Event.Authorized(current.Key, current.Amount, outcome.ExpiresAt)]),
            PaymentStatus.Declined => Happen(state, now, [new Event.PaymentDeclined(current.Key, outcome.DeclineCode ?? "declined")]),
            _ when current.Status == Transfer.Started => new Event.PaymentPending(current.Key),
            _ => Decision<Event>.Nothing,
        };
    }

    /// <summary>The provider was asked to give money back.</summary>
    public static Decision<Event> DecideAsked(State state, Refund refund, PaymentOutcome outcome, DateTimeOffset now)
    {
        var current = state.Refunds.Single(candidate => candidate.Key == refund.Key);
        if (!current.IsUndecided)
        {
            return Decision<Event>.Nothing;
        }

        return outcome.Status switch
        {
            PaymentStatus.Approved => Happen(state, now, [new Event.Refunded(current.Key, current.Amount, current.ReturnId)]),
            PaymentStatus.Declined => Happen(state, now, [new Event.RefundDeclined(current.Key, outcome.DeclineCode ?? "declined")]),
            _ when current.Status == Transfer.Started => new Event.RefundPending(current.Key),
            _ => Decision<Event>.Nothing,
        };
    }

    /// <summary>The answer to a payment: the state that it showed says whether it was declined.</summary>
    public static Failure? PaymentFailure(State shown, string operationId) =>
        shown.Payments.Find(payment => payment.Operation.Id == operationId) is { Status: Transfer.Declined, Code: { } code }
            ? new PaymentDeclined(code)
            : null;

    /// <summary>Money that the customer agreed to and that no refund, decided or not, gives back.</summary>
    private static decimal Unclaimed(State state) => state.Paid - state.Refunds.Sum(refund => refund.Amount);

    private static NotFound NoOrder(State state) => new("order", state.Id);
}
