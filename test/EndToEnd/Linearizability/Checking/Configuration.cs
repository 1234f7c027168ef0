namespace OrleansCommerce.EndToEnd.Tests.Linearizability.Checking;

/// <summary>Which operations have been placed, and the state that they led to.</summary>
/// <param name="First">All before this one have been placed, and it has not.</param>
/// <param name="Beyond">The others that have been placed.</param>
/// <param name="State">What they led to.</param>
internal readonly record struct Configuration<TState>(int First, int[] Beyond, TState State)
    where TState : class, IEquatable<TState>
{
    /// <inheritdoc/>
    public bool Equals(Configuration<TState> other) =>
        First == other.First && Beyond.AsSpan().SequenceEqual(other.Beyond) && State.Equals(other.State);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(First);
        foreach (var operation in Beyond)
        {
            hash.Add(operation);
        }

        hash.Add(State);
        return hash.ToHashCode();
    }
}
