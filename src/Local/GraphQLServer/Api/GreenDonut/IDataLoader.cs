namespace GreenDonut;

/// <summary>Loads values by key; keys asked for at the same time are fetched in one batch. One instance per request.</summary>
public interface IDataLoader
{
    /// <summary>Forgets every cached value.</summary>
    void ClearCache();
}

/// <inheritdoc cref="IDataLoader"/>
public interface IDataLoader<in TKey, TValue> : IDataLoader
    where TKey : notnull
{
    /// <summary>The value of one key; null (or default) when the batch had none.</summary>
    Task<TValue?> LoadAsync(TKey key, CancellationToken cancellationToken = default);

    /// <summary>The values of several keys, in the keys' order.</summary>
    Task<IReadOnlyList<TValue?>> LoadAsync(IReadOnlyCollection<TKey> keys, CancellationToken cancellationToken = default);

    /// <summary>Forgets the cached value of a key, so that the next load fetches it.</summary>
    void RemoveCacheEntry(TKey key);

    /// <summary>Sets the cached value of a key; does nothing where one is there already.</summary>
    void SetCacheEntry(TKey key, Task<TValue?> value);
}

/// <summary>Decides when the keys that were gathered are fetched.</summary>
public interface IBatchScheduler
{
    /// <summary>Runs <paramref name="dispatch"/> once nothing else of the request can run.</summary>
    void Schedule(Func<ValueTask> dispatch);
}

/// <summary>How a data loader batches.</summary>
public sealed class DataLoaderOptions
{
    /// <summary>The most keys that one fetch is given; further keys go in further fetches. At least 1.</summary>
    public int MaxBatchSize
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 1024;
}

/// <summary>Shorthands for <see cref="IDataLoader{TKey,TValue}"/>.</summary>
public static class DataLoaderExtensions
{
    /// <summary>The value of one key.</summary>
    /// <exception cref="KeyNotFoundException">The batch had none.</exception>
    public static async Task<TValue> LoadRequiredAsync<TKey, TValue>(
        this IDataLoader<TKey, TValue> dataLoader,
        TKey key,
        CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(dataLoader);
        return await dataLoader.LoadAsync(key, cancellationToken) is { } value
            ? value
            : throw new KeyNotFoundException($"{dataLoader.GetType().Name} found no value for the key {key}.");
    }
}
