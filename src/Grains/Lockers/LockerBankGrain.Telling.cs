using Microsoft.Extensions.Logging;
using OrleansCommerce.Lockers;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Lockers;

public sealed partial class LockerBankGrain
{
    /// <summary>
    /// Tells an order, and notes that it heard. Cut off before that, it is told again with the same idempotency key.
    /// </summary>
    /// <returns>The order after the news; null when it does not exist.</returns>
    private async Task<OrderDetails?> TellAsync(LockerBank.Telling telling)
    {
        var parcel = telling.Parcel;
        var order = GrainFactory.GetGrain<IOrderGrain>(parcel.OrderId);
        var answer = telling.News switch
        {
            LockerBank.OrderNews.Ready => await order.MarkReadyForPickupAsync(new AdvanceFulfillment(telling.OperationId, parcel.Id, parcel.Deadline)),
            LockerBank.OrderNews.Collected => await order.CollectAsync(new AdvanceFulfillment(telling.OperationId, parcel.Id)),
            LockerBank.OrderNews.Retrieved => await order.NoticeRetrievalAsync(new AdvanceFulfillment(telling.OperationId, parcel.Id)),
            LockerBank.OrderNews.DroppedOff => OrderOf(await order.NoticeDropOffAsync(new AdvanceReturnRequest(telling.OperationId, parcel.Id, Id, Reason: null))),
            _ => OrderOf(await order.NoticeReturnFetchedAsync(new AdvanceReturnRequest(telling.OperationId, parcel.Id, Id, Reason: null))),
        };
        var details = answer.Succeeded ? answer.Value : await order.GetNewestAsync();

        if (Committed.FindUntold(parcel.Id, telling.News) is not null)
        {
            var status = details?.Fulfillments.FirstOrDefault(fulfillment => fulfillment.Id == parcel.Id)?.Status;
            await ExecuteAsync((state, _) => LockerBank.Told(state, telling, answer.Failure, status));
            if (answer.Failure is { } refusal)
            {
                LogRefused(logger, Id, parcel.Id, telling.News, refusal.Message);
            }
        }

        return details;
    }

    /// <summary>Tells the order of a pickup, in the state that the answer to its request shows; a repeat is given the order's first answer again.</summary>
    /// <returns>Null when the request was no pickup.</returns>
    private async Task<PickupAnswer?> TellPickupAsync(LockerBank.State shown, string operationId)
    {
        if (LockerBank.FindPickup(shown, operationId) is not { } pickup)
        {
            return null;
        }

        if (Committed.FindUntold(pickup.Parcel.Id, LockerBank.OrderNews.Ready) is { } ready)
        {
            await TellAsync(ready);
        }

        var order = await TellAsync(pickup) ?? throw new InvalidOperationException($"The order '{pickup.Parcel.OrderId}' is gone.");
        return new PickupAnswer(pickup.Parcel.ToCollectedDetails(), order);
    }

    /// <summary>Tells the order of goods that a request put in; when it was none, nobody.</summary>
    private async Task TellDropOffAsync(string operationId)
    {
        if (Committed.Untold.Find(telling => telling.News == LockerBank.OrderNews.DroppedOff && telling.Cause.Id == operationId) is { } droppedOff)
        {
            await TellAsync(droppedOff);
        }
    }

    private static Result<OrderDetails> OrderOf(Result<ReturnRequestAnswer> answer) => answer.Succeeded ? answer.Value.Order : answer.Failure;

    /// <summary>Tells every order what it does not know yet; one that cannot be reached keeps none of the others waiting.</summary>
    /// <returns>False when one could not be reached.</returns>
    private async Task<bool> TellAllAsync()
    {
        var allTold = true;
        foreach (var telling in Committed.Untold)
        {
            try
            {
                await TellAsync(telling);
            }
            catch (Exception fault)
            {
                allTold = false;
                LogUnreachable(logger, Id, telling.Parcel.OrderId, fault.Message);
            }
        }

        return allTold;
    }

    [LoggerMessage(1301, LogLevel.Information, "Locker bank {Bank}: the order of parcel {Parcel} refused the news '{News}': {Reason}")]
    private static partial void LogRefused(ILogger logger, string bank, string parcel, LockerBank.OrderNews news, string reason);

    [LoggerMessage(1302, LogLevel.Warning, "Locker bank {Bank}: order {Order} could not be told, and will be told again: {Reason}")]
    private static partial void LogUnreachable(ILogger logger, string bank, string order, string reason);
}
