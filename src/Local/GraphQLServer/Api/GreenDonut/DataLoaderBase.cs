namespace GreenDonut;

/// <summary>Gathers keys, fetches them in batches, and remembers the answers for the length of the request.</summary>
public abstract class DataLoaderBase<TKey, TValue> : IDataLoader<TKey, TValue>
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, Task<TValue?>> _cache = [];
    private readonly Dictionary<TKey, Pending> _waiting = [];
    private readonly IBatchScheduler _batchScheduler;
    private readonly int _maxBatchSize;
    private List<Pending> _pending = [];
    private CancellationToken _cancellationToken;

    /// <summary>A loader that has its batches run by <paramref name="batchScheduler"/>.</summary>
    protected DataLoaderBase(IBatchScheduler batchScheduler, DataLoaderOptions options)
    {
        ArgumentNullException.ThrowIfNull(batchScheduler);
        ArgumentNullException.ThrowIfNull(options);
        _batchScheduler = batchScheduler;
        _maxBatchSize = options.MaxBatchSize;
    }

    /// <inheritdoc/>
    public Task<TValue?> LoadAsync(TKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        bool schedule;
        Pending pending;
        lock (_gate)
        {
            if (_cache.TryGetValue(key, out var known))
            {
                return !known.IsCompleted && _waiting.TryGetValue(key, out var asked) && ReferenceEquals(asked.Task, known) ? asked.Join() : known;
            }

            pending = new Pending(key);
            _cache[key] = pending.Task;
            _waiting[key] = pending;
            schedule = _pending.Count == 0;
            _pending.Add(pending);
            _cancellationToken = cancellationToken;
        }

        if (schedule)
        {
            _batchScheduler.Schedule(DispatchAsync);
        }

        return pending.Task;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TValue?>> LoadAsync(
        IReadOnlyCollection<TKey> keys,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var loads = new List<Task<TValue?>>(keys.Count);
        foreach (var key in keys)
        {
            loads.Add(LoadAsync(key, cancellationToken));
        }

        return await Task.WhenAll(loads);
    }

    /// <inheritdoc/>
    public void RemoveCacheEntry(TKey key)
    {
        lock (_gate)
        {
            _cache.Remove(key);
        }
    }

    /// <inheritdoc/>
    public void SetCacheEntry(TKey key, Task<TValue?> value)
    {
        lock (_gate)
        {
            _cache.TryAdd(key, value);
        }
    }

    /// <inheritdoc/>
    public void ClearCache()
    {
        lock (_gate)
        {
            _cache.Clear();
        }
    }

    private protected abstract Task<Func<TKey, TValue?>> FetchAsync(
        IReadOnlyList<TKey> keys,
        CancellationToken cancellationToken);

    private async ValueTask DispatchAsync()
    {
        List<Pending> batch;
        CancellationToken cancellationToken;
        lock (_gate)
        {
            (batch, _pending) = (_pending, []);
            cancellationToken = _cancellationToken;
        }

        if (batch.Count <= _maxBatchSize)
        {
            await FetchAsync(batch, cancellationToken);
            return;
        }

        await Task.WhenAll(batch.Chunk(_maxBatchSize).Select(chunk => FetchAsync([.. chunk], cancellationToken)));
    }

    private async Task FetchAsync(List<Pending> batch, CancellationToken cancellationToken)
    {
        Func<TKey, TValue?> find;
        try
        {
            find = await FetchAsync(batch.ConvertAll(p => p.Key), cancellationToken);
        }
        catch (Exception fault)
        {
            foreach (var pending in batch)
            {
                RemoveCacheEntry(pending.Key);
            }

            // The waiting resolvers report the fault, each at its own field.
            Resume(batch, pending => Close(pending).Fail(fault));
            return;
        }

        Resume(batch, pending => Close(pending).Answer(find));
    }

    private Pending Close(Pending pending)
    {
        lock (_gate)
        {
            if (_waiting.TryGetValue(pending.Key, out var waiting) && ReferenceEquals(waiting, pending))
            {
                _waiting.Remove(pending.Key);
            }
        }

        return pending;
    }

    // Awaiting resolvers go on inside this loop, one after the other, so that the keys they ask for next are all
    // gathered before the scheduler looks for a batch again.
    private void Resume(List<Pending> batch, Action<Pending> resume)
    {
        if (_batchScheduler is IResumeScheduler scheduler)
        {
            scheduler.Resume(() => batch.ForEach(resume));
        }
        else
        {
            batch.ForEach(resume);
        }
    }

    // A task for each that waits: of several continuations of one task, only the last is sure to run at once, and what the
    // others ask for next would come too late for the batch.
    private sealed class Pending(TKey key)
    {
        private readonly TaskCompletionSource<TValue?> _source = new();
        private List<TaskCompletionSource<TValue?>>? _others;

        public TKey Key => key;

        public Task<TValue?> Task => _source.Task;

        public Task<TValue?> Join()
        {
            var source = new TaskCompletionSource<TValue?>();
            (_others ??= []).Add(source);
            return source.Task;
        }

        public void Fail(Exception fault)
        {
            _source.TrySetException(fault);
            _others?.ForEach(other => other.TrySetException(fault));
        }

        public void Answer(Func<TKey, TValue?> find)
        {
            TValue? value;
            try
            {
                value = find(key);
            }
            catch (Exception fault)
            {
                Fail(fault);
                return;
            }

            _source.TrySetResult(value);
            _others?.ForEach(other => other.TrySetResult(value));
        }
    }
}
