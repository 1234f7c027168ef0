using GreenDonut;
using OrleansCommerce.Carts;
using OrleansCommerce.GraphQL.Grains;

namespace OrleansCommerce.GraphQL;

/// <summary>Loads carts by id, each once a request.</summary>
public sealed class CartLoader(GrainCalls grains, IBatchScheduler scheduler, DataLoaderOptions options)
    : BatchDataLoader<string, CartDetails>(scheduler, options)
{
    /// <inheritdoc/>
    protected override Task<IReadOnlyDictionary<string, CartDetails>> LoadBatchAsync(
        IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        grains.GetManyAsync(keys, static id => id, static (ICartGrain grain) => grain.GetAsync());
}
