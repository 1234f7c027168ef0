using System.Collections.Immutable;

namespace OrleansCommerce.Grains.EventSourcing;

/// <summary>What a decider says to a command: what happened, or why nothing may.</summary>
/// <param name="Events">What happened; may be empty when the command changes nothing. A refusal can have events too: a wrong code is counted.</param>
/// <param name="Failure">Why the command is refused; null when it is accepted.</param>
/// <param name="RepeatOf">Set when the command was answered before: the version of the state that its first answer showed.</param>
public readonly record struct Decision<TEvent>(ImmutableArray<TEvent> Events, Failure? Failure = null, long? RepeatOf = null)
    where TEvent : class
{
    /// <summary>Accepted, and nothing changes.</summary>
    public static Decision<TEvent> Nothing { get; } = new([]);

    /// <summary>Accepted.</summary>
    public static Decision<TEvent> Accept(params ImmutableArray<TEvent> events) => new(events);

    /// <summary>Refused; <paramref name="events"/> happened all the same.</summary>
    public static Decision<TEvent> Refuse(Failure failure, params ImmutableArray<TEvent> events) => new(events, failure);

    /// <summary>Answered before, when the state had this version.</summary>
    public static Decision<TEvent> Repeat(long version) => new([], null, version);

    /// <summary>A refusal without events.</summary>
    public static implicit operator Decision<TEvent>(Failure failure) => new([], failure);

    /// <summary>One event.</summary>
    public static implicit operator Decision<TEvent>(TEvent happened) => new([happened]);
}
