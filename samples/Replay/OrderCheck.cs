using System.Text.Json;

namespace OrleansCommerce.Replay;

/// <summary>Asks the server for every order at the end, and compares its units and its money with the file's invoice.</summary>
internal sealed class OrderCheck(GraphQLClient client, OrderBook orders, IReplayObserver observer, int concurrency)
{
    private const int OrdersPerRequest = 25;

    private const string Selection =
        """
        {
          status channel authorized { amount } captured { amount } refunded { amount }
          lines { sku unitPrice { amount } fulfilledQuantity returnedQuantity } fulfillments { status trackingNumber }
        }
        """;

    /// <summary>A locker bank tells its order, and an order its payment's provider, a moment after it answered.</summary>
    private static readonly TimeSpan SettlesWithin = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    /// <summary>Looks, and looks again at what is wrong until it has had time to settle.</summary>
    public async Task<IReadOnlyList<CheckedOrder>> RunAsync(IReadOnlyList<ExpectedOrder> expected, CancellationToken cancellationToken)
    {
        observer.PhaseStarted("Checking orders", (expected.Count + OrdersPerRequest - 1) / OrdersPerRequest);
        var deadline = TimeProvider.System.GetUtcNow() + SettlesWithin;
        var all = new Dictionary<int, CheckedOrder>();
        IReadOnlyList<ExpectedOrder> open = expected;
        while (true)
        {
            foreach (var order in await LookAsync(open, cancellationToken))
            {
                all[order.Expected.Invoice.Index] = order;
            }

            open = [.. all.Values.Where(order => order.Mismatch is not null).Select(order => order.Expected)];
            if (open.Count == 0 || TimeProvider.System.GetUtcNow() >= deadline)
            {
                return [.. all.Values];
            }

            await Task.Delay(BetweenLooks, cancellationToken);
        }
    }

    private async Task<List<CheckedOrder>> LookAsync(IReadOnlyList<ExpectedOrder> expected, CancellationToken cancellationToken)
    {
        var answers = new List<CheckedOrder>();
        await Parallel.ForEachAsync(
            expected.Chunk(OrdersPerRequest),
            new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken },
            async (batch, stop) =>
            {
                var known = batch.Select(order => (order, orders.Find(order.Invoice)?.OrderId)).ToList();
                var ids = known.Select(item => item.OrderId).OfType<string>().ToList();
                var data = ids.Count == 0 ? default : await client.SendAsync(
                    Batch.Document("query", "ID!", ids.Count, id => $"order(id: {id}) {Selection}"),
                    ids.Index().ToDictionary(item => Batch.Variable(item.Index), item => (object)item.Item),
                    stop);
                var next = 0;
                foreach (var (order, orderId) in known)
                {
                    var answer = orderId is null ? null : data.GetProperty(Batch.Field(next++)).Deserialize<EndAnswer>(GraphQLClient.Json);
                    lock (answers)
                    {
                        answers.Add(new CheckedOrder(order, answer));
                    }
                }

                observer.StepDone();
            });
        return answers;
    }
}
