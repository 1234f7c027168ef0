using Orleans;
using Orleans.Runtime;
using OrleansCommerce.Silo.Operations;

namespace OrleansCommerce.Silo.Engine;

/// <summary>
/// Marks every call with the silo that it leaves from, and tells of a call that arrives whether it came from this one. Orleans shows
/// a filter who called, but not where that is; its own meters count messages, those of the cluster itself and answers included.
/// </summary>
internal sealed class CallOrigin(ILocalSiloDetails silo) : IOutgoingGrainCallFilter
{
    private const string Key = "orleanscommerce.silo";

    /// <summary>Where the call that is under way came from.</summary>
    public string OfThisCall => RequestContext.Get(Key) is SiloAddress from && from.Equals(silo.SiloAddress) ? Measurements.Here : Measurements.Elsewhere;

    /// <inheritdoc/>
    public Task Invoke(IOutgoingGrainCallContext context)
    {
        // A grain passes on what it was called with: the mark is set anew each time.
        RequestContext.Set(Key, silo.SiloAddress);
        return context.Invoke();
    }
}
