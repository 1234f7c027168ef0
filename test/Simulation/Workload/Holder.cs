using OrleansCommerce.Grains.Stock;
using OrleansCommerce.Simulation.World;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Simulation.Workload;

/// <summary>Reserves units and lets them go, takes them, or forgets them; looks at the shelf in between; sometimes a delivery comes.</summary>
internal sealed class Holder(SimulatedWorld world, string name, Random random) : IShopper
{
    private readonly Shop _shop = new(world, name, random);
    private int _deeds;

    public Task ActAsync()
    {
        var key = new StockItemKey(
            world.Scenario.Shelves[random.Next(world.Scenario.Shelves.Length)].Id, world.Scenario.Skus[random.Next(world.Scenario.Skus.Length)]);
        return random.Next(8) switch
        {
            0 => LookAsync(key),
            1 => ReceiveAsync(key),
            2 => SetSafetyAsync(key),
            _ => HoldAsync(key),
        };
    }

    private string NextId() => $"{name}-{++_deeds}";

    private async Task HoldAsync(StockItemKey key)
    {
        var id = NextId();
        var book = world.Truth.Stock(key);
        var command = new ReserveStock(id, random.Next(1, 4), random.Next(10, 60), Channel.Web);
        var since = book.State.Version;
        var (answered, reserved) = await _shop.AskAsync(
            $"reserve {command.Quantity} of {key} as {id}",
            grains =>
            {
                since = book.State.Version;
                return grains.GetGrain<IStockItemGrain>(key.ToString()).ReserveAsync(command);
            },
            (answer, attempt) => CheckReserve(book, command, since, answer, attempt));
        if (!answered || !reserved.Succeeded)
        {
            return;
        }

        await world.DelayAsync(TimeSpan.FromSeconds(random.NextDouble() * command.ExpiresInSeconds * 1.2));
        switch (random.Next(3))
        {
            case 0:
                await _shop.AskAsync(
                    $"confirm {id}",
                    grains => grains.GetGrain<IStockItemGrain>(key.ToString()).ConfirmAsync(id),
                    (answer, _) => CheckEnd(book, id, Ending.Confirmed, answer));
                break;
            case 1:
                await _shop.AskAsync(
                    $"release {id}",
                    grains => grains.GetGrain<IStockItemGrain>(key.ToString()).ReleaseAsync(id),
                    (answer, _) => CheckEnd(book, id, Ending.Released, answer));
                break;
            default:
                break;
        }
    }

    private void CheckReserve(Invariants.StockBook book, ReserveStock command, long since, Result<ReservationAnswer> answer, Attempt attempt)
    {
        if (answer.Succeeded)
        {
            if (!book.WasReserved(command.ReservationId))
            {
                throw world.Truth.Violate($"The reservation '{command.ReservationId}' was acknowledged and is not in the journal.");
            }

            CheckLevels(book, answer.Value.Levels);
        }
        else if (answer.Failure is OutOfStock refusal && book.LeastAvailableSince(since, attempt.AskedAt) >= command.Quantity)
        {
            throw world.Truth.Violate(
                $"{attempt.Machine.Name} refused '{command.ReservationId}' of {command.Quantity} units ({refusal}), which were there all the time.");
        }
    }

    private void CheckEnd(Invariants.StockBook book, string id, Ending wanted, Result<ReservationAnswer> answer)
    {
        if (answer.Succeeded && book.EndingOf(id) != wanted)
        {
            throw world.Truth.Violate($"That '{id}' was {wanted} was acknowledged; the journal says {book.EndingOf(id)?.ToString() ?? "held"}.");
        }

        if (answer.Failure is ReservationExpired && book.EndingOf(id) != Ending.Expired)
        {
            throw world.Truth.Violate($"'{id}' was refused as expired; the journal says {book.EndingOf(id)?.ToString() ?? "held"}.");
        }
    }

    private async Task LookAsync(StockItemKey key) => await _shop.AskAsync(
        $"levels of {key}",
        grains => grains.GetGrain<IStockItemGrain>(key.ToString()).GetAsync(),
        (answer, _) =>
        {
            if (answer is not null)
            {
                CheckLevels(world.Truth.Stock(key), answer);
            }
        });

    private async Task ReceiveAsync(StockItemKey key)
    {
        var command = new ReceiveStock(NextId(), random.Next(1, 6));
        await _shop.AskAsync(
            $"receive {command.Quantity} of {key} as {command.OperationId}",
            grains => grains.GetGrain<IStockItemGrain>(key.ToString()).ReceiveAsync(command),
            (answer, _) => CheckBooked(key, command.OperationId, answer));
    }

    private async Task SetSafetyAsync(StockItemKey key)
    {
        var command = new SetSafetyStock(NextId(), random.Next(0, 3));
        await _shop.AskAsync(
            $"keep {command.Quantity} of {key} back as {command.OperationId}",
            grains => grains.GetGrain<IStockItemGrain>(key.ToString()).SetSafetyAsync(command),
            (answer, _) => CheckBooked(key, command.OperationId, answer));
    }

    private void CheckBooked(StockItemKey key, string operationId, Result<StockLevels> answer)
    {
        if (answer.Succeeded)
        {
            world.Truth.MustHold($"stock/{key}", operationId);
            CheckLevels(world.Truth.Stock(key), answer.Value);
        }
    }

    /// <summary>Levels that somebody was told are those of some version in the journal: nothing uncommitted is shown.</summary>
    private void CheckLevels(Invariants.StockBook book, StockLevels levels)
    {
        var state = book.StateAt(levels.Version)
            ?? throw world.Truth.Violate($"Somebody was shown {levels}, which is not in the journal.");
        if ((state.OnHand, state.Allocated, state.Safety) != (levels.OnHand, levels.Allocated, levels.Safety) || levels.Reserved > state.Reserved)
        {
            throw world.Truth.Violate($"Somebody was shown {levels}; at that version the journal has {state.OnHand} on hand, {state.Reserved} reserved, {state.Allocated} allocated.");
        }
    }
}
