using Orleans.GrainDirectory;
using Orleans.Runtime;

namespace OrleansCommerce.Silo.Engine.Reports;

/// <summary>
/// The directory of a worker that every silo has for itself. The engine looks such a grain up like any other before it places it, and the
/// silo that keeps its part of the common directory may be the one that hangs: here nothing is found, at once.
/// </summary>
internal sealed class NoDirectory : IGrainDirectory
{
    /// <summary>Its name among the directories.</summary>
    public const string Name = "none";

    /// <inheritdoc/>
    public Task<GrainAddress?> Register(GrainAddress address) => Task.FromResult<GrainAddress?>(address);

    /// <inheritdoc/>
    public Task<GrainAddress?> Lookup(GrainId grainId) => Task.FromResult<GrainAddress?>(null);

    /// <inheritdoc/>
    public Task Unregister(GrainAddress address) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task UnregisterSilos(List<SiloAddress> siloAddresses) => Task.CompletedTask;
}
