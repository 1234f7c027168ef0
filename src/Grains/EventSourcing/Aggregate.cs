using OrleansCommerce.Journal;

namespace OrleansCommerce.Grains.EventSourcing;

/// <summary>A kind of event-sourced grain, as those see it who read streams without activating a grain.</summary>
/// <param name="category">The first part of its streams' names; a grain's key is the rest.</param>
/// <param name="grainClass">The grain that writes them.</param>
public abstract class Aggregate(string category, Type grainClass)
{
    private const string Suffix = "grain";

    /// <summary>The first part of its streams' names.</summary>
    public string Category { get; } = category;

    /// <summary>The grain that writes them.</summary>
    public Type GrainClass { get; } = grainClass;

    /// <summary>The name of the grain's type: that of its class in lower case, without the ending <c>grain</c>.</summary>
    public string GrainType { get; } = grainClass.Name[..^Suffix.Length].ToLowerInvariant();

    /// <summary>The records of its events.</summary>
    public abstract IEnumerable<Type> EventTypes { get; }

    /// <summary>Reads one event, as its record.</summary>
    /// <exception cref="InvalidDataException">The event is not one of this kind.</exception>
    public abstract object Read(RecordedEvent recorded);

    /// <summary>The state of the grain with that key before its first event.</summary>
    public abstract IAggregateState Begin(string key);

    /// <summary>Folds one event into a state that came from here.</summary>
    /// <exception cref="InvalidDataException">The event is not one of this kind.</exception>
    public abstract IAggregateState Fold(IAggregateState state, RecordedEvent recorded);
}

/// <inheritdoc/>
internal sealed class Aggregate<TState, TEvent>(
    string category, Type grainClass, EventCodec<TEvent> codec, Func<string, TState> begin, Func<TState, TEvent, TState> evolve)
    : Aggregate(category, grainClass)
    where TState : class, IAggregateState
    where TEvent : class
{
    /// <inheritdoc/>
    public override IEnumerable<Type> EventTypes => codec.Types;

    /// <inheritdoc/>
    public override object Read(RecordedEvent recorded) => codec.Read(recorded);

    /// <inheritdoc/>
    public override IAggregateState Begin(string key) => begin(key);

    /// <inheritdoc/>
    public override IAggregateState Fold(IAggregateState state, RecordedEvent recorded) => evolve((TState)state, codec.Read(recorded));
}
