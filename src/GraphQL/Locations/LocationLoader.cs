using GreenDonut;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.Locations;

namespace OrleansCommerce.GraphQL;

/// <summary>Loads locations by id, each once a request.</summary>
public sealed class LocationLoader(GrainCalls grains, IBatchScheduler scheduler, DataLoaderOptions options)
    : BatchDataLoader<string, LocationDetails>(scheduler, options)
{
    /// <summary>A location that something durable names.</summary>
    /// <exception cref="KeyNotFoundException">It is not registered: a fault of ours.</exception>
    public async Task<Location> LoadLocationAsync(string id, CancellationToken cancellationToken) =>
        new(await this.LoadRequiredAsync(id, cancellationToken));

    /// <inheritdoc/>
    protected override Task<IReadOnlyDictionary<string, LocationDetails>> LoadBatchAsync(
        IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        grains.GetManyAsync(keys, static id => id, static (ILocationGrain grain) => grain.GetAsync());
}
