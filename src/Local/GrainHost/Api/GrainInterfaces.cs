using Orleans.Runtime;

namespace Orleans.Runtime
{
    /// <summary>Anything that can be called by a grain id: references and grains.</summary>
    public interface IAddressable;
}

namespace Orleans
{
    /// <summary>The base of all grain interfaces.</summary>
    public interface IGrain : IAddressable;

    /// <summary>A grain that is found by a string.</summary>
    public interface IGrainWithStringKey : IGrain;

    /// <summary>What the host knows of a grain class.</summary>
    public interface IGrainBase
    {
        /// <summary>The activation that the instance belongs to.</summary>
        IGrainContext GrainContext { get; }

        /// <summary>Runs before the first call. When it throws, the waiting calls fail and the next call tries afresh.</summary>
        Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

        /// <summary>Runs after the last call, unless the process dies first.</summary>
        Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
    }

    /// <summary>Finds grains. A reference is not a promise that the grain is active: the first call activates it.</summary>
    public interface IGrainFactory
    {
        /// <summary>A reference to the grain with the key <paramref name="primaryKey"/>.</summary>
        /// <param name="primaryKey">Not empty.</param>
        /// <param name="grainClassNamePrefix">Picks a class by its name's beginning when several implement the interface.</param>
        TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
            where TGrainInterface : IGrainWithStringKey;
    }

    /// <summary>The grains as seen from outside of them.</summary>
    public interface IClusterClient : IGrainFactory
    {
        /// <summary>The services of the process.</summary>
        IServiceProvider ServiceProvider { get; }
    }
}
