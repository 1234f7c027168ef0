using OrleansCommerce.Orders;
using OrleansCommerce.Simulation.World;

namespace OrleansCommerce.Simulation.Workload;

/// <summary>Goods that are announced to come back, and come in part, wholly, not at all, or with others.</summary>
internal sealed class ReturnDesk(SimulatedWorld world, string name, Random random)
{
    private readonly Shop _shop = new(world, name, random);
    private int _operations;

    public async Task AnnounceAsync(string orderId)
    {
        var lines = world.Truth.Order(orderId).State.Terms!.Lines;
        var line = lines[random.Next(lines.Length)];
        var announce = new RequestReturn(
            NextId(),
            (ReturnMethod)random.Next(3),
            null,
            [new AnnouncedReturnLine(line.Id, random.Next(1, line.Quantity + 1), null, null)],
            null,
            "STANDARD",
            500,
            IsByStaff: false,
            Override: null);
        var announced = await AskAsync(orderId, "announce a return of", announce.OperationId, order => order.RequestReturnAsync(announce));
        if (announced is null)
        {
            return;
        }

        var id = announced.Request.Id;
        await world.DelayAsync(TimeSpan.FromSeconds(random.NextDouble() * 10));
        if (announce.Method == ReturnMethod.Locker)
        {
            await new DropOff(world, _shop, random, NextId).GoAsync(id);
        }

        switch (random.Next(6))
        {
            case 0:
                var cancel = new AdvanceReturnRequest(NextId(), id, null, null);
                await AskAsync(orderId, $"call {id} off of", cancel.OperationId, order => order.CancelReturnRequestAsync(cancel));
                return;
            case 1:
                // It is never sent; it expires after the world has ended.
                return;
            case 2:
                var arrive = new AdvanceReturnRequest(NextId(), id, world.Scenario.Stores[0].Id, null);
                await AskAsync(orderId, $"receive {id} of", arrive.OperationId, order => order.ReceiveReturnAsync(arrive));
                break;
            case 3:
                // Its carrier loses it, and sometimes finds it again.
                var lose = new TrackReturn(NextId(), id, TrackingStatus.Lost, null, null, null);
                var lost = await AskAsync(orderId, $"lose {id} of", lose.OperationId, order => order.TrackReturnAsync(lose));
                if (lost?.Order.CashOwed is { } owed)
                {
                    var payOut = new PayOutCash(NextId(), world.Scenario.Stores[0].Id, name, owed);
                    await _shop.AskAsync(
                        $"hand out {owed} of {orderId} as {payOut.OperationId}",
                        grains => grains.GetGrain<IOrderGrain>(orderId).PayOutAsync(payOut),
                        (result, _) =>
                        {
                            if (result.Succeeded)
                            {
                                world.Truth.MustHold($"order/{orderId}", payOut.OperationId);
                            }
                        });
                }

                if (lost is null || random.Next(2) == 0)
                {
                    return;
                }

                break;
            default:
                break;
        }

        var units = random.Next(0, line.Quantity + 1);
        var inspect = new InspectReturn(
            NextId(),
            id,
            world.Scenario.Stores[0].Id,
            units == 0 ? [] : [new ReturnLine(line.Id, units, (Disposition)random.Next(4))],
            null,
            (RefundTarget)random.Next(3),
            null,
            random.Next(2) == 0 ? name : null);
        await AskAsync(orderId, $"find {units} in {id} of", inspect.OperationId, order => order.InspectReturnAsync(inspect));
    }

    private async Task<ReturnRequestAnswer?> AskAsync(
        string orderId, string what, string operationId, Func<IOrderGrain, Task<Result<ReturnRequestAnswer>>> ask)
    {
        var (_, answer) = await _shop.AskAsync(
            $"{what} {orderId} as {operationId}",
            grains => ask(grains.GetGrain<IOrderGrain>(orderId)),
            (result, _) =>
            {
                if (result.Succeeded)
                {
                    world.Truth.MustHold($"order/{orderId}", operationId);
                }
            });
        return answer.Value;
    }

    private string NextId() => $"{name}-rma-{++_operations}";
}
