using OrleansCommerce.Lockers;
using OrleansCommerce.Simulation.World;

namespace OrleansCommerce.Simulation.Workload;

/// <summary>Goods of an announced return go through a locker: a compartment is kept, they are put in, a courier takes them out. It may stop anywhere.</summary>
internal sealed class DropOff(SimulatedWorld world, Shop shop, Random random, Func<string> nextId)
{
    private readonly string _bankId = world.Scenario.LockerBanks[0].Id;

    /// <summary>As far as it goes.</summary>
    public async Task GoAsync(string requestId)
    {
        var reserve = new ReserveDropOff(nextId(), requestId, CompartmentSize.S);
        var reserved = await AskAsync($"keep a place for {requestId}", reserve.OperationId, bank => bank.ReserveDropOffAsync(reserve));
        if (reserved is null || Stops())
        {
            return;
        }

        if (random.Next(6) == 0)
        {
            // The customer lost the code, and another compartment, or the same, is kept under a new one.
            var again = new ReserveDropOff(nextId(), requestId, CompartmentSize.S);
            reserved = await AskAsync($"keep a place for {requestId} again", again.OperationId, bank => bank.ReserveDropOffAsync(again)) ?? reserved;
        }

        await world.DelayAsync(TimeSpan.FromSeconds(random.NextDouble() * 10));
        var open = new OpenForPickup(nextId(), random.Next(2) == 0 ? reserved.Code : reserved.Qr);
        if (await AskAsync($"open for {requestId}", open.OperationId, bank => bank.OpenForPickupAsync(open)) is not { } opened || Stops())
        {
            return;
        }

        var placeId = opened.CompartmentId;
        if (random.Next(2) == 0)
        {
            var close = new ReportDoor(nextId(), placeId, DoorState.Closed, CompartmentContent.NotEmpty);
            await AskAsync($"see {requestId} in {placeId}", close.OperationId, bank => bank.ReportDoorAsync(close));
        }
        else
        {
            var confirm = new ConfirmDropOff(nextId(), placeId, null);
            await AskAsync($"put {requestId} into {placeId}", confirm.OperationId, bank => bank.ConfirmDropOffAsync(confirm));
        }

        if (Stops())
        {
            return;
        }

        var retrieve = new OpenForRetrieval(nextId(), placeId);
        if (await AskAsync($"open {placeId} for the courier of {requestId}", retrieve.OperationId, bank => bank.OpenForRetrievalAsync(retrieve)) is not null)
        {
            var emptied = new ConfirmRetrieval(nextId(), placeId);
            await AskAsync($"empty {placeId} of {requestId}", emptied.OperationId, bank => bank.ConfirmRetrievalAsync(emptied));
        }
    }

    private bool Stops() => random.Next(8) == 0;

    private async Task<TAnswer?> AskAsync<TAnswer>(string what, string operationId, Func<ILockerBankGrain, Task<Result<TAnswer>>> ask)
        where TAnswer : class
    {
        var (_, answer) = await shop.AskBankAsync(_bankId, what, operationId, ask);
        return answer.Value;
    }
}
