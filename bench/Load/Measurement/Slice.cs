namespace OrleansCommerce.Load.Measurement;

/// <summary>One thing, measured once.</summary>
/// <param name="Round">1, 2, …: the things of a scenario alternate.</param>
/// <param name="Name">What was measured; the same in each round.</param>
/// <param name="Callers">How many waited for an answer at any time.</param>
/// <param name="Operations">How many were answered with success.</param>
/// <param name="Elapsed">From the first call to the last answer.</param>
/// <param name="P50">Half of the answers took no longer.</param>
/// <param name="P99">99% took no longer.</param>
/// <param name="P999">99.9% took no longer.</param>
/// <param name="Slowest">None took longer.</param>
/// <param name="Cpu">Who used the processor.</param>
/// <param name="WalBytes">Of PostgreSQL's log, whole pages after the checkpoint before the slice included; null with SQLite.</param>
/// <param name="Calls">Grain calls that it took; null where there are no silos to ask.</param>
internal sealed record Slice(
    int Round, string Name, int Callers, long Operations, TimeSpan Elapsed, TimeSpan P50, TimeSpan P99, TimeSpan P999, TimeSpan Slowest, CpuTime Cpu,
    long? WalBytes, GrainCalls? Calls)
{
    public double PerSecond => Operations / Elapsed.TotalSeconds;
}

/// <summary>A figure with a target: one thing over another, or a limit; the mean of its rounds.</summary>
/// <param name="Name">What is divided by what, or what is limited, with its unit.</param>
/// <param name="Value">The figure.</param>
/// <param name="Rounds">That of each round.</param>
/// <param name="Target">What it should be.</param>
/// <param name="AtMost">Whether the target is an upper limit.</param>
internal sealed record Ratio(string Name, double Value, IReadOnlyList<double> Rounds, double Target, bool AtMost)
{
    public bool Met => AtMost ? Value <= Target : Value >= Target;
}

/// <summary>What a scenario found.</summary>
/// <param name="Slices">In the order in which they were measured.</param>
/// <param name="Ratios">Against the plain alternative.</param>
/// <param name="Notes">What a reader must know: what was checked, what was missing.</param>
internal sealed record Measured(IReadOnlyList<Slice> Slices, IReadOnlyList<Ratio> Ratios, IReadOnlyList<string> Notes);
