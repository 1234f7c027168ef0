namespace GreenDonut;

/// <summary>A data loader whose fetch gives any number of values for each key.</summary>
public abstract class GroupedDataLoader<TKey, TValue>(IBatchScheduler batchScheduler, DataLoaderOptions options)
    : DataLoaderBase<TKey, TValue[]>(batchScheduler, options)
    where TKey : notnull
{
    /// <summary>Fetches the values of distinct keys. A key that the answer leaves out has an empty array.</summary>
    protected abstract Task<ILookup<TKey, TValue>> LoadGroupedBatchAsync(
        IReadOnlyList<TKey> keys,
        CancellationToken cancellationToken);

    private protected sealed override async Task<Func<TKey, TValue[]?>> FetchAsync(
        IReadOnlyList<TKey> keys,
        CancellationToken cancellationToken)
    {
        var values = await LoadGroupedBatchAsync(keys, cancellationToken);
        return key => [.. values[key]];
    }
}
