namespace Orleans.Streams;

/// <summary>Subscriptions by delegates instead of an observer object.</summary>
public static class AsyncObservableExtensions
{
    /// <summary>Subscribes a delegate for items.</summary>
    public static Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(
        this IAsyncObservable<T> obs, Func<T, StreamSequenceToken, Task> onNextAsync) =>
        obs.SubscribeAsync(onNextAsync, static _ => Task.CompletedTask, static () => Task.CompletedTask);

    /// <summary>Subscribes delegates for items and for the producer's failure.</summary>
    public static Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(
        this IAsyncObservable<T> obs, Func<T, StreamSequenceToken, Task> onNextAsync, Func<Exception, Task> onErrorAsync) =>
        obs.SubscribeAsync(onNextAsync, onErrorAsync, static () => Task.CompletedTask);

    /// <summary>Subscribes delegates for items, and for the producer's failure and completion.</summary>
    public static Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(
        this IAsyncObservable<T> obs,
        Func<T, StreamSequenceToken, Task> onNextAsync,
        Func<Exception, Task> onErrorAsync,
        Func<Task> onCompletedAsync)
    {
        ArgumentNullException.ThrowIfNull(onNextAsync);
        return obs.SubscribeAsync(new DelegateObserver<T>(onNextAsync, onErrorAsync, onCompletedAsync));
    }

    private sealed class DelegateObserver<T>(
        Func<T, StreamSequenceToken, Task> onNext, Func<Exception, Task> onError, Func<Task> onCompleted) : IAsyncObserver<T>
    {
        public Task OnNextAsync(T item, StreamSequenceToken? token = null) => onNext(item, token!);

        public Task OnErrorAsync(Exception ex) => onError(ex);

        public Task OnCompletedAsync() => onCompleted();
    }
}
