using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>Gives streams.</summary>
public interface IStreamProvider
{
    /// <summary>The provider's name.</summary>
    string Name { get; }

    /// <summary>Whether a subscriber may ask for the past.</summary>
    bool IsRewindable { get; }

    /// <summary>The stream of that id. It exists by being named.</summary>
    IAsyncStream<T> GetStream<T>(StreamId streamId);
}

/// <summary>A stream, whatever it carries.</summary>
public interface IAsyncStream
{
    /// <summary>Whether a subscriber may ask for the past.</summary>
    bool IsRewindable { get; }

    /// <summary>The provider's name.</summary>
    string ProviderName { get; }

    /// <summary>Which stream.</summary>
    StreamId StreamId { get; }
}

/// <summary>A stream of items: publish to it, or subscribe.</summary>
public interface IAsyncStream<T> : IAsyncStream, IAsyncObservable<T>, IAsyncObserver<T>;

/// <summary>Something to subscribe to.</summary>
public interface IAsyncObservable<T>
{
    /// <summary>From now on, tells <paramref name="observer"/> each item, in order, one at a time.</summary>
    Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer);
}

/// <summary>Takes the items of a stream.</summary>
public interface IAsyncObserver<in T>
{
    /// <summary>An item.</summary>
    Task OnNextAsync(T item, StreamSequenceToken? token = null);

    /// <summary>The producer says that it failed.</summary>
    Task OnErrorAsync(Exception ex);

    /// <summary>The producer says that there will be no more.</summary>
    Task OnCompletedAsync() => Task.CompletedTask;
}

/// <summary>A subscription.</summary>
public abstract class StreamSubscriptionHandle<T>
{
    /// <summary>Which stream.</summary>
    public abstract StreamId StreamId { get; }

    /// <summary>The provider's name.</summary>
    public abstract string ProviderName { get; }

    /// <summary>Names the subscription.</summary>
    public abstract Guid HandleId { get; }

    /// <summary>Ends the subscription: no item is begun after it. Waiting items are dropped.</summary>
    public abstract Task UnsubscribeAsync();
}

/// <summary>An item's place in its stream.</summary>
public abstract class StreamSequenceToken : IEquatable<StreamSequenceToken>, IComparable<StreamSequenceToken>
{
    /// <summary>The place; later items have greater ones.</summary>
    public abstract long SequenceNumber { get; protected set; }

    /// <summary>The place in a batch of the same <see cref="SequenceNumber"/>.</summary>
    public abstract int EventIndex { get; protected set; }

    /// <inheritdoc/>
    public abstract bool Equals(StreamSequenceToken? other);

    /// <inheritdoc/>
    public abstract int CompareTo(StreamSequenceToken? other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as StreamSequenceToken);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(SequenceNumber, EventIndex);
}
