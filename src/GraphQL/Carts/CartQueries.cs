using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;

namespace OrleansCommerce.GraphQL;

/// <summary>Questions about carts.</summary>
[ExtendObjectType(OperationTypeNames.Query)]
public static class CartQueries
{
    /// <summary>One cart; null when there is none, or it is somebody else's.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<Cart?> GetCartAsync([GraphQLType<NonNullType<IdType>>] string id, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.UseCarts);
        return await grains.FindCartAsync(caller, id) is { } cart ? new Cart(cart) : null;
    }
}
