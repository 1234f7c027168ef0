using OrleansCommerce.Carts;
using OrleansCommerce.Grains.Kits;
using OrleansCommerce.Grains.Tills;
using OrleansCommerce.Locations;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Carts;

public sealed partial class CartGrain
{
    private readonly TillRules _tills = services.Tills;

    /// <inheritdoc/>
    public async Task<Result<OrderDetails>> SellAtTillAsync(SellCart command)
    {
        var newOrderId = NewId();
        var by = Caller.Current.Subject;
        var shop = await GrainFactory.GetGrain<ILocationGrain>(command.LocationId).GetAsync();
        var goods = await Goods.ReadAsync(GrainFactory, Committed.Lines.Select(line => line.Sku));
        var session = _tills.SessionRequired ? await TillSessions.NewestAsync(GrainFactory, command.TillId) : null;
        var outcome = await ExecuteAsync(
            (state, now) => Cart.DecideSell(state, Id, command, newOrderId, shop, goods.Products, _tills, session, by, now),
            new Origin(command.OperationId, Channel.Pos));
        return outcome.Failure is { } failure
            ? failure
            : await PlaceAsync(outcome.State, outcome.State.Checkouts.Find(command.OperationId)!.Value.OrderId, command.OperationId);
    }
}
