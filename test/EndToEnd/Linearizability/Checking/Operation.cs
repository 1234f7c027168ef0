namespace OrleansCommerce.EndToEnd.Tests.Linearizability.Checking;

/// <summary>One operation of a concurrent history.</summary>
/// <param name="Text">For the message of a refusal.</param>
/// <param name="Invoked">It takes effect no earlier.</param>
/// <param name="Answered">It takes effect no later; null when nobody knows its outcome: at any later time, or never.</param>
/// <param name="Apply">
/// The state after it, when it takes effect in a given state; an equal state when it changes nothing, and then it must be one that
/// would change nothing in any later state either: a read, a refusal, a repeat. Null when what it answered does not fit there.
/// </param>
internal sealed record Operation<TState>(string Text, DateTimeOffset Invoked, DateTimeOffset? Answered, Func<TState, TState?> Apply)
    where TState : class, IEquatable<TState>;

/// <summary>Whether a history fits one order of its operations, and if not, where the search for one came to its end.</summary>
internal sealed record Verdict(bool IsLinearizable, string Explanation);
