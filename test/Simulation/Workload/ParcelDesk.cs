using OrleansCommerce.Orders;
using OrleansCommerce.Simulation.World;

namespace OrleansCommerce.Simulation.Workload;

/// <summary>
/// Sends a parcel: in one box or in two, with a label or without, and something is found broken last. On its way it may get lost, as long as
/// things go wrong.
/// </summary>
internal sealed class ParcelDesk(SimulatedWorld world, string name, Random random)
{
    private readonly Shop _shop = new(world, name, random);
    private int _operations;

    public async Task SendAsync(string orderId, FulfillmentDetails parcel)
    {
        if (parcel.Status == FulfillmentStatus.Lost)
        {
            await ResolveAsync(orderId, parcel);
            return;
        }

        if (parcel.Lines.IsEmpty)
        {
            return;
        }

        var mishap = world.Faults.Healed ? int.MaxValue : random.Next(12);
        if (mishap == 0 && parcel.Lines.Sum(line => line.Quantity) > 1)
        {
            var apart = new SplitFulfillment(NextId(), parcel.Id, [new CancelLine(parcel.Lines[^1].OrderLineId, 1)]);
            await AskAsync(orderId, $"split {parcel.Id} of", apart.OperationId, order => order.SplitAsync(apart));
        }

        if (random.Next(2) == 0)
        {
            await AdvanceAsync(orderId, "pick", parcel, (order, step) => order.PickAsync(step));
            await AdvanceAsync(orderId, "pack", parcel, (order, step) => order.PackAsync(step));
        }

        if (random.Next(4) == 0)
        {
            var buy = new BuyLabel(NextId(), parcel.Id, "STANDARD", random.Next(1, 1_000));
            await AskAsync(orderId, $"buy a label for {parcel.Id} of", buy.OperationId, order => order.BuyLabelAsync(buy));
        }

        if (mishap == 1)
        {
            var broken = new RejectFulfillmentLine(NextId(), parcel.Id, parcel.Lines[0].OrderLineId, 1, "broken");
            await AskAsync(orderId, $"find one of {parcel.Id} broken of", broken.OperationId, order => order.RejectLineAsync(broken));
        }

        if (mishap == 2)
        {
            await TrackAsync(orderId, parcel, TrackingStatus.InTransit);
        }

        await AdvanceAsync(orderId, "ship", parcel, (order, step) => order.ShipAsync(step));
        if (mishap == 3)
        {
            await TrackAsync(orderId, parcel, TrackingStatus.Lost);
            await ResolveAsync(orderId, parcel);
        }
        else if (random.Next(4) == 0)
        {
            await AdvanceAsync(orderId, "deliver", parcel, (order, step) => order.DeliverAsync(step));
        }
    }

    private Task TrackAsync(string orderId, FulfillmentDetails parcel, TrackingStatus status)
    {
        var news = new TrackParcel(NextId(), parcel.Id, status, OccurredAt: null, Reason: null);
        return AskAsync(orderId, $"hear that {parcel.Id} is {status} of", news.OperationId, order => order.TrackAsync(news));
    }

    private Task ResolveAsync(string orderId, FulfillmentDetails parcel)
    {
        var resolve = new ResolveLostParcel(NextId(), parcel.Id, (LossResolution)random.Next(2));
        return AskAsync(orderId, $"{resolve.Resolution} {parcel.Id} of", resolve.OperationId, order => order.ResolveLostParcelAsync(resolve));
    }

    private Task AdvanceAsync(
        string orderId, string what, FulfillmentDetails parcel, Func<IOrderGrain, AdvanceFulfillment, Task<Result<OrderDetails>>> advance)
    {
        var step = new AdvanceFulfillment(NextId(), parcel.Id);
        return AskAsync(orderId, $"{what} {parcel.Id} of", step.OperationId, order => advance(order, step));
    }

    private async Task AskAsync(string orderId, string what, string operationId, Func<IOrderGrain, Task<Result<OrderDetails>>> ask) => await _shop.AskAsync(
        $"{what} {orderId} as {operationId}",
        grains => ask(grains.GetGrain<IOrderGrain>(orderId)),
        (answer, _) =>
        {
            if (answer.Succeeded)
            {
                world.Truth.MustHold($"order/{orderId}", operationId);
            }
        });

    private string NextId() => $"{name}-parcel-{++_operations}";
}
