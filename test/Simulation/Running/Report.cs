namespace OrleansCommerce.Simulation.Running;

/// <summary>A run for people.</summary>
internal static class Report
{
    /// <summary>The trace, what did not hold, and how to see it again.</summary>
    public static string Of(SimulationResult result) =>
        $"""
        {string.Join(Environment.NewLine, result.Trace)}
        Seed {result.Seed}: {result.Steps} steps, {string.Join(", ", result.Counts.Select(count => $"{count.Value} {count.Key}"))}, trace {result.TraceHash}.
        {(result.Violation is { } violation ? $"VIOLATION: {violation}{Environment.NewLine}Again: dotnet run --project test/Simulation -- --seed {result.Seed}" : "Every invariant held.")}
        """;
}
