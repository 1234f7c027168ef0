using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Orders;

/// <summary>
/// The shell around <see cref="OrderNumber"/>. A block of numbers is durable before its first is given out, and a new
/// activation begins a new block: so no number is given twice, and most cost no commit.
/// </summary>
public sealed class OrderNumberGrain(GrainServices services)
    : EventSourcedGrain<OrderNumber.State, OrderNumber.Event>(services), IOrderNumberGrain
{
    private long _last;

    /// <inheritdoc/>
    protected override string Category => "order-numbers";

    /// <inheritdoc/>
    protected override OrderNumber.State Initial => OrderNumber.State.Initial;

    /// <inheritdoc/>
    protected override EventCodec<OrderNumber.Event> Codec => OrderNumber.Codec;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        _last = Committed.UpTo;
    }

    /// <inheritdoc/>
    public async Task<string> NextAsync()
    {
        if (_last == Committed.UpTo)
        {
            await ExecuteAsync((state, _) => OrderNumber.DecideReserve(state));
        }

        return OrderNumber.Format(this.GetPrimaryKeyString(), ++_last);
    }

    /// <inheritdoc/>
    protected override OrderNumber.State Evolve(OrderNumber.State state, OrderNumber.Event happened) => OrderNumber.Evolve(state, happened);
}
