using Orleans.Runtime;
using Orleans.Streams;
using OrleansCommerce.Local.Execution;

namespace OrleansCommerce.Local.Streams;

/// <summary>
/// A subscriber with its own bounded queue, so that a slow one delays nobody. When the queue is full the oldest item
/// that waits is dropped and counted: a subscriber that fell behind wants the newest state.
/// </summary>
internal sealed class Subscription<T> : StreamSubscriptionHandle<T>, ISubscription, IDisposable
{
    private readonly InProcessStreams _streams;
    private readonly IAsyncObserver<T> _observer;
    private readonly Activation? _activation;
    private readonly TaskScheduler _scheduler;
    private readonly Queue<(Func<IAsyncObserver<T>, SequenceToken, Task> Tell, SequenceToken Place)> _items = new();
    private bool _delivering;
    private bool _ended;

    public Subscription(InProcessStreams streams, StreamId id, IAsyncObserver<T> observer, Activation? activation)
    {
        _streams = streams;
        _observer = observer;
        _activation = activation;
        StreamId = id;

        // A client that has a scheduler of its own, such as a simulation's, is told there.
        _scheduler = ReferenceEquals(TaskScheduler.Current, TaskScheduler.Default) ? new TurnScheduler(streams.Host) : TaskScheduler.Current;
    }

    public override StreamId StreamId { get; }

    public override string ProviderName => _streams.Name;

    public override Guid HandleId { get; } = Guid.NewGuid();

    /// <summary>Queues an item.</summary>
    public void Offer(Func<IAsyncObserver<T>, SequenceToken, Task> tell, SequenceToken place)
    {
        lock (_items)
        {
            if (_ended)
            {
                return;
            }

            if (_items.Count >= _streams.QueueLength)
            {
                _items.Dequeue();
                _streams.Host.Metrics.StreamItemDropped();
            }

            _items.Enqueue((tell, place));
            if (_delivering)
            {
                return;
            }

            _delivering = true;
        }

        Deliver();
    }

    public override Task UnsubscribeAsync()
    {
        Dispose();
        _activation?.Detach(this);
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        lock (_items)
        {
            _ended = true;
            _items.Clear();
        }

        _streams.Remove(StreamId, this);
    }

    /// <summary>Sends the first item on its way: to a grain as a call that waits its turn, to a client on its scheduler.</summary>
    private void Deliver()
    {
        if (_activation is not null)
        {
            _activation.TryEnqueue(new HostCall(
                GrainMethod.StreamItem, _ => DeliverFirstAsync(), keepsAlive: true, diesWithActivation: true));
        }
        else
        {
            using (Flow.Suppress())
            {
                _ = Task.Factory.StartNew(DeliverFirstAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, _scheduler);
            }
        }
    }

    private async Task DeliverFirstAsync()
    {
        (Func<IAsyncObserver<T>, SequenceToken, Task> Tell, SequenceToken Place) item;
        lock (_items)
        {
            if (!_items.TryDequeue(out item))
            {
                _delivering = false;
                return;
            }
        }

        try
        {
            await item.Tell(_observer, item.Place);
        }
        catch (Exception exception)
        {
            _streams.Host.Log.SubscriberFailed(exception, StreamId.GetNamespace());
        }

        lock (_items)
        {
            if (_items.Count == 0)
            {
                _delivering = false;
                return;
            }
        }

        Deliver();
    }
}
