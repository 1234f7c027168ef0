namespace OrleansCommerce.Grains.Orders;

/// <summary>Calls many grains at once, but not all: a trade order of 2,000 SKUs must not flood its silo.</summary>
internal static class FanOut
{
    /// <summary>How many calls are under way at the same time.</summary>
    private const int Max = 100;

    /// <summary>One call for each item; the answers in the items' order.</summary>
    public static async Task<List<TResult>> EachAsync<T, TResult>(IEnumerable<T> items, Func<T, Task<TResult>> call)
    {
        var results = new List<TResult>();
        foreach (var some in items.Chunk(Max))
        {
            results.AddRange(await Task.WhenAll(some.Select(call)));
        }

        return results;
    }
}
