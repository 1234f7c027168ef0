using System.Numerics;

namespace OrleansCommerce.Load.Measurement;

/// <summary>Latencies on a log scale: 32 steps for each doubling, so a value read back is at most 3% off. Safe for concurrent use.</summary>
internal sealed class LatencyHistogram
{
    private const int StepBits = 5;
    private readonly long[] _counts = new long[(64 - StepBits + 1) << StepBits];
    private long _total;

    /// <summary>How many were recorded.</summary>
    public long Count => Volatile.Read(ref _total);

    public void Record(TimeSpan latency)
    {
        Interlocked.Increment(ref _counts[StepOf((ulong)Math.Max(1, latency.Ticks))]);
        Interlocked.Increment(ref _total);
    }

    /// <summary>The latency that a share of the calls did not exceed; the upper edge of its step.</summary>
    /// <param name="share">0 to 1.</param>
    public TimeSpan Quantile(double share)
    {
        var wanted = Math.Max(1, (long)Math.Ceiling(share * Count));
        var step = 0;
        for (long seen = _counts[0]; seen < wanted && step < _counts.Length - 1; seen += _counts[step])
        {
            step++;
        }

        return TimeSpan.FromTicks(UpperEdge(step));
    }

    private static int StepOf(ulong ticks)
    {
        var shift = Math.Max(0, BitOperations.Log2(ticks) - StepBits);
        return (shift << StepBits) + (int)(ticks >> shift);
    }

    private static long UpperEdge(int step)
    {
        var shift = Math.Max(0, (step >> StepBits) - 1);
        return ((step - (shift << StepBits) + 1L) << shift) - 1;
    }
}
