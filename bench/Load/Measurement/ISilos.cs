namespace OrleansCommerce.Load.Measurement;

/// <summary>Silos that are measured, each a process of its own.</summary>
internal interface ISilos
{
    /// <summary>Of each.</summary>
    IReadOnlyList<int> ProcessIds { get; }

    /// <summary>The calls that the shop's grains took since the start; what streams and the cluster do for themselves is not among them.</summary>
    Task<GrainCalls> ReadCallsAsync();
}

/// <summary>Calls that reached a grain.</summary>
/// <param name="Here">From the silo that the grain is on.</param>
/// <param name="Elsewhere">From another: over the network.</param>
internal sealed record GrainCalls(long Here, long Elsewhere)
{
    public long All => Here + Elsewhere;

    /// <summary>0 to 1.</summary>
    public double ElsewhereShare => All == 0 ? 0 : (double)Elsewhere / All;

    public static GrainCalls operator -(GrainCalls later, GrainCalls earlier) => new(later.Here - earlier.Here, later.Elsewhere - earlier.Elsewhere);
}
