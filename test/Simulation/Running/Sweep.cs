using System.Diagnostics;
using OrleansCommerce.Simulation.Bugs;

namespace OrleansCommerce.Simulation.Running;

/// <summary>Many worlds, one on each core at a time.</summary>
internal static class Sweep
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(10);

    /// <summary>Runs the seeds from <paramref name="from"/> on; stops at the first that fails.</summary>
    /// <param name="from">The first seed.</param>
    /// <param name="count">How many.</param>
    /// <param name="bug">The bug to plant.</param>
    /// <param name="progress">Told now and then.</param>
    public static SweepOutcome Run(int from, int count, Bug bug = Bug.None, Action<string>? progress = null)
    {
        var watch = Stopwatch.StartNew();
        var gate = new Lock();
        var told = TimeSpan.Zero;
        SimulationResult? failure = null;
        var (runs, steps, events) = (0, 0L, 0L);
        Parallel.ForEach(
            Seeds(),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            seed =>
            {
                var result = SimulationRun.Run(seed, bug);
                lock (gate)
                {
                    runs++;
                    steps += result.Steps;
                    events += result.Counts["events"];
                    if (result.Violation is not null && (failure is null || result.Seed < failure.Seed))
                    {
                        failure = result;
                    }

                    if (watch.Elapsed - told > ProgressInterval || runs == count)
                    {
                        told = watch.Elapsed;
                        progress?.Invoke($"{runs} worlds in {watch.Elapsed.TotalSeconds:F0} s: {steps} steps, {events} events");
                    }
                }
            });
        return new SweepOutcome(runs, watch.Elapsed, failure);

        IEnumerable<int> Seeds()
        {
            for (var i = 0; i < count && Volatile.Read(ref failure) is null; i++)
            {
                yield return from + i;
            }
        }
    }
}

/// <summary>What became of many worlds.</summary>
/// <param name="Runs">How many were run.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="FirstFailure">The failed run of the lowest seed; null when every invariant held in all.</param>
internal sealed record SweepOutcome(int Runs, TimeSpan Elapsed, SimulationResult? FirstFailure);
