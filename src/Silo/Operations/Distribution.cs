using System.Numerics;
using Orleans;

namespace OrleansCommerce.Silo.Operations;

/// <summary>
/// Counts whole numbers in buckets whose width grows with the number: a percentile is at most an eighth above the true one.
/// Adding takes no lock and makes no object.
/// </summary>
internal sealed class Distribution
{
    // Below 16 each number has a bucket of its own; above, each power of two has 8.
    private const int Exact = 16;
    private const int ExactBits = 4;
    private const int SubBits = 3;
    private const int TopBit = 37;
    private const int Buckets = Exact + ((TopBit - ExactBits + 1) << SubBits);
    private const long Most = (1L << (TopBit + 1)) - 1;

    private readonly long[] _counts = new long[Buckets];
    private long _sum;

    /// <summary>Counts a number; below 0 as 0, above some 10^11 as that.</summary>
    public void Add(long value)
    {
        var kept = Math.Clamp(value, 0, Most);
        Interlocked.Increment(ref _counts[BucketOf(kept)]);
        Interlocked.Add(ref _sum, kept);
    }

    /// <summary>What was counted so far.</summary>
    public Counted Read() => new([.. _counts], Volatile.Read(ref _sum));

    private static int BucketOf(long value)
    {
        if (value < Exact)
        {
            return (int)value;
        }

        var bit = BitOperations.Log2((ulong)value);
        return Exact + ((bit - ExactBits) << SubBits) + (int)((value >> (bit - SubBits)) & ((1 << SubBits) - 1));
    }

    private static long TopOf(int bucket)
    {
        if (bucket < Exact)
        {
            return bucket;
        }

        var bit = ((bucket - Exact) >> SubBits) + ExactBits;
        var sub = (bucket - Exact) & ((1 << SubBits) - 1);
        return (1L << bit) + ((sub + 1L) << (bit - SubBits)) - 1;
    }

    /// <summary>Counts of a time.</summary>
    /// <param name="Counts">By bucket; empty for none.</param>
    /// <param name="Sum">Of the numbers.</param>
    [GenerateSerializer]
    [Immutable]
    public readonly record struct Counted([property: Id(0)] long[] Counts, [property: Id(1)] long Sum)
    {
        /// <summary>Nothing.</summary>
        public static Counted None { get; } = new([], 0);

        /// <summary>How many numbers.</summary>
        public long Count => Counts.Sum();

        /// <summary>The mean; 0 of nothing.</summary>
        public double Mean => Count is > 0 and var count ? (double)Sum / count : 0;

        /// <summary>The number that a share of all is not above, rounded up to its bucket's end; 0 of nothing.</summary>
        /// <param name="share">Above 0, at most 1.</param>
        public long Percentile(double share)
        {
            var rank = (long)Math.Ceiling(share * Count);
            for (var bucket = 0; bucket < Counts.Length; bucket++)
            {
                rank -= Counts[bucket];
                if (rank <= 0 && Counts[bucket] > 0)
                {
                    return TopOf(bucket);
                }
            }

            return 0;
        }

        /// <summary>What came since an earlier reading.</summary>
        public Counted Since(Counted earlier) =>
            earlier.Counts.Length == 0 ? this : new([.. Counts.Zip(earlier.Counts, static (now, then) => now - then)], Sum - earlier.Sum);

        /// <summary>Both.</summary>
        public Counted With(Counted other) => (Counts.Length, other.Counts.Length) switch
        {
            (0, _) => other,
            (_, 0) => this,
            _ => new([.. Counts.Zip(other.Counts, static (one, two) => one + two)], Sum + other.Sum),
        };
    }
}
