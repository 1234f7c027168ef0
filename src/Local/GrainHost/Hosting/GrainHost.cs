using Orleans.Streams;

namespace OrleansCommerce.Local;

/// <summary>A grain host.</summary>
public sealed partial class GrainHost
{
    /// <summary>The stream provider of that name.</summary>
    public IStreamProvider GetStreamProvider(string name) => throw new NotSupportedException(name);
}
