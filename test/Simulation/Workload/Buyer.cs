using OrleansCommerce.Carts;
using OrleansCommerce.Orders;
using OrleansCommerce.Simulation.World;

namespace OrleansCommerce.Simulation.Workload;

/// <summary>Fills a cart, and mostly buys it: pays, changes the mind, fetches the goods, brings some back. Or walks away at any point.</summary>
internal sealed class Buyer(SimulatedWorld world, string name, Random random) : IShopper
{
    private readonly Shop _shop = new(world, name, random);
    private readonly OrderDesk _desk = new(world, name, random);
    private readonly ReturnDesk _returns = new(world, name, random);
    private int _carts;

    public async Task ActAsync()
    {
        if (await FillAsync() is not { } cartId || random.Next(6) == 0 || await CheckOutAsync(cartId) is not { } orderId)
        {
            return;
        }

        await ThinkAsync();
        if (random.Next(8) == 0)
        {
            await _desk.CancelAsync(orderId);
            return;
        }

        if (random.Next(6) == 0 || !await PayAsync(orderId))
        {
            return;
        }

        await ThinkAsync();
        if (random.Next(6) == 0)
        {
            await _desk.EditAsync(orderId);
        }

        switch (random.Next(5))
        {
            case 0:
                await _desk.CancelAsync(orderId);
                break;
            case 1:
                break;
            case 2:
                await _desk.CancelSomeAsync(orderId);
                await ThinkAsync();
                await _desk.HandOverAsync(orderId);
                break;
            default:
                await _desk.HandOverAsync(orderId);
                await ThinkAsync();
                switch (random.Next(4))
                {
                    case 0:
                        await _returns.AnnounceAsync(orderId);
                        break;
                    case 1 or 2:
                        await _desk.ReturnAsync(orderId);
                        break;
                    default:
                        break;
                }

                break;
        }
    }

    private async Task<string?> FillAsync()
    {
        var id = $"{name}-{++_carts}";
        if (!await ChangeAsync(id, "create", cart => cart.CreateAsync(new CreateCart("create", null, Channel.Web, "GBP"))))
        {
            return null;
        }

        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var add = new AddCartLine($"line-{i}", world.Scenario.Skus[random.Next(world.Scenario.Skus.Length)], random.Next(1, 4), Channel.Web);
            await ChangeAsync(id, add.OperationId, cart => cart.AddLineAsync(add));
        }

        if (random.Next(4) == 0)
        {
            var update = new UpdateCartLine("update", "1", random.Next(0, 3), Channel.App);
            await ChangeAsync(id, update.OperationId, cart => cart.UpdateLineAsync(update));
        }

        return id;
    }

    private async Task<bool> ChangeAsync(string id, string operationId, Func<ICartGrain, Task<Result<CartDetails>>> change)
    {
        var (_, changed) = await _shop.AskAsync(
            $"{operationId} of cart {id}",
            grains => change(grains.GetGrain<ICartGrain>(id)),
            (answer, _) =>
            {
                if (!answer.Succeeded)
                {
                    return;
                }

                world.Truth.MustHold($"cart/{id}", operationId);
                var shown = world.Truth.Cart(id).StateAt(answer.Value.Version)?.Details(id);
                if (shown is null || !shown.Lines.SequenceEqual(answer.Value.Lines))
                {
                    throw world.Truth.Violate($"Somebody was shown version {answer.Value.Version} of the cart {id}, which the journal has otherwise.");
                }
            });
        return changed.Value is not null;
    }

    private async Task<string?> CheckOutAsync(string cartId)
    {
        var delivery = random.Next(3) switch
        {
            0 => new Delivery(DeliveryMethod.Ship, null, "address", 0, 0),
            1 => new Delivery(DeliveryMethod.StorePickup, world.Scenario.Stores[0].Id, null),
            _ => new Delivery(DeliveryMethod.LockerPickup, world.Scenario.LockerBanks[0].Id, null),
        };
        var command = new CheckoutCart("checkout", Channel.Web, delivery);
        var (_, placed) = await _shop.AskAsync(
            $"check {cartId} out",
            grains => grains.GetGrain<ICartGrain>(cartId).CheckoutAsync(command),
            (answer, _) =>
            {
                if (answer.Succeeded)
                {
                    world.Truth.MustHold($"cart/{cartId}", command.OperationId);
                    _desk.CheckShown(answer.Value);
                    if (answer.Value.Status != OrderStatus.AwaitingPayment)
                    {
                        throw world.Truth.Violate($"The checkout of {cartId} was acknowledged with an order that is {answer.Value.Status}.");
                    }
                }
            });
        return placed.Value?.Id;
    }

    private async Task<bool> PayAsync(string orderId)
    {
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            var token = random.Next(4) == 0 ? SimulatedProvider.Declined : SimulatedProvider.Approved;
            var command = new PayOrder($"pay-{attempt}", token);
            var (answered, paid) = await _shop.AskAsync(
                $"pay {orderId} with a card that is {token}",
                grains => grains.GetGrain<IOrderGrain>(orderId).PayAsync(command),
                (answer, _) => _desk.Check(orderId, command.OperationId, answer));
            if (!answered || paid.Succeeded)
            {
                return paid.Value is { } order && order.Paid == order.Total;
            }
        }

        return false;
    }

    private Task ThinkAsync() => world.DelayAsync(TimeSpan.FromSeconds(random.NextDouble() * 10));
}
