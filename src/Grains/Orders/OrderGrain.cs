using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Orleans.Streams;
using OrleansCommerce.Carriers;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Kits;
using OrleansCommerce.Grains.Returns;
using OrleansCommerce.Grains.Tills;
using OrleansCommerce.Locations;
using OrleansCommerce.Orders;
using OrleansCommerce.Payments;

namespace OrleansCommerce.Grains.Orders;

/// <summary>
/// The shell around <see cref="Order"/>. Not reentrant: one command at a time, each of which first finishes what an earlier
/// one, cut off, left undone; readers interleave.
/// </summary>
public sealed partial class OrderGrain(
    GrainServices services,
    IPaymentProvider payments,
    SourcingServices? sourcing = null,
    ICarrier? carrier = null,
    ReturnPolicy? returnPolicy = null)
    : EventSourcedGrain<Order.State, Order.Event>(services), IOrderGrain
{
    private readonly TimeProvider _time = services.Time;
    private readonly ILogger _logger = services.Loggers.CreateLogger<OrderGrain>();
    private readonly TillRules _tills = services.Tills;
    private IAsyncStream<OrderDetails> _changes = null!;

    /// <inheritdoc/>
    protected override string Category => "order";

    /// <inheritdoc/>
    /// <remarks>
    /// 3: payments say what of them was captured. 4: full portions of a log are packed. 5: parcels say when they were handed over, returns when
    /// they came.
    /// </remarks>
    protected override int SnapshotSchema => 5;

    /// <inheritdoc/>
    protected override Order.State Initial => Order.Nothing(Id);

    /// <inheritdoc/>
    protected override EventCodec<Order.Event> Codec => Order.Codec;

    private string Id => this.GetPrimaryKeyString();

    private SupplyReader Supplies => field ??= new SupplyReader(GrainFactory, sourcing, _time);

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _changes = this.GetStreamProvider(ChangeStreams.Provider).GetStream<OrderDetails>(StreamId.Create(ChangeStreams.Order, ChangeStreams.KeyOf(Id)));
        return base.OnActivateAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<OrderDetails?> GetAsync() => Order.Details(await LookAsync());

    /// <inheritdoc/>
    /// <remarks>A locker bank takes a parcel in only when its order waits for it.</remarks>
    public async Task<OrderDetails?> GetNewestAsync() => Order.Details(await ReadNewestAsync());

    /// <inheritdoc/>
    public async Task<Result<OrderDetails>> PlaceAsync(PlaceOrder command)
    {
        await FinishAsync();
        var origin = new Origin(command.OperationId, command.Channel);
        if (Committed.Terms is null)
        {
            if (Order.Refusal(command) is { } invalid)
            {
                return invalid;
            }

            var pickup = command.Delivery.LocationId is { } locationId ? await LocationAsync(locationId) : null;
            var wanted = command.Lines.Where(line => line.StockTracked).Select(line => new Demand(line.Sku, line.Quantity));
            var supply = await Supplies.ReadAsync([.. wanted], command.Channel, command.Delivery, pickup);
            var number = await DrawNumberAsync();
            var placed = await ExecuteAsync((state, now) => Order.DecidePlace(state, command, number, pickup, supply, now, Supplies.Policy), origin);
            if (placed.Failure is { } refusal)
            {
                return refusal;
            }

            await FinishAsync();
        }

        return Placement(await ExecuteAsync((state, _) => Order.RecallPlace(state, command), origin));
    }

    /// <inheritdoc/>
    public async Task<Result<OrderDetails>> PlacementAsync()
    {
        await FinishAsync();
        return Placement(await ExecuteAsync((state, _) => Order.RecallPlacement(state)));
    }

    /// <inheritdoc/>
    public async Task<Result<OrderDetails>> SellAtTillAsync(SellAtTill command)
    {
        await FinishAsync();
        var origin = new Origin(command.OperationId, Channel.Pos);
        if (Committed.Terms is null)
        {
            if (Order.Refusal(command) is { } invalid)
            {
                return invalid;
            }

            var shop = await LocationAsync(command.LocationId);
            var goods = await ReadGoodsAsync(command);
            if (await SessionRefusalAsync(command) is { } noSession)
            {
                return noSession;
            }

            var seller = command.SellerSubject ?? Caller.Current.Subject;
            var number = await DrawNumberAsync();
            if (await UseCreditsAsync(command, () => Order.DecideSell(Committed, command, number, seller, shop, goods.Products, Now, goods.Kits)) is { } unusable)
            {
                return unusable;
            }

            var sold = await ExecuteAsync(
                (state, now) => Order.DecideSell(state, command, number, seller, shop, goods.Products, now, goods.Kits), origin);
            if (sold.Failure is { } refusal)
            {
                return refusal;
            }

            await FinishAsync();
        }

        return Answer(await ExecuteAsync((state, _) => Order.RecallSale(state, command), origin));
    }

    /// <inheritdoc/>
    public async Task<Result<OrderDetails>> PayAsync(PayOrder command)
    {
        var outcome = await PerformAsync(command.OperationId, (state, now) => Order.DecidePay(state, command, now));
        return outcome.Failure is null && Order.PaymentFailure(outcome.State, command.OperationId) is { } declined
            ? declined
            : Answer(outcome);
    }

    /// <inheritdoc/>
    public async Task<Result<OrderDetails>> PayAtTillAsync(PayOrderAtTill command)
    {
        var shop = await LocationAsync(command.LocationId);
        return await AtTillAsync(command.OperationId, command.TillId, (state, now) => Order.DecidePayAtTill(state, command, shop, now));
    }

    /// <inheritdoc/>
    public async Task<Result<OrderDetails>> PayOutAsync(PayOutCash command)
    {
        var shop = await LocationAsync(command.LocationId);
        return await AtTillAsync(command.OperationId, command.TillId, (state, now) => Order.DecidePayOut(state, command, shop, now));
    }

    /// <inheritdoc/>
    public Task<Result<OrderDetails>> CancelAsync(CancelOrder command) =>
        AtTillAsync(command.OperationId, command.TillId, (state, now) => Order.DecideCancel(state, command, now));

    /// <inheritdoc/>
    public async Task<Result<OrderDetails>> ClaimAsync(ClaimOrder command) =>
        Answer(await PerformAsync(command.OperationId, (state, now) => Order.DecideClaim(state, command, now)));

    /// <inheritdoc/>
    public Task<Result<OrderDetails>> CancelLinesAsync(CancelOrderLines command) =>
        AtTillAsync(command.OperationId, command.TillId, (state, now) => Order.DecideCancelLines(state, command, now));

    /// <inheritdoc/>
    public async Task<Result<OrderDetails>> ChangeAddressAsync(ChangeDeliveryAddress command) =>
        Answer(await PerformAsync(command.OperationId, (state, now) => Order.DecideChangeAddress(state, command, now)));

    /// <inheritdoc/>
    public async Task<Result<OrderDetails>> AddLinesAsync(AddOrderLines command)
    {
        var goods = await Goods.ReadAsync(GrainFactory, command.Lines.Select(line => line.Sku));
        var outcome = await PerformAsync(
            command.OperationId, (state, now) => Order.DecideAddLines(state, command, goods.Products, now, goods.Kits));
        return outcome.Failure is null && Order.EditFailure(outcome.State, command.OperationId) is { } failure ? failure : Answer(outcome);
    }

    /// <inheritdoc/>
    public async Task<Result<OrderDetails>> PickAsync(AdvanceFulfillment command) =>
        Answer(await PerformAsync(command.OperationId, (state, now) => Order.DecidePick(state, command, now)));

    /// <inheritdoc/>
    public async Task<Result<OrderDetails>> PackAsync(AdvanceFulfillment command) =>
        Answer(await PerformAsync(command.OperationId, (state, now) => Order.DecidePack(state, command, now)));

    /// <inheritdoc/>
    public async Task<Result<OrderDetails>> SplitAsync(SplitFulfillment command) =>
        Answer(await PerformAsync(command.OperationId, (state, now) => Order.DecideSplit(state, command, now)));

    /// <inheritdoc/>
    public async Task<Result<OrderDetails>> DeliverAsync(AdvanceFulfillment command) =>
        Answer(await PerformAsync(command.OperationId, (state, now) => Order.DecideDeliver(state, command, now)));

    /// <inheritdoc/>
    public async Task<Result<OrderDetails>> ShipAsync(AdvanceFulfillment command) =>
        Answer(await PerformAsync(command.OperationId, (state, now) => Order.DecideShip(state, command, now)));

    /// <inheritdoc/>
    public async Task<Result<OrderDetails>> MarkReadyForPickupAsync(AdvanceFulfillment command) =>
        Answer(await PerformAsync(command.OperationId, (state, now) => Order.DecideReady(state, command, now)));

    /// <inheritdoc/>
    public async Task<Result<OrderDetails>> CollectAsync(AdvanceFulfillment command) =>
        Answer(await PerformAsync(command.OperationId, (state, now) => Order.DecideCollect(state, command, now)));

    /// <inheritdoc/>
    public async Task<Result<OrderDetails>> ResolveLostParcelAsync(ResolveLostParcel command) =>
        Answer(await PerformAsync(command.OperationId, (state, now) => Order.DecideResolveLost(state, command, now)));

    /// <inheritdoc/>
    public async Task<Result<OrderDetails>> TakeBackAsync(TakeBackParcel command)
    {
        var location = await LocationAsync(command.LocationId);
        return Answer(await PerformAsync(command.OperationId, (state, now) => Order.DecideTakeBack(state, command, location, now)));
    }

    /// <inheritdoc/>
    public async Task<Result<OrderDetails>> NoticeRetrievalAsync(AdvanceFulfillment command) =>
        Answer(await PerformAsync(command.OperationId, (state, now) => Order.DecideRetrieved(state, command, now)));

    /// <inheritdoc/>
    public async Task<Result<OrderReturnAnswer>> ReturnAsync(ReturnItems command)
    {
        await FinishAsync();
        var (location, rules) = await ReturnRulesAsync(command);

        // An exchange asked for the session of both its sides before it began.
        if (command.Exchanged is null
            && await SessionRefusalAsync(command.TillId, (state, now) => Order.DecideReturn(state, command, location, rules, now)) is { } noSession)
        {
            return noSession;
        }

        if (Order.Countable(Committed, Order.DecideReturn(Committed, command, location, rules, Now)) is { } countable
            && await rules.Policy.Limits.CountAsync(
                GrainFactory, countable.Keys, countable.ReturnId, withoutReceipt: false, countable.Refund, command.Override is not null) is { } refusal)
        {
            return refusal;
        }

        var outcome = await PerformAsync(command.OperationId, (state, now) => Order.DecideReturn(state, command, location, rules, now));
        return outcome.Failure is { } failure ? failure : Order.ReturnAnswer(outcome.State, command.OperationId);
    }

    /// <inheritdoc/>
    public async Task<Result<ReturnQuote>> QuoteReturnAsync(ReturnItems command)
    {
        await FinishAsync();
        var (location, rules) = await ReturnRulesAsync(command);
        return Order.Quote(Committed, Order.DecideReturn(Committed, command, location, rules, Now));
    }

    /// <inheritdoc/>
    public async Task<Result<SaleQuote>> QuoteSaleAsync(SellAtTill command)
    {
        if (Order.Refusal(command) is { } invalid)
        {
            return invalid;
        }

        var shop = await LocationAsync(command.LocationId);
        var goods = await ReadGoodsAsync(command);
        var decision = Order.DecideSell(
            Order.Nothing(Id), command, string.Empty, Caller.Current.Subject, shop, goods.Products, Now, goods.Kits);
        return Order.Quote(command, decision, goods.Products, goods.Kits);
    }

    private async Task<(LocationDetails? Location, ReturnRules Rules)> ReturnRulesAsync(ReturnItems command)
    {
        var location = await LocationAsync(command.LocationId);
        return (location, await RulesAsync(command.Lines.Select(line => line.OrderLineId)));
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<OrderReturnDetails>> GetReturnsAsync() => Order.ReturnsOf(await LookAsync());

    /// <inheritdoc/>
    public async Task<Result<OrderDetails>> RejectLineAsync(RejectFulfillmentLine command) =>
        Answer(await PerformAsync(command.OperationId, (state, now) => Order.DecideRejectLine(state, command, now)));

    /// <inheritdoc/>
    public async Task LosePromiseAsync(LosePromise command)
    {
        await FinishAsync();
        await ExecuteAsync((state, now) => Order.DecideLose(state, command, now), new Origin(command.LossId));
        await FinishAsync();
    }

    /// <inheritdoc/>
    public async Task<Result<OrderDetails>> NoticePaymentAsync(PaymentNotice notice)
    {
        await FinishAsync();
        var noticed = await ExecuteAsync((state, now) => Order.DecideNoticed(state, notice, now), new Origin(notice.NoticeId));
        if (noticed.Failure is { } failure)
        {
            LogNoticeRefused(_logger, notice.NoticeId, notice.Key, failure.Message);
            return failure;
        }

        await FinishAsync();
        return Order.Details(Committed)!;
    }

    /// <inheritdoc/>
    public async Task<DateTimeOffset?> WakeAsync()
    {
        await FinishAsync();
        foreach (var step in Order.Pending(Committed))
        {
            await TakeAsync(step);
            await FinishAsync();
        }

        await ExecuteAsync(Order.DecideDue);
        await FinishAsync();
        return Order.NextWake(Committed, Now);
    }

    /// <inheritdoc/>
    protected override Order.State Evolve(Order.State state, Order.Event happened) => Order.Evolve(state, happened);

    /// <inheritdoc/>
    protected override DateTimeOffset? NextWake(Order.State state) => Order.NextWake(state, state.ActedAt);

    /// <inheritdoc/>
    protected override Task PublishAsync() => _changes.OnNextAsync(Order.Details(Committed)!);

    /// <summary>Decides a command, does what follows from it, and recalls the answer: the state when all of that was done.</summary>
    private async Task<Outcome> PerformAsync(string operationId, Func<Order.State, DateTimeOffset, Decision<Order.Event>> decide)
    {
        await FinishAsync();
        var origin = new Origin(operationId);
        var outcome = await ExecuteAsync(decide, origin);
        if (outcome.Failure is not null || outcome.Repeated)
        {
            return outcome;
        }

        await FinishAsync();
        return await ExecuteAsync(decide, origin);
    }

    private static Result<OrderDetails> Placement(Outcome outcome) =>
        outcome.Failure is null && Order.PlacementFailure(outcome.State) is { } shortage ? shortage : Answer(outcome);

    private static Result<OrderDetails> Answer(Outcome outcome) =>
        outcome.Failure is { } failure ? failure : Order.Details(outcome.State)!;

    private Task<string> DrawNumberAsync() =>
        GrainFactory.GetGrain<IOrderNumberGrain>(OrderNumber.MonthOf(Now)).NextAsync();

    private Task<LocationDetails?> LocationAsync(string locationId) =>
        GrainFactory.GetGrain<ILocationGrain>(locationId).GetAsync();
}
