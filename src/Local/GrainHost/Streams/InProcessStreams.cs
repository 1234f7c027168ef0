using System.Collections.Concurrent;
using Orleans.Runtime;
using Orleans.Streams;

namespace OrleansCommerce.Local.Streams;

/// <summary>The streams of one provider in one host. A stream takes memory while it has subscribers only.</summary>
internal sealed class InProcessStreams(GrainHost host, string name, int queueLength) : IStreamProvider
{
    private readonly ConcurrentDictionary<StreamId, Channel> _channels = new();

    public string Name { get; } = name;

    public bool IsRewindable => false;

    public GrainHost Host { get; } = host;

    public int QueueLength { get; } = queueLength;

    public IAsyncStream<T> GetStream<T>(StreamId streamId) => new InProcessStream<T>(this, streamId);

    public void Publish(StreamId id, Action<ISubscription, SequenceToken> offer)
    {
        if (_channels.TryGetValue(id, out var channel))
        {
            channel.Publish(offer);
        }
    }

    public bool HasSubscribers(StreamId id) => _channels.ContainsKey(id);

    public void Add(StreamId id, ISubscription subscription)
    {
        while (!_channels.GetOrAdd(id, static _ => new Channel()).TryAdd(subscription))
        {
            // The channel lost its last subscriber and is about to leave the table; take a new one.
        }
    }

    public void Remove(StreamId id, ISubscription subscription)
    {
        if (_channels.TryGetValue(id, out var channel) && channel.RemoveAndClose(subscription))
        {
            _channels.TryRemove(KeyValuePair.Create(id, channel));
        }
    }

    private sealed class Channel
    {
        private readonly List<ISubscription> _subscriptions = [];
        private long _sequence;
        private bool _closed;

        public bool TryAdd(ISubscription subscription)
        {
            lock (_subscriptions)
            {
                if (!_closed)
                {
                    _subscriptions.Add(subscription);
                }

                return !_closed;
            }
        }

        /// <summary>True when that was the last one; nobody can be added any more.</summary>
        public bool RemoveAndClose(ISubscription subscription)
        {
            lock (_subscriptions)
            {
                _subscriptions.Remove(subscription);
                return _closed = _subscriptions.Count == 0;
            }
        }

        /// <summary>In the lock, so that all subscribers see the items of concurrent producers in one order.</summary>
        public void Publish(Action<ISubscription, SequenceToken> offer)
        {
            lock (_subscriptions)
            {
                var token = new SequenceToken(++_sequence);
                foreach (var subscription in _subscriptions)
                {
                    offer(subscription, token);
                }
            }
        }
    }
}

/// <summary>A subscriber of a stream, whatever it takes.</summary>
internal interface ISubscription;
