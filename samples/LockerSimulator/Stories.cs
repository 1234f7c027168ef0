using System.Net;
using System.Text.Json;

namespace OrleansCommerce.LockerSimulator;

/// <summary>What can go right and wrong at a locker bank, each with a parcel of its own. A story that goes otherwise than it should throws.</summary>
internal sealed class Stories(Shop shop, Device device, Line line, IClock clock)
{
    /// <summary>In and out.</summary>
    public async Task FetchAsync()
    {
        var (order, parcel) = await shop.OrderAsync();
        var place = await device.DepositAsync(parcel);
        Expect(await device.TypeAsync(place.Code) == place.CompartmentId, "The code opens the parcel's compartment.");
        await device.OpenedAsync(place.CompartmentId);
        await device.ClosedAsync(place.CompartmentId, isEmpty: true);
        await ExpectFetchedAsync(order);
        await ExpectFreeAsync(place.CompartmentId);
    }

    /// <summary>Somebody guesses; staff let the customer in.</summary>
    public async Task GuessAsync()
    {
        var (order, parcel) = await shop.OrderAsync();
        var place = await device.DepositAsync(parcel);
        for (var i = 1; i <= 4; i++)
        {
            await ExpectRefusedAsync("WrongCodeError", () => device.TypeAsync($"no code {i}"));
        }

        await ExpectRefusedAsync("LockedOutError", () => device.TypeAsync("no code 5"));
        await ExpectRefusedAsync("LockedOutError", () => device.TypeAsync(place.Code));
        await shop.ResetLockoutAsync();
        await FetchAsync(order, place, place.Code);
    }

    /// <summary>The customer leaves the parcel in, and the door open.</summary>
    public async Task LeaveOpenAsync()
    {
        var (order, parcel) = await shop.OrderAsync();
        var place = await device.DepositAsync(parcel);
        await device.TypeAsync(place.Code);
        await device.OpenedAsync(place.CompartmentId);
        Expect((await device.LookAsync())[place.CompartmentId].GetProperty("doorOpenSince").ValueKind == JsonValueKind.String, "The open door is seen.");
        var closed = await device.ClosedAsync(place.CompartmentId, isEmpty: false);
        Expect(closed.GetProperty("parcel").GetProperty("status").GetString() == "READY_FOR_PICKUP", "What was left in still waits.");
        await FetchAsync(order, place, place.Qr);
    }

    /// <summary>Every answer gets lost twice, and everything happens once.</summary>
    public async Task LoseAnswersAsync()
    {
        var (order, parcel) = await shop.OrderAsync();
        line.AnswersToLose = 2;
        var place = await device.DepositAsync(parcel);
        line.AnswersToLose = 2;
        await device.TypeAsync(place.Code);
        line.AnswersToLose = 2;
        await device.ClosedAsync(place.CompartmentId, isEmpty: true);
        await ExpectFetchedAsync(order);
    }

    /// <summary>Somebody recorded a request, sends it again, and changes it.</summary>
    public async Task ReplayAsync()
    {
        await device.LookAsync();
        Expect(await line.ReplayAsync() == HttpStatusCode.Unauthorized, "A request that was recorded is not taken again.");
        Expect(await line.TamperAsync() == HttpStatusCode.Unauthorized, "A request that was changed is not taken.");
        await device.LookAsync();
    }

    /// <summary>The compartment that was kept breaks; then the next one's door does not open.</summary>
    public async Task BreakAsync()
    {
        var (order, parcel) = await shop.OrderAsync();
        var kept = await device.AssignAsync(parcel, "S");
        await device.BrokenAsync(kept, isBroken: true);
        var place = await device.DepositAsync(parcel);
        Expect(place.CompartmentId != kept, "A broken compartment gets no parcel.");
        var bank = await device.BrokenAsync(place.CompartmentId, isBroken: true, isParcelInside: false);
        var moved = bank.GetProperty("lockerBank").GetProperty("compartments").EnumerateArray()
            .Single(compartment => compartment.GetProperty("parcelId").GetString() == parcel).GetProperty("id").GetString()!;
        await FetchAsync(order, place with { CompartmentId = moved }, place.Code);
        await device.BrokenAsync(kept, isBroken: false);
        await device.BrokenAsync(place.CompartmentId, isBroken: false);
    }

