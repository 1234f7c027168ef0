using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.GraphQL.Validation;
using OrleansCommerce.StoreCredits;

namespace OrleansCommerce.GraphQL;

/// <summary>Questions about store credits.</summary>
[ExtendObjectType(OperationTypeNames.Query)]
public static class StoreCreditQueries
{
    /// <summary>One store credit; null when there is none that the caller may see. A customer sees the own ones, staff and tills all.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<StoreCredit?> GetStoreCreditAsync(
        [GraphQLType<NonNullType<IdType>>] string id, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.UseOrders);
        return Ids.IsOpaque(id)
            && await grains.CallAsync((IStoreCreditGrain grain) => grain.GetAsync(), id) is { } details
            && (caller.IsStaff || details.CustomerId == caller.Subject)
            ? new StoreCredit(details)
            : null;
    }
}
