namespace OrleansCommerce.Grains.EventSourcing;

/// <summary>The state of an aggregate: an immutable record that counts the events folded into it.</summary>
public interface IAggregateState
{
    /// <summary>The number of events folded in; the version of the stream.</summary>
    long Version { get; }
}
