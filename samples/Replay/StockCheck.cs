using System.Text.Json;

namespace OrleansCommerce.Replay;

/// <summary>Asks the server for every tracked SKU's stock at every location, and compares it with what was received, sold and restocked.</summary>
internal sealed class StockCheck(GraphQLClient client, IReplayObserver observer, int concurrency)
{
    private const int SkusPerRequest = 50;

    /// <summary>A server may still be moving what it has acknowledged.</summary>
    private static readonly TimeSpan SettlesWithin = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    /// <summary>Looks, and looks again at what is wrong until it has had time to settle.</summary>
    /// <param name="skus">Which; a SKU that is nowhere in <paramref name="expectedOnHand"/> must be nowhere.</param>
    /// <param name="expectedOnHand">Units of each SKU at each location; 0 where it says nothing.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>By SKU, one line for each that is wrong after the time to settle.</returns>
    public async Task<IReadOnlyDictionary<string, string>> RunAsync(
        IReadOnlyList<string> skus, IReadOnlyDictionary<(string Sku, string Location), long> expectedOnHand, CancellationToken cancellationToken)
    {
        observer.PhaseStarted("Checking stock", (skus.Count + SkusPerRequest - 1) / SkusPerRequest);
        var expected = expectedOnHand.ToLookup(shelf => shelf.Key.Sku, shelf => (shelf.Key.Location, shelf.Value), StringComparer.Ordinal);
        var deadline = TimeProvider.System.GetUtcNow() + SettlesWithin;
        var mismatches = await LookAsync(skus, expected, cancellationToken);
        while (mismatches.Count > 0 && TimeProvider.System.GetUtcNow() < deadline)
        {
            await Task.Delay(BetweenLooks, cancellationToken);
            mismatches = await LookAsync([.. mismatches.Keys], expected, cancellationToken);
        }

        return mismatches;
    }

    private async Task<Dictionary<string, string>> LookAsync(
        IReadOnlyList<string> skus, ILookup<string, (string Location, long Units)> expected, CancellationToken cancellationToken)
    {
        var mismatches = new Dictionary<string, string>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(
            skus.Chunk(SkusPerRequest),
            new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken },
            async (batch, stop) =>
            {
                var variables = batch.Select((sku, index) => (sku, index)).ToDictionary(item => Batch.Variable(item.index), item => (object)item.sku);
                var document = Batch.Document(
                    "query", "String!", batch.Length, sku => $"availability(sku: {sku}) {{ location {{ id }} onHand reserved allocated }}");
                var data = await client.SendAsync(document, variables, stop);
                for (var index = 0; index < batch.Length; index++)
                {
                    var items = data.GetProperty(Batch.Field(index)).Deserialize<StockAnswer[]>(GraphQLClient.Json)!;
                    if (Mismatch(items, expected[batch[index]]) is { } mismatch)
                    {
                        lock (mismatches)
                        {
                            mismatches.Add(batch[index], mismatch);
                        }
                    }
                }

                observer.StepDone();
            });
        return mismatches;
    }

    private static string? Mismatch(StockAnswer[] items, IEnumerable<(string Location, long Units)> expected)
    {
        var wrong = new List<string>();
        var shelves = items.ToDictionary(item => item.Location.Id, StringComparer.Ordinal);
        var units = expected.ToDictionary(shelf => shelf.Location, shelf => shelf.Units, StringComparer.Ordinal);
        foreach (var location in shelves.Keys.Union(units.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var item = shelves.GetValueOrDefault(location);
            var must = units.GetValueOrDefault(location);
            if ((item?.OnHand ?? 0) != must || item is { Reserved: not 0 } or { Allocated: not 0 })
            {
                wrong.Add($"{item?.OnHand ?? 0} on hand at {location} where {must} must be, {item?.Reserved ?? 0} reserved, {item?.Allocated ?? 0} allocated");
            }
        }

        return wrong.Count == 0 ? null : string.Join("; ", wrong);
    }
}