    /// <summary>The line is down for hours; the customer comes all the same, and what happened is told later, twice.</summary>
    public async Task StayOfflineAsync()
    {
        var (order, parcel) = await shop.OrderAsync();
        var place = await device.DepositAsync(parcel);
        await device.SyncAsync();
        device.Disconnect();
        await clock.PassAsync(TimeSpan.FromHours(5));
        await ExpectRefusedAsync("WrongCodeError", () => device.TypeAsync("000000x"));
        Expect(await device.TypeAsync(place.Code) == place.CompartmentId, "The device knows the code.");
        await device.OpenedAsync(place.CompartmentId);
        await device.ClosedAsync(place.CompartmentId, isEmpty: true);
        await ExpectRefusedAsync("WrongCodeError", () => device.TypeAsync(place.Code));
        await clock.PassAsync(TimeSpan.FromHours(3));
        Expect((await shop.StatusAsync(order)).Parcel == "READY_FOR_PICKUP", "Nobody knows yet.");

        // The codes that were wrong are told too, and refused as they were at the door.
        for (var told = false; !told;)
        {
            try
            {
                await device.ReconnectAsync();
                told = true;
            }
            catch (ApiException refused) when (refused.Message.StartsWith("WrongCodeError", StringComparison.Ordinal))
            {
                // The next report follows.
            }
        }

        await ExpectFetchedAsync(order);
        await device.TellAgainAsync();
        await ExpectFetchedAsync(order);
    }

    /// <summary>The line is down over the end of a reservation; its customer puts the goods in all the same, and that is told later, twice.</summary>
    public async Task DropOffOfflineAsync()
    {
        var (order, parcel) = await shop.OrderAsync();
        var place = await device.DepositAsync(parcel);
        await FetchAsync(order, place, place.Code);
        var (request, kept) = await shop.ReturnAsync(order);
        await device.SyncAsync();
        device.Disconnect();
        await clock.PassAsync(TimeSpan.FromHours(5));
        Expect(await device.TypeAsync(kept.Qr) == kept.CompartmentId, "The device knows the code of what is to be put in.");
        await device.OpenedAsync(kept.CompartmentId);
        await device.ClosedAsync(kept.CompartmentId, isEmpty: false);
        await clock.PassAsync(TimeSpan.FromHours(20));
        Expect(await shop.ReturnStatusAsync(request) == "AUTHORIZED", "Nobody knows yet.");
        await device.ReconnectAsync();
        Expect(await shop.ReturnStatusAsync(request) == "IN_TRANSIT", "The goods lie in the bank.");
        await ExpectRefusedAsync("InvalidStateError", () => device.TypeAsync(kept.Code));
        await device.TellAgainAsync();
        await device.RetrieveAsync(kept.CompartmentId);
        await ExpectFreeAsync(kept.CompartmentId);
        Expect(await shop.ReturnStatusAsync(request) == "IN_TRANSIT", "A courier has the goods.");
    }

    /// <summary>Nobody comes: a courier takes the parcel out, and a store has the goods again.</summary>
    /// <param name="locationId">The store.</param>
    /// <param name="isExpired">Waits until the order knows that the parcel's time is over.</param>
    public async Task ForgetAsync(string locationId, Func<Func<Task<bool>>, Task> isExpired)
    {
        var (order, parcel) = await shop.OrderAsync();
        var place = await device.DepositAsync(parcel);
        await ExpectRefusedAsync("InvalidStateError", () => device.RetrieveAsync(place.CompartmentId));
        await clock.PassAsync(TimeSpan.FromDays(4));
        await isExpired(async () => (await shop.StatusAsync(order)).Parcel == "EXPIRED");
        await ExpectRefusedAsync("InvalidStateError", () => device.TypeAsync(place.Code));
        await device.RetrieveAsync(place.CompartmentId);
        await ExpectFreeAsync(place.CompartmentId);
        await shop.TakeBackAsync(parcel, locationId);
        Expect((await shop.StatusAsync(order)).Order == "CANCELLED", "The order ended.");
    }

    private async Task FetchAsync(string order, Deposited place, string typed)
    {
        Expect(await device.TypeAsync(typed) == place.CompartmentId, "The code opens the parcel's compartment.");
        await device.ClosedAsync(place.CompartmentId, isEmpty: true);
        await ExpectFetchedAsync(order);
    }

    private async Task ExpectFetchedAsync(string order)
    {
        var status = await shop.StatusAsync(order);
        Expect(status == ("FULFILLED", "COLLECTED"), $"The order is fulfilled, it is {status}.");
    }

    private async Task ExpectFreeAsync(string compartmentId) =>
        Expect((await device.LookAsync())[compartmentId].GetProperty("status").GetString() == "FREE", "The compartment is free.");

    private static async Task ExpectRefusedAsync(string error, Func<Task> attempt)
    {
        try
        {
            await attempt();
        }
        catch (ApiException refused) when (refused.Message.StartsWith(error, StringComparison.Ordinal))
        {
            return;
        }

        throw new ApiException($"It should have been refused with {error}.");
    }

    private static void Expect(bool isSo, string what)
    {
        if (!isSo)
        {
            throw new ApiException($"This does not hold: {what}");
        }
    }
}
