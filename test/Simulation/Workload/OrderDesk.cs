using System.Text.Json;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Lockers;
using OrleansCommerce.Orders;
using OrleansCommerce.Simulation.Invariants;
using OrleansCommerce.Simulation.World;

namespace OrleansCommerce.Simulation.Workload;

/// <summary>What can be done with an order that has its goods: cancel it, hand its parcels over, take goods back.</summary>
internal sealed class OrderDesk(SimulatedWorld world, string name, Random random)
{
    private readonly Shop _shop = new(world, name, random);
    private readonly ParcelDesk _parcels = new(world, name, random);
    private int _operations;

    public async Task CancelAsync(string orderId)
    {
        var command = new CancelOrder(NextId(), "changed_mind");
        await AskAsync(orderId, "cancel", command.OperationId, order => order.CancelAsync(command));
    }

    /// <summary>Some of the units are not wanted any more.</summary>
    public async Task CancelSomeAsync(string orderId)
    {
        var lines = world.Truth.Order(orderId).State.Terms!.Lines;
        var line = lines[random.Next(lines.Length)];
        var command = new CancelOrderLines(NextId(), [new CancelLine(line.Id, random.Next(1, line.Quantity + 1))], "too_many");
        await AskAsync(
            orderId, $"cancel {command.Lines[0].Quantity} of line {line.Id} of", command.OperationId, order => order.CancelLinesAsync(command));
    }

    /// <summary>More is wanted, or the goods are wanted somewhere else.</summary>
    public async Task EditAsync(string orderId)
    {
        if (random.Next(2) == 0)
        {
            var to = new Delivery(DeliveryMethod.Ship, null, "address-2", 20 * random.Next(3), 0);
            var move = new ChangeDeliveryAddress(NextId(), to);
            await AskAsync(orderId, $"send to {to.Latitude} N", move.OperationId, order => order.ChangeAddressAsync(move));
            return;
        }

        var token = random.Next(4) == 0 ? SimulatedProvider.Declined : SimulatedProvider.Approved;
        var more = new AddOrderLines(
            NextId(), [new AddedLine(world.Scenario.Skus[random.Next(world.Scenario.Skus.Length)], random.Next(1, 3))], token);
        await AskAsync(orderId, $"add {more.Lines[0].Quantity} {more.Lines[0].Sku} to", more.OperationId, order => order.AddLinesAsync(more));
    }

    /// <summary>Brings every parcel to the customer.</summary>
    public async Task HandOverAsync(string orderId)
    {
        var (answered, shown) = await _shop.AskAsync(
            $"look at {orderId}",
            grains => grains.GetGrain<IOrderGrain>(orderId).GetNewestAsync(),
            (answer, _) =>
            {
                if (answer is not null)
                {
                    CheckShown(answer);
                }
            });
        if (!answered || shown is null)
        {
            return;
        }

        foreach (var parcel in shown.Fulfillments)
        {
            switch (parcel.Method)
            {
                case DeliveryMethod.Ship:
                    await _parcels.SendAsync(orderId, parcel);
                    break;
                case not DeliveryMethod.Ship when parcel.Status == FulfillmentStatus.Expired && random.Next(4) > 0:
                    await TakeBackAsync(shown, parcel);
                    break;
                case DeliveryMethod.StorePickup:
                    await AdvanceAsync(orderId, "make ready", parcel, (order, step) => order.MarkReadyForPickupAsync(step));
                    if (parcel.Status != FulfillmentStatus.ReadyForPickup && random.Next(6) == 0)
                    {
                        break;
                    }

                    await AdvanceAsync(orderId, "collect", parcel, (order, step) => order.CollectAsync(step));
                    break;
                case DeliveryMethod.LockerPickup when parcel.Status is FulfillmentStatus.ReadyForPickup or FulfillmentStatus.Expired:
                    // It was not fetched, and lies at the shop's desk.
                    await AdvanceAsync(orderId, "collect", parcel, (order, step) => order.CollectAsync(step));
                    break;
                default:
                    await ThroughLockerAsync(shown.Delivery.LocationId!, orderId, parcel);
                    break;
            }
        }
    }

    /// <summary>Some of the goods come back.</summary>
    public async Task ReturnAsync(string orderId)
    {
        var lines = world.Truth.Order(orderId).State.Terms!.Lines;
        var line = lines[random.Next(lines.Length)];
        var command = new ReturnItems(
            NextId(),
            world.Scenario.Stores[0].Id,
            [new ReturnLine(line.Id, random.Next(1, line.Quantity + 1), (Disposition)random.Next(4))],
            "does_not_fit",
            (RefundTarget)random.Next(3),
            TillId: random.Next(2) == 0 ? name : null);
        await _shop.AskAsync(
            $"return {command.Lines[0].Quantity} of line {line.Id} of {orderId} as {command.OperationId}",
            grains => grains.GetGrain<IOrderGrain>(orderId).ReturnAsync(command),
            (answer, _) =>
            {
                if (answer.Succeeded)
                {
                    world.Truth.MustHold($"order/{orderId}", command.OperationId);
                    CheckShown(answer.Value.Order);
                }
            });
    }

    /// <summary>An operation on an order that was acknowledged is in the journal, and so is what was shown.</summary>
    public void Check(string orderId, string operationId, Result<OrderDetails> answer)
    {
        if (answer.Succeeded)
        {
            world.Truth.MustHold($"order/{orderId}", operationId);
            CheckShown(answer.Value);
        }
    }

