using GreenDonut;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.Orders;

namespace OrleansCommerce.GraphQL;

/// <summary>Loads orders by id, each once a request.</summary>
public sealed class OrderLoader(GrainCalls grains, IBatchScheduler scheduler, DataLoaderOptions options)
    : BatchDataLoader<string, OrderDetails>(scheduler, options)
{
    /// <inheritdoc/>
    protected override Task<IReadOnlyDictionary<string, OrderDetails>> LoadBatchAsync(
        IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        grains.GetManyAsync(keys, static id => id, static (IOrderGrain grain) => grain.GetAsync());
}
