namespace OrleansCommerce.Simulation.Invariants;

/// <summary>Something that must always be true was not.</summary>
internal sealed class InvariantViolatedException(string message) : Exception(message);
