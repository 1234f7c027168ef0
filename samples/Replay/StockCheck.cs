using System.Text;
using System.Text.Json;

namespace OrleansCommerce.Replay;

/// <summary>Asks the server for every tracked SKU's stock, and compares it with what was received, sold and restocked.</summary>
internal sealed class StockCheck(GraphQLClient client, IReplayObserver observer, int concurrency)
{
    private const int SkusPerRequest = 50;

    /// <summary>A server may still be moving what it has acknowledged.</summary>
    private static readonly TimeSpan SettlesWithin = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    /// <summary>Looks, and looks again at what is wrong until it has had time to settle.</summary>
    /// <returns>By SKU, one line for each that is wrong after the time to settle.</returns>
    public async Task<IReadOnlyDictionary<string, string>> RunAsync(
        IReadOnlyDictionary<string, long> expectedOnHand, CancellationToken cancellationToken)
    {
        observer.PhaseStarted("Checking stock", (expectedOnHand.Count + SkusPerRequest - 1) / SkusPerRequest);
        var deadline = TimeProvider.System.GetUtcNow() + SettlesWithin;
        var mismatches = await LookAsync([.. expectedOnHand.Keys], expectedOnHand, cancellationToken);
        while (mismatches.Count > 0 && TimeProvider.System.GetUtcNow() < deadline)
        {
            await Task.Delay(BetweenLooks, cancellationToken);
            mismatches = await LookAsync([.. mismatches.Keys], expectedOnHand, cancellationToken);
        }

        return mismatches;
    }

    private async Task<Dictionary<string, string>> LookAsync(
        IReadOnlyList<string> skus, IReadOnlyDictionary<string, long> expectedOnHand, CancellationToken cancellationToken)
    {
        var mismatches = new Dictionary<string, string>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(
            skus.Chunk(SkusPerRequest),
            new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken },
            async (batch, stop) =>
            {
                var variables = batch.Select((sku, index) => (sku, index)).ToDictionary(item => $"s{item.index}", item => (object)item.sku);
                var data = await client.SendAsync(DocumentFor(batch.Length), variables, stop);
                for (var index = 0; index < batch.Length; index++)
                {
                    var items = data.GetProperty($"q{index}").Deserialize<StockAnswer[]>(GraphQLClient.Json)!;
                    if (Mismatch(items, expectedOnHand[batch[index]]) is { } mismatch)
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

    private static string? Mismatch(StockAnswer[] items, long expected)
    {
        var onHand = items.Sum(item => (long)item.OnHand);
        var reserved = items.Sum(item => (long)item.Reserved);
        var allocated = items.Sum(item => (long)item.Allocated);
        return onHand == expected && reserved == 0 && allocated == 0
            ? null
            : $"{onHand} on hand where {expected} must be, {reserved} reserved, {allocated} allocated";
    }

    private static string DocumentFor(int count)
    {
        var document = new StringBuilder("query(");
        for (var index = 0; index < count; index++)
        {
            document.Append($"$s{index}: String! ");
        }

        document.Append(") {");
        for (var index = 0; index < count; index++)
        {
            document.Append($" q{index}: availability(sku: $s{index}) {{ onHand reserved allocated }}");
        }

        return document.Append(" }").ToString();
    }
}
