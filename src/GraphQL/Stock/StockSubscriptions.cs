using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Catalog;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Faults;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.GraphQL.Subscriptions;
using OrleansCommerce.GraphQL.Validation;
using OrleansCommerce.Locations;
using OrleansCommerce.Stock;

namespace OrleansCommerce.GraphQL;

/// <summary>Changes of stock as they happen.</summary>
[ExtendObjectType(OperationTypeNames.Subscription)]
public static class StockSubscriptions
{
    /// <summary>The stock of a SKU after each change; nothing before the first one.</summary>
    /// <param name="sku">Which SKU.</param>
    /// <param name="locationId">Only at this location; at every one when left out.</param>
    /// <param name="changed">The levels after the change.</param>
    [Subscribe(With = nameof(FollowStockAsync))]
    public static StockItem StockChanged(string sku, [GraphQLType<IdType>] string? locationId, [EventMessage] StockLevels changed) =>
        new(changed);

    /// <summary>The source of <see cref="StockChanged"/>.</summary>
    [GraphQLIgnore]
    public static async Task<IAsyncEnumerable<StockLevels>> FollowStockAsync(
        string sku, string? locationId, [Service] GrainCalls grains, [Service] ChangeSubscriptions changes, CancellationToken cancellationToken)
    {
        Access.Demand(Permission.ReadCatalog);
        if (!Ids.IsSku(sku) || await grains.CallAsync((IProductGrain grain) => grain.GetAsync(), sku) is null)
        {
            throw FaultCodes.Exception(FaultCodes.NotFound, new NotFound("product", sku).Message);
        }

        if (locationId is not null
            && (!Ids.IsLocation(locationId) || await grains.CallAsync((ILocationGrain grain) => grain.GetAsync(), locationId) is null))
        {
            throw FaultCodes.Exception(FaultCodes.NotFound, new NotFound("location", locationId).Message);
        }

        var everywhere = await changes.SubscribeAsync<StockLevels>(ChangeStreams.Stock, sku, levels => levels.Sku, cancellationToken);
        return locationId is null ? everywhere : everywhere.Where(levels => levels.LocationId == locationId);
    }
}
