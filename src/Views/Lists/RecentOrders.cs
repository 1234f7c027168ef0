using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Journal;

namespace OrleansCommerce.Views.Lists;

/// <summary>
/// Orders as the last batches of the feed left them. Most steps of an order's life follow each other within seconds, and with what is kept here
/// a batch goes on without reading what came before it. What an order was at a version never changes, so nothing here can be wrong, whatever
/// became of the batch that brought it; it can only be missing, or not far enough, and then all the order's events are read.
/// </summary>
/// <remarks>One thread at a time.</remarks>
public sealed class RecentOrders(IJournal journal)
{
    /// <summary>At least the last so many are kept, and at most twice as many.</summary>
    internal const int Enough = 500;

    private Dictionary<string, Order.State> _newer = new(StringComparer.Ordinal);
    private Dictionary<string, Order.State> _older = new(StringComparer.Ordinal);

    /// <summary>The state of each order after these of its events, or later.</summary>
    /// <param name="batch">By the orders' ids: events that follow each other without gap.</param>
    internal async Task<Order.State[]> AfterAsync(IReadOnlyDictionary<string, List<RecordedEvent>> batch)
    {
        var states = await Task.WhenAll(batch.Select(order => AfterAsync(order.Key, order.Value)));
        Array.ForEach(states, Keep);
        return states;
    }

    private async Task<Order.State> AfterAsync(string id, List<RecordedEvent> events)
    {
        var known = _newer.GetValueOrDefault(id) ?? _older.GetValueOrDefault(id) ?? Order.Nothing(id);
        var unbroken = events[0].Version <= known.Version + 1 ? events : await HistoryAsync(OrderBatch.StreamPrefix + id);
        return unbroken.Aggregate(
            known, static (state, recorded) => recorded.Version > state.Version ? Order.Evolve(state, Order.Codec.Read(recorded)) : state);
    }

    /// <summary>Every event of an order. Those with a snapshot are few: it takes dozens of events to be worth one.</summary>
    private async Task<IReadOnlyList<RecordedEvent>> HistoryAsync(string stream)
    {
        var history = await journal.LoadAsync(stream);
        return history.Snapshot is null ? history.Events : await journal.ReadStreamAsync(stream).ToListAsync();
    }

    private void Keep(Order.State order)
    {
        if (_newer.Count >= Enough && !_newer.ContainsKey(order.Id))
        {
            (_newer, _older) = (_older, _newer);
            _newer.Clear();
        }

        _newer[order.Id] = order;
    }
}
