using Orleans;
using OrleansCommerce.Carts;
using OrleansCommerce.Kits;
using OrleansCommerce.Lockers;
using OrleansCommerce.Orders;
using OrleansCommerce.Receipts;
using OrleansCommerce.Returns;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Views.Waking;

/// <summary>From a stream's name to the grain that writes it.</summary>
internal sealed class DueGrains(IGrainFactory grains)
{
    /// <summary>Wakes the grain of a stream; answers when it wants to be woken next.</summary>
    /// <exception cref="InvalidOperationException">No kind of grain that can be woken writes such a stream.</exception>
    public Task<DateTimeOffset?> WakeAsync(string stream)
    {
        var slash = stream.IndexOf('/', StringComparison.Ordinal);
        var category = slash > 0 ? stream[..slash] : stream;
        var key = stream[(slash + 1)..];
        return category switch
        {
            "stock" => grains.GetGrain<IStockItemGrain>(key).WakeAsync(),
            "order" => grains.GetGrain<IOrderGrain>(key).WakeAsync(),
            "cart" => grains.GetGrain<ICartGrain>(key).WakeAsync(),
            "locker-bank" => grains.GetGrain<ILockerBankGrain>(key).WakeAsync(),
            "kit-reservation" => grains.GetGrain<IKitReservationGrain>(key).WakeAsync(),
            "transfer" => grains.GetGrain<ITransferGrain>(key).WakeAsync(),
            "exchange" => grains.GetGrain<IExchangeGrain>(key).WakeAsync(),
            "unreceipted-return" => grains.GetGrain<IUnreceiptedReturnGrain>(key).WakeAsync(),
            "receipts" => grains.GetGrain<IReceiptLedgerGrain>(key).WakeAsync(),
            _ => throw new InvalidOperationException($"No grain of the category '{category}' can be woken."),
        };
    }
}
