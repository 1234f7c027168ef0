using Orleans;
using OrleansCommerce.Carts;
using OrleansCommerce.Journal;
using OrleansCommerce.Lockers;
using OrleansCommerce.Orders;
using OrleansCommerce.Receipts;
using OrleansCommerce.Returns;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Simulation.World;

/// <summary>
/// The table of due work as the product's view keeps it, shared by all processes: the last event of a stream says when its grain
/// wants to be woken. A row that got a newer event's time while its grain was woken keeps that time.
/// </summary>
internal sealed class DueBoard(IJournal feed)
{
    private readonly SortedDictionary<string, (DateTimeOffset Due, int Failures)> _rows = new(StringComparer.Ordinal);
    private FeedPosition _position = FeedPosition.Start;

    /// <summary>
    /// The earliest time in the table; null when it is empty. The closings of receipts are left out: they come by the calendar, days
    /// and months after everything else is at rest, and nobody waits for them.
    /// </summary>
    public DateTimeOffset? Next => _rows
        .Where(row => !row.Key.StartsWith("receipts/", StringComparison.Ordinal))
        .Min(row => (DateTimeOffset?)row.Value.Due);

    /// <summary>Follows the feed to its end.</summary>
    public async Task FollowAsync()
    {
        foreach (var recorded in await feed.ReadFeedAsync(_position, int.MaxValue))
        {
            _position = recorded.Position;
            if (recorded.Metadata.WakeAt is { } due)
            {
                _rows[recorded.Stream] = (due, 0);
            }
            else
            {
                _rows.Remove(recorded.Stream);
            }
        }
    }

    /// <summary>The rows that are due.</summary>
    public IReadOnlyList<(string Stream, DateTimeOffset Due, int Failures)> Due(DateTimeOffset now) =>
        [.. _rows.Where(row => row.Value.Due <= now).Select(row => (row.Key, row.Value.Due, row.Value.Failures))];

    /// <summary>Notes what a grain answered.</summary>
    public void Answer(string stream, DateTimeOffset seen, DateTimeOffset? next, int failures)
    {
        if (!_rows.TryGetValue(stream, out var row) || row.Due != seen)
        {
            return;
        }

        if (next is { } due)
        {
            _rows[stream] = (due, failures);
        }
        else
        {
            _rows.Remove(stream);
        }
    }

    /// <summary>Wakes the grain of a stream.</summary>
    public static Task<DateTimeOffset?> WakeAsync(IGrainFactory grains, string stream)
    {
        var slash = stream.IndexOf('/', StringComparison.Ordinal);
        var key = stream[(slash + 1)..];
        return stream[..slash] switch
        {
            "stock" => grains.GetGrain<IStockItemGrain>(key).WakeAsync(),
            "order" => grains.GetGrain<IOrderGrain>(key).WakeAsync(),
            "cart" => grains.GetGrain<ICartGrain>(key).WakeAsync(),
            "locker-bank" => grains.GetGrain<ILockerBankGrain>(key).WakeAsync(),
            "exchange" => grains.GetGrain<IExchangeGrain>(key).WakeAsync(),
            "unreceipted-return" => grains.GetGrain<IUnreceiptedReturnGrain>(key).WakeAsync(),
            "receipts" => grains.GetGrain<IReceiptLedgerGrain>(key).WakeAsync(),
            var category => throw new InvalidOperationException($"No grain of the category '{category}' can be woken."),
        };
    }
}
