using System.Collections.Concurrent;
using OrleansCommerce.Journal;

namespace OrleansCommerce.Integration.Events;

/// <summary>Finds what an order's first event says; remembers the orders that events were read of lately.</summary>
internal sealed class OrderFactsReader(IJournal journal)
{
    /// <summary>Orders remembered at once, some 200 bytes each; then all are forgotten, and read again when they are needed.</summary>
    private const int RememberedMax = 10_000;

    private readonly ConcurrentDictionary<string, OrderFacts> _known = new(StringComparer.Ordinal);

    /// <summary>The facts of the order that wrote <paramref name="recorded"/>.</summary>
    public async ValueTask<OrderFacts> ReadAsync(RecordedEvent recorded, string orderId, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(recorded.Stream, out var known))
        {
            return known;
        }

        var first = recorded;
        if (recorded.Version > 1)
        {
            await foreach (var one in journal.ReadStreamAsync(recorded.Stream, 0, 1, cancellationToken))
            {
                first = one;
            }
        }

        var facts = OrderFacts.Of(orderId, first);
        if (_known.Count >= RememberedMax)
        {
            _known.Clear();
        }

        return _known.GetOrAdd(recorded.Stream, facts);
    }
}
