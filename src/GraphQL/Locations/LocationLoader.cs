using GreenDonut;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.Locations;
using OrleansCommerce.Search;

namespace OrleansCommerce.GraphQL;

/// <summary>Loads locations by id, each once a request: a few from their grains, many from the list of locations.</summary>
public sealed class LocationLoader(GrainCalls grains, ICatalogSearch catalog, IBatchScheduler scheduler, DataLoaderOptions options)
    : BatchDataLoader<string, LocationDetails>(scheduler, options)
{
    /// <summary>The most whose grains are asked: an order names no more, and beyond it one question to the list is cheaper.</summary>
    public const int FromGrainsMax = 10;

    /// <summary>A location that something durable names.</summary>
    /// <exception cref="GreenDonut.KeyNotFoundException">It is not registered: a fault of ours.</exception>
    public async Task<Location> LoadLocationAsync(string id, CancellationToken cancellationToken) =>
        new(await this.LoadRequiredAsync(id, cancellationToken));

    /// <inheritdoc/>
    protected override async Task<IReadOnlyDictionary<string, LocationDetails>> LoadBatchAsync(
        IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        if (keys.Count <= FromGrainsMax)
        {
            return await FromGrainsAsync(keys);
        }

        // One that the list does not have yet is asked itself.
        var found = (await catalog.FindLocationsAsync(keys, cancellationToken)).ToDictionary(static location => location.Id, StringComparer.Ordinal);
        foreach (var (id, location) in await FromGrainsAsync([.. keys.Where(key => !found.ContainsKey(key))]))
        {
            found.Add(id, location);
        }

        return found;
    }

    private Task<IReadOnlyDictionary<string, LocationDetails>> FromGrainsAsync(IReadOnlyList<string> ids) =>
        grains.GetManyAsync(ids, static id => id, static (ILocationGrain grain) => grain.GetAsync());
}
