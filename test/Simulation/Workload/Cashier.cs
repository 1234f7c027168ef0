using System.Collections.Immutable;
using OrleansCommerce.Orders;
using OrleansCommerce.Returns;
using OrleansCommerce.Simulation.World;
using OrleansCommerce.Stock;
using OrleansCommerce.Tills;

namespace OrleansCommerce.Simulation.Workload;

/// <summary>A till: sells what shoppers hold in their hands, with or without a reservation, and takes goods back without a receipt.</summary>
internal sealed class Cashier(SimulatedWorld world, string name, Random random) : IShopper
{
    private readonly Shop _shop = new(world, name, random);
    private readonly OrderDesk _desk = new(world, name, random);
    private int _deeds;

    public async Task ActAsync()
    {
        if (random.Next(3) == 0)
        {
            await CountAsync();
        }

        if (random.Next(5) == 0)
        {
            await TakeBackAsync();
            return;
        }

        if (await SellAsync() is { } orderId && random.Next(3) == 0)
        {
            await world.DelayAsync(TimeSpan.FromSeconds(random.NextDouble() * 10));
            await (random.Next(2) == 0 ? _desk.ReturnAsync(orderId) : ExchangeAsync(orderId));
        }
    }

    /// <summary>Opens a session of the till or ends it, with whatever lies in the drawer, or takes some cash out.</summary>
    private async Task CountAsync()
    {
        var id = $"{name}-session-{++_deeds}";
        var cash = new CashCount("GBP", random.Next(200), []);
        var deed = world.Truth.Till(name).State.Open is null ? -1 : random.Next(3);
        await _shop.AskAsync(
            $"count {cash.Amount} at {name} as {id}",
            grains => deed switch
            {
                -1 => grains.GetGrain<ITillGrain>(name).OpenAsync(new OpenTillSession(id, world.Scenario.Stores[0].Id, cash)),
                0 => grains.GetGrain<ITillGrain>(name).MoveCashAsync(new MoveTillCash(id, CashMovementKind.PayOut, new Money(5, "GBP"), "bank")),
                _ => grains.GetGrain<ITillGrain>(name).CloseAsync(new CloseTillSession(id, cash, "as it is")),
            },
            (answer, _) =>
            {
                if (answer.Succeeded)
                {
                    world.Truth.MustHold($"till/{name}", id);
                }
            });
    }

    private async Task<string?> SellAsync()
    {
        var store = world.Scenario.Stores[0].Id;
        var lines = ImmutableArray.CreateBuilder<TillLine>();
        for (var i = random.Next(1, 3); i > 0; i--)
        {
            var sku = world.Scenario.Skus[random.Next(world.Scenario.Skus.Length)];
            var units = random.Next(1, 3);
            lines.Add(new TillLine(sku, units, null, random.Next(2) == 0 ? await ReserveAsync(new StockItemKey(store, sku), units) : null));
        }

        var orderId = world.NewId();
        var command = new SellAtTill($"sale-{orderId}", store, null, "GBP", lines.ToImmutable(), TillId: random.Next(2) == 0 ? name : null);
        var (_, sold) = await _shop.AskAsync(
            $"sell {string.Join(" and ", lines.Select(line => $"{line.Quantity} {line.Sku}"))} as {orderId}",
            grains => grains.GetGrain<IOrderGrain>(orderId).SellAtTillAsync(command),
            (answer, _) =>
            {
                if (!answer.Succeeded)
                {
                    throw world.Truth.Violate($"A till could not sell goods in hand: {answer.Failure}");
                }

                _desk.Check(orderId, command.OperationId, answer);
            });
        return sold.Value?.Id;
    }

    /// <summary>Some of the goods come back, and others are sold for them; the customer pays on top, or is given back, what they differ by.</summary>
    private async Task ExchangeAsync(string orderId)
    {
        var bought = world.Truth.Order(orderId).State.Terms!.Lines;
        var line = bought[random.Next(bought.Length)];
        var id = world.NewId();
        var command = new ExchangeItems(
            $"exchange-{id}",
            orderId,
            world.Scenario.Stores[0].Id,
            [new ReturnLine(line.Id, random.Next(1, line.Quantity + 1), (Disposition)random.Next(4))],
            "does_not_fit",
            (RefundTarget)random.Next(3),
            Override: null,
            CustomerId: null,
            [new TillLine(world.Scenario.Skus[random.Next(world.Scenario.Skus.Length)], random.Next(1, 3), null, null)],
            Tenders: null,
            SaleOrderId: world.NewId(),
            TillId: random.Next(2) == 0 ? name : null);
        await _shop.AskAsync(
            $"exchange {command.Back[0].Quantity} of line {line.Id} of {orderId} for {command.Lines[0].Quantity} {command.Lines[0].Sku} as {id}",
            grains => grains.GetGrain<IExchangeGrain>(id).ExchangeAsync(command),
            (answer, _) =>
            {
                if (!answer.Succeeded)
                {
                    return;
                }

                world.Truth.MustHold($"exchange/{id}", command.OperationId);
                if (!world.Truth.Exchange(id).State.IsSold)
                {
                    throw world.Truth.Violate($"The exchange '{id}' was acknowledged before its goods were sold.");
                }
            });
    }

    private async Task<string?> ReserveAsync(StockItemKey key, int units)
    {
        var command = new ReserveStock($"{name}-hold-{++_deeds}", units, 60, Channel.Pos);
        var (_, reserved) = await _shop.AskAsync(
            $"hold {units} of {key} as {command.ReservationId}",
            grains => grains.GetGrain<IStockItemGrain>(key.ToString()).ReserveAsync(command));
        return reserved.Value is null ? null : command.ReservationId;
    }

    private async Task TakeBackAsync()
    {
        var id = $"{name}-return-{++_deeds}";
        var line = new UnreceiptedReturnLine(
            world.Scenario.Skus[random.Next(world.Scenario.Skus.Length)],
            random.Next(1, 3),
            new Money(1.50m, "GBP"),
            (Disposition)random.Next(4));
        var command = new AcceptUnreceiptedReturn(id, world.Scenario.Stores[0].Id, null, "GBP", [line], "associate", null, TillId: random.Next(2) == 0 ? name : null);
        await _shop.AskAsync(
            $"take {line.Quantity} {line.Sku} back as {id}",
            grains => grains.GetGrain<IUnreceiptedReturnGrain>(id).AcceptAsync(command),
            (answer, _) =>
            {
                if (!answer.Succeeded)
                {
                    return;
                }

                world.Truth.MustHold($"unreceipted-return/{id}", id);
                if (!world.Truth.Return(id).State.ToRestock.IsEmpty)
                {
                    throw world.Truth.Violate($"The return '{id}' was acknowledged before its goods were restocked.");
                }
            });
    }
}
