using System.Text.Json;
using OrleansCommerce.Grains.EventSourcing;

namespace OrleansCommerce.Grains.Tests.EventSourcing;

/// <summary>Given what happened, when a command is decided, then: the three steps of a decider's test.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static Given<TState, TEvent> History<TState, TEvent>(TState initial, Func<TState, TEvent, TState> evolve, params TEvent[] events)
        where TState : class, IAggregateState
        where TEvent : class =>
        new(events.Aggregate(initial, evolve), evolve);
}

internal sealed record Given<TState, TEvent>(TState State, Func<TState, TEvent, TState> Evolve)
    where TState : class, IAggregateState
    where TEvent : class
{
    public Then<TState, TEvent> When(Func<TState, Decision<TEvent>> decide)
    {
        var decision = decide(State);
        var after = decision.Events.IsDefaultOrEmpty ? State : decision.Events.Aggregate(State, Evolve);
        return new Then<TState, TEvent>(decision, after, this with { State = after });
    }
}

internal sealed record Then<TState, TEvent>(Decision<TEvent> Decision, TState After, Given<TState, TEvent> And)
    where TState : class, IAggregateState
    where TEvent : class
{
    public Then<TState, TEvent> ThenHappens(params TEvent[] events)
    {
        Assert.Null(Decision.Failure);
        Assert.Null(Decision.RepeatOf);
        Assert.Equal(events, Decision.Events);
        return this;
    }

    public Then<TState, TEvent> ThenNothingHappens() => ThenHappens();

    public Then<TState, TEvent> ThenIsRefused(Failure failure, params TEvent[] events)
    {
        Assert.Equal(failure, Decision.Failure);
        Assert.Equal(events, Decision.Events.IsDefault ? [] : Decision.Events);
        return this;
    }

    public Then<TState, TEvent> ThenIsInvalid(string field)
    {
        Assert.Equal(field, Assert.IsType<InvalidInput>(Decision.Failure).Field);
        Assert.True(Decision.Events.IsDefaultOrEmpty);
        return this;
    }

    public Then<TState, TEvent> ThenRepeats(long version)
    {
        Assert.Equal(version, Decision.RepeatOf);
        Assert.True(Decision.Events.IsDefaultOrEmpty);
        return this;
    }
}

internal static class Snapshots
{
    /// <summary>A state as a snapshot gives it back.</summary>
    public static TState Reread<TState>(TState state) =>
        JsonSerializer.Deserialize<TState>(Write(state), EventJson.Options)!;

    public static string Write<TState>(TState state) => JsonSerializer.Serialize(state, EventJson.Options);
}
