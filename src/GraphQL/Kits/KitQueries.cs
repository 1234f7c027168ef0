using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.GraphQL.Validation;
using OrleansCommerce.Kits;

namespace OrleansCommerce.GraphQL;

/// <summary>Questions about kits.</summary>
[ExtendObjectType(OperationTypeNames.Query)]
public static class KitQueries
{
    /// <summary>What a SKU is made of; null when it is no kit.</summary>
    /// <param name="sku">The kit's.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<Kit?> GetKitAsync(string sku, [Service] GrainCalls grains)
    {
        Access.Demand(Permission.ReadCatalog);
        return Ids.IsSku(sku) && await grains.CallAsync((IKitGrain grain) => grain.GetAsync(), sku) is { } kit ? new Kit(kit) : null;
    }
}
