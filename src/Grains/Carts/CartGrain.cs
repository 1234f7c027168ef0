using Orleans;
using Orleans.Runtime;
using Orleans.Streams;
using OrleansCommerce.Carts;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Kits;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Carts;

/// <summary>The shell around <see cref="Cart"/>.</summary>
public sealed partial class CartGrain(GrainServices services, SourcingServices? sourcing = null)
    : EventSourcedGrain<Cart.State, Cart.Event>(services), ICartGrain
{
    private readonly TimeProvider _time = services.Time;
    private IAsyncStream<CartDetails> _changes = null!;

    /// <inheritdoc/>
    protected override string Category => "cart";

    /// <inheritdoc/>
    protected override Cart.State Initial => Cart.State.Initial;

    /// <inheritdoc/>
    protected override EventCodec<Cart.Event> Codec => Cart.Codec;

    private string Id => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _changes = this.GetStreamProvider(ChangeStreams.Provider).GetStream<CartDetails>(StreamId.Create(ChangeStreams.Cart, ChangeStreams.KeyOf(Id)));
        return base.OnActivateAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<CartDetails?> GetAsync() => (await LookAsync()).Details(Id);

    /// <inheritdoc/>
    public async Task<Result<CartDetails>> CreateAsync(CreateCart command)
    {
        var owner = Caller.Current.Subject;
        return Answer(await ExecuteAsync(
            (state, _) => Cart.Decide(state, command, owner), new Origin(command.OperationId, command.Channel)));
    }

    /// <inheritdoc/>
    public async Task<Result<CartDetails>> AddLineAsync(AddCartLine command)
    {
        var goods = await Goods.ReadAsync(GrainFactory, [command.Sku]);
        return Answer(await ExecuteAsync(
            (state, _) => Cart.Decide(state, Id, command, goods.Products, goods.Kits.GetValueOrDefault(command.Sku)), new Origin(command.OperationId, command.Channel)));
    }

    /// <inheritdoc/>
    public async Task<Result<CartDetails>> UpdateLineAsync(UpdateCartLine command) =>
        Answer(await ExecuteAsync((state, _) => Cart.Decide(state, Id, command), new Origin(command.OperationId, command.Channel)));

    /// <inheritdoc/>
    public async Task<Result<OrderDetails>> CheckoutAsync(CheckoutCart command)
    {
        var newOrderId = NewId();
        var outcome = await ExecuteAsync(
            (state, now) => Cart.Decide(state, Id, command, newOrderId, now), new Origin(command.OperationId, command.Channel));
        if (outcome.Failure is { } failure)
        {
            return failure;
        }

        var orderId = outcome.State.Checkouts.Find(command.OperationId)!.Value.OrderId;
        return await PlaceAsync(outcome.State, orderId, command.OperationId);
    }

    /// <inheritdoc/>
    public async Task<DateTimeOffset?> WakeAsync()
    {
        var state = await ReadNewestAsync();
        if (state.Checkout is { IsCompleted: false } checkout)
        {
            await PlaceAsync(state, checkout.OrderId, checkout.OperationId);
        }

        return NextWake(Committed);
    }

    /// <inheritdoc/>
    protected override Cart.State Evolve(Cart.State state, Cart.Event happened) => Cart.Evolve(state, happened);

    /// <inheritdoc/>
    protected override DateTimeOffset? NextWake(Cart.State state) =>
        state.Checkout is { IsCompleted: false } checkout ? checkout.At.AddSeconds(Cart.CheckoutResumeSeconds) : null;

    /// <inheritdoc/>
    protected override Task PublishAsync() => _changes.OnNextAsync(Committed.Details(Id)!);

    /// <summary>Places the order of a checkout, or asks it for its first answer again, and notes how it ended.</summary>
    private async Task<Result<OrderDetails>> PlaceAsync(Cart.State state, string orderId, string operationId)
    {
        var order = GrainFactory.GetGrain<IOrderGrain>(orderId);
        var checkout = state.Checkout is { } current && current.OrderId == orderId ? current : null;
        if (checkout is null || checkout.IsCompleted)
        {
            return await order.PlacementAsync();
        }

        var placed = checkout.Sale is { } sale
            ? await order.SellAtTillAsync(Cart.SaleOf(state, Id, checkout.OperationId, sale, checkout.At))
            : await order.PlaceAsync(Cart.OrderOf(state, Id, checkout));
        await ExecuteAsync((newest, _) => Cart.EndCheckout(newest, orderId, placed.Succeeded), new Origin(operationId));
        return placed;
    }

    private Result<CartDetails> Answer(Outcome outcome) =>
        outcome.Failure is { } failure ? failure : outcome.State.Details(Id)!;
}
