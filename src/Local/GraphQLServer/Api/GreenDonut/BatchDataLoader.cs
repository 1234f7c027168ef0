namespace GreenDonut;

/// <summary>A data loader whose fetch gives one value for each key.</summary>
public abstract class BatchDataLoader<TKey, TValue>(IBatchScheduler batchScheduler, DataLoaderOptions options)
    : DataLoaderBase<TKey, TValue>(batchScheduler, options)
    where TKey : notnull
{
    /// <summary>Fetches the values of distinct keys. A key that the answer leaves out has no value (null).</summary>
    protected abstract Task<IReadOnlyDictionary<TKey, TValue>> LoadBatchAsync(
        IReadOnlyList<TKey> keys,
        CancellationToken cancellationToken);

    private protected sealed override async Task<Func<TKey, TValue?>> FetchAsync(
        IReadOnlyList<TKey> keys,
        CancellationToken cancellationToken)
    {
        var values = await LoadBatchAsync(keys, cancellationToken);
        return key => values.TryGetValue(key, out var value) ? value : default;
    }
}
