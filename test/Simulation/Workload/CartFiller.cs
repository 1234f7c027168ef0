using OrleansCommerce.Carts;
using OrleansCommerce.Simulation.World;

namespace OrleansCommerce.Simulation.Workload;

/// <summary>Fills a cart.</summary>
internal sealed class CartFiller(SimulatedWorld world, string name, Random random) : IShopper
{
    private readonly Shop _shop = new(world, name, random);
    private int _carts;

    public async Task ActAsync()
    {
        var id = $"cart-{name}-{++_carts}";
        var (created, _) = await ChangeAsync(id, "create", cart => cart.CreateAsync(new CreateCart("create", null, Channel.Web, "GBP")));
        if (!created)
        {
            return;
        }

        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var operation = $"line-{i}";
            var add = new AddCartLine(operation, world.Scenario.Skus[random.Next(world.Scenario.Skus.Length)], random.Next(1, 4), Channel.Web);
            await ChangeAsync(id, operation, cart => cart.AddLineAsync(add));
        }

        if (random.Next(3) == 0)
        {
            var update = new UpdateCartLine("update", "1", random.Next(0, 3), Channel.App);
            await ChangeAsync(id, "update", cart => cart.UpdateLineAsync(update));
        }
    }

    private Task<(bool Answered, Result<CartDetails> Answer)> ChangeAsync(
        string id, string operationId, Func<ICartGrain, Task<Result<CartDetails>>> change) =>
        _shop.AskAsync(
            $"{operationId} {id}",
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
}
