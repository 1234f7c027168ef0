namespace OrleansCommerce.Simulation.Running;

/// <summary>How a run ended.</summary>
/// <param name="Seed">That made the world.</param>
/// <param name="Violation">The invariant that did not hold; null when all did.</param>
/// <param name="TraceHash">Of everything that happened.</param>
/// <param name="Trace">Line by line.</param>
/// <param name="Steps">Pieces of work that ran.</param>
/// <param name="Counts">What was in it, by name.</param>
internal sealed record SimulationResult(
    int Seed, string? Violation, string TraceHash, IReadOnlyList<string> Trace, long Steps, IReadOnlyDictionary<string, int> Counts);
