using Orleans.Runtime;
using Orleans.Streams;
using OrleansCommerce.Local.Execution;

namespace OrleansCommerce.Local.Streams;

/// <summary>A stream as its producers and subscribers hold it.</summary>
internal sealed class InProcessStream<T>(InProcessStreams streams, StreamId id) : IAsyncStream<T>
{
    public bool IsRewindable => false;

    public string ProviderName => streams.Name;

    public StreamId StreamId => id;

    public Task OnNextAsync(T item, StreamSequenceToken? token = null)
    {
        if (streams.HasSubscribers(id))
        {
            Publish((observer, place) => observer.OnNextAsync(item, place));
        }

        return Task.CompletedTask;
    }

    public Task OnErrorAsync(Exception ex)
    {
        Publish((observer, _) => observer.OnErrorAsync(ex));
        return Task.CompletedTask;
    }

    public Task OnCompletedAsync()
    {
        Publish((observer, _) => observer.OnCompletedAsync());
        return Task.CompletedTask;
    }

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);

        // A grain's subscription ends with its activation, since nobody else could resume it.
        var activation = TaskScheduler.Current as Activation;
        var subscription = new Subscription<T>(streams, id, observer, activation);
        streams.Add(id, subscription);
        activation?.Attach(subscription);
        return Task.FromResult<StreamSubscriptionHandle<T>>(subscription);
    }

    private void Publish(Func<IAsyncObserver<T>, SequenceToken, Task> tell) =>
        streams.Publish(id, (subscription, place) => (subscription as Subscription<T>)?.Offer(tell, place));
}
