using Microsoft.Extensions.Logging;
using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Tills;
using OrleansCommerce.Orders;
using OrleansCommerce.Returns;
using OrleansCommerce.StoreCredits;

namespace OrleansCommerce.Grains.Returns;

/// <summary>The shell around <see cref="Exchange"/>.</summary>
public sealed partial class ExchangeGrain(GrainServices services)
    : EventSourcedGrain<Exchange.State, Exchange.Event>(services), IExchangeGrain
{
    private readonly TillRules _tills = services.Tills;
    private readonly ILogger _logger = services.Loggers.CreateLogger<ExchangeGrain>();

    /// <inheritdoc/>
    protected override string Category => "exchange";

    /// <inheritdoc/>
    /// <remarks>5: store credits pay on top.</remarks>
    protected override int SnapshotSchema => 5;

    /// <inheritdoc/>
    protected override Exchange.State Initial => Exchange.State.Initial;

    /// <inheritdoc/>
    protected override EventCodec<Exchange.Event> Codec => Exchange.Codec;

    private string Id => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public async Task<ExchangeDetails?> GetAsync() => Exchange.Details(await ReadNewestAsync(), Id);

    /// <inheritdoc/>
    public async Task<Result<ExchangeDetails>> ExchangeAsync(ExchangeItems command)
    {
        if (Limits.OperationId(command.OperationId) is { } invalid)
        {
            return invalid;
        }

        if (Committed.Started is null)
        {
            var quoted = await Order(command.OrderId).QuoteReturnAsync(
                new ReturnItems(Id, command.LocationId, command.Back, command.Reason, command.RefundTo, command.Override) { Exchanged = 0 });
            if (quoted.Failure is { } refusal)
            {
                return refusal;
            }

            var quote = quoted.Value!;
            var sale = new SellAtTill(Id, command.LocationId, command.CustomerId ?? quote.CustomerId, quote.Refund.Currency, command.Lines);
            var sold = await Order(command.SaleOrderId).QuoteSaleAsync(sale);
            if (sold.Failure is { } wrong)
            {
                return wrong;
            }

            if (_tills.SessionRequired && Orders.Order.SessionRefusal(command.TillId, await TillSessions.NewestAsync(GrainFactory, command.TillId)) is { } noSession)
            {
                return noSession;
            }

            var priced = command with { CustomerId = sale.CustomerId, Lines = sold.Value!.Lines };
            var started = await ExecuteAsync(
                (state, now) => Exchange.Decide(state, command, priced, quote.Refund, sold.Value.Total.Amount, now), new Origin(command.OperationId));
            if (started.Failure is { } failure)
            {
                return failure;
            }
        }
        else if (Exchange.Recall(Committed, command) is { Failure: { } known })
        {
            return known;
        }

        await FinishAsync();
        return Exchange.Recall(Committed, command) is { Failure: { } refused } ? refused : Exchange.Details(Committed, Id)!;
    }

    /// <inheritdoc/>
    public async Task<DateTimeOffset?> WakeAsync()
    {
        try
        {
            await FinishAsync();
            return Exchange.NextWake(await ReadNewestAsync());
        }
        catch (Exception fault)
        {
            LogCutOff(_logger, Id, fault.Message);
            return Now + Exchange.RetryAfter;
        }
    }

    /// <inheritdoc/>
    protected override Exchange.State Evolve(Exchange.State state, Exchange.Event happened) => Exchange.Evolve(state, happened);

    /// <inheritdoc/>
    protected override DateTimeOffset? NextWake(Exchange.State state) => Exchange.NextWake(state);

    private async Task FinishAsync()
    {
        while (Exchange.NextStep(Committed, Id) is { } step)
        {
            switch (step)
            {
                case Exchange.Step.TakeCredit credit:
                    var taken = await GrainFactory.GetGrain<IStoreCreditGrain>(credit.CreditId).RedeemAsync(credit.Command);
                    await ExecuteAsync((state, _) => Exchange.DecideCreditTaken(state, credit.Tender, taken));
                    break;
                case Exchange.Step.GiveCreditBack credit:
                    // Of one that somebody gave back or spent meanwhile nothing is left to give back.
                    var reversed = await GrainFactory.GetGrain<IStoreCreditGrain>(credit.CreditId).ReverseAsync(credit.Command);
                    if (reversed.Failure is not (null or InvalidState))
                    {
                        Must(reversed, "reversal");
                    }

                    await ExecuteAsync((state, _) => Exchange.DecideCreditGivenBack(state, credit.Command.RedemptionId));
                    break;
                case Exchange.Step.TakeBack back:
                    var returned = await Order(back.OrderId).ReturnAsync(back.Command);
                    await ExecuteAsync((state, _) => Exchange.DecideReturned(state, returned));
                    break;
                case Exchange.Step.Redeem redeem:
                    var redeemed = Must(await GrainFactory.GetGrain<IStoreCreditGrain>(redeem.CreditId).RedeemAsync(redeem.Command), "redemption");
                    await ExecuteAsync((state, _) => Exchange.DecideRedeemed(state, redeemed.RedemptionId));
                    break;
                case Exchange.Step.Sell sale:
                    Must(await Order(sale.OrderId).SellAtTillAsync(sale.Command), "sale");
                    await ExecuteAsync((state, _) => Exchange.DecideSold(state));
                    break;
                default:
                    throw new InvalidOperationException($"Nobody does {step.GetType().Name}.");
            }
        }
    }

    /// <summary>What was agreed before the goods came back has no reason to be refused behind that.</summary>
    private T Must<T>(Result<T> answer, string what)
        where T : class =>
        answer.Succeeded ? answer.Value : throw new InvalidOperationException($"The {what} of the exchange '{Id}' was refused: {answer.Failure.Message}");

    private IOrderGrain Order(string orderId) => GrainFactory.GetGrain<IOrderGrain>(orderId);

    [LoggerMessage(1321, LogLevel.Warning, "Exchange {Exchange}: a step could not be taken, and will be tried again: {Reason}")]
    private static partial void LogCutOff(ILogger logger, string exchange, string reason);
}