    /// <summary>An order that somebody was shown is that of some version in the journal.</summary>
    public void CheckShown(OrderDetails shown)
    {
        var durable = world.Truth.Order(shown.Id).StateAt(shown.Version) is { } state ? Order.Details(state) : null;
        if (JsonSerializer.Serialize(durable) != JsonSerializer.Serialize(shown))
        {
            throw world.Truth.Violate($"Somebody was shown {shown}; the journal has {durable?.ToString() ?? "nothing"}.");
        }
    }

    private Task AdvanceAsync(
        string orderId, string what, FulfillmentDetails parcel, Func<IOrderGrain, AdvanceFulfillment, Task<Result<OrderDetails>>> advance)
    {
        var step = new AdvanceFulfillment(NextId(), parcel.Id);
        return AskAsync(orderId, $"{what} {parcel.Id} of", step.OperationId, order => advance(order, step));
    }

    private async Task ThroughLockerAsync(string bankId, string orderId, FulfillmentDetails parcel)
    {
        if (random.Next(3) == 0)
        {
            var assign = new AssignCompartment(NextId(), parcel.Id, CompartmentSize.S);
            await AskBankAsync(bankId, $"keep a place for {parcel.Id}", assign.OperationId, bank => bank.AssignAsync(assign));
        }

        var deposit = new DepositParcel(NextId(), parcel.Id, CompartmentSize.S);
        var deposited = await AskBankAsync(bankId, $"put {parcel.Id} in", deposit.OperationId, bank => bank.DepositAsync(deposit));
        if (deposited is null || random.Next(6) == 0)
        {
            return;
        }

        if (random.Next(8) == 0)
        {
            var stuck = new ReportCompartment(NextId(), deposited.Parcel.CompartmentId, OutOfOrder: true, ParcelInside: false);
            await AskBankAsync(bankId, $"find {deposited.Parcel.CompartmentId} broken", stuck.OperationId, bank => bank.ReportCompartmentAsync(stuck));
            var mended = new ReportCompartment(NextId(), deposited.Parcel.CompartmentId, OutOfOrder: false, ParcelInside: true);
            await AskBankAsync(bankId, $"mend {deposited.Parcel.CompartmentId}", mended.OperationId, bank => bank.ReportCompartmentAsync(mended));
        }

        await world.DelayAsync(TimeSpan.FromSeconds(random.NextDouble() * 10));
        var open = new OpenForPickup(NextId(), random.Next(2) == 0 ? deposited.PickupCode : deposited.PickupQr);
        var opened = await AskBankAsync(bankId, "open", open.OperationId, bank => bank.OpenForPickupAsync(open));
        if (opened is null)
        {
            return;
        }

        if (random.Next(2) == 0)
        {
            var close = new ReportDoor(NextId(), opened.CompartmentId, DoorState.Closed, CompartmentContent.Empty);
            await AskBankAsync(bankId, $"see {parcel.Id} of {orderId} gone", close.OperationId, bank => bank.ReportDoorAsync(close));
            return;
        }

        var confirm = new ConfirmPickup(NextId(), opened.CompartmentId);
        await AskBankAsync(bankId, $"take {parcel.Id} of {orderId} out", confirm.OperationId, bank => bank.ConfirmPickupAsync(confirm));
    }

    /// <summary>A courier empties the locker, and the shop has the goods again.</summary>
    private async Task TakeBackAsync(OrderDetails order, FulfillmentDetails parcel)
    {
        var places = world.Truth.Books.Select(book => book.Value).OfType<LockerBook>()
            .SelectMany(bank => bank.State.Loaded.Values)
            .Where(loaded => loaded.Id == parcel.Id)
            .Select(loaded => loaded.CompartmentId);
        if (parcel.Method == DeliveryMethod.LockerPickup && places.FirstOrDefault() is { } compartmentId)
        {
            var bankId = order.Delivery.LocationId!;
            var open = new OpenForRetrieval(NextId(), compartmentId);
            await AskBankAsync(bankId, $"open {compartmentId} for the courier", open.OperationId, bank => bank.OpenForRetrievalAsync(open));
            var confirm = new ConfirmRetrieval(NextId(), compartmentId);
            await AskBankAsync(bankId, $"empty {compartmentId}", confirm.OperationId, bank => bank.ConfirmRetrievalAsync(confirm));
        }

        var back = new TakeBackParcel(NextId(), parcel.Id, world.Scenario.Stores[0].Id);
        await AskAsync(order.Id, $"take back {parcel.Id} of", back.OperationId, grain => grain.TakeBackAsync(back));
    }

    private async Task<TAnswer?> AskBankAsync<TAnswer>(
        string bankId, string what, string operationId, Func<ILockerBankGrain, Task<Result<TAnswer>>> ask)
        where TAnswer : class
    {
        var (_, answer) = await _shop.AskBankAsync(bankId, what, operationId, ask);
        return answer.Value;
    }

    private async Task AskAsync(string orderId, string what, string operationId, Func<IOrderGrain, Task<Result<OrderDetails>>> ask) =>
        await _shop.AskAsync(
            $"{what} {orderId} as {operationId}",
            grains => ask(grains.GetGrain<IOrderGrain>(orderId)),
            (answer, _) => Check(orderId, operationId, answer));

    private string NextId() => $"{name}-op-{++_operations}";
}
